"""What a request came to, into archive and ledger: first the archive, then the ledger.

A process killed between the two leaves an archived answer that the ledger does
not know; the next run takes it over (``corpus/catchup.py``).
"""

from __future__ import annotations

from http import HTTPStatus

from scrapy.http import Request, Response

from corpus import warc
from corpus.ledger import Ledger
from corpus.logbook import Logbook
from corpus.visits import WITNESS, Address, Visit, later, state_of
from crawler.clock import Clock
from crawler.monitor.barriers import barrier
from crawler.monitor.failures import cause_of_answer
from crawler.running.tally import Tally
from crawler.urls import absolute

MOST_REDIRECTS = 5
"""Redirects that are followed one after another."""


class Keeper:
    """Archives and notes what comes of requests. ``behind_proxy``: addresses say nothing."""

    def __init__(
        self,
        writer: warc.WarcWriter,
        ledger: Ledger,
        tally: Tally,
        *,
        run: str,
        behind_proxy: bool,
        clock: Clock,
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._logbook = Logbook(writer, ledger)
        self._tally = tally
        self._run = run
        self._behind_proxy = behind_proxy
        self._clock = clock

    def known(self, request: Request) -> Address | None:
        """Return what the ledger knew of the request's address before it was asked.

        It is looked up once and travels in ``meta``, to a redirect's target too.
        """
        url, row = request.meta.get("known", (None, None))
        if url != request.url:
            row = self._ledger.address(request.url)
            request.meta["known"] = (request.url, row)
        found: Address | None = row
        return found

    def settle(self) -> None:
        """Bring all that was kept to disk and into the ledger; see :class:`Logbook`."""
        self._logbook.settle()

    def keep(self, request: Request, response: Response, source: str) -> None:
        """Archive ``response`` as it came and note the outcome."""
        at = self._clock.stamp()
        found = barrier(response)
        reason = found.why if found else None
        state = "blocked" if found else state_of(response.status)
        row = self.known(request)
        digest = warc.digest_of(response.body)
        original = row.original if row else None
        same = response.status == 200 and original is not None and original.digest == digest
        sampled = bool(request.meta.get("sampled"))
        notes = {"source": source, "state": state} | ({"sampled": "yes"} if sampled else {})
        if request.meta.get("witness"):
            notes[WITNESS] = "yes"
        position = None
        self._expect_target(request, response, source, at=at)
        if original is not None and (response.status == 304 or same):
            self._write_revisit(request, response, at=at, original=original, notes=notes)
        else:
            position = self._write(request, response, at=at, notes=notes)
        has_body = position is not None and response.status == 200
        self._logbook.note(
            Visit(
                url=request.url,
                source=source,
                state=state,
                at=at,
                run=self._run,
                http_status=response.status,
                position=position if has_body else None,
                digest=digest if has_body else None,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
                reason=reason,
                sampled=sampled,
            )
        )
        outcome = _outcome(response.status, state, same=same)
        cause = cause_of_answer(request, response, found)
        self._tally.observed(source).answer(request, cause, new=outcome == "fetched")
        self._count(source, response, outcome)
        if state in ("failed", "blocked"):
            self._tally.problem(source, request.url, reason or f"HTTP {response.status}")

    def keep_cut(
        self, request: Request, response: Response, source: str, *, truncated: str, reason: str
    ) -> None:
        """Archive the part of an answer that came, marked as ``truncated``, with the reason.

        ``truncated`` is length, time or disconnect, as the standard has it. A cut
        page is no version of an article.
        """
        at = self._clock.stamp()
        notes = {"source": source, "state": "failed", "reason": reason}
        self._write(request, response, at=at, notes=notes, truncated=truncated)
        self._logbook.note(
            Visit(
                url=request.url,
                source=source,
                state="failed",
                at=at,
                run=self._run,
                http_status=response.status,
                reason=reason,
                next_visit=None if truncated == "disconnect" else later(at),
            )
        )
        self._count(source, response, "failed")
        self._tally.problem(source, request.url, reason)

    def keep_failure(self, request: Request, source: str, reason: str) -> None:
        """Archive that ``request`` got no answer, and why."""
        self._tally.count(source, "requests")
        self.spoiled(request.url, source, reason)

    def spoiled(self, url: str, source: str, reason: str) -> None:
        """Archive and note that there is no usable answer of ``url``, and why."""
        at = self._clock.stamp()
        self._writer.metadata(
            url, {"reason": reason}, captured=at, notes={"source": source, "state": "failed"}
        )
        self._note(url, source, "failed", at=at, reason=reason)
        self._tally.count(source, "failed")
        self._tally.problem(source, url, reason)

    def refuse(self, url: str, source: str, *, reason: str, count: str = "blocked") -> None:
        """Note that ``url`` was not asked for: closed by robots.txt, or on a host not ours."""
        self._note(url, source, "blocked", at=self._clock.stamp(), reason=reason)
        self._tally.count(source, count)

    def _note(self, url: str, source: str, state: str, *, at: str, reason: str) -> None:
        self._logbook.note(
            Visit(url=url, source=source, state=state, at=at, run=self._run, reason=reason)
        )

    def _expect_target(self, request: Request, response: Response, source: str, *, at: str) -> None:
        """Note the target of a redirect before the redirect: a kill between them loses nothing."""
        location = _header(response, "Location")
        followed = 301 <= response.status <= 308 and request.meta.get("kind") == "article"
        if not followed or not location:
            return
        target = absolute(location, request.url)
        if int(request.meta.get("redirect_times", 0)) >= MOST_REDIRECTS:
            self._tally.problem(source, request.url, f"more than {MOST_REDIRECTS} redirects")
        elif target is None:
            self._tally.problem(source, request.url, "redirect to what is no web address")
        else:
            self._ledger.see(target.partition("#")[0], source, at=at)

    def _count(self, source: str, response: Response, outcome: str) -> None:
        self._tally.count(source, "bytes", by=len(response.body))
        self._tally.count(source, "requests", outcome)

    def _write(
        self,
        request: Request,
        response: Response,
        *,
        at: str,
        notes: dict[str, str],
        truncated: str | None = None,
    ) -> warc.Position:
        return self._writer.response(
            request.url,
            head_of(request, response),
            response.body,
            captured=at,
            ip=self._ip(response),
            request=_sent(request),
            truncated=truncated,
            notes=notes,
        )

    def _write_revisit(
        self,
        request: Request,
        response: Response,
        *,
        at: str,
        original: warc.Original,
        notes: dict[str, str],
    ) -> None:
        profile = warc.NOT_MODIFIED if response.status == 304 else warc.IDENTICAL_PAYLOAD
        self._writer.revisit(
            request.url,
            head_of(request, response),
            captured=at,
            original=original,
            profile=profile,
            ip=self._ip(response),
            request=_sent(request),
            notes=notes,
        )

    def _ip(self, response: Response) -> str | None:
        # Behind a proxy the address is the proxy's, which says nothing of the site.
        return str(response.ip_address) if response.ip_address and not self._behind_proxy else None


def _outcome(status: int, state: str, *, same: bool) -> str:
    if state != "fetched":
        return state
    if status == 304 or same:
        return "unchanged"
    return "redirected" if 300 <= status < 400 else "fetched"


def head_of(request: Request, response: Response) -> warc.Head:
    """The head as sent; put together anew where that was unlike any head."""
    sent = request.meta.get("head")
    if isinstance(sent, warc.Head):
        return sent
    headers = [(name, value) for name, values in response.headers.items() for value in values or ()]
    phrase = HTTPStatus(response.status).phrase if response.status in _KNOWN else ""
    return warc.Head.of(response.status, phrase, headers, response.protocol or "HTTP/1.1")


def _sent(request: Request) -> warc.Request:
    headers = [(name, value) for name, values in request.headers.items() for value in values or ()]
    return warc.Request(request.method, request.url, headers, request.body)


_KNOWN = frozenset(status.value for status in HTTPStatus)


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
