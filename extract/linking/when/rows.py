"""Several years and as many figures: which year of a row is whose."""

from __future__ import annotations

from collections.abc import Sequence

from extract.linking.zone import Zone
from extract.periods import Period

_TURNS = ("list.join", "clause.contrast", "clause.but")


def in_order(zone: Zone) -> Period | None:
    """Return the figure's own of several years: "năm 2020 và 2021 lần lượt là 220,7 và 233 triệu".

    Only where there are as many figures behind the years as years.
    """
    for cue in zone.scan.matches.of("list.order"):
        if not zone.clause_start <= cue.start < zone.clause_end:
            continue
        years = _run_before(zone, cue.start)
        figures = [at for at in zone.fellows if years and at >= years[-1].end]
        if len(years) == len(figures) > 1 and zone.quantity.start in figures:
            return years[figures.index(zone.quantity.start)]
    return None


def _run_before(zone: Zone, at: int) -> list[Period]:
    """Return the last periods of the clause before token ``at`` that are one list."""
    run: list[Period] = []
    for period in reversed(zone.scan.periods):
        if period.start < zone.clause_start or period.end > at:
            continue
        join = zone.scan.matches.at("list.join", period.end)
        if run and (join is None or join.end != run[0].start):
            break
        run.insert(0, period)
    return run


def in_bracket(zone: Zone, periods: Sequence[Period]) -> Period | None:
    """Return the period in a bracket of its own behind the figure: "30 LSM (2021), 35 (2022)"."""
    tokens, end = zone.scan.tokens, zone.quantity.end
    if end >= len(tokens) or tokens[end].norm != "(":
        return None
    for period in periods:
        led = zone.scan.matches.ending("periods.in", period.start)
        start = period.start if led is None else led.start
        closed = period.end < len(tokens) and tokens[period.end].norm == ")"
        if start == end + 1 and closed and period.granularity != "day":
            return period
    return None


def leads_on(zone: Zone, period: Period) -> bool:
    """Whether "and" leads from the figure to the year of the next: "2021 361 dan 2022 380"."""
    matches, end = zone.scan.matches, zone.quantity.end
    join = next(filter(None, (matches.at(name, end) for name in _TURNS)), None)
    led = None if join is None else matches.at("periods.in", join.end)
    at = 0 if join is None else join.end if led is None else led.end
    return join is not None and at == period.start and zone.right < zone.clause_end
