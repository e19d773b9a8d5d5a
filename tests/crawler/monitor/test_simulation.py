"""On recorded run statistics: faults are found in one run, and sound runs ring hardly ever.

The long form measures what stands in docs/measured.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.crawler.monitor.simulated_faults import ACCESS, NEW, PARTS, SITE, Change, Told, faulty
from tests.crawler.monitor.simulation import Series, alarms, outlet

SEED = 7
SOAK_SEED = 11
"""The rules were tried with others."""

ENOUGH = 3
"""New articles of a run below which nothing can be said of new articles alone."""

ENOUGH_OF_A_SECTION = 4

SILENT = frozenset({"frozen_discovery", "gone_quiet"})
A_WEEK = 10
"""Announcements a week below which a week without any may be chance."""


def _judged(outlets: int, seed: int, faults: Mapping[str, Change]) -> list[Told]:
    """Put each fault into the last run of each outlet it can befall."""
    found = []
    for number in range(outlets):
        whole = outlet(number, seed)
        series = replace(whole, runs=whole.runs[-30:], pages=whole.pages[-30:])
        told = (faulty(series, name, change) for name, change in faults.items())
        found += [one for one in told if one is not None]
    return found


def _share(found: Sequence[Told]) -> float:
    return sum(one.found is not None for one in found) / len(found)


def _rung(series: Series) -> list[str]:
    return [f"{series.source.name} {run}: {what}" for run, what in alarms(series)]


def _check(outlets: int, seed: int) -> None:
    """The aim: 99 % in one run, small outlets included, where a fault is one of the whole site."""
    whole = _judged(outlets, seed, {**ACCESS, **SITE})
    assert {one.name for one in whole} == {*ACCESS, *SITE}
    silent = [one for one in whole if one.name in SILENT and one.announced >= A_WEEK]
    print(f"silent {_share(silent):.4f} of {len(silent)}")
    assert _share(silent) >= 0.99, [one for one in silent if one.found is None]
    print(f"whole sites {_share(whole):.4f} of {len(whole)}")
    assert _share(whole) >= 0.99, [one for one in whole if one.found is None]
    new = _judged(outlets, seed, NEW)
    enough = [one for one in new if one.articles >= ENOUGH]
    print(
        f"new articles alone {_share(new):.4f} of {len(new)}, {_share(enough):.4f} of {len(enough)}"
    )
    assert _share(enough) >= 0.98, [one for one in enough if one.found is None]
    parts = _judged(outlets, seed, PARTS)
    large = [one for one in parts if one.part >= ENOUGH_OF_A_SECTION and "section" in one.name]
    print(f"parts {_share(parts):.4f} of {len(parts)}, {_share(large):.4f} of {len(large)}")
    assert _share(large) >= 0.98, [one for one in large if one.found is None]


def test_sound_series_ring_at_most_once_in_a_thousand_runs() -> None:
    """Thirty outlets over eighty weeks, Tết and Lebaran among them."""
    every = [outlet(number, SEED) for number in range(30)]
    rung = [line for series in every for line in _rung(series)]
    assert len(rung) <= sum(len(series.runs) for series in every) / 1_000, rung


def test_faults_are_found_in_one_run() -> None:
    """Each kind put into the last run of a dozen outlets."""
    _check(12, SEED)


@pytest.mark.soak
def test_the_same_at_length() -> None:
    every = [outlet(number, SOAK_SEED) for number in range(200)]
    rung = [line for series in every for line in _rung(series)]
    runs = sum(len(series.runs) for series in every)
    print(f"{len(rung)} false alarms in {runs} runs", *rung, sep="\n")
    assert len(rung) <= runs / 1_000, rung
    _check(100, SOAK_SEED)
