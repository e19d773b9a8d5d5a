"""The days of publication that pages print, each form read by itself.

The result is an ISO day, or a month where no more is said (EDTF), in the zone of
the outlet: readers there know the article by that day. What is not wholly
understood gives ``None``. Which form is believed is decided in ``witnesses.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from extract.periods.dateline import date_line, full_days
from extract.tokens import tokenize

FIRST_YEAR = 1995
"""No outlet was on the web before; an earlier day is a default of some system."""

LAST_YEAR = 2100

# ISO 8601 (2022-09-11T19:35:05+0700), and the same with slashes (2023/11/02 20:59:53).
_STAMP = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?"
    r"(?:(?:T|\s+)(?P<time>\d{1,2}:\d{2})(?::\d{2})?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)"
)
# 13:27 | 2025/12/05
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_URL = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_MONTH_FOLDER = re.compile(r"(?<=/)(20\d{2})/(\d{1,2})(?=/)")
# Numbers that systems make of the moment of publication: 20230517184455123, 20091120104533, and
# the day alone, 20230911.
_NUMBER = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?:([01]\d|2[0-3])([0-5]\d){2}\d{0,3})?(?!\d)")
_PIECES = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\n")
_CLOCK = re.compile(r"(?<![\d/.:])(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d/.:])")
_AFTERNOON = re.compile(r"\s*(?:pm\b|ch\b|petang\b|malam\b)", re.IGNORECASE)
_MORNING = re.compile(r"\s*(?:am\b|sa\b|pagi\b|sáng\b)", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(?:(?P<name>WIB|WITA|WIT|MYT|ICT)|(?:GMT|UTC)(?:\s*(?P<hours>[+-]\s*\d{1,2})(?::?00)?)?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_HOURS = {"wib": 7, "wita": 8, "wit": 9, "myt": 8, "ict": 7}
# Of a page in these languages: months are asked for in all of them, in English as well.
_LANGUAGES = ("vi", "ms", "id")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date says: an EDTF day or month, the clock (``HH:MM``), minutes east of Greenwich."""

    day: str
    clock: str | None = None
    offset: int | None = None

    def instant(self) -> datetime | None:
        """Return the moment in UTC, where day, clock and zone are all said."""
        if self.clock is None or self.offset is None:
            return None
        local = datetime.fromisoformat(f"{self.day}T{self.clock}")
        return (local - timedelta(minutes=self.offset)).replace(tzinfo=UTC)

    def day_in(self, local: timezone) -> str:
        """Return the day in the zone ``local``; without clock and zone the day as it is said."""
        instant = self.instant()
        return instant.astimezone(local).date().isoformat() if instant else self.day


def zone(hours: int) -> timezone:
    """Return the fixed zone ``hours`` east of Greenwich."""
    return timezone(timedelta(hours=hours))


def stamp(text: str) -> Moment | None:
    """Read a date written for machines: ISO 8601, the same with slashes, or RFC 5322.

    ``4/12/2024`` is read only where day and month cannot be taken for each other:
    systems write them in both orders.
    """
    text = text.strip()
    match = _STAMP.match(text)
    if match:
        day = _day(match["year"], match["month"], match["day"])
        if day is None or match["day"] is None:
            return Moment(day) if day else None
        return _moment(day, match["time"], _offset(match["zone"]))
    if match := _DAY_FIRST.match(text):
        first, second = int(match[1]), int(match[2])
        day = _day(match[3], min(first, second), max(first, second))
        unmistakable = max(first, second) > 12 or first == second
        return Moment(day) if day and unmistakable else None
    return _rfc5322(text)


def from_iso(text: str, *, local: timezone) -> str | None:
    """Return the day of a machine's date in ``local``; a time without a zone is local already."""
    said = stamp(text)
    return said.day_in(local) if said else None


@lru_cache(maxsize=4096)
def from_feed(text: str, *, local: timezone) -> str | None:
    """Return the day of an RSS ``pubDate`` (RFC 5322) or an Atom time (RFC 3339) in ``local``."""
    return from_iso(text, local=local)


