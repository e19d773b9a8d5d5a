"""A spider that belongs to a run and tells it how far it is."""

from __future__ import annotations

from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.running.crawlrun import CrawlRun


class CountedSpider(scrapy.Spider):
    """Its requests are counted as they are made and settled, and its errors are reported."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider; an error in a source file is to stand in the report."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broken, signal=signals.spider_error)
        crawler.signals.connect(spider.asked, signal=signals.request_scheduled)
        crawler.signals.connect(spider.settled, signal=signals.request_dropped)
        return spider

    @property
    def run(self) -> CrawlRun:
        """The run this spider fetches for."""
        return CrawlRun.of(self.crawler)

    def broken(self, failure: Any, response: Response) -> None:
        """Note an error of this source's own code; the other sources go on."""
        self.run.tally.observed(self.name).trouble(response.request, "source_error")
        self.run.tally.problem(self.name, response.url, f"error in the source: {failure.value!r}")

    def asked(self, request: Request) -> None:
        """Note a request that waits; redirects and repetitions are still the same one."""
        if not {"redirect_times", "retry_times"} & request.meta.keys():
            self.run.pace.asked(self.name)

    def settled(self) -> None:
        """Note that a request needs no more waiting for; Scrapy drops those made twice."""
        self.run.pace.done(self.name)

    def closed(self, reason: str) -> None:
        """Note that no more is asked: Scrapy calls this when the spider ends."""
        self.run.pace.ended(self.name)
