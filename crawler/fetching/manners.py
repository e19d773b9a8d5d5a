"""robots.txt by RFC 9309, own hosts only, and cookies that never leave their host."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from scrapy.http.cookies import CookieJar
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError

from crawler.decode import UndecodableError
from crawler.errors import CrawlError
from crawler.fetching.robots import Verdict, verdict_of
from crawler.monitor.failures import OFF_HOST, cause_of_refusal
from crawler.running.crawlrun import CrawlRun, source_of
from crawler.urls import host_of


class ForbiddenError(IgnoreRequest):
    """robots.txt closes the address, or the whole host for this run."""


_NO_ANSWER = (
    CannotResolveHostError,
    ConnectError,  # no way to the address: Scrapy has no error of its own for it
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    OSError,
    ResponseDataLossError,
    UndecodableError,
)


class RobotsMiddleware:
    """Asks each host for its rules once a run and keeps to them, Crawl-delay included.

    4xx: there are no rules. 5xx, 429, no answer: the host is closed for this run,
    and the report says so (RFC 9309, section 2.3.1).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = CrawlRun.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Make the middleware for one spider."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let ``request`` pass or raise ``IgnoreRequest``."""
        if request.meta.get("kind") == "robots":
            return
        verdict = await self._verdict(request.url)
        reason = verdict.forbids(request.url)
        if reason is not None:
            self._run.keeper_of(request).refuse(
                request.url, source_of(self._crawler), reason=reason, count="forbidden"
            )
            observed = self._run.tally.observed(source_of(self._crawler))
            observed.trouble(request, cause_of_refusal(reason))
            raise ForbiddenError(f"not asked: {reason}")

    async def _verdict(self, url: str) -> Verdict:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._run.robots:
            self._run.robots[origin] = asyncio.get_running_loop().create_future()
            verdict = Verdict(closed="robots.txt could not be asked for")
            try:
                verdict = await self._ask(origin)
            finally:
                self._run.robots[origin].set_result(verdict)
        return await self._run.robots[origin]

    async def _ask(self, origin: str) -> Verdict:
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            priority=1000,
            meta={"kind": "robots"},
        )
        try:
            response = await self._download(request)
        except _NO_ANSWER as error:
            return self._closed(origin, f"robots.txt gave no answer ({type(error).__name__})")
        verdict = verdict_of(response.status, response.body)
        if verdict.closed:
            return self._closed(origin, verdict.closed)
        self._run.turns.slow_down(host_of(origin), verdict.delay)
        return verdict

    async def _download(self, request: Request) -> Response:
        engine = self._crawler.engine
        if engine is None:
            raise CrawlError("no engine is running, expected one while requests are made")
        return await engine.download_async(request)

    def _closed(self, origin: str, reason: str) -> Verdict:
        self._run.tally.problem(
            source_of(self._crawler), f"{origin}/robots.txt", f"{reason}: host left alone"
        )
        return Verdict(closed=reason)


class OwnHostsMiddleware:
    """Keeps a source on its hosts and on http(s), redirects and retries included.

    Only a robots.txt may be answered from elsewhere. Scrapy's own middleware lets
    every request pass that need not be new, and repeated ones are such.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = CrawlRun.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OwnHostsMiddleware:
        """Make the middleware for one spider."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let ``request`` pass or raise ``IgnoreRequest``."""
        if not request.url.startswith(("http://", "https://")):
            reason = "neither http nor https"
        elif request.meta.get("kind") == "robots" or self._is_own(host_of(request.url)):
            return
        else:
            reason = OFF_HOST
            observed = self._run.tally.observed(source_of(self._crawler))
            observed.trouble(request, cause_of_refusal(reason))
        keeper = self._run.keeper_of(request)
        keeper.refuse(request.url, source_of(self._crawler), reason=reason)
        raise IgnoreRequest(f"not asked: {reason}")

    def _is_own(self, host: str) -> bool:
        own = getattr(self._crawler.spider, "hosts", ())
        return any(host == name or host.endswith(f".{name}") for name in own)


class HostCookiesMiddleware:
    """Sends a server's cookies back to the very host that set them, and to no other.

    Scrapy's own middleware would load the public suffix list over the network.
    """

    def __init__(self) -> None:
        self._jars: defaultdict[str, CookieJar] = defaultdict(CookieJar)

    def process_request(self, request: Request) -> None:
        """Add the host's cookies."""
        self._jars[host_of(request.url)].add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep the cookies that the host sets."""
        if "Set-Cookie" in response.headers:
            self._jars[host_of(request.url)].extract_cookies(response, request)
        return response
