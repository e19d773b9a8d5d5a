"""What a request for a capture came to, into archive and ledger: first the archive.

A capture is filed as the page it shows: under the page's address and its day of
capture, with the archive's address in ``WARC-Source-URI``. What is no such page is
filed under the archive's address, as of today.
"""

from __future__ import annotations

from scrapy.http import HtmlResponse, Request, Response

from corpus import warc
from corpus.captures import INDEX as INDEX_NOTE
from corpus.captures import Capture, IndexPage, Outcome, capture_notes, page_fields
from corpus.ledger import Ledger
from corpus.visits import state_of
from crawler.backfill.index import Archive, Taken, WrongCaptureError
from crawler.clock import Clock
from crawler.fetching.keeping import head_of
from crawler.monitor.barriers import barrier
from crawler.running.tally import Tally


class CaptureKeeper:
    """Archives and notes index pages and captures.

    It stands in for the crawl's ``Keeper`` where a request goes to a web archive:
    what comes of it says nothing of the outlet's addresses today.
    """

    def __init__(
        self, writer: warc.WarcWriter, ledger: Ledger, tally: Tally, *, run: str, clock: Clock
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._tally = tally
        self._run = run
        self._clock = clock

    def note_page(self, page: IndexPage, chosen: list[Capture]) -> list[Capture]:
        """Archive and note an index page; return the captures on it that are to be fetched."""
        self._writer.metadata(
            page.url,
            page_fields(page, chosen),
            captured=page.asked,
            notes={"kind": INDEX_NOTE, "source": page.source},
        )
        self._writer.sync()
        return self._ledger.captures.note_page(page, chosen)

    def pages(self, source: str, archive: str) -> dict[str, IndexPage]:
        """Return the index pages asked so far, by address."""
        return self._ledger.captures.pages(source, archive)

    def pending(self, source: str, archive: str, years: tuple[int, ...]) -> list[Capture]:
        """Return the captures of these years that are still to be fetched."""
        return self._ledger.captures.pending(source, archive, years)

    def keep(self, request: Request, response: Response, source: str) -> None:
        """Archive what the archive answered, and note what came of a capture."""
        head = head_of(request, response)
        self._tally.count(source, "bytes", by=len(response.body))
        self._tally.count(source, "requests")
        if "capture" not in request.meta:
            # What an index page says is noted when it has been read: note_page.
            notes = _answer_notes(source)
            at = self._clock.stamp()
            self._writer.response(response.url, head, response.body, captured=at, notes=notes)
            return
        capture, archive = _of(request)
        try:
            taken = archive.take(response, head, url=capture.url, captured=capture.captured)
        except WrongCaptureError as error:
            state = state_of(response.status)
            state = state if state in ("blocked", "gone") else "failed"
            self._write_refusal(capture, response, head, state, str(error))
        else:
            self._file(capture, taken)

    def _file(self, capture: Capture, taken: Taken) -> None:
        at = self._clock.stamp()
        found = barrier(HtmlResponse(capture.url, status=200, body=taken.body))
        reason = found.why if found else None
        state = "blocked" if found else "fetched"
        if taken.truncated:
            state, reason = "gone", f"the archive has a part of it only ({taken.truncated})"
        position = self._writer.response(
            capture.url,
            taken.head,
            taken.body,
            captured=capture.captured,
            truncated=taken.truncated,
            source_uri=capture.archive_url,
            created=at,
            notes={**capture_notes(capture, state), **({"reason": reason} if reason else {})},
        )
        self._note(capture, Outcome(state, at, self._run, reason, position))

    def _write_refusal(
        self, capture: Capture, response: Response, head: warc.Head, state: str, reason: str
    ) -> None:
        at = self._clock.stamp()
        notes = {**capture_notes(capture, state), "reason": reason}
        self._writer.response(response.url, head, response.body, captured=at, notes=notes)
        self._note(capture, Outcome(state, at, self._run, reason))

    def keep_cut(
        self, request: Request, response: Response, source: str, *, truncated: str, reason: str
    ) -> None:
        """Archive the part of an answer that came; it is asked for again."""
        capture = _of(request)[0] if "capture" in request.meta else None
        at = self._clock.stamp()
        notes = capture_notes(capture, "failed") if capture else _answer_notes(source)
        self._tally.count(source, "bytes", by=len(response.body))
        self._tally.count(source, "requests")
        self._writer.response(
            response.url,
            head_of(request, response),
            response.body,
            captured=at,
            truncated=truncated,
            notes={**notes, "reason": reason},
        )
        if capture:
            self._note(capture, Outcome("failed", at, self._run, reason))

    def keep_failure(self, request: Request, source: str, reason: str) -> None:
        """Archive that ``request`` got no answer, and why."""
        self._tally.count(source, "requests")
        if "capture" in request.meta:
            self._tell(_of(request)[0], "failed", reason)

    def refuse(self, url: str, source: str, *, reason: str, count: str = "blocked") -> None:
        """Count what was not asked for; the spider notes of what it was."""
        self._tally.count(source, count)

    def closed(self, capture: Capture, reason: str) -> None:
        """Archive and note that the archive's robots.txt closes ``capture``."""
        self._tell(capture, "blocked", reason)

    def _tell(self, capture: Capture, state: str, reason: str) -> None:
        at = self._clock.stamp()
        notes = capture_notes(capture, state)
        self._writer.metadata(capture.archive_url, {"reason": reason}, captured=at, notes=notes)
        self._note(capture, Outcome(state, at, self._run, reason))

    def _note(self, capture: Capture, outcome: Outcome) -> None:
        # An archive is asked slowly: each record is on disk before the ledger says so.
        self._writer.sync()
        self._ledger.captures.note(capture, outcome)
        self._tally.count(capture.source, outcome.state)
        if outcome.state in ("failed", "blocked"):
            self._tally.problem(capture.source, capture.archive_url, outcome.reason or "refused")


def _answer_notes(source: str) -> dict[str, str]:
    return {"kind": "index-answer", "source": source}


def _of(request: Request) -> tuple[Capture, Archive]:
    capture, archive = request.meta["capture"]
    return capture, archive
