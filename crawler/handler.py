"""The download handler: Scrapy's own for HTTP/1.1, in turn and with the host's wishes kept."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.crawlrun import CrawlRun
from crawler.turns import retry_after
from crawler.urls import host_of


class PoliteHandler(HTTP11DownloadHandler):
    """Sends a request when it is its host's turn.

    The turn is held here, next to the connection, because whatever a queue
    further up decides is overtaken by requests already on their way.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._run = CrawlRun.of(crawler)

    async def download_request(self, request: Request) -> Response:
        """Wait for the turn, fetch, and note for how long the host wants to be left alone."""
        host = host_of(request.url)
        self._run.turns.slow_down(host, getattr(self._crawler.spider, "delay", 0))
        if self._run.proxy:
            request.meta["proxy"] = self._run.proxy
        async with self._run.turns.turn(host):
            response = await super().download_request(request)
            if response.status in (429, 503):
                value = (response.headers.get("Retry-After") or b"").decode("latin-1")
                wait = retry_after(value, now=datetime.now(UTC))
                if wait is not None:
                    self._run.turns.pause(host, wait)
        return response
