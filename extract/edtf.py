"""Periods as text: the part of the Extended Date/Time Format used here, checked and with its days.

Written are a year ``2023``, a month ``2023-04``, a day ``2023-04-12``, a decade
``199X``, an interval ``2019/2025-06`` of any two of these and an open interval
``../2025-11`` or ``2016/..``. Signs for approximate or unknown (``~ ? %``),
seasons, quarters and clock times of the full format (ISO 8601-2:2019, Library
of Congress, https://www.loc.gov/standards/datetime/) are refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X")
_OPEN = ".."


class EdtfError(ValueError):
    """A text that is no period as written here; says what was expected."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A period. ``first`` and ``last`` are its days, ``None`` where it is open.

    Two periods are equal when their days are, however they are written.
    """

    text: str = field(compare=False)
    first: date | None
    last: date | None

    def __str__(self) -> str:
        return self.text

    def overlaps(self, other: Edtf) -> bool:
        """Say whether the two periods share a day; an open side reaches without end."""
        return _not_after(self.first, other.last) and _not_after(other.first, self.last)

    def contains(self, other: Edtf) -> bool:
        """Say whether every day of ``other`` belongs to this period."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return starts and ends

    def before(self, other: Edtf) -> bool:
        """Say whether the last day of this period lies before the first of ``other``."""
        return self.last is not None and other.first is not None and self.last < other.first


@lru_cache(maxsize=1024)
def parse(text: str) -> Edtf:
    """Return the period written as ``text``. Raises ``EdtfError`` where it is none."""
    left, slash, right = text.partition("/")
    if not slash:
        first, last = _days(left)
        return Edtf(text, first, last)
    if left == right == _OPEN:
        raise EdtfError(f"{text!r} is open on both sides, expected a date on one")
    start = None if left == _OPEN else _days(left)[0]
    end = None if right == _OPEN else _days(right)[1]
    if start is not None and end is not None and start > end:
        raise EdtfError(f"{text!r} ends before it begins")
    return Edtf(text, start, end)


def read(text: str) -> Edtf | None:
    """Return the period written as ``text``, or ``None`` where it is none."""
    try:
        return parse(text)
    except EdtfError:
        return None


def write(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a year, month or day as text, or ``None`` where the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def interval(left: str | None, right: str | None) -> str | None:
    """Return the interval between two dates; ``None`` for one of them leaves that side open.

    Equal dates give the date itself. ``None`` is returned where the interval
    would end before it begins or is open on both sides.
    """
    if left is not None and left == right:
        return left
    text = f"{left or _OPEN}/{right or _OPEN}"
    return text if read(text) else None


def _days(point: str) -> tuple[date, date]:
    found = _POINT.fullmatch(point)
    if found is None:
        raise EdtfError(f"{point!r} is no year, month, day or decade such as 2023-04 or 199X")
    year, month, day, decade = found.groups()
    try:
        if decade is not None:
            return date(int(decade) * 10, 1, 1), date(int(decade) * 10 + 9, 12, 31)
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise EdtfError(f"{point!r} is not in the calendar") from error
    if day is not None:
        return first, first
    last_month = int(month or 12)
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end
