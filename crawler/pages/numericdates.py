"""Dates in figures alone, put into one writing: which figure is the day and which the month.

Days come before months in the region. A page may show otherwise: by dates that can be
read in one way only, by the weekday beside a date, or by the day in its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from extract.lexicon import languages

_LONG = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d{2})(?![\d/])")
_SHORT = re.compile(r"(?<![\d/.:-])(\d{2})([/.-])(\d{2})\2(\d{2})(?![\d/.:-])")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})([/.-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
# As programs print it where nobody told them how: 9/11/2023 8:05:33 AM, month or day first.
_UNTOLD_CLOCK = re.compile(r",?\s+\d{1,2}:\d{2}:\d{2}\s*[AP]M\b")
_SPACED = re.compile(r"(?<!\d)(\d{1,2})\s([/-])\s(\d{1,2})\s\2\s(\d{4})(?!\d)")
# "October, 14/2023"
_MONTH_COMMA = re.compile(r"([^\W\d_]{3,9}),\s(\d{1,2})/(\d{4})(?!\d)")
# "Mar. 12, 2024": the dot belongs to the month and not to the end of a sentence.
_DOTTED_MONTH = re.compile(r"([^\W\d_]{3,9})\.(?=\s\d{1,2},?\s\d{4})")
_LEAST_SHORT = 3
"""Dates with two figures for the year that a page must show before their order is believed."""

_YEARS = 3
"""Years that the dates on one page span at most."""

_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True)
class Writing:
    """How the page with this text writes dates; ``told`` are days known from elsewhere, ISO."""

    text: str
    told: frozenset[str] = frozenset()

    @cached_property
    def _month_first(self) -> bool:
        """Whether some dates can be read month first alone, and none day first alone."""
        found = [(int(one[1]), int(one[3])) for one in _LONG.finditer(self.text)]
        return any(b > 12 >= a for a, b in found) and not any(a > 12 for a, _ in found)

    @cached_property
    def _day_first_with_that_clock(self) -> bool:
        found = (one for one in _LONG.finditer(self.text) if int(one[1]) > 12)
        return any(_UNTOLD_CLOCK.match(self.text, one.end()) for one in found)

    @cached_property
    def _short_order(self) -> str | None:
        """The one order in which all dates with two figures for the year are dates."""
        found = {one[0]: one.group(1, 3, 4) for one in _SHORT.finditer(self.text)}
        if len(found) < _LEAST_SHORT:
            return None
        fit = [order for order in _ORDERS if _fits(order, found.values())]
        return fit[0] if len(fit) == 1 else None

    def plain(self, words: str, *, weekday: int | None) -> str:
        """Return ``words`` with their dates in figures as day/month/year.

        What is in doubt is left out. ``weekday`` is the one that stands beside (ISO).
        """
        words = _MONTH_COMMA.sub(r"\1 \2, \3", words)
        words = _DOTTED_MONTH.sub(r"\1", _SPACED.sub(r"\1\2\3\2\4", words))
        words = _LONG.sub(lambda one: self._long(one, words, weekday), words)
        words = _SHORT.sub(lambda one: self._short(one) or one[0], words)
        return _YEAR_FIRST.sub(lambda one: _written(one[1], one[3], one[4]) or one[0], words)

    def _short(self, one: re.Match[str]) -> str | None:
        day = self._short_order and _short_day(one.group(1, 3, 4), self._short_order)
        return _figures(day) if day else None

    def _long(self, one: re.Match[str], words: str, weekday: int | None) -> str:
        days = [day for day in (_day(one[4], one[3], one[1]), _day(one[4], one[1], one[3])) if day]
        if len(set(days)) > 1:
            # Who writes 03 for 3 was told how to write.
            told = one[1].startswith("0") or one[3].startswith("0")
            untold = not told and _UNTOLD_CLOCK.match(words, one.end()) is not None
            settled = self._settled(days, weekday or _short_weekday(words), untold=untold)
            return _figures(settled) if settled else ""
        return _figures(days[0]) if days else one[0]

    def _settled(self, days: list[date], weekday: int | None, *, untold: bool) -> date | None:
        """Return which of two readings, day first and month first, is meant; ``None``: in doubt."""
        fitting = [day for day in days if day.isoweekday() == weekday]
        told = [day for day in days if day.isoformat() in self.told]
        for agreed in (fitting, told):
            if len(agreed) == 1:
                return agreed[0]
        if self._month_first:
            return days[1]
        return None if untold and not self._day_first_with_that_clock else days[0]


def _short_weekday(words: str) -> int | None:
    """Return the one weekday that ``words`` name shortened, in any language of ours."""
    known = _short_weekdays()
    found = {known[word] for word in re.findall(r"\w+", words.casefold()) if word in known}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _short_weekdays() -> dict[str, int]:
    from babel import Locale  # here, so that pages without such dates do without it

    return {
        name.casefold().rstrip("."): number + 1
        for code in languages()
        for number, name in Locale(code).days["format"]["abbreviated"].items()
    }


def _fits(order: str, found: Iterable[tuple[str, ...]]) -> bool:
    """Say whether all are dates in ``order``, of years that stand near one another."""
    days = [_short_day(parts, order) for parts in found]
    years = [day.year for day in days if day]
    return len(years) == len(days) and max(years) - min(years) <= _YEARS


def _short_day(parts: tuple[str, ...], order: str) -> date | None:
    told = dict(zip(order, parts, strict=True))
    return _day(f"20{told['y']}", told["m"], told["d"])


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _written(year: str, month: str, day: str) -> str | None:
    found = _day(year, month, day)
    return _figures(found) if found else None


def _figures(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
