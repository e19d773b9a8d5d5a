"""The downloader middlewares between the network and everything that reads.

``ArchiveMiddleware`` is the nearest to the network (number 950, Scrapy's own end
at 900): it sees responses before anything has decoded, followed or repeated
them. ``ConditionalMiddleware`` (800) asks whether a page has changed, and puts
the archived page in the place of a 304 where links are to be read from it.
"""

from __future__ import annotations

import asyncio

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from corpus.errors import CorpusError
from corpus.warc import Record
from crawler.fetching.cut import CutError
from crawler.live import live_response
from crawler.monitor.failures import cause_of_failure
from crawler.running.crawlrun import CrawlRun, source_of
from crawler.urls import host_of

READ_DURING_CRAWL = frozenset({"discovery", "robots"})
"""Kinds of request whose answers the crawl itself reads; articles are read afterwards."""


class ArchiveMiddleware:
    """Hands every response, and every request without one, to the archive."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = CrawlRun.of(crawler)
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchiveMiddleware:
        """Make the middleware for one spider."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive ``response``, then pass it on; if that fails the crawl stops."""
        try:
            self._run.keeper_of(request).keep(request, response, source_of(self._crawler))
        except CorpusError as error:
            self._stop(error)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Archive the part of an answer that came, or why ``request`` got none.

        What was never sent is not archived.
        """
        if isinstance(exception, IgnoreRequest):
            return
        source = source_of(self._crawler)
        reason = self._refused(request) or f"{type(exception).__name__}: {exception}"
        self._run.tally.observed(source).trouble(request, cause_of_failure(exception))
        keeper = self._run.keeper_of(request)
        try:
            if isinstance(exception, CutError):
                keeper.keep_cut(
                    request,
                    exception.response,
                    source,
                    truncated=exception.truncated,
                    reason=str(exception),
                )
            else:
                keeper.keep_failure(request, source, reason.strip(": "))
        except CorpusError as error:
            self._stop(error)

    def _refused(self, request: Request) -> str | None:
        # Scrapy installs the reactor; importing this at the top would install another.
        from twisted.internet import reactor

        refused: dict[str, str] = getattr(reactor.nameResolver, "refused", {})
        return refused.get(host_of(request.url))

    def _stop(self, error: CorpusError) -> None:
        """Without an archive nothing may be fetched: end the run and say why."""
        if self._run.stopped is None:
            self._run.stopped = str(error)
        if self._crawler.engine is not None and self._closing is None:
            # Not awaited here: closing waits for this very request to end.
            closing = self._crawler.engine.close_spider_async(reason="archive")
            self._closing = asyncio.get_running_loop().create_task(closing)
        raise IgnoreRequest(str(error)) from error


class ConditionalMiddleware:
    """Asks with the validators of the last visit (RFC 9110, section 13)."""

    def __init__(self, run: CrawlRun) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConditionalMiddleware:
        """Make the middleware for one spider."""
        return cls(CrawlRun.of(crawler))

    def process_request(self, request: Request) -> None:
        """Add ``If-None-Match`` and ``If-Modified-Since`` where an archived body exists.

        A visit of the slow schedule asks for the body: a server whose validators
        lie would answer 304 for ever. So does a witness: its article has hardly
        changed, but the page around it may have.
        """
        row = self._run.keeper.known(request)
        if row is None or row.captured is None or request.meta.get("witness"):
            return
        if row.next_visit is not None and row.next_visit <= self._run.clock.stamp():
            return
        if row.etag:
            # As it came: Scrapy would write letters outside ASCII in UTF-8.
            request.headers.setdefault("If-None-Match", row.etag.encode("latin-1"))
        if row.last_modified:
            request.headers.setdefault("If-Modified-Since", row.last_modified.encode("latin-1"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the archived page in place of a 304, if links or rules are to be read from it."""
        if response.status != 304 or request.meta.get("kind") not in READ_DURING_CRAWL:
            return response
        record = self._run.archived(request.url)
        return response if record is None else _in_place(record)


def _in_place(record: Record) -> Response:
    archived = live_response(record)
    archived.flags.append("archived")
    return archived
