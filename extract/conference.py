"""The conference a report is about: its name, edition, day and venue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import Match
from extract.model import Conference
from extract.scan import Scan

_MIN_WORDS = 3  # behind the noun; a capital there makes a name of two as well
_MAX_WORDS = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REACH = 8  # paragraphs from the first
_OPENING = frozenset({'"', "“", "«"})
_CLOSING = frozenset({'"', "”", "»"})
_ENDS = frozenset({",", ".", ";", "(", '"', "“", "”", ":", "–", "—"})


def find_conference(scans: Sequence[Scan]) -> Conference | None:
    """Return the conference named in the first paragraphs, if one is.

    A name begins with a capital word for a meeting and goes on for two words or more.
    Sentences that say the day come first, headlines last. The day is that of the sentence,
    else of another of the first paragraphs that speaks of the meeting.
    """
    head = [scan for scan in scans if scan.sentence.paragraph <= _REACH]
    for scan in sorted(head, key=lambda scan: (_day(scan) is None, scan.sentence.role == "title")):
        for match in scan.matches.of("conference.noun"):
            start, end = _name(scan, match)
            if _is_name(scan, match, start, end):
                return Conference(
                    name=_first_printed(head, scan, start, end),
                    edition=_edition(scan, start, end),
                    date=_day(scan) or _day_told(head),
                    venue=_venue(scan, end),
                )
    return None


def _first_printed(head: Sequence[Scan], named: Scan, start: int, end: int) -> str:
    """Return the name as the text prints it first, which may be before the day is said."""
    words = [token.norm for token in named.tokens[start:end]]
    for scan in head:
        norms = [token.norm for token in scan.tokens]
        for at in range(len(norms) - len(words) + 1):
            if scan.sentence.role != "title" and norms[at : at + len(words)] == words:
                return _words(scan, at, at + len(words))
    return _words(named, start, end)


def _name(scan: Scan, noun: Match) -> tuple[int, int]:
    """Return the tokens of the name around its noun.

    Behind it stand a quotation ("Hội thảo “Đối tác vì ...”") or plain words, which a comma need
    not end where only the words behind it say what the meeting is about ("Hội nghị tăng cường
    hợp tác, vận động viện trợ phi chính phủ"). Capital words before it belong to it where
    little follows ("Indonesia Civil Society Forum").
    """
    quoted = _quoted(scan, noun.end)
    if quoted is not None:
        return noun.start, quoted
    end = _name_end(scan, noun.end)
    if end < len(scan.tokens) and scan.tokens[end].norm == "," and not _says_what(scan, noun, end):
        further = _name_end(scan, end + 1)
        if not scan.tokens[end + 1 : end + 2] or scan.tokens[end + 1].capital:
            further = end
        end = further if _says_what(scan, noun, further) else end
    start = noun.start
    while end == noun.end and start and scan.tokens[start - 1].capital:
        start -= 1
    return start, end


def _quoted(scan: Scan, at: int) -> int | None:
    """Return where a quotation that begins at token ``at`` ends, ``None`` without one."""
    if at >= len(scan.tokens) or scan.tokens[at].norm not in _OPENING:
        return None
    ends = (i for i in range(at + 1, len(scan.tokens)) if scan.tokens[i].norm in _CLOSING)
    end = next(ends, None)
    return None if end is None or end - at > _MAX_WORDS else end + 1


def _says_what(scan: Scan, noun: Match, end: int) -> bool:
    """Whether the words up to ``end`` speak of organisations or aid."""
    said = (m for kind in ("evidence.strong", "noun.full") for m in scan.matches.of(kind))
    return any(noun.end <= match.start < end for match in said)


def _is_name(scan: Scan, noun: Match, start: int, end: int) -> bool:
    """Whether the words name a meeting: a capital, or an edition or year and what it is about."""
    numbered = _edition(scan, start, end) is not None
    if not scan.tokens[start].capital:
        dated = any(noun.end <= period.start < end for period in scan.periods)
        return (numbered or dated) and _says_what(scan, noun, end)
    proper = noun.end < end and scan.tokens[noun.end].capital
    words = (noun.start - start) + sum(t.kind == "word" for t in scan.tokens[noun.end : end])
    if words < _MIN_WORDS - proper and not numbered:
        return False
    # A capital at the head of a sentence says nothing: "Hội nghị ghi nhận đề xuất ..."
    told = scan.sentence.role == "title" or scan.matches.at("conference.stop", end) is not None
    return start > 0 or proper or told or numbered


def _name_end(scan: Scan, start: int) -> int:
    end = start
    days = {period.start for period in scan.periods if _is_day(period.edtf)}
    while end < min(len(scan.tokens), start + _MAX_WORDS):
        stop = scan.matches.at("conference.stop", end)
        if scan.tokens[end].norm in _ENDS or stop is not None or end in days:
            return end
        end += 1
    return end


def _edition(scan: Scan, start: int, end: int) -> int | None:
    """Return the ordinal in the name or right behind it: "Forum LSM (FLSM) ke-5"."""
    behind = end
    if end < len(scan.tokens) and scan.tokens[end].norm == "(":
        behind = next(
            (i + 1 for i in range(end, len(scan.tokens)) if scan.tokens[i].norm == ")"), end
        )
    for number in scan.numbers:
        if number.ordinal and (start <= number.start < end or number.start == behind):
            return int(number.value)
    return None


def _day(scan: Scan) -> str | None:
    """Return the first single day of a sentence, "semalam" and "sáng nay" included."""
    days = (period.edtf for period in scan.periods if _is_day(period.edtf))
    return next(days, None)


def _is_day(said: str | None) -> bool:
    return said is not None and _DAY.fullmatch(said) is not None


def _day_told(head: Sequence[Scan]) -> str | None:
    days = (_day(scan) for scan in head if scan.matches.of("conference.noun"))
    return next(filter(None, days), None)


def _venue(scan: Scan, end: int) -> str | None:
    """Return the first place named behind the conference."""
    for mention in scan.places:
        if mention.start >= end and mention.place.level != "country":
            return _words(scan, mention.start, mention.end)
    return None


def _words(scan: Scan, start: int, end: int) -> str:
    """Return the printed words with single spaces between them: a value, not a quotation."""
    return " ".join(scan.quote(start, end).split())
