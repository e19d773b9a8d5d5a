"""The base of all sources: how the articles are found that a source file declares.

A spider asks for discovery documents and for articles. Articles are not read
during the crawl: the archive has them, and ``crawler/replay.py`` reads them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response, TextResponse

from crawler.crawlrun import CrawlRun
from crawler.decode import UndecodableError
from crawler.discovery import (
    Entry,
    Feed,
    Found,
    Listing,
    Seed,
    Sitemap,
    read_feed,
    read_listing,
    read_sitemap,
)
from crawler.outlet import Outlet
from crawler.pages.dates import zone
from crawler.selection import Judgement, Selection
from crawler.urls import untracked
from crawler.xml import NotXmlError

_DEEPEST = 3
"""Sitemap indexes within one another that are followed."""


class NewsSpider(Outlet, scrapy.Spider):
    """One source: what its file declares (``crawler/outlet.py``), and the crawl of it."""

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

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider; an error in a source file is to stand in the report."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broken, signal=signals.spider_error)
        crawler.signals.connect(spider.waiting, signal=signals.spider_idle)
        crawler.signals.connect(spider.asked, signal=signals.request_scheduled)
        crawler.signals.connect(spider.settled, signal=signals.request_dropped)
        return spider

    def broken(self, failure: Any, response: Response) -> None:
        """Note an error of this source's own code; the other sources go on."""
        self.run.tally.problem(self.name, response.url, f"error in the source: {failure.value!r}")

    @property
    def run(self) -> CrawlRun:
        """The run this spider fetches for."""
        return CrawlRun.of(self.crawler)

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
        in the ledger from the moment it is announced.
        """
        if self._urls or self.crawler.engine is None:
            return
        if not self._drawn:
            self._drawn = True
            self.run.drops.sample(self.name, one_in=self.sample_one_in, most=self.sample_most)
        room = self.most_pages - self._asked
        requests = [
            self._article(row.url, sampled=bool(row.sampled))
            for row in self.run.waiting(self.name, limit=room)
            if (row.last_visit is None or self.is_article(row.url))
            and self.run.is_due(row.url, self.name, lastmod=None)
        ]
        for request in requests:
            self._asked += 1
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def found(self, response: Response, seed: Seed, depth: int = 0) -> Iterator[Request]:
        """Yield requests for what a discovery document announces, the newest first."""
        self.settled()
        observed = self.run.tally.observed(self.name)
        try:
            found = _read(response, seed)
        except (NotXmlError, UndecodableError) as error:
            observed.unreadable += 1
            self.run.keeper.spoiled(response.url, self.name, str(error))
            return
        observed.document(
            seed.url,
            links=len(found.pages) + len(found.sitemaps),
            articles=(
                (entry.url, self._selection.day(entry))
                for entry in found.pages
                if self.is_article(entry.url)
            ),
        )
        if isinstance(seed, Sitemap):
            yield from self._sitemaps(found.sitemaps, seed, depth)
        if not (isinstance(seed, Feed) and seed.full_text):
            yield from self._articles(found.pages, response.url)
        if isinstance(seed, Listing):
            new = self._brings_new(seed, found.pages)
            yield from self._next_page(response, seed, depth, brings_new=new)

    def closed(self, reason: str) -> None:
        """Note why no more is asked: Scrapy calls this when the spider ends."""
        limited = self.run.tally.counted(self.name, "left_for_later") > 0
        observed = self.run.tally.observed(self.name)
        observed.asked = self._documents
        observed.end(reason, at=self.run.clock.stamp(), limited=limited)
        self.run.pace.ended(self.name)

    def kept(self, response: Response) -> None:
        """Do nothing with an article but count it: the archive has it."""
        self.settled()

    def failed(self, failure: Any) -> None:
        """Note an archived answer that could not be decoded; the rest is noted elsewhere."""
        self.settled()
        if failure.check(UndecodableError):
            self.run.keeper.spoiled(failure.request.url, self.name, str(failure.value))

    def asked(self, request: Request) -> None:
        """Note a request that waits; redirects and repetitions are still the same one."""
        if not {"redirect_times", "retry_times"} & request.meta.keys():
            self.run.pace.asked(self.name)

    def settled(self) -> None:
        """Note that a request needs no more waiting for; Scrapy drops those made twice."""
        self.run.pace.done(self.name)

    # --------------------------------------------------------------- requests

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

    def _article(self, url: str, *, sampled: bool = False) -> Request:
        meta = {"kind": "article", "sampled": sampled}
        return Request(url, callback=self.kept, errback=self.failed, meta=meta)

    def _sitemaps(self, entries: tuple[Entry, ...], seed: Sitemap, depth: int) -> Iterator[Request]:
        if depth >= _DEEPEST and entries:
            self._told_endless(
                seed.url, f"index within index, {_DEEPEST} deep: not followed further"
            )
            return
        for entry in sorted(entries, key=lambda entry: entry.lastmod or entry.url, reverse=True):
            day = seed.last_day(entry.url) or self._selection.day(entry)
            if re.search(seed.follow, entry.url) and not self._selection.is_past(day):
                yield self._discovery(entry.url, seed, depth + 1)

    def _next_page(
        self, response: Response, seed: Listing, depth: int, *, brings_new: bool
    ) -> Iterator[Request]:
        href = response.css(seed.next_page).attrib.get("href") if seed.next_page else None
        if not href:
            return
        if not brings_new:
            self._told_endless(
                seed.url, f"page {depth + 1} of the list has no new link: left there"
            )
        elif depth + 1 >= seed.most_pages:
            self._told_endless(seed.url, f"the list goes on after page {depth + 1}: left there")
        else:
            yield self._discovery(response.urljoin(href), seed, depth + 1)

    def _told_endless(self, url: str, what: str) -> None:
        """A calendar can go on for ever: say where it was left."""
        self.run.tally.problem(self.name, url, what)

    def _brings_new(self, seed: Listing, pages: Iterable[Entry]) -> bool:
        """Say whether a page of a list has links that no page before it had."""
        links = {entry.url for entry in pages}
        new = links - self._listed[seed.url]
        self._listed[seed.url] |= new
        return bool(new)

    def _articles(self, entries: Iterable[Entry], document: str) -> Iterator[Request]:
        announced = [
            (self._article(url), entry.lastmod)
            for entry in sorted(
                entries, key=lambda entry: self._selection.day(entry) or "", reverse=True
            )
            if self._is_wanted(entry, document)
            for url in self.addresses(untracked(entry.url))
        ]
        self.run.drops.settle(self.name, document)
        # All are noted before one is asked for: after a kill the feed may have forgotten them.
        self.run.note(((request.url, lastmod) for request, lastmod in announced), self.name)
        for request, lastmod in announced:
            if self._asked >= self.most_pages:
                self.run.tally.count(self.name, "left_for_later")
            elif self.run.is_due(request.url, self.name, lastmod=lastmod):
                self._asked += 1
                yield request
            else:
                self.run.tally.count(self.name, "known")

    def _is_wanted(self, entry: Entry, document: str) -> bool:
        judgement = self._selection.judge(entry)
        if judgement is Judgement.OFF_TOPIC:
            self.run.tally.count(self.name, "filtered")
            self.run.drops.take(
                self._article(untracked(entry.url)).url,
                self.name,
                document=document,
                title=entry.title,
                dated=entry.dated,
            )
        return judgement is Judgement.WANTED


def _read(response: Response, seed: Seed) -> Found:
    if isinstance(seed, Listing):
        if not isinstance(response, TextResponse):
            raise NotXmlError("no text, expected a page of links")
        return read_listing(response, seed)
    return read_feed(response.body) if isinstance(seed, Feed) else read_sitemap(response.body)
