"""Every full day in a line, with what the line calls it: published, updated, or nothing.

For lines of pages, which may hold both days, a counter of visits and an author. A
line that is nothing but one date is read by ``dateline``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.periods.datechain import DAY_WORD
from extract.periods.dateline import date_words, day_at, prints_year
from extract.periods.points import point_at
from extract.tokens import Token

_NAMES = frozenset({"published", "updated"})
_BEHIND = 3
"""A name may stand this many tokens behind its day: "7/9/2023 (cập nhật)"."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, with the tokens it is made of, and ``published`` or ``updated`` where called so."""

    day: date
    start: int
    end: int
    name: str | None


def named_days(tokens: Sequence[Token], codes: Sequence[str]) -> list[NamedDay]:
    """Return the days printed in ``tokens``, read in the languages ``codes``, in their order."""
    if not prints_year(tokens):
        return []
    days: dict[int, tuple[date, int]] = {}
    names: dict[int, str] = {}
    for code in codes:
        words = date_words(tokens, code)
        for at in words.openings:
            found = day_at(words, at, code)
            if found and at not in days:
                days[at] = found
        for match in words.matches.of("periods.stamp"):
            if match.value in _NAMES:
                names[match.start] = match.value
    return _named(days, names)


def yearless_days(tokens: Sequence[Token], codes: Sequence[str]) -> set[tuple[int, int]]:
    """Return month and day of the days that ``tokens`` print without their year."""
    found = set()
    for code in codes:
        words = date_words(tokens, code)
        for at in words.openings:
            point = point_at(words, at, cue=DAY_WORD)
            moment = point.first if point and point.last is None else None
            if moment and moment.year is None and moment.month and moment.day:
                found.add((moment.month, moment.day))
    return found


def name_in(tokens: Sequence[Token], codes: Sequence[str]) -> str | None:
    """Return the first ``published`` or ``updated`` that ``tokens`` say, or ``None``."""
    found = (
        (match.start, match.value)
        for code in codes
        for match in date_words(tokens, code).matches.of("periods.stamp")
        if match.value in _NAMES
    )
    return min(found, default=(0, None))[1]


def is_of_today(tokens: Sequence[Token], codes: Sequence[str]) -> bool:
    """Say whether ``tokens`` speak of today, as pages do that print the day of the visit."""
    return any(
        match.value == "0"
        for code in codes
        for match in date_words(tokens, code).matches.of("periods.relative_day")
    )


def says_day(tokens: Sequence[Token], codes: Sequence[str]) -> bool:
    """Say whether ``tokens`` hold a word for day or date."""
    return any(
        match.category == "periods.day" or match.value == "label"
        for code in codes
        for matches in [date_words(tokens, code).matches]
        for match in (*matches.of("periods.day"), *matches.of("periods.stamp"))
    )


def strange_words(tokens: Sequence[Token], codes: Sequence[str]) -> int:
    """Return how many words of ``tokens`` are none of those that dates are printed with."""
    known = {
        at
        for code in codes
        for matches in [date_words(tokens, code).matches]
        for category in matches.categories
        if category.startswith("periods.")
        for match in matches.of(category)
        for at in range(match.start, match.end)
    }
    return sum(token.kind == "word" and at not in known for at, token in enumerate(tokens))


def weekday_in(tokens: Sequence[Token], codes: Sequence[str]) -> int | None:
    """Return the one weekday named in ``tokens`` (ISO: Monday is 1), or ``None``."""
    found = {
        int(match.value)
        for code in codes
        for match in date_words(tokens, code).matches.of("periods.weekday")
    }
    return found.pop() if len(found) == 1 else None


def _named(days: dict[int, tuple[date, int]], names: dict[int, str]) -> list[NamedDay]:
    found: list[NamedDay] = []
    before = 0
    for start, (day, end) in sorted(days.items()):
        if start < before:
            continue
        # The last name in front of the day and behind the day before is its own.
        own = [at for at in names if before <= at < start]
        if not own and len(days) == 1:
            own = [at for at in names if end <= at < end + _BEHIND]
        found.append(NamedDay(day, start, end, names[max(own)] if own else None))
        before = end
    return found
