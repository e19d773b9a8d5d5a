"""When a source is due: its interval follows its feed and its news, missed runs are caught up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from corpus.source_runs import SourceRun
from crawler.weekly.due import Bounds, standing

WEEKLY = Bounds(usual=7, shortest=1, longest=14)
START = datetime(2026, 1, 1, 3, tzinfo=UTC)


def ran(day: float, **told: Any) -> SourceRun:
    """A run ``day`` days after START that asked its feed and found it; what is ``told`` differs."""
    begun = START + timedelta(days=day)
    values: dict[str, Any] = {
        "run": f"r{day}", "source": "tin", "started": begun.isoformat(),
        "ended_because": "finished", "discovery_asked": 1, "discovery_answered": 1,
        "articles": 5, "new_addresses": 5, "left_for_later": 0,
    }  # fmt: skip
    return SourceRun(**(values | told))


def day(moment: datetime | None) -> float | None:
    return None if moment is None else (moment - START) / timedelta(days=1)


def due(*runs: SourceRun) -> float | None:
    """The day on which the source is due; ``None``: at once."""
    return day(standing("tin", runs, WEEKLY).due_at)


def reaching(days: int, at: float) -> dict[str, str]:
    return {"oldest_announced": (START + timedelta(days=at - days)).date().isoformat()}


NOTHING = {"articles": 0, "new_addresses": 0}
MUCH = {"articles": 30, "new_addresses": 31}


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], None),
        ([ran(0)], 7),
        ([ran(0), ran(7)], 14),
        # The first run takes all there is: no sign of much news.
        ([ran(0, **MUCH)], 7),
        ([ran(0), ran(7, **MUCH)], 10.5),
        # The same number after three weeks is not much for a week.
        ([ran(0), ran(21, **MUCH)], 28),
        ([ran(0), ran(7, **MUCH), ran(10.5, **MUCH), ran(12.25, **MUCH), ran(14, **MUCH)], 15),
        # New documents of discovery are no news.
        ([ran(0), ran(7, articles=0, new_addresses=30)], 14),
        ([ran(0), ran(7, **NOTHING), ran(14, **NOTHING)], 21),
        ([ran(0), ran(7, **NOTHING), ran(14, **NOTHING), ran(21, **NOTHING)], 31.5),
        ([ran(at, **NOTHING) for at in (0, 7, 14, 21, 31, 42, 52, 62)], 76),
        ([ran(0, **reaching(30, 0))], 7),
        ([ran(0, **reaching(8, 0))], 6),
        ([ran(0, **reaching(4, 0))], 3),
        ([ran(0, **reaching(0, 0))], 1),
        # Down, blocked: tried again after the shortest time, the interval stays.
        ([ran(0), ran(7, discovery_answered=0)], 8),
        ([ran(0), ran(7, discovery_answered=0), ran(8)], 15),
        # Cut short: taken up at once.
        ([ran(0), ran(7, ended_because="interrupted")], None),
        ([ran(0), ran(7, ended_because="unknown", discovery_asked=None)], None),
        # More than one run takes.
        ([ran(0, ended_because="limit", left_for_later=50)], 1),
        # Addresses given by hand, and other sources, say nothing.
        ([ran(0), ran(3, discovery_asked=0, discovery_answered=0)], 7),
        ([ran(0), ran(3, source="khac")], 7),
    ],
)
def test_a_source_is_due(runs: list[SourceRun], expected: float | None) -> None:
    assert due(*runs) == expected


def test_bursts_are_followed_down_and_calm_back_up() -> None:
    """Never beyond the bounds; the reason is told."""
    runs = [ran(0), ran(7, **MUCH), ran(10.5, **MUCH)]
    busy = standing("tin", runs, WEEKLY)
    assert (busy.interval, busy.why) == (1.75, "30 new articles at once")
    calm = [ran(12 + 2 * n, articles=1, new_addresses=1) for n in range(12)]
    later = [standing("tin", [*runs, *calm[:n]], WEEKLY).interval for n in range(13)]
    assert later == sorted(later)
    assert later[-1] == 1.75 * 1.5**4
    assert standing("tin", [*runs, *calm], WEEKLY).why == "little news in 3 runs"


def test_a_timer_need_not_be_punctual() -> None:
    """A little early is due, else every week would become eight days."""
    found = standing("tin", [ran(0)], WEEKLY)
    assert found.is_due(START + timedelta(days=7) - timedelta(minutes=90))
    assert not found.is_due(START + timedelta(days=6, hours=12))
    assert standing("tin", [], WEEKLY).is_due(START)


def test_after_missed_runs_the_window_reaches_back_to_the_last_good_one() -> None:
    """A failed run in between is not good."""
    found = standing("tin", [ran(0), ran(40, discovery_answered=0)], WEEKLY)
    assert found.since(START + timedelta(days=60), window_days=30) == "2025-12-31"
    assert found.since(START + timedelta(days=20), window_days=30) is None
    assert standing("tin", [], WEEKLY).since(START, window_days=30) is None
