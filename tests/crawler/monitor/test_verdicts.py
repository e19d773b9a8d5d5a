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
from crawler.monitor.statistics import binomial_at_least, festive_share, poisson_at_most, scarce
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


def feeds(**told: dict[str, object]) -> dict[str, object]:
    """Two feeds, ``one`` and ``two``, with twenty new articles each, but for what is told."""
    sound: dict[str, object] = {"announced": 40, "fresh": 20, "digest": "d", "cause": None}
    return {name: {**sound, **told.get(name, {})} for name in ("one", "two")}


def test_one_feed_of_two_that_fails_is_told_in_its_third_run() -> None:
    """The other goes on, so that nothing else shows it."""
    runs = weeks(9, documents=feeds())
    gone = {"announced": 0, "fresh": None, "digest": None, "cause": "not_found"}
    for at in (-2, -1):
        runs[at] = replace(runs[at], documents=feeds(two=gone))
    assert judged(runs).cause is None
    runs[-3] = replace(runs[-3], documents=feeds(two=gone))
    found = judged(runs)
    assert (found.cause, found.evidence) == ("not_found", "two fails, the others answer")


def test_one_feed_of_two_that_stands_still_or_brings_little() -> None:
    """Frozen if it shows what it showed before; two articles in place of twenty are too few."""
    runs = weeks(9, documents=feeds())
    runs[-1] = replace(runs[-1], documents=feeds(two={"fresh": 0}))
    assert judged(runs).cause == "frozen_discovery"
    runs[-1] = replace(runs[-1], documents=feeds(two={"fresh": 2, "digest": "e"}))
    assert judged(runs).cause == "gone_quiet"
    runs[-1] = replace(runs[-1], documents=feeds(two={"fresh": 11, "digest": "e"}))
    assert judged(runs).cause is None


def test_one_feed_alone_is_judged_with_its_source() -> None:
    """A source file that names one document has no other to hold it against."""
    runs = weeks(9, documents={"one": {"announced": 0, "fresh": 0, "digest": "d", "cause": "x"}})
    assert judged(runs).cause is None


def read_in(runs: list[SourceRun], **told: object) -> list[SourcePages]:
    """Pages of each run: nine a run, all sound; ``told`` changes the last."""
    sound = {"source": "tin", "captured": "2026-08-03", "pages": 9, "letters": 2000, "causes": {}}
    rows = [SourcePages(run=run.run, **sound) for run in runs]  # type: ignore[arg-type]
    return [*rows[:-1], replace(rows[-1], **told)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("again", "lost", "cause"),
    [
        (5, {"date_missing": 3}, "date_missing"),
        (3, {"js_only": 3}, "js_only"),
        (5, {"date_missing": 2}, None),
        (2, {"date_missing": 2}, None),
        (9, {"shorter_texts": 3}, None),
        (5, {"garbled": 4, "date_missing": 1}, "garbled"),
    ],
)
def test_what_known_articles_lost(again: int, lost: dict[str, int], cause: str | None) -> None:
    """Three at least, and half of them."""
    runs = weeks(5)
    found = judged(runs, read_in(runs, again=again, lost=lost))
    assert found.cause == cause


def test_what_known_articles_always_lose_is_no_trouble() -> None:
    """A paper that sells what is a week old."""
    runs = weeks(9)
    rows = [replace(row, again=5, lost={"paywall": 2}) for row in read_in(runs)]
    rows[-1] = replace(rows[-1], lost={"paywall": 3})
    assert judged(runs, rows).cause is None


@pytest.mark.parametrize(
    ("causes", "cause"),
    [({"not_found": 3}, "not_found"), ({"not_found": 2}, None), ({"timeout": 5}, "timeout")],
)
def test_known_articles_that_can_not_be_had(causes: dict[str, int], cause: str | None) -> None:
    last = {"witnesses": 5, "causes": {"witness": causes}}
    runs = [*weeks(5)[:-1], _week(MONDAY, **last)]
    assert judged(runs).cause == cause


@pytest.mark.parametrize(
    ("pages", "unread", "cause"),
    [(3, 3, "empty_page"), (2, 2, None), (9, 4, None), (12, 6, "empty_page")],
)
def test_a_section_that_can_not_be_read_any_more(
    pages: int, unread: int, cause: str | None
) -> None:
    """While the others can; half of it at least, and too many for chance."""
    runs = weeks(5)
    sound = {"x/tin": {"pages": 40}, "x/y-te": {"pages": 9}}
    rows = [replace(row, sections=sound) for row in read_in(runs)]
    broken = {"x/tin": {"pages": 40}, "x/y-te": {"pages": pages, "unread": unread}}
    rows[-1] = replace(
        rows[-1], sections=broken, pages=60, unread=unread, causes={"empty_page": unread}
    )
    assert judged(runs, rows).cause == cause


def test_a_new_section_is_not_judged() -> None:
    """One of films has no texts and never had."""
    runs = weeks(5)
    rows = read_in(runs)
    films = {"x/tin": {"pages": 40}, "x/phim": {"pages": 9, "unread": 9}}
    rows[-1] = replace(rows[-1], sections=films, pages=49, unread=9, causes={"empty_page": 9})
    assert judged(runs, rows).cause is None


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
    assert festive_share("VN", date(2026, 5, 1), date(2026, 5, 7)) == 1
    assert festive_share("VN", date(2026, 2, 15), date(2026, 2, 20)) == pytest.approx(0.12)


def test_chances_where_the_mean_varies() -> None:
    """Worked out by hand for a shape of 4 (spread 1/4) and a mean of 4: 1/2^4, and 4/2^5 more."""
    assert scarce(0, 4, 0.25) == pytest.approx(1 / 16)
    assert scarce(1, 4, 0.25) == pytest.approx(1 / 16 + 4 / 32)
    assert scarce(4, 4, 0.25) == 1
    assert scarce(0, 4, 1e-9) == pytest.approx(0.018316, abs=1e-6)
