"""The download handler: Scrapy's own for HTTP/1.1, in turn, within limits, nothing thrown away."""

from __future__ import annotations

import time
from urllib.parse import urldefrag

from scrapy import Spider, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, StopDownload
from scrapy.http import Request, Response

from crawler.fetching.cut import BrokenOffError, CutError
from crawler.fetching.heads import LARGEST as LARGEST_HEAD
from crawler.fetching.heads import Heads
from crawler.fetching.limits import Limits
from crawler.fetching.retryafter import asked_wait
from crawler.live import headers_of
from crawler.running.crawlrun import CrawlRun
from crawler.urls import host_of


class PoliteHandler(HTTP11DownloadHandler):
    """Sends a request when it is its host's turn, and stops reading what is too much.

    The turn is held here, next to the connection, because whatever a queue
    further up decides is overtaken by requests already on their way.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._run = CrawlRun.of(crawler)
        self._most_bytes = crawler.settings.getint("PRESSFACTS_ANSWER_BYTES")
        self._most_seconds = crawler.settings.getfloat("PRESSFACTS_ANSWER_SECONDS")
        self._limits = Limits(crawler)
        # One a host is all that turns allow; a proxy is one host to Scrapy, for all of them.
        self._pool.maxPersistentPerHost = crawler.settings.getint("CONCURRENT_REQUESTS")
        self._heads = Heads()
        self._heads.listen(self._pool)
        self._sizes: dict[int, int] = {}
        self._begun: dict[int, float] = {}
        crawler.signals.connect(self._received, signals.bytes_received)

    async def download_request(self, request: Request) -> Response:
        """Wait for the turn, fetch, and note for how long the host wants to be left alone.

        Raises:
            CutError: the answer did not come whole; it carries what came.
            IgnoreRequest: the host or a limit of the run does not let it be sent.
        """
        host = host_of(request.url)
        spacing = float(getattr(self._crawler.spider, "delay", 0))
        self._run.turns.slow_down(host, spacing)
        if self._run.proxy:
            request.meta["proxy"] = self._run.proxy
        async with self._run.turns.turn(host):
            self._limits.check(request)
            self._begun[id(request)] = time.monotonic()
            try:
                response = await self._answer(request)
                stopped = self._excess(request)
            finally:
                self._begun.pop(id(request), None)
                self._sizes.pop(id(request), None)
            wait = asked_wait(response, now=self._run.clock.now(), spacing=spacing)
            self._run.turns.pause(host, wait)
        if "download_stopped" in response.flags and stopped is not None:
            raise CutError(response, stopped[1], truncated=stopped[0])
        if "dataloss" in response.flags:
            raise BrokenOffError(response)
        return response

    async def _answer(self, request: Request) -> Response:
        """Return the answer with its head as sent in ``meta``: the one that the archive keeps."""
        address = urldefrag(request.url)[0]
        # A redirect or another try brings the meta of the request before.
        request.meta.pop("head", None)
        try:
            response = await super().download_request(request)
        except DownloadFailedError as error:
            if self._heads.was_too_large(address):
                raise DownloadCancelledError(f"a head of more than {LARGEST_HEAD} bytes") from error
            raise
        finally:
            head = self._heads.take(address)
        if not 100 <= response.status <= 999:
            raise DownloadCancelledError(f"status {response.status}, expected three digits")
        if head is not None and head.status == response.status:
            request.meta["head"] = head
            response.headers = headers_of(head)
        return response

    def _received(self, data: bytes, request: Request, spider: Spider) -> None:
        if id(request) not in self._begun:
            return  # http and https have a handler each, and each hears of all that is received
        self._sizes[id(request)] = self._sizes.get(id(request), 0) + len(data)
        if self._excess(request) is not None:
            raise StopDownload(fail=False)

    def _excess(self, request: Request) -> tuple[str, str] | None:
        """Return why reading stops, as WARC names it and in words, or ``None``."""
        if self._sizes.get(id(request), 0) > self._most_bytes:
            return "length", f"more than {self._most_bytes} bytes as sent: cut there"
        if time.monotonic() - self._begun[id(request)] > self._most_seconds:
            return "time", f"still coming after {self._most_seconds:g} s: cut there"
        return None
