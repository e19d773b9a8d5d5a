"""How likely counts are: the arithmetic behind every alarm.

An alarm is raised where a healthy source would show as much in fewer than
:data:`LEVEL` of its runs. Some twenty things are looked at in a run, most of them
far from the limit, so that false alarms stay below one in a thousand runs.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

LEVEL = 5e-4
"""The chance of a false alarm that one look may have."""

SILENCE = 5e-3
"""The same of a run without a single new article: it hardly ever happens to a healthy source, and
to a broken one nearly always."""

ORDINARY = 0.5
"""The share of the usual articles below which no ordinary week falls."""

FESTIVE = 0.12
"""The same for the weeks around the great holidays, when papers hardly appear."""

_AROUND = timedelta(days=9)


def poisson_at_most(count: float, mean: float) -> float:
    """Return the chance of ``count`` or fewer events where ``mean`` are expected."""
    if count >= mean:
        return 1.0
    rate = math.log(mean)
    terms = (math.exp(k * rate - mean - math.lgamma(k + 1)) for k in range(int(count) + 1))
    return min(1.0, math.fsum(terms))


def scarce(count: int, mean: float, spread: float) -> float:
    """Return the chance of ``count`` or fewer events where ``mean`` are expected, more or less.

    The mean itself varies from week to week; ``spread`` is the square of its coefficient
    of variation (above 0). Events are then distributed negative-binomially.
    """
    if count >= mean:
        return 1.0
    shape = 1 / spread
    none = -shape * math.log1p(mean / shape)
    rate = math.log(mean / (mean + shape))
    ways = math.lgamma(shape)
    terms = (
        math.exp(math.lgamma(shape + k) - ways - math.lgamma(k + 1) + none + k * rate)
        for k in range(count + 1)
    )
    return min(1.0, math.fsum(terms))


def binomial_at_least(count: int, of: int, chance: float) -> float:
    """Return the chance of ``count`` or more of ``of`` where each has ``chance`` (0 to below 1)."""
    if count <= of * chance:
        return 1.0
    if chance <= 0:
        return 0.0
    rate, rest = math.log(chance), math.log1p(-chance)
    ways = math.lgamma(of + 1)
    terms = (
        math.exp(ways - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * rate + (of - k) * rest)
        for k in range(count, of + 1)
    )
    return min(1.0, math.fsum(terms))


def typical(values: Sequence[float]) -> float | None:
    """Return the median of ``values``, or ``None`` of none."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@lru_cache(maxsize=4096)
def festive_share(country: str, first: date, last: date) -> float:
    """Return the share of the usual articles that may be all between two days in ``country``.

    It is 1 but for days near a great holiday, which count in proportion to their number.
    """
    days = (last - first).days + 1
    if days <= 0:
        return 1.0
    festive = sum(
        any(abs(first + timedelta(days=number) - day) <= _AROUND for day in holidays(country))
        for number in range(days)
    )
    return (festive * FESTIVE + (days - festive)) / days


@lru_cache(maxsize=8)
def holidays(country: str) -> tuple[date, ...]:
    """Return the first days of the great holidays of ``country`` (ISO 3166-1 alpha-2)."""
    found = tomllib.loads(files("crawler.monitor").joinpath("holidays.toml").read_text("utf-8"))
    return tuple(day for name in found["keeps"].get(country, ()) for day in found[name]["days"])
