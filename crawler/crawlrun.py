"""One run: its archive, its ledger, its turns and its counts, shared by all its spiders.

Middlewares and spiders get it from the setting ``PRESSFACTS_RUN``.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from corpus import warc
from corpus.ledger import Ledger
from corpus.visits import Address, Visit, state_of
from crawler.errors import CrawlError
from crawler.health import barrier
from crawler.report import CrawlReport, SourceReport
from crawler.robots import Verdict
from crawler.turns import Turns

REVISIT = timedelta(days=30)
"""An archived article is asked for again after this time, whatever the sitemap says of it."""


def utc_now() -> str:
    """Return the present time as UTC, ISO 8601 with seconds and Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_run_id() -> str:
    """Return a name for a run that sorts by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


class CrawlRun:
    """What a run needs while it lasts. Close it when it ends."""

    def __init__(
        self,
        data_dir: Path,
        *,
        run: str,
        user_agent: str,
        code_version: str,
        proxy: str | None = None,
        progress: Callable[[str, SourceReport], None] | None = None,
    ) -> None:
        self.id = run
        self.user_agent = user_agent
        self.proxy = proxy
        self.turns = Turns()
        self.robots: dict[str, asyncio.Future[Verdict]] = {}
        self.stopped: str | None = None
        self._warc_folder = data_dir / "warc"
        self._reports: defaultdict[str, SourceReport] = defaultdict(SourceReport)
        self._progress = progress
        started = utc_now()
        self._ledger = Ledger(data_dir / "ledger.db")
        self._ledger.start_run(run, at=started, code_version=code_version)
        info = {"software": code_version, "http-header-user-agent": user_agent, "robots": "obey"}
        self._writer = warc.WarcWriter(self._warc_folder, run, info=info, started=started)

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

    # -------------------------------------------------------------- the ledger

    def is_due(self, url: str, source: str, *, lastmod: str | None) -> bool:
        """Note that ``url`` exists and say whether it should be asked for now."""
        now = utc_now()
        self._ledger.see(url, source, at=now, lastmod=lastmod)
        row = self._ledger.address(url)
        if row is None or row.state == "gone":
            return False
        return row.next_visit is None or row.next_visit <= now

    def address(self, url: str) -> Address | None:
        """Return what the ledger knows of ``url``."""
        return self._ledger.address(url)

    def archived(self, url: str) -> warc.Record | None:
        """Return the record of the last body that ``url`` answered with."""
        row = self._ledger.address(url)
        if row is None or row.warc_file is None or row.warc_offset is None:
            return None
        return warc.read_record(self._warc_folder, row.warc_file, row.warc_offset)

    # -------------------------------------------------------------- the archive

    def keep(self, request: Request, response: Response, source: str) -> None:
        """Archive ``response`` as it came and note the outcome, in this order."""
        at = utc_now()
        reason = barrier(response)
        state = "blocked" if reason else state_of(response.status)
        row = self._ledger.address(request.url)
        digest = warc.digest_of(response.body)
        original = row.original if row else None
        same = response.status == 200 and original is not None and original.digest == digest
        position = None
        if original is not None and (response.status == 304 or same):
            self._write_revisit(request, response, source, at=at, original=original)
        else:
            position = self._write(request, response, source, at=at, state=state)
        has_body = position is not None and response.status == 200
        self._ledger.record(
            Visit(
                url=request.url,
                source=source,
                state=state,
                at=at,
                run=self.id,
                http_status=response.status,
                position=position if has_body else None,
                digest=digest if has_body else None,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
                reason=reason,
                next_visit=_later(at) if state == "fetched" else None,
            )
        )
        self._count_answer(request, response, source, state=state, same=same, reason=reason)

    def keep_failure(self, request: Request, source: str, reason: str) -> None:
        """Archive that ``request`` got no answer, and why."""
        at = utc_now()
        self._writer.metadata(
            request.url,
            {"reason": reason},
            captured=at,
            notes={"source": source, "state": "failed"},
        )
        self._note(request.url, source, "failed", at=at, reason=reason)
        self.count(source, "requests", "failed")
        self.problem(source, request.url, reason)

    def refuse(self, url: str, source: str, *, reason: str, count: str = "blocked") -> None:
        """Note that ``url`` was not asked for: closed by robots.txt, or on a host not ours."""
        self._note(url, source, "blocked", at=utc_now(), reason=reason)
        self.count(source, count)

    def spoiled(self, url: str, source: str, reason: str) -> None:
        """Note that the archived answer of ``url`` can't be used."""
        self._note(url, source, "failed", at=utc_now(), reason=reason)
        self.count(source, "failed")
        self.problem(source, url, reason)

    def _note(self, url: str, source: str, state: str, *, at: str, reason: str) -> None:
        self._ledger.record(
            Visit(url=url, source=source, state=state, at=at, run=self.id, reason=reason)
        )

    def _write(
        self, request: Request, response: Response, source: str, *, at: str, state: str
    ) -> warc.Position:
        return self._writer.response(
            request.url,
            _head(response),
            response.body,
            captured=at,
            ip=self._ip(response),
            request=_sent(request),
            notes={"source": source, "state": state},
        )

    def _write_revisit(
        self, request: Request, response: Response, source: str, *, at: str, original: warc.Original
    ) -> None:
        profile = warc.NOT_MODIFIED if response.status == 304 else warc.IDENTICAL_PAYLOAD
        self._writer.revisit(
            request.url,
            _head(response),
            captured=at,
            original=original,
            profile=profile,
            ip=self._ip(response),
            request=_sent(request),
            notes={"source": source, "state": "fetched"},
        )

    def _ip(self, response: Response) -> str | None:
        # Behind a proxy the address is the proxy's, which says nothing of the site.
        return str(response.ip_address) if response.ip_address and not self.proxy else None

    # ---------------------------------------------------------------- the counts

    def count(self, source: str, *names: str, by: int = 1) -> None:
        """Count for ``source`` and tell the progress."""
        report = self._reports[source]
        report.counts.update(dict.fromkeys(names, by))
        if self._progress is not None:
            self._progress(source, report)

    def problem(self, source: str, url: str, what: str) -> None:
        """Keep a problem for the report."""
        self._reports[source].problem(url, what)

    def opened(self, source: str) -> None:
        """Take ``source`` into the report, even if nothing comes of it."""
        self._reports[source].counts.update(requests=0)

    def report(self) -> CrawlReport:
        """Return the counts so far."""
        return CrawlReport(self.id, dict(self._reports), self.stopped)

    def close(self) -> None:
        """Note the end of the run and close archive and ledger."""
        report = self.report()
        names = ("requests", "fetched", "unchanged", "failed")
        self._ledger.end_run(
            self.id, at=utc_now(), counts={name: report.total(name) for name in names}
        )
        self._ledger.close()
        self._writer.close()

    def _count_answer(
        self,
        request: Request,
        response: Response,
        source: str,
        *,
        state: str,
        same: bool,
        reason: str | None,
    ) -> None:
        self.count(source, "bytes", by=len(response.body))
        self.count(source, "requests", _outcome(response.status, state, same=same))
        if state in ("failed", "blocked"):
            self.problem(source, request.url, reason or f"HTTP {response.status}")


def source_of(crawler: Crawler) -> str:
    """Return the name of the source that ``crawler`` fetches."""
    if crawler.spider is None:
        raise CrawlError("no spider is open, expected one while requests are made")
    return crawler.spider.name


def _outcome(status: int, state: str, *, same: bool) -> str:
    if state != "fetched":
        return state
    if status == 304 or same:
        return "unchanged"
    return "redirected" if 300 <= status < 400 else "fetched"


def _head(response: Response) -> warc.Head:
    """The head as Scrapy hands it on: names in their usual spelling, values as sent."""
    headers = [(name, value) for name, values in response.headers.items() for value in values or ()]
    phrase = HTTPStatus(response.status).phrase if response.status in _KNOWN else ""
    return warc.Head(response.status, phrase, headers, response.protocol or "HTTP/1.1")


def _sent(request: Request) -> warc.Request:
    headers = [(name, value) for name, values in request.headers.items() for value in values or ()]
    return warc.Request(request.method, request.url, headers, request.body)


_KNOWN = frozenset(status.value for status in HTTPStatus)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _later(at: str) -> str:
    return (datetime.fromisoformat(at) + REVISIT).strftime("%Y-%m-%dT%H:%M:%SZ")
