"""The conference a report is about: its name, edition, day and venue.

``names`` reads how far a name reaches, ``days`` when they met, this module which of several
meetings is the report's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.conference.days import held_on, said_periods
from extract.conference.names import Name, names
from extract.model import Conference
from extract.scan import Scan

_REACH = 8  # paragraphs from the first
_HELD_REACH = 4
_ASIDE = 8
_AHEAD = 4
_FULLER = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name with the sentence it stands in."""

    scan: Scan
    name: Name

    @property
    def words(self) -> list[str]:
        """The folded words of the name."""
        return [token.norm for token in self.scan.tokens[self.name.start : self.name.end]]

    @property
    def weight(self) -> int:
        """How much speaks for its being the meeting reported: its day, that it was held.

        One to come weighs less than nothing without its day, one only compared with anyhow.
        """
        day = any(period.granularity == "day" for period in said_periods(self.scan))
        aside = _aside(self.scan, self.name)
        held = not aside and _is_held(self.scan, self.name)
        title = self.scan.sentence.role == "title"
        told = self.name.numbered + self.name.of_subject + self.name.dated
        doubts = title + self.name.event + aside
        return 4 * day + 2 * held + told - doubts


def find_conference(scans: Sequence[Scan], published: str | None = None) -> Conference | None:
    """Return the conference named in the first paragraphs, if one is.

    Of several the one counts that has its day or was held in its sentence, the first among
    equals. ``published`` (EDTF) says which Thursday is meant.
    """
    head = [scan for scan in scans if scan.sentence.paragraph <= _REACH]
    found = [_Candidate(scan, name) for scan in head for name in names(scan)]
    best = max(found, key=lambda candidate: candidate.weight, default=None)
    if best is None or best.weight < 0:
        return None
    return Conference(
        name=_first_printed(head, _fullest(found, best)),
        edition=best.name.edition,
        date=held_on(best.scan, head, published),
        venue=_venue(best.scan, best.name.end),
    )


def _is_held(scan: Scan, name: Name) -> bool:
    """Whether the words around the name say that it took place: "tổ chức hội nghị", "digelar"."""
    for match in scan.matches.of("conference.held"):
        before = 0 <= name.start - match.end <= _HELD_REACH
        behind = 0 <= match.start - name.end <= _HELD_REACH
        if before or behind:
            return True
    return False


def _aside(scan: Scan, name: Name) -> int:
    """Return what speaks against a meeting to come, or one only compared with."""
    near = (
        match.value
        for match in scan.matches.of("conference.other")
        if 0 <= match.start - name.end <= 1 or 0 <= name.start - match.end <= 1
    )
    return max((_AHEAD if value == "ahead" else _ASIDE for value in near), default=0)


def _fullest(found: Sequence[_Candidate], best: _Candidate) -> _Candidate:
    """Return the candidate that says the same name with more words, or the one given."""
    own = set(best.words)
    same = [c for c in found if c.name.edition == best.name.edition and own < set(c.words)]
    return max((c for c in same if len(c.words) <= _FULLER * len(own)), key=_length, default=best)


def _length(candidate: _Candidate) -> int:
    return len(candidate.words)


def _first_printed(head: Sequence[Scan], best: _Candidate) -> str:
    """Return the name as the text prints it first, which may be before the day is said."""
    words = best.words
    for scan in head:
        norms = [token.norm for token in scan.tokens]
        for at in range(len(norms) - len(words) + 1):
            if scan.sentence.role != "title" and norms[at : at + len(words)] == words:
                return _words(scan, at, at + len(words))
    return _words(best.scan, best.name.start, best.name.end)


def _venue(scan: Scan, end: int) -> str | None:
    """Return the first place named behind the conference."""
    for mention in scan.places:
        if mention.start >= end and mention.place.level != "country":
            return _words(scan, mention.start, mention.end)
    return None


def _words(scan: Scan, start: int, end: int) -> str:
    """Return the printed words with single spaces between them: a value, not a quotation."""
    return " ".join(scan.quote(start, end).split())
