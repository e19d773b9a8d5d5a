"""The base of all sources: how the articles are found that a source file declares.

A spider asks for discovery documents and for articles. Articles are not read
during the crawl: the archive has them, and ``crawler/replay.py`` reads them.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response

from crawler.decode import UndecodableError
from crawler.discovery import (
    Entry,
    Feed,
    Listing,
    Seed,
    Sitemap,
    next_page,
    read,
)
from crawler.discovery.announced import Announced, Newest, unhurried
from crawler.discovery.selection import Judgement, Selection
from crawler.discovery.xml import NotXmlError
from crawler.monitor.failures import cause_of_failure, cause_of_nothing, cause_of_unreadable
from crawler.pages.dates import zone
from crawler.running.counted import CountedSpider
from crawler.sources.outlet import Outlet
from crawler.urls import is_plain, untracked

_HANDFUL = 100
"""Articles handed to Scrapy at a time."""

_WITNESSES = 5
"""Known articles that are asked for once more, once a week: enough to tell a change of the site."""

_DEEPEST = 3
"""Sitemap indexes within one another that are followed."""

_MOST_DOCUMENTS = 5000
"""Sitemaps, lists and feeds that are asked for in a run of a source."""


class NewsSpider(Outlet, CountedSpider):
    """One source: what its file declares (``crawler/sources/outlet.py``), and the crawl of it."""

    def __init__(
        self, *args: Any, urls: tuple[str, ...] = (), since: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._urls = urls
        self._given_since = since
        self._asked = 0
        self._listed: defaultdict[str, set[str]] = defaultdict(set)
        self._documents = 0
        self._drawn = False
        self._witnessed = False
        self._waiting: deque[tuple[str, str | None, bool]] = deque()
        self._handed_out = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider; when all else is done, it asks for what waits."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.waiting, signal=signals.spider_idle)
        crawler.signals.connect(spider.hand_out, signal=signals.scheduler_empty)
        return spider

    @cached_property
    def _selection(self) -> Selection:
        window = self.run.clock.now().date() - timedelta(days=self.window_days)
        return Selection(
            is_article=self.is_article,
            topic=self.topic,
            since=self._given_since or window.isoformat(),
            local=zone(self.zone_hours),
        )

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the addresses given, or for every place where articles are announced."""
        for url in self._urls:
            yield self._article(url)
        for seed in () if self._urls else self.discovery:
            yield self._discovery(seed.url, seed)

    def waiting(self) -> None:
        """When all else is done: ask for what earlier runs left, and what the slow schedule wants.

        What was never visited comes first. Feeds forget, so an address is kept
        in the ledger from the moment it is announced. At last some known articles
        are asked for once more, which tell of the site what few new ones may not.
        """
        if self._urls or self.crawler.engine is None:
            return
        if not self._drawn:
            self._drawn = True
            self.run.drops.sample(self.name, one_in=self.sample_one_in, most=self.sample_most)
        room = self.most_pages - self._asked
        self._put_by(
            (row.url, None, bool(row.sampled))
            for row in self.run.waiting(self.name, limit=room)
            if row.last_visit is None or self.is_article(row.url)
        )
        self.hand_out()
        if self._handed_out or self._ask_witnesses():
            raise DontCloseSpider

    def hand_out(self) -> None:
        """Ask for the next handful of articles, when Scrapy has nothing left to ask for.

        What waits here are addresses: as requests they would take ten times the memory.
        """
        self._handed_out = 0
        while self._waiting and not self._handed_out and self.crawler.engine is not None:
            room = min(_HANDFUL, self.most_pages - self._asked)
            if room <= 0:
                self.run.tally.count(self.name, "left_for_later", by=len(self._waiting))
                self.run.pace.given_up(self.name, len(self._waiting))
                self._waiting.clear()
                return
            some = [self._waiting.popleft() for _ in range(min(room, len(self._waiting)))]
            due = set(self.run.take([(url, lastmod) for url, lastmod, _ in some], self.name))
            self.run.pace.given_up(self.name, len(some))
            if len(due) < len(some) and not self._drawn:
                self.run.tally.count(self.name, "known", by=len(some) - len(due))
            self._handed_out = len(due)
            self._asked += len(due)
            for url, _, sampled in some:
                if url in due:
                    due.remove(url)
                    self.crawler.engine.crawl(self._article(url, sampled=sampled, handed=url))

    def _ask_witnesses(self) -> bool:
        """Ask for known articles once more, once a run; say whether any was asked for."""
        observed = self.run.tally.observed(self.name)
        if self._witnessed or not observed.answered or self.crawler.engine is None:
            return False
        self._witnessed = True
        urls = self.run.witnesses(self.name, self.is_article, _WITNESSES)
        observed.witnesses = len(urls)
        for url in urls:
            self.crawler.engine.crawl(self._article(url, witness=True))
        return bool(urls)

    def _put_by(self, announced: Iterable[tuple[str, str | None, bool]]) -> None:
        """Let addresses wait for :meth:`hand_out`: each with lastmod and whether it is sampled."""
        before = len(self._waiting)
        self._waiting.extend(announced)
        self.run.pace.put_by(self.name, len(self._waiting) - before)

    async def found(self, response: Response, seed: Seed, depth: int = 0) -> AsyncIterator[Request]:
        """Yield requests for what a discovery document announces, the newest first.

        Of one that can't be read to its end, what came before is taken.
        """
        self.settled()
        observed = self.run.tally.observed(self.name)
        announced = Announced(lambda some: self.run.note(some, self.name), self.most_pages)
        sitemaps: Newest[str] = Newest(_MOST_DOCUMENTS)
        links = new = 0
        try:
            async with self.run.reading:
                async for entry in unhurried(read(response, seed)):
                    links += 1
                    if isinstance(seed, Listing):
                        new += self._is_new(entry, seed)
                    if entry.is_sitemap:
                        self._take_sitemap(entry, seed, sitemaps)
                    else:
                        self._take(entry, seed, announced, response.url)
        except (NotXmlError, UndecodableError) as error:
            observed.unreadable += 1
            observed.unread(response.request, cause_of_unreadable(response))
            self.run.keeper.spoiled(response.url, self.name, str(error))
        else:
            observed.document(links=links)
            if not observed.announced and (cause := cause_of_nothing(response)):
                observed.unread(response.request, cause)
        announced.settle()
        self.run.drops.settle(self.name, response.url)
        self._put_by((url, lastmod, False) for url, lastmod in announced)
        if announced.known:
            self.run.tally.count(self.name, "known", by=announced.known)
        if announced.left_out:
            self.run.tally.count(self.name, "left_for_later", by=announced.left_out)
        for request in self._sitemaps(sitemaps, seed, depth):
            yield request
        if isinstance(seed, Listing):
            for request in self._next_page(response, seed, depth, brings_new=new > 0):
                yield request

    def closed(self, reason: str) -> None:
        """Note why no more is asked: Scrapy calls this when the spider ends."""
        limited = self.run.tally.counted(self.name, "left_for_later") > 0
        observed = self.run.tally.observed(self.name)
        observed.asked = self._documents
        observed.seeds = () if self._urls else [seed.url for seed in self.discovery]
        observed.end(reason, at=self.run.clock.stamp(), limited=limited)
        super().closed(reason)

    def kept(self, response: Response) -> None:
        """Do nothing with an article but count it: the archive has it."""
        self.settled()

    def failed(self, failure: Any) -> None:
        """Note an archived answer that could not be decoded; the rest is noted elsewhere."""
        self.settled()
        if failure.check(UndecodableError):
            observed = self.run.tally.observed(self.name)
            observed.trouble(failure.request, cause_of_failure(failure.value))
            self.run.keeper.spoiled(failure.request.url, self.name, str(failure.value))

    def _discovery(self, url: str, seed: Seed, depth: int = 0) -> Request:
        self._documents += 1
        return Request(
            url,
            callback=self.found,
            errback=self.failed,
            cb_kwargs={"seed": seed, "depth": depth},
            meta={"kind": "discovery"},
            priority=10,
        )

    def _article(
        self,
        url: str,
        *,
        sampled: bool = False,
        handed: str | None = None,
        witness: bool = False,
    ) -> Request:
        meta = {"kind": "article", "sampled": sampled, "handed": handed, "witness": witness}
        return Request(url, callback=self.kept, errback=self.failed, meta=meta)

    def _take_sitemap(self, entry: Entry, seed: Seed, sitemaps: Newest[str]) -> None:
        if isinstance(seed, Sitemap) and re.search(seed.follow, entry.url):
            day = seed.last_day(entry.url) or self._selection.day(entry)
            if not self._selection.is_past(day):
                sitemaps.put(entry.lastmod or entry.url, entry.url)

    def _sitemaps(self, urls: Newest[str], seed: Seed, depth: int) -> Iterator[Request]:
        for url in urls:
            if depth >= _DEEPEST:
                self._left(seed, f"index within index, {_DEEPEST} deep: not followed further")
                return
            if self._documents >= _MOST_DOCUMENTS:
                what = f"more than {_MOST_DOCUMENTS} sitemaps, lists and feeds in one run: left"
                self._left(seed, what)
                return
            yield self._discovery(url, seed, depth + 1)

    def _next_page(
        self, response: Response, seed: Listing, depth: int, *, brings_new: bool
    ) -> Iterator[Request]:
        url = next_page(response, seed)
        if url is None:
            return
        if not brings_new:
            self._left(seed, f"page {depth + 1} of the list has no new link: left there")
        elif depth + 1 >= seed.most_pages:
            self._left(seed, f"the list goes on after page {depth + 1}: left there")
        else:
            yield self._discovery(url, seed, depth + 1)

    def _left(self, seed: Seed, what: str) -> None:
        """A calendar can go on for ever: say where it was left."""
        self.run.tally.problem(self.name, seed.url, what)

    def _is_new(self, entry: Entry, seed: Listing) -> bool:
        """Say whether no page of the list had this link before."""
        met = self._listed[seed.url]
        known = entry.url in met
        met.add(entry.url)
        return not known

    def _take(self, entry: Entry, seed: Seed, announced: Announced, document: str) -> None:
        """Count an entry of ``document`` that is no sitemap, and take it in if it is wanted."""
        day = self._selection.day(entry)
        if self.is_article(entry.url):
            observed = self.run.tally.observed(self.name)
            observed.article(seed.url, entry.url, day, forgets=isinstance(seed, Feed))
        if isinstance(seed, Feed) and seed.full_text:
            return
        judgement = self._selection.judge(entry)
        if judgement is Judgement.OFF_TOPIC:
            self.run.tally.count(self.name, "filtered")
            url = self._as_asked(untracked(entry.url))
            self.run.drops.take(
                url, self.name, document=document, title=entry.title, dated=entry.dated
            )
        elif judgement is Judgement.WANTED:
            for url in self.addresses(untracked(entry.url)):
                announced.take(self._as_asked(url), lastmod=entry.lastmod, day=day)

    def _as_asked(self, url: str) -> str:
        """Return ``url`` in ASCII, as it will be asked for and is known by in the ledger."""
        return url if is_plain(url) else self._article(url).url
