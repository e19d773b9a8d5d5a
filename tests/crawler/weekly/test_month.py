"""Thirty nights of a timer, three of them crawled for real: nothing missed, nothing asked twice.

The clock is injected. On most nights a small stand-in for the network notes in the
ledger what a crawl would have noted; which sources are due, how far back they
look and how often is the program's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.errors import LockedError
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.source_runs import SourceRun
from corpus.visits import Visit
from crawler import sources
from crawler.clock import Clock
from crawler.running.process import Job
from crawler.running.report import CrawlReport, SourceReport
from crawler.weekly.crawling import crawl_due, standings
from crawler.weekly.update import update
from tests.crawler.loopback import Loopback
from tests.crawler.weekly.newsroom import Paper, date_of, found, printing, publish, web

NIGHTS = 30
OFF = range(9, 17)
"""Nights on which the machine was off."""
REAL = (0, 17, 24)
"""Nights on which the papers are asked by real crawls, on loopback."""

STEADY = Paper("songhong", list(range(-20, 30, 2)))
SHORT = Paper("bentre", list(range(-20, 30)), window=5)
QUIET = Paper("tamdao", [-25])
# Its sitemap has room for five days only while it prints twelve a day.
BUSY = Paper(
    "cuulong",
    [day for day in range(-29, 30) for _ in range(12 if 17 <= day < 23 else 2)],
    shown=60,
)
PAPERS = {paper.name: paper for paper in (STEADY, SHORT, QUIET, BUSY)}


@dataclass
class Month:
    """What is asked on which night; ``runs`` are the nights of each paper."""

    folder: DataFolder
    server: Loopback
    asked: Counter[str] = field(default_factory=Counter)
    runs: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in PAPERS})
    rings: list[list[str]] = field(default_factory=list)
    night: int = 0

    def live(self, night: int) -> None:
        """One night: the timer rings, at night 20 twice."""
        self.night = night
        publish(self.server, list(PAPERS.values()), night)
        asks = self.for_real if night in REAL else self.in_mind
        asks()
        if night == 20:
            before = self.asked.copy()
            asks()
            assert self.asked == before

    def clock(self) -> Clock:
        # A timer is never punctual.
        return Clock((date_of(self.night) + timedelta(minutes=self.night % 7)).isoformat())

    def for_real(self) -> None:
        """An update; meanwhile the timer rings again."""

        def ring(step: str) -> None:
            if step == "build":
                with pytest.raises(LockedError, match="an update goes on"):
                    update(self.folder, web(self.folder, "http://127.0.0.1:9"))

        since = len(self.server.seen)
        done = update(
            self.folder, web(self.folder, self.server.address), clock=self.clock(), step=ring
        )
        assert done.crawled.failures == {}
        self.rings.append([f"{one.source}: {one.cause}" for one in done.health if one.rings])
        self.asked.update(url for url in self.server.urls()[since:] if "-post" in url)
        for name in done.crawled.reports:
            self.runs[name].append(self.night)

    def in_mind(self) -> None:
        done = crawl_due(
            self.folder, web(self.folder, ""), clock=self.clock(), crawl=self.simulated
        )
        assert done.failures == {}

    def simulated(self, job: Job) -> CrawlReport:
        """Note what a crawl would have noted."""
        (name,) = job.sources
        paper = PAPERS[name]
        assert job.at is not None
        window = (date_of(self.night) - timedelta(days=paper.window)).date().isoformat()
        shown = paper.announced(self.night)
        taken = [(url, day) for url, day in shown if day >= (job.since or window)]
        run = f"night-{self.night:02}-{name}"
        with Ledger(self.folder.ledger) as ledger:
            ledger.runs.start(run, at=job.at, code_version="simulated")
            new = [
                url
                for url, day in taken
                if ledger.claim(url, name, at=job.at, run=run, lastmod=day)
            ]
            for url in new:
                ledger.record(Visit(url, name, "fetched", job.at, run, http_status=200))
            ledger.runs.note_sources([self.noted(job.at, run, name, shown, len(new))])
            counts = dict.fromkeys(("requests", "fetched", "unchanged", "failed"), 0)
            ledger.runs.end(run, at=job.at, counts=counts)
        self.asked.update(new)
        self.runs[name].append(self.night)
        return CrawlReport(run, {name: SourceReport(Counter(fetched=len(new)))})

    def noted(
        self, at: str, run: str, name: str, shown: list[tuple[str, str]], new: int
    ) -> SourceRun:
        return SourceRun(
            run=run,
            source=name,
            started=at,
            ended=at,
            ended_because="finished",
            discovery_asked=1,
            discovery_answered=1,
            articles=new,
            new_addresses=new,
            left_for_later=0,
            announced=len(shown),
            oldest_announced=min(day for _, day in shown),
            newest_announced=max(day for _, day in shown),
        )


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    folder = DataFolder(tmp_path_factory.mktemp("month") / "data")
    papers = list(PAPERS.values())
    found(folder, papers)
    with pytest.MonkeyPatch.context() as patch, printing(papers) as server:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
        lived = Month(folder, server)
        for night in range(NIGHTS):
            if night not in OFF:
                lived.live(night)
        yield lived


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_was_missed_and_nothing_asked_twice(month: Month, name: str) -> None:
    """Every article from the first run's window to the last run, also of the nights off.

    Only the few known articles by which the site is watched are asked for once more.
    """
    paper, last = PAPERS[name], month.runs[name][-1]
    asked = {url: count for url, count in month.asked.items() if url.startswith(f"http://{name}.")}
    assert asked.keys() == paper.urls(-paper.window, last)
    with Ledger(month.folder.ledger) as ledger:
        watched = [run.witnesses or 0 for run in ledger.runs.of_sources() if run.source == name]
    assert sum(asked.values()) == len(asked) + sum(watched)
    assert max(watched) <= 5


def test_missed_nights_are_made_up_for_at_once(month: Month) -> None:
    """On the first night the machine is on again."""
    for name in PAPERS:
        assert not set(month.runs[name]) & set(OFF)
        assert max(OFF) + 1 in month.runs[name]


def test_the_paper_that_fell_silent_is_named_and_no_other(month: Month) -> None:
    """In the report of every update."""
    assert month.rings == [["tamdao: frozen_discovery"]] * len(REAL)


def test_each_paper_is_asked_as_often_as_its_news_want(month: Month) -> None:
    """Weekly as a rule, more often while much is printed, less often when nothing is."""
    assert month.runs["songhong"] == month.runs["bentre"] == [0, 7, 17, 24]
    assert month.runs["tamdao"] == [0, 7, 17, 24]
    assert len([night for night in month.runs["cuulong"] if 17 <= night < 26]) >= 4
    kinds = sources.load((str(month.folder.sources.resolve()),))
    found = {one.source: one for one in standings(month.folder, kinds)}
    assert found["tamdao"].interval == 10.5
    assert found["songhong"].interval == 7
    assert found["cuulong"].interval < 7
