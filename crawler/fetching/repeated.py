"""Requests made twice in one run: the ledger knows, where articles are concerned."""

from __future__ import annotations

from typing import Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.dupefilters import RFPDupeFilter
from scrapy.http import Request

from crawler.running.crawlrun import CrawlRun, source_of


class RepeatedFilter(RFPDupeFilter):
    """Lets an address be asked for once a run.

    What the ledger handed out is never seen twice, and the target of a redirect
    is handed out by the ledger here. So only the few requests beside these,
    discovery documents above all, are remembered in memory.
    """

    _crawler: Crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the filter for one spider."""
        found = super().from_crawler(crawler)
        found._crawler = crawler
        return found

    def request_seen(self, request: Request) -> bool:
        """Say whether ``request`` is to be dropped."""
        handed = request.meta.get("handed")
        if handed is None:
            return super().request_seen(request)
        if handed == request.url:
            return False
        return not CrawlRun.of(self._crawler).is_due(request.url, source_of(self._crawler))

    def log(self, request: Request, spider: Spider) -> None:
        """Say nothing: twice announced is nothing out of the ordinary."""
