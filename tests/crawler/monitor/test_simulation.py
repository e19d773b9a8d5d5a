"""On recorded run statistics: faults are found in one run, and sound runs ring hardly ever.

The long form measures what stands in docs/measured.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import mean

import pytest

from tests.crawler.monitor.simulation import ACCESS, PAGES, Series, alarms, faulty, outlet

SEED = 7
ENOUGH = 3
"""Articles of a run below which nothing can be said of their fields."""

A_WEEK = 16
"""Announcements a week below which a silent week may be chance."""

SILENT = frozenset({"frozen_discovery", "gone_quiet"})


def _judged(outlets: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """Return how many faults were made and found, of runs that can tell."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number in range(outlets):
        whole = outlet(number, seed)
        series = replace(whole, runs=whole.runs[-30:], pages=whole.pages[-30:])
        for cause, change in (ACCESS | PAGES).items():
            told = faulty(series, change)
            tells = cause not in SILENT or _announced(series) >= A_WEEK
            if told is not None and told[1] >= ENOUGH and tells:
                made[cause] += 1
                found[cause] += told[0] is not None
    return made, found


def _announced(series: Series) -> float:
    """Return how many articles the outlet announces a week."""
    new = ((run.fresh, run.new_addresses or 0, run.new_dropped or 0) for run in series.runs[1:])
    return mean(met + dropped if fresh is None else fresh for fresh, met, dropped in new)


def _rung(series: Series) -> list[str]:
    return [f"{series.source.name} {run}: {what}" for run, what in alarms(series)]


def test_sound_series_ring_at_most_once_in_a_thousand_runs() -> None:
    """Thirty outlets over eighty weeks, Tết and Lebaran among them."""
    every = [outlet(number, SEED) for number in range(30)]
    rung = [line for series in every for line in _rung(series)]
    assert len(rung) <= sum(len(series.runs) for series in every) / 1_000, rung


def test_faults_are_found_in_one_run() -> None:
    """Each kind put into the last run of a dozen outlets."""
    made, found = _judged(12, SEED)
    assert set(made) == {*ACCESS, *PAGES}
    assert found.total() >= 0.99 * made.total(), made - found


@pytest.mark.soak
def test_the_same_at_length() -> None:
    every = [outlet(number, SEED + 1) for number in range(200)]
    rung = [line for series in every for line in _rung(series)]
    assert len(rung) <= sum(len(series.runs) for series in every) / 1_000, rung
    made, found = _judged(100, SEED + 1)
    assert found.total() >= 0.99 * made.total(), made - found
