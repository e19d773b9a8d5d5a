"""The conference a report is about: its name, edition, day and venue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Conference
from extract.scan import Scan

_MIN_WORDS = 3  # behind the noun; a capital there makes a name of two as well
_MAX_WORDS = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REACH = 6  # paragraphs from the first
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
            end = _name_end(scan, match.end)
            if _is_name(scan, match.start, match.end, end):
                return Conference(
                    name=_words(scan, match.start, end),
                    edition=_edition(scan, match.start, end),
                    date=_day(scan) or _day_told(head),
                    venue=_venue(scan, end),
                )
    return None


def _is_name(scan: Scan, start: int, noun_end: int, end: int) -> bool:
    proper = noun_end < end and scan.tokens[noun_end].capital
    if not scan.tokens[start].capital or end < noun_end + _MIN_WORDS - proper:
        return False
    # A capital at the head of a sentence says nothing: "Hội nghị ghi nhận đề xuất ..."
    told = scan.sentence.role == "title" or scan.matches.at("conference.stop", end) is not None
    return start > 0 or proper or told


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
    for number in scan.numbers:
        if number.ordinal and start <= number.start < end:
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
