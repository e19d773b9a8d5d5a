"""Weekly series of run statistics as real outlets give them, and faults put into their last run.

What is drawn: how much an outlet publishes (Poisson around its own rate, weeks better and
worse, hardly anything around the great holidays), how much of it the topic filter takes, failures
of single requests, runs that come late or not at all, articles that lack a field. Everything
comes from the seed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from corpus.source_pages import SourcePages
from corpus.source_runs import SourceRun
from crawler.monitor.expectations import Expectation
from crawler.monitor.history import Watched, seen_runs
from crawler.monitor.statistics import holidays
from crawler.monitor.verdict import findings

START = datetime(2024, 1, 3, 4)
WEEKS = 80
QUIET_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """One outlet with its runs and pages, the oldest first."""

    source: Watched
    runs: tuple[SourceRun, ...]
    pages: tuple[SourcePages, ...]


@dataclass(frozen=True)
class _Habits:
    """How an outlet is: articles a day, share on the topic, and what it often lacks."""

    a_day: float
    share: float
    dated: bool
    size: int
    undated: float
    untitled: float
    paid: float
    foreign: float
    letters: float


def outlet(number: int, seed: int) -> Series:
    """Return the sound series of outlet ``number``."""
    draw = Random(f"{seed} {number}")
    country = draw.choice(["VN", "VN", "MY", "ID"])
    habits = _habits(draw)
    runs: list[SourceRun] = []
    pages: list[SourcePages] = []
    moment, before = START + timedelta(days=draw.randrange(28)), None
    while len(runs) < WEEKS:
        run, held = _week(draw, habits, country, moment, before, number=len(runs))
        runs.append(run)
        pages.append(held)
        before = moment
        missed = 7 if draw.random() < 0.01 else 0
        moment += timedelta(days=7 + missed, hours=draw.gauss(0, 2))
    return Series(Watched(f"outlet{number}", country, Expectation()), tuple(runs), tuple(pages))


def _habits(draw: Random) -> _Habits:
    a_day = min(90.0, max(0.6, math.exp(draw.gauss(math.log(9), 1.2))))
    return _Habits(
        a_day=a_day,
        share=1.0 if draw.random() < 0.4 else draw.uniform(0.02, 0.4),
        dated=draw.random() < 0.8,
        size=max(30, round(a_day * draw.uniform(30, 60))),
        undated=draw.choice([0.0, 0.01, 0.03, 0.2]),
        untitled=draw.choice([0.0, 0.002, 0.01]),
        paid=draw.choice([0.0, 0.0, 0.0, 0.15]),
        foreign=draw.choice([0.0, 0.01, 0.05]),
        letters=draw.uniform(900, 4_000),
    )


def _week(
    draw: Random,
    habits: _Habits,
    country: str,
    moment: datetime,
    before: datetime | None,
    *,
    number: int,
) -> tuple[SourceRun, SourcePages]:
    """Return one run and its pages; before the first run a month was waiting."""
    days = (moment - before).total_seconds() / 86_400 if before else 30.0
    mood = math.exp(draw.gauss(0, 0.22)) * _festive(draw, country, moment.date(), days)
    published = poisson(draw, habits.a_day * days * mood)
    announced = habits.size if before else min(habits.size, published + habits.size // 2)
    fresh = min(published, announced)
    new = binomial(draw, fresh, habits.share)
    failed = binomial(draw, new, 0.02)
    articles = new - failed
    partly = draw.random() < 0.02
    causes: dict[str, dict[str, int]] = {"robots": {"not_found": 1}}
    if failed:
        causes["article"] = {"not_found": failed}
    if partly:
        causes["discovery"] = {"timeout": 1}
    newest = moment.date() - timedelta(days=0 if published > days else draw.randrange(1, 8))
    reach = announced / max(habits.a_day * 1.6, 0.1)
    run = SourceRun(
        run=f"r{number:03d}",
        source="x",
        ended_because="finished",
        started=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        ended=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        requests=articles + failed + 4,
        articles=articles,
        new_addresses=new if before else new + 3,
        new_dropped=fresh - new,
        links=announced + 40,
        announced=announced,
        fresh=fresh if before and habits.dated else None,
        filtered=announced - binomial(draw, announced, habits.share) if habits.share < 1 else 0,
        newest_announced=newest.isoformat() if habits.dated else None,
        oldest_announced=(
            (moment - timedelta(days=reach)).date().isoformat() if habits.dated else None
        ),
        announced_digest=f"{number if fresh else number - 1:016x}",
        discovery_asked=3,
        discovery_answered=2 if partly else 3,
        discovery_empty=0,
        discovery_unreadable=0,
        causes=causes,
    )
    return run, _pages(draw, habits, run.run, moment.date(), articles, days)


def _festive(draw: Random, country: str, last: date, days: float) -> float:
    """Return the share of the usual that appears in the days up to ``last``."""
    total = round(days)
    near = sum(
        any(abs(last - timedelta(days=back) - day) <= QUIET_DAYS for day in holidays(country))
        for back in range(total)
    )
    return 1 - near / total * (1 - draw.uniform(0.2, 0.6))


def _pages(
    draw: Random, habits: _Habits, run: str, day: date, articles: int, days: float
) -> SourcePages:
    unread = binomial(draw, articles, 0.01)
    read = articles - unread
    paid = binomial(draw, read, habits.paid)
    length = max(1, min(round(days), 30))
    undated = binomial(draw, read, habits.undated)
    today = binomial(draw, read - undated, min(1.0, 1.5 / length))
    middle = habits.letters * math.exp(draw.gauss(0, 0.6 / math.sqrt(max(read, 1)) * 1.25))
    return SourcePages(
        source="x",
        run=run,
        captured=day.isoformat(),
        pages=articles,
        unread=unread,
        untitled=binomial(draw, read, habits.untitled),
        undated=undated,
        on_capture_day=today,
        same_day=max(today, binomial(draw, read - undated, min(1.0, 2 / length))),
        repeated=2 if read > 3 and draw.random() < 0.02 else 0,
        same_title=min(read, 1),
        other_language=binomial(draw, read, habits.foreign),
        letters=round(middle) if read else 0,
        newest=day.isoformat() if read else None,
        causes={
            **({"body_missing": unread} if unread else {}),
            **({"not_free": paid} if paid else {}),
        },
    )


# ------------------------------------------------------------------- faults

Change = Callable[[SourceRun, SourceRun, SourcePages], tuple[SourceRun, SourcePages]]
"""The last run, the run before, the last pages: to what they are with the fault."""


def _without_discovery(cause: str) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        nothing = replace(
            run, discovery_answered=0, links=0, announced=0, fresh=None, new_addresses=0,
            articles=0, newest_announced=None, oldest_announced=None, announced_digest=None,
            filtered=0, causes={"discovery": {cause: 3}},
        )  # fmt: skip
        return nothing, replace(pages, pages=0, unread=0)

    return change


def _announcing(**changed: object) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        known = {name: value for name, value in changed.items() if getattr(run, name) is not None}
        return replace(run, **known, articles=0), _no_pages(pages)  # type: ignore[arg-type]

    return change


def _no_pages(pages: SourcePages) -> SourcePages:
    return SourcePages(
        source=pages.source, run=pages.run, captured=pages.captured, pages=0, causes={}
    )


def _frozen(run: SourceRun, before: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    same = replace(
        run, announced_digest=before.announced_digest, newest_announced=before.newest_announced,
        fresh=None if run.fresh is None else 0, new_addresses=0, new_dropped=0, articles=0,
        causes={},
    )  # fmt: skip
    return same, _no_pages(pages)


def _too_short(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    if run.newest_announced is None:
        return run, pages
    return replace(run, oldest_announced=run.newest_announced, fresh=run.announced), pages


def _unanswered(cause: str, share: float) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        bad = math.ceil((run.articles or 0) * share)
        articles = (run.articles or 0) - bad
        changed = replace(run, articles=articles, causes={"article": {cause: bad}} if bad else {})
        return changed, replace(_no_pages(pages), pages=articles, letters=pages.letters)

    return change


def _pages_with(share: float, **fields: str) -> Change:
    """``share`` of the articles have the fault; ``fields`` maps columns to what is counted."""

    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        count = math.ceil(pages.articles * share)
        return run, replace(pages, **dict.fromkeys(fields, count))  # type: ignore[arg-type]

    return change


def _unread(cause: str) -> Change:
    def change(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
        held = _no_pages(pages)
        return run, replace(
            held, pages=pages.pages, unread=pages.pages, causes={cause: pages.pages}
        )

    return change


def _not_free(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, causes={"not_free": pages.articles})


def _old_date(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, same_day=pages.articles, newest="2020-01-01", on_capture_day=0)


def _teasers(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return run, replace(pages, letters=150)


def _flooded(run: SourceRun, _: SourceRun, pages: SourcePages) -> tuple[SourceRun, SourcePages]:
    return replace(run, new_addresses=(run.announced or 0) * 30 + 5_000), pages


ACCESS: dict[str, Change] = {
    "refused": _without_discovery("refused"),
    "challenge_page": _without_discovery("challenge_page"),
    "connection_refused": _without_discovery("connection_refused"),
    "html_for_feed": _without_discovery("html_for_feed"),
    "robots_forbids": _without_discovery("robots_forbids"),
    "empty_discovery": _announcing(links=0, announced=0, fresh=0, new_addresses=0, causes={}),
    "changed_addresses": _announcing(announced=0, fresh=0, new_addresses=0, causes={}),
    "frozen_discovery": _frozen,
    "gone_quiet": _announcing(fresh=0, new_addresses=0, new_dropped=0, causes={}),
    "feed_too_short": _too_short,
    "flooded": _flooded,
}
"""Faults that show in the run itself, by cause."""

PAGES: dict[str, Change] = {
    "not_found": _unanswered("not_found", 1.0),
    "server_error": _unanswered("server_error", 0.7),
    "js_only": _unread("js_only"),
    "body_missing": _unread("body_missing"),
    "title_missing": _pages_with(1.0, untitled="all"),
    "date_missing": _pages_with(1.0, undated="all"),
    "same_date": _old_date,
    "repeated_body": _pages_with(1.0, repeated="all"),
    "wrong_language": _pages_with(0.9, other_language="most"),
    "garbled": _pages_with(1.0, garbled="all"),
    "paywall": _not_free,
    "shorter_texts": _teasers,
}
"""Faults that show in the articles of the run, by cause."""


def faulty(series: Series, change: Change) -> tuple[str | None, int] | None:
    """Make ``change`` to the last run; return the cause found and the articles of the run.

    ``None`` where the fault can't befall the outlet.
    """
    run, pages = change(series.runs[-1], series.runs[-2], series.pages[-1])
    articles = series.pages[-1].articles
    if (run, pages) == (series.runs[-1], series.pages[-1]):
        return None
    runs = (*series.runs[:-1], run)
    held = {row.run: row for row in (*series.pages[:-1], pages)}
    last = findings(seen_runs(runs, held), series.source)[-1]
    return last.cause if last else None, articles


def alarms(series: Series) -> Iterator[tuple[str, str]]:
    """Yield run and cause of every alarm in a sound series."""
    held = {row.run: row for row in series.pages}
    seen = seen_runs(series.runs, held)
    for one, finding in zip(seen, findings(seen, series.source), strict=True):
        if finding is not None:
            yield one.run.run, f"{finding.cause}: {finding.evidence}"


# --------------------------------------------------------------------- draws


def poisson(draw: Random, mean: float) -> int:
    """Return a Poisson draw; Knuth's way for small means, the normal law for large ones."""
    if mean > 60:
        return max(0, round(draw.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def binomial(draw: Random, of: int, chance: float) -> int:
    """Return how many of ``of`` happen; of many, by the laws that come near."""
    if chance > 0.5:
        return of - binomial(draw, of, 1 - chance)
    mean = of * chance
    if of < 40:
        return sum(draw.random() < chance for _ in range(of))
    if mean < 12:
        return min(of, poisson(draw, mean))
    return min(of, max(0, round(draw.gauss(mean, math.sqrt(mean * (1 - chance))))))
