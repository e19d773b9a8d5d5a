"""The day a text was published, and what is reckoned from it: this year, "31/07", until now.

The anchor is EDTF of a day, a month or a year. Where it leaves a choice the
answer is ``None``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from extract import edtf

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """``text`` is EDTF; ``first`` and ``last`` are the days the publication may have been on."""

    text: str
    first: date
    last: date

    @property
    def year(self) -> int:
        """Return the year of publication."""
        return self.first.year

    def month(self, shift: int) -> str | None:
        """Return the month of publication moved by ``shift`` months, ``None`` if unknown."""
        if (self.first.year, self.first.month) != (self.last.year, self.last.month):
            return None
        years, month = divmod(self.first.month - 1 + shift, 12)
        return edtf.write(self.year + years, month + 1)

    def day(self, shift: int) -> str | None:
        """Return the day of publication moved by ``shift`` days, ``None`` if unknown."""
        if self.first != self.last:
            return None
        return (self.first + timedelta(days=shift)).isoformat()

    def last_weekday(self, weekday: int, *, past: bool) -> str | None:
        """Return the last such day of the week (Monday is 1), with ``past`` before today."""
        back = (self.first.isoweekday() - weekday) % _WEEK
        return self.day(-(back or _WEEK) if past else -back)

    def year_of(self, month: int, day: int = 1) -> int | None:
        """Return the year of a day printed without one.

        It is the year of publication, or the year before if the day would lie
        more than a month ahead of the publication.
        """
        if edtf.write(self.year, month, day) is None:
            return None
        meant = date(self.year, month, day)
        if meant > _month_later(self.last):
            return self.year - 1 if edtf.write(self.year - 1, month, day) else None
        return self.year if meant <= _month_later(self.first) else None

    def turned_year_of(self, month: int, day: int, *, coming: bool) -> int | None:
        """Return the year of a day printed without one that is called coming or past."""
        if self.first != self.last:
            return None
        today = (self.first.month, self.first.day)
        if coming:
            return self.year if (month, day) > today else self.year + 1
        return self.year if (month, day) <= today else self.year - 1

    def have_gone_by(self, months: int) -> bool:
        """Say whether the first ``months`` of the year ended in this month or the last."""
        ends = {self.first.month, self.last.month}
        return len(ends) == 1 and months <= ends.pop() <= months + 1

    def review_year(self) -> int | None:
        """Return the year under review: this one from July on, else the year before."""
        if self.first.month >= 7:
            return self.year
        return self.year - 1 if self.last.month < 7 else None


def read_anchor(text: str | None) -> Anchor | None:
    """Return the anchor written as ``text``, ``None`` for ``None``.

    Raises ``edtf.EdtfError`` for a text that is no day, month or year.
    """
    if text is None:
        return None
    period = edtf.parse(text)
    if "/" in text or "X" in text or period.first is None or period.last is None:
        raise edtf.EdtfError(f"{text!r} is no day, month or year of publication")
    return Anchor(text, period.first, period.last)


def _month_later(day: date) -> date:
    years, month = divmod(day.month, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
