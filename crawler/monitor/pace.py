"""How many articles a source usually brings, and whether there are too few to be chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.monitor.history import Case, Seen, day_of
from crawler.monitor.statistics import ORDINARY, festive_share, scarce

_LEAST_RUNS = 3
_LEAST_DAYS = 14.0

_SPREAD = 0.07
"""How much weeks differ where nothing else is known: by about a quarter, squared."""

_LEAST_SPREAD = 0.04
_AS_RUNS = 8
"""So many runs the assumed spread counts for beside those that were seen."""


@dataclass(frozen=True, slots=True)
class Pace:
    """``rate``: articles a day; ``spread``: the square by which weeks differ, ours included."""

    rate: float
    spread: float

    def is_too_slow(
        self, count: int, first: date, last: date, *, country: str, level: float
    ) -> bool:
        """Say whether ``count`` articles after ``first`` until ``last`` are too few for chance."""
        days = (last - first).days
        if count >= self.rate * days * ORDINARY:
            return False
        share = festive_share(country, first + timedelta(days=1), last)
        return scarce(count, self.rate * days * share, self.spread) < level


def pace(case: Case, flow: Callable[[Seen], int | None]) -> Pace | None:
    """Return the pace of ``flow`` in the good runs; ``None``: too few of them are known."""
    known = [
        (count, seen.days, seen)
        for seen in case.good
        if seen.days and (count := flow(seen)) is not None
    ]
    days = sum(spanned for _, spanned, _ in known)
    total = sum(count for count, _, _ in known)
    if len(known) < _LEAST_RUNS or days < _LEAST_DAYS:
        return None
    rate = total / days
    if not total:
        return Pace(0.0, _SPREAD)
    ordinary = [
        (count, rate * spanned)
        for count, spanned, seen in known
        if _is_ordinary(seen, spanned, case.source.country)
    ]
    return Pace(rate, _spread(ordinary) + 1 / total)


def declared(articles_a_week: float) -> Pace:
    """Return the pace that a source file declares."""
    return Pace(articles_a_week / 7, _SPREAD)


def _is_ordinary(seen: Seen, days: float, country: str) -> bool:
    last = day_of(seen.run.started or "")
    return festive_share(country, last - timedelta(days=round(days) - 1), last) == 1


def _spread(runs: list[tuple[int, float]]) -> float:
    """Return by how much ``runs`` (found, expected) differ beyond chance, with what is assumed."""
    squares = sum(mean * mean for _, mean in runs)
    if not squares:
        return _SPREAD
    own = sum((count - mean) ** 2 - mean for count, mean in runs) / squares
    mixed = (_AS_RUNS * _SPREAD + len(runs) * own) / (_AS_RUNS + len(runs))
    return max(_LEAST_SPREAD, mixed)
