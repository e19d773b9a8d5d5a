"""Weekly series of run statistics as real outlets give them.

What is drawn: how much an outlet publishes (Poisson around its own rate, weeks better and
worse, hardly anything around the great holidays), in how many feeds and sections, how much
of it the topic filter takes, failures of single requests, runs that come late or not at all,
articles that lack a field, known articles that change. Everything comes from the seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from corpus.source_pages import SourcePages
from corpus.source_runs import SourceRun
from crawler.monitor.expectations import Expectation
from crawler.monitor.history import Watched, seen_runs
from crawler.monitor.statistics import holidays
from crawler.monitor.verdict import findings
from tests.crawler.monitor.draws import binomial, poisson, split

START = datetime(2024, 1, 3, 4)
WEEKS = 80
WITNESSES = 5
QUIET_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """One outlet with its runs and pages, the oldest first."""

    source: Watched
    runs: tuple[SourceRun, ...]
    pages: tuple[SourcePages, ...]


@dataclass(frozen=True)
class _Habits:
    """How an outlet is: articles a day, share on the topic, and what it often lacks.

    ``moods``: by how much its weeks differ; ``parts``: the shares of its feeds and of its
    sections, none where there is one of each; ``changing``: the share of its pages whose
    bytes differ whenever they are asked for.
    """

    a_day: float
    share: float
    dated: bool
    size: int
    undated: float
    untitled: float
    paid: float
    foreign: float
    letters: float
    moods: float
    parts: tuple[float, ...]
    changing: float


def outlet(number: int, seed: int) -> Series:
    """Return the sound series of outlet ``number``."""
    draw = Random(f"{seed} {number}")
    country = draw.choice(["VN", "VN", "MY", "ID"])
    habits = _habits(draw, Random(f"{seed} {number} parts"))
    runs: list[SourceRun] = []
    pages: list[SourcePages] = []
    moment, before = START + timedelta(days=draw.randrange(28)), None
    while len(runs) < WEEKS:
        known = sum(row.articles for row in pages)
        run, held = _week(draw, habits, country, moment, before, number=len(runs), known=known)
        runs.append(run)
        pages.append(held)
        before = moment
        missed = 7 if draw.random() < 0.01 else 0
        moment += timedelta(days=7 + missed, hours=draw.gauss(0, 2))
    return Series(Watched(f"outlet{number}", country, Expectation()), tuple(runs), tuple(pages))


def _habits(draw: Random, more: Random) -> _Habits:
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
        moods=more.choice([0.15, 0.22, 0.22, 0.35]),
        parts=more.choice([(), (0.5, 0.3, 0.2), (0.4, 0.2, 0.2, 0.1, 0.1)]),
        changing=more.choice([0.0, 0.5, 1.0]),
    )


def _week(
    draw: Random,
    habits: _Habits,
    country: str,
    moment: datetime,
    before: datetime | None,
    *,
    number: int,
    known: int,
) -> tuple[SourceRun, SourcePages]:
    """Return one run and its pages; before the first run a month was waiting.

    ``known`` articles were read before.
    """
    days = (moment - before).total_seconds() / 86_400 if before else 30.0
    mood = math.exp(draw.gauss(0, habits.moods)) * _festive(draw, country, moment.date(), days)
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
    witnesses = min(WITNESSES, known)
    gone = binomial(draw, witnesses, 0.01)
    if gone:
        causes["witness"] = {"not_found": gone}
    newest = moment.date() - timedelta(days=0 if published > days else draw.randrange(1, 8))
    digest = f"{number if fresh else number - 1:016x}"
    dated = before is not None and habits.dated
    reach = announced / max(habits.a_day * 1.6, 0.1)
    run = SourceRun(
        run=f"r{number:03d}",
        source="x",
        ended_because="finished",
        started=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        ended=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        requests=articles + failed + 4,
        articles=articles,
        witnesses=witnesses,
        new_addresses=new if before else new + 3,
        new_dropped=fresh - new,
        links=announced + 40,
        announced=announced,
        fresh=fresh if dated else None,
        filtered=announced - binomial(draw, announced, habits.share) if habits.share < 1 else 0,
        newest_announced=newest.isoformat() if habits.dated else None,
        oldest_announced=(
            (moment - timedelta(days=reach)).date().isoformat() if habits.dated else None
        ),
        announced_digest=digest,
        discovery_asked=3,
        discovery_answered=2 if partly else 3,
        discovery_empty=0,
        discovery_unreadable=0,
        documents=_documents(draw, habits, digest, fresh if dated else None),
        causes=causes,
    )
    held = _pages(draw, habits, run.run, moment.date(), articles, days)
    again = binomial(draw, witnesses - gone, habits.changing)
    lost = binomial(draw, again, 0.01)
    kind = draw.choice(["shorter_texts", "date_moved", "soft_404"])
    return run, replace(held, again=again, lost={kind: lost} if lost else {})


def _documents(
    draw: Random, habits: _Habits, digest: str, fresh: int | None
) -> dict[str, dict[str, object]]:
    """Return what each feed announces: its share of what is new, better or worse in its week."""
    if fresh is None or not habits.parts:
        return {}
    weights = [share * math.exp(draw.gauss(0, habits.moods)) for share in habits.parts]
    counts = split(draw, fresh, weights)
    return {
        f"http://x.example/{at}": {"announced": count + 20, "fresh": count, "digest": digest}
        for at, count in enumerate(counts)
    }


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
    sections = _sections(draw, habits, articles)
    unread = sum(section["unread"] for section in sections.values())
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
        sections=sections,
        causes={
            **({"body_missing": unread} if unread else {}),
            **({"not_free": paid} if paid else {}),
        },
    )


def _sections(draw: Random, habits: _Habits, articles: int) -> dict[str, dict[str, int]]:
    """Return the pages of each section, and those in which no article is found."""
    counts = split(draw, articles, habits.parts or (1.0,))
    return {
        f"x.example/{at}": {"pages": count, "unread": binomial(draw, count, 0.01)}
        for at, count in enumerate(counts)
        if count
    }


def alarms(series: Series) -> Iterator[tuple[str, str]]:
    """Yield run and cause of every alarm in a sound series."""
    held = {row.run: row for row in series.pages}
    seen = seen_runs(series.runs, held)
    for one, finding in zip(seen, findings(seen, series.source), strict=True):
        if finding is not None:
            yield one.run.run, f"{finding.cause}: {finding.evidence}"
