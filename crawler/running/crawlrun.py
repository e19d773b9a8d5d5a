"""One run: its archive, its ledger, its turns and its counts, shared by all its spiders.

Middlewares and spiders get it from the setting ``PRESSFACTS_RUN``.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from corpus import warc
from corpus.captures import CAPTURE, INDEX
from corpus.catchup import catch_up, run_lock
from corpus.ledger import Ledger
from corpus.source_runs import SourceRun
from corpus.visits import Address, later
from crawler.backfill.captures import CaptureKeeper
from crawler.clock import SYSTEM, Clock
from crawler.discovery.drops import Drops
from crawler.errors import CrawlError
from crawler.fetching.keeping import Keeper
from crawler.fetching.robots import Verdict
from crawler.fetching.turns import Turns
from crawler.progress import Pace, Tell
from crawler.running.plan import Plan
from crawler.running.report import COUNTS, CrawlReport
from crawler.running.tally import Tally

_WITNESSED = timedelta(days=6)
"""Time after which known articles are asked for once more: a weekly run is to do it each time."""


def new_run_id(clock: Clock = SYSTEM) -> str:
    """Return a name for a run: UTC to the microsecond, so that names sort by time."""
    return f"{clock.now():%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(3)}"


class CrawlRun:
    """What a run needs while it lasts. Close it when it ends.

    ``keeper`` archives, ``captures`` archives what web archives answer, ``drops`` notes
    what is filtered, ``tally`` counts, ``pace`` tells how far it is, ``turns`` spaces
    requests, ``robots`` holds the rules of each host asked so far; ``reading`` is held
    while a discovery document is read, one at a time, as a long one takes a while;
    ``stopped`` says why the run ends before its time; ``clock`` tells what time it is;
    ``watched``: the health of sources is judged by this run; ``plan`` gathers articles
    instead of asking for them.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        run: str,
        user_agent: str,
        code_version: str,
        proxy: str | None = None,
        tell: Tell | None = None,
        clock: Clock = SYSTEM,
        watched: bool = True,
        planning: bool = False,
    ) -> None:
        self.id = run
        self.started = clock.stamp()
        self.data_dir = data_dir
        self.user_agent = user_agent
        self.proxy = proxy
        self.clock = clock
        self._watched = watched
        self.tally = Tally()
        self.pace = Pace(tell)
        self.turns = Turns(data_dir / "locks")
        self.robots: dict[str, asyncio.Future[Verdict]] = {}
        self.reading = asyncio.Lock()
        self.stopped: str | None = None
        self.plan = Plan() if planning else None
        self._warc_folder = data_dir / "warc"
        self._held = ExitStack()
        with ExitStack() as opening:
            opening.enter_context(run_lock(data_dir, run))
            self._ledger = opening.enter_context(Ledger(data_dir / "ledger.db"))
            self._before = self._ledger.runs.last_discovery()
            self._writer = opening.enter_context(self._open(run, user_agent, code_version))
            self._held = opening.pop_all()
        self.drops = Drops(self._writer, self._ledger, run=run, clock=clock)
        self.keeper = Keeper(
            self._writer,
            self._ledger,
            self.tally,
            run=run,
            behind_proxy=proxy is not None,
            clock=clock,
        )
        self.captures = CaptureKeeper(self._writer, self._ledger, self.tally, run=run, clock=clock)

    def _open(self, run: str, user_agent: str, code_version: str) -> warc.WarcWriter:
        """Begin the run: mend what killed runs left, take over what they did, open the archive."""
        started = self.started
        info = {"software": code_version, "http-header-user-agent": user_agent, "robots": "obey"}
        writer = warc.WarcWriter(self._warc_folder, run, info=info, started=started)
        catch_up(self._ledger, self.data_dir)
        self._ledger.runs.start(run, at=started, code_version=code_version)
        return writer

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return itself: Scrapy copies its settings for each spider, but there is one run."""
        return self

    @classmethod
    def of(cls, crawler: Crawler) -> CrawlRun:
        """Return the run that ``crawler`` belongs to."""
        run = crawler.settings["PRESSFACTS_RUN"]
        if not isinstance(run, cls):
            raise CrawlError("a spider was started by itself, expected `pressfacts crawl`")
        return run

    def keeper_of(self, request: Request) -> Keeper | CaptureKeeper:
        """Return who archives what comes of ``request``: its kind says to whom it goes."""
        return self.captures if request.meta.get("kind") in (INDEX, CAPTURE) else self.keeper

    def is_due(self, url: str, source: str, *, lastmod: str | None = None) -> bool:
        """Note that ``url`` exists; return whether it is due in this run.

        A yes is given once a run: the address is then handed to this run. While
        a plan is made, it is handed to nobody.
        """
        at = self.clock.stamp()
        if self.plan is None:
            return self._ledger.claim(url, source, at=at, run=self.id, lastmod=lastmod)
        due = self._ledger.is_due(url, source, at=at, lastmod=lastmod)
        return due and self.plan.offer(source, url)

    def take(self, announced: Sequence[tuple[str, str | None]], source: str) -> list[str]:
        """Return which of these addresses are due, in their order, as :meth:`is_due` does."""
        if self.plan is not None:
            return [url for url, lastmod in announced if self.is_due(url, source, lastmod=lastmod)]
        return self._ledger.claim_all(announced, source, at=self.clock.stamp(), run=self.id)

    def note(self, announced: Iterable[tuple[str, str | None]], source: str) -> set[str]:
        """Note that these addresses exist, each with its ``lastmod``; return those that are due."""
        return self._ledger.see_all(announced, source, at=self.clock.stamp(), run=self.id)

    def waiting(self, source: str, *, limit: int) -> list[Address]:
        """Return what no discovery need announce again, the newest first, at most ``limit``.

        That is what an earlier run left unasked, and archived pages whose time
        has come to be looked at again.
        """
        self.keeper.settle()
        return self._ledger.due(source, at=self.clock.stamp(), limit=limit)

    def witnesses(self, source: str, is_article: Callable[[str], bool], most: int) -> list[str]:
        """Return the last articles archived some days before this run, at most ``most``.

        None in a run that only plans, or when some were asked for once more some days ago.
        """
        last = self._ledger.runs.last_witnesses(source)
        some_days_ago = later(self.started, -_WITNESSED)
        if self.plan is not None or (last is not None and last > some_days_ago):
            return []
        self.keeper.settle()
        rows = self._ledger.last_captured(source, limit=4 * most, until=some_days_ago)
        held = (row.url for row in rows if row.state != "gone" and is_article(row.url))
        return list(islice(held, most))

    def archived(self, url: str) -> warc.Record | None:
        """Return the record of the last body that ``url`` answered with."""
        row = self._ledger.address(url)
        if row is None or row.warc_file is None or row.warc_offset is None:
            return None
        return warc.read_record(self._warc_folder, row.warc_file, row.warc_offset)

    def count_due(self, source: str) -> int:
        """Return how many addresses are due at ``source``."""
        return self._ledger.count_due(source, at=self.clock.stamp())

    def article_sizes(self, source: str, is_article: Callable[[str], bool], most: int) -> list[int]:
        """Return the sizes in bytes, as sent, of the last archived articles; at most ``most``."""
        # Discovery documents are among them, so more rows are looked at.
        rows = (
            row for row in self._ledger.last_captured(source, limit=4 * most) if is_article(row.url)
        )
        records = (self.archived(row.url) for row in islice(rows, most))
        return [len(record.body) for record in records if record is not None]

    def report(self) -> CrawlReport:
        """Return the counts so far."""
        return CrawlReport(self.id, self.tally.reports(), self.stopped)

    def close(self) -> None:
        """Note the end of the run and close archive and ledger."""
        self.keeper.settle()
        report = self.report()
        names = ("requests", "fetched", "unchanged", "failed")
        if self._watched:
            self._ledger.runs.note_sources(self._source_run(name) for name in report.sources)
        self._ledger.runs.end(
            self.id, at=self.clock.stamp(), counts={name: report.total(name) for name in names}
        )
        self._held.close()

    def _source_run(self, source: str) -> SourceRun:
        """Return what the run came to at ``source``."""
        observed, today = self.tally.observed(source), self.started[:10]
        before = self._before.get(source)
        return SourceRun(
            run=self.id,
            source=source,
            started=self.started,
            ended=observed.ended,
            ended_because="stopped" if self.stopped else observed.ended_because,
            **{name: self.tally.counted(source, name) for name in COUNTS},
            articles=observed.articles,
            witnesses=observed.witnesses,
            new_addresses=self._ledger.count_first_seen(source, since=self.started),
            new_dropped=self._ledger.dropped.count(source, self.id),
            links=observed.links,
            announced=observed.announced,
            fresh=observed.fresh(before, today=today),
            newest_announced=observed.newest(today=today),
            oldest_announced=observed.oldest,
            announced_digest=observed.digest,
            discovery_asked=observed.asked,
            discovery_answered=observed.answered,
            discovery_empty=observed.empty,
            discovery_unreadable=observed.unreadable,
            documents=observed.documents(before, today=today),
            causes=observed.causes,
        )


def source_of(crawler: Crawler) -> str:
    """Return the name of the source that ``crawler`` fetches."""
    if crawler.spider is None:
        raise CrawlError("no spider is open, expected one while requests are made")
    return crawler.spider.name
