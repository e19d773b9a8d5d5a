"""Where a run ends before all is asked: bytes of a source, room on the disk."""

from __future__ import annotations

import asyncio
import shutil

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawler.running.crawlrun import CrawlRun, source_of


class Limits:
    """Lets nothing more be asked once a source has sent enough or the disk is nearly full.

    Asked next to the connection: further up, a queue has let requests pass already.

    The settings ``PRESSFACTS_SOURCE_BYTES`` (bodies as sent, a source and run)
    and ``PRESSFACTS_FREE_BYTES`` (on the disk of the data folder) are the limits.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = CrawlRun.of(crawler)
        self._most = crawler.settings.getint("PRESSFACTS_SOURCE_BYTES")
        self._least_free = crawler.settings.getint("PRESSFACTS_FREE_BYTES")
        self._told = False
        self._closing: asyncio.Task[None] | None = None

    def check(self, request: Request) -> None:
        """Let ``request`` pass or raise ``IgnoreRequest``; its address stays due."""
        source = source_of(self._crawler)
        if self._run.tally.counted(source, "bytes") >= self._most:
            if not self._told:
                self._told = True
                what = f"more than {self._most} bytes in one run: the rest is left for later"
                self._run.tally.problem(source, request.url, what)
            self._run.tally.count(source, "left_for_later")
            raise IgnoreRequest("enough of this source for one run")
        free = shutil.disk_usage(self._run.data_dir).free
        if free < self._least_free:
            self._stop(f"{self._run.data_dir}: {free} bytes free, expected {self._least_free}")

    def _stop(self, why: str) -> None:
        if self._run.stopped is None:
            self._run.stopped = why
        if self._crawler.engine is not None and self._closing is None:
            # Not awaited here: closing waits for this very request to end.
            closing = self._crawler.engine.close_spider_async(reason="disk")
            self._closing = asyncio.get_running_loop().create_task(closing)
        raise IgnoreRequest(why)
