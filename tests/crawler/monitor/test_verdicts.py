"""Single rules of the monitor, on runs written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from corpus.source_pages import SourcePages
from corpus.source_runs import SourceRun
from crawler.monitor.expectations import Expectation
from crawler.monitor.health import Health
from crawler.monitor.history import Watched, seen_runs
from crawler.monitor.statistics import binomial_at_least, poisson_at_most, quiet_share
from crawler.monitor.verdict import verdict

MONDAY = datetime(2026, 8, 3, 4)


def weeks(count: int, **told: object) -> list[SourceRun]:
    """``count`` sound weekly runs until the third of August 2026."""
    return [_week(MONDAY - timedelta(weeks=count - 1 - number), **told) for number in range(count)]


def _week(moment: datetime, **told: object) -> SourceRun:
    sound: dict[str, object] = {
        "run": f"{moment:%Y%m%d}", "source": "tin", "started": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "ended_because": "finished", "articles": 20, "new_addresses": 20, "links": 90,
        "announced": 80, "fresh": 40, "filtered": 0, "discovery_asked": 1, "discovery_answered": 1,
        "newest_announced": f"{moment:%Y-%m-%d}", "announced_digest": f"{moment:%Y%m%d}",
        "oldest_announced": f"{moment - timedelta(days=14):%Y-%m-%d}", "causes": {},
    }  # fmt: skip
    return SourceRun(**{**sound, **told})  # type: ignore[arg-type]


def judged(
    runs: list[SourceRun],
    pages: list[SourcePages] | None = None,
    *,
    at: str = "2026-08-03T09:00:00Z",
    expects: Expectation | None = None,
) -> Health:
    source = Watched("tin", "VN", expects or Expectation())
    held = {row.run: row for row in pages or []}
    return verdict(seen_runs(runs, held), source, at=at)


def test_a_source_nobody_asked_is_unknown() -> None:
    assert (judged([]).state, judged([]).rings) == ("unknown", False)


def test_sound_weeks_are_fine() -> None:
    found = judged(weeks(9))
    assert (found.state, found.cause, found.last_good) == ("ok", None, "2026-08-03T04:00:00Z")


def test_one_killed_run_is_no_trouble_and_two_are() -> None:
    runs = weeks(6)
    killed = {"ended_because": "unknown", "discovery_asked": None, "discovery_answered": None}
    runs[-1] = replace(runs[-1], **killed)
    assert judged(runs).cause is None
    runs[-2] = replace(runs[-2], **killed)
    assert judged(runs).cause == "run_killed"


def test_a_disk_that_is_full_and_a_limit_reached_again_and_again() -> None:
    assert judged([*weeks(5)[:-1], _week(MONDAY, ended_because="stopped")]).cause == "run_stopped"
    runs = weeks(6)
    runs[-2:] = [replace(run, ended_because="limit") for run in runs[-2:]]
    assert judged(runs).cause is None
    runs[-3] = replace(runs[-3], ended_because="limit")
    assert judged(runs).cause == "limit_reached"


def test_a_run_that_a_person_ended_says_nothing() -> None:
    nothing = _week(MONDAY, ended_because="interrupted", discovery_answered=0, announced=0)
    assert judged([*weeks(5)[:-1], nothing]).state == "ok"


def test_runs_that_stopped_coming() -> None:
    """A week is usual: after three and some days more it rings, and since the last run."""
    assert judged(weeks(5), at="2026-08-26T00:00:00Z").cause is None
    found = judged(weeks(5), at="2026-08-28T00:00:00Z")
    assert (found.cause, found.since) == ("not_run", "2026-08-03T04:00:00Z")


def test_a_run_in_the_future() -> None:
    assert judged(weeks(5), at="2026-08-01T00:00:00Z").cause == "clock_wrong"


def test_trouble_goes_on_since_its_first_run() -> None:
    runs = weeks(8)
    gate = {"discovery_answered": 0, "announced": 0, "causes": {"discovery": {"cookie_gate": 1}}}
    runs[5:] = [replace(run, **gate) for run in runs[5:]]  # type: ignore[arg-type]
    found = judged(runs)
    assert (found.cause, found.since) == ("cookie_gate", runs[5].started)
    assert found.last_good == runs[4].started


def test_silence_in_an_ordinary_week_and_at_tet() -> None:
    """Tết is on 17 February 2026: a tenth of the usual is no silence then."""
    few = {"fresh": 4}
    assert judged([*weeks(9)[:-1], _week(MONDAY, **few)]).cause == "gone_quiet"
    tet = datetime(2026, 2, 23, 4)
    runs = [_week(tet - timedelta(weeks=9 - number)) for number in range(9)]
    assert judged([*runs, _week(tet, **few)], at="2026-02-23T09:00:00Z").cause is None


def test_what_a_source_file_expects_counts_more_than_its_past() -> None:
    runs = [*weeks(9)[:-1], _week(MONDAY, fresh=4)]
    assert judged(runs, expects=Expectation(articles_a_week=5)).cause is None
    assert judged(weeks(2), expects=Expectation(articles_a_week=900)).cause == "gone_quiet"


def test_a_feed_that_forgets_and_one_that_need_not_remember() -> None:
    runs = [*weeks(5)[:-1], _week(MONDAY, oldest_announced="2026-07-29")]
    assert judged(runs).cause == "feed_too_short"
    assert judged(runs, expects=Expectation(reaches_back=False)).cause is None


def test_how_old_the_newest_may_be() -> None:
    runs = [*weeks(5)[:-1], _week(MONDAY, newest_announced="2026-07-02", fresh=1)]
    assert judged(runs).cause == "frozen_discovery"
    assert judged(runs, expects=Expectation(fresh_days=60)).cause != "frozen_discovery"


def test_fields_that_a_source_does_not_print_are_not_missed() -> None:
    runs = weeks(5)
    rows = [
        SourcePages(source="tin", run=run.run, captured="2026-08-03", pages=9, undated=9, causes={})
        for run in runs
    ]
    assert judged(runs, rows).cause == "date_missing"
    assert judged(runs, rows, expects=Expectation(fields={"date": 0.0})).cause is None


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({"fields": {"author": 1}}, "'author', expected one of title, body, date"),
        ({"fields": {"date": 1.0}}, "date is 1.0, expected 0 to below 1"),
        ({"articles_a_week": -1}, "articles_a_week is negative"),
        ({"fresh_days": 0}, "fresh_days is 0, expected 1 or more"),
    ],
)
def test_what_can_not_be_expected_is_named(told: dict[str, object], line: str) -> None:
    with pytest.raises(ValueError, match=line):
        Expectation(**told)  # type: ignore[arg-type]


def test_chances() -> None:
    """Against values worked out by hand: e^-3, (1+3)e^-3; 0.05^3, 3 x 0.1^2 x 0.9 + 0.1^3."""
    assert poisson_at_most(0, 3) == pytest.approx(0.049787, abs=1e-6)
    assert poisson_at_most(1, 3) == pytest.approx(0.199148, abs=1e-6)
    assert binomial_at_least(3, 3, 0.05) == pytest.approx(0.000125)
    assert binomial_at_least(2, 3, 0.1) == pytest.approx(0.028)
    assert quiet_share("VN", date(2026, 5, 1), date(2026, 5, 7)) == 0.5
    assert quiet_share("VN", date(2026, 2, 15), date(2026, 2, 20)) == pytest.approx(0.12)