def shown(text: str, *, languages: tuple[str, ...]) -> Moment | None:
    """Read the date in ``text``, the words of an element in which an outlet prints dates.

    Days come before months. A date of revision counts only where it is alone;
    two different days are none. The clock and its zone are read where they
    are printed once.
    """
    codes = tuple(dict.fromkeys((*languages, *_LANGUAGES)))
    first: set[str] = set()
    revised: set[str] = set()
    for piece in _PIECES.split(re.sub(r"\bOgs\b", "Ogos", text)):
        tokens = tuple(tokenize(piece))
        line = date_line(tokens, codes)
        days = {line.day} if line else {day for code in codes for day in full_days(tokens, code)}
        found = {day.isoformat() for day in days if FIRST_YEAR <= day.year <= LAST_YEAR}
        found |= {day for match in _YEAR_FIRST.findall(piece) if (day := _day(*match))}
        (revised if line and line.updated else first).update(found)
    only = first or revised
    if len(only) != 1:
        return None
    return clocked(only.pop(), text)


def from_words(text: str, *, languages: tuple[str, ...]) -> str | None:
    """Return the day printed in ``text`` as a reader of ``languages`` reads it."""
    said = shown(text, languages=languages)
    return said.day if said else None


def from_url(url: str) -> str | None:
    """Return the day that stands in the path as ``/YYYY/MM/DD/``."""
    match = _URL.search(url)
    return _day(*match.groups()) if match else None


def years_by_month(url: str) -> dict[int, int]:
    """Return the years of the months that stand in a path as ``/YYYY/MM/``."""
    found: dict[int, set[int]] = {}
    for one in _MONTH_FOLDER.finditer(url):
        if _day(one[1], one[2], None):
            found.setdefault(int(one[2]), set()).add(int(one[1]))
    return {month: years.pop() for month, years in found.items() if len(years) == 1}


def from_number(url: str) -> str | None:
    """Return the day of the one number in an address that is one: ``-20230517184455123.htm``."""
    found = {day for one in _NUMBER.finditer(url) if (day := _day(*one.group(1, 2, 3)))}
    return found.pop() if len(found) == 1 else None


def _moment(day: str, clock: str | None, offset: int | None) -> Moment:
    if clock is None:
        return Moment(day)
    hour, minute = (int(part) for part in clock.split(":"))
    if hour > 23 or minute > 59:
        return Moment(day)
    return Moment(day, f"{hour:02d}:{minute:02d}", offset)


def _offset(written: str | None) -> int | None:
    if written is None:
        return None
    if not written.startswith(("+", "-")):
        return 0
    hours, minutes = int(written[1:3]), int(written[-2:]) if len(written) > 3 else 0
    if hours > 14 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if written[0] == "-" else 1)


def _rfc5322(text: str) -> Moment | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    day = _day(moment.year, moment.month, moment.day)
    east = moment.utcoffset()
    offset = 0 if east is None else int(east.total_seconds()) // 60
    return Moment(day, f"{moment:%H:%M}", offset) if day else None


def clocked(day: str, text: str) -> Moment:
    """Return ``day`` with the clock and zone of ``text``, where it prints one clock."""
    clocks = list(_CLOCK.finditer(text))
    if len(clocks) != 1:
        return Moment(day)
    hour = int(clocks[0][1])
    if hour < 12 and _AFTERNOON.match(text, clocks[0].end()):
        hour += 12
    elif hour == 12 and _MORNING.match(text, clocks[0].end()):
        hour = 0
    named = _ZONE.search(text)
    offset = None
    if named:
        hours = "".join((named["hours"] or "0").split())
        offset = 60 * (_HOURS[named["name"].lower()] if named["name"] else int(hours))
    return _moment(day, f"{hour}:{clocks[0][2]}", offset)


def _day(year: str | int, month: str | int, day: str | int | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
