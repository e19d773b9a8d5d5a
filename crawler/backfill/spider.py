"""The spider that asks a web archive for a source's early years.

It is made of the source it stands for, so that name, lock, topic and pages are the
source's own; hosts and pauses are the archive's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, ClassVar
from urllib.parse import urldefrag

from scrapy.http import Request, Response

from corpus.captures import CAPTURE, INDEX, Capture, IndexPage
from crawler.backfill.choice import is_wanted
from crawler.backfill.index import Answer, Archive, UnreadableIndexError
from crawler.decode import UndecodableError
from crawler.fetching.manners import ForbiddenError
from crawler.spider import NewsSpider

_REFUSED = frozenset({401, 403, 451})


class Backfill(NewsSpider):
    """Mixed into a source by :func:`backfill_of`."""

    outlet: ClassVar[type[NewsSpider]]
    archive: ClassVar[Archive]
    years: ClassVar[tuple[int, ...]]

    async def start(self) -> AsyncIterator[Any]:
        """Ask for what earlier runs left: captures listed, then index pages not yet read."""
        for capture in self.run.captures.pending(self.name, self.archive.name, self.years):
            yield self._capture(capture)
        for request in self._questions(self._open_questions()):
            yield request

    def waiting(self) -> None:
        """Ask for nothing more: what the outlet announces is the crawl's."""

    def _open_questions(self) -> Iterator[str]:
        """Walk from the first pages of the index to those that are still to be asked."""
        known = self.run.captures.pages(self.name, self.archive.name)
        ahead = [
            question
            for year in self.years
            for question in self.archive.questions(
                (*self.outlet.hosts, *self.outlet.former_hosts), year, self._topic
            )
        ]
        while ahead:
            question = ahead.pop(0)
            page = known.get(question)
            if page is not None and page.state == "answered" and not _was_early(page):
                ahead.extend(page.leads_to)
            else:
                yield question

    @property
    def _topic(self) -> Any:
        # Addresses of the old layout may have no words: then every address is looked at.
        return None if self.outlet.former_article else self.outlet.topic

    def _questions(self, questions: Iterable[str]) -> Iterator[Request]:
        """Yield one request for all questions that one address answers."""
        by_address: defaultdict[str, list[str]] = defaultdict(list)
        for question in questions:
            by_address[urldefrag(question)[0]].append(question)
        for address, together in by_address.items():
            yield Request(
                address,
                callback=self.listed,
                errback=self.unanswered,
                cb_kwargs={"questions": together},
                meta={"kind": INDEX, "handle_httpstatus_all": True, "dont_redirect": True},
                dont_filter=True,
                priority=10,
            )

    def _capture(self, capture: Capture) -> Request:
        url, headers = self.archive.ask(capture.archive_url)
        return Request(
            url,
            headers=dict(headers),
            callback=self.kept,
            errback=self.unfetched,
            meta={
                "kind": CAPTURE,
                "capture": (capture, self.archive),
                "handle_httpstatus_all": True,
                "dont_redirect": True,
            },
            dont_filter=True,
        )

    def listed(self, response: Response, questions: list[str]) -> Iterator[Request]:
        """Note what an index page names, and ask for it and for the pages it leads to."""
        self.settled()
        for question in questions:
            state = "blocked" if response.status in _REFUSED else "failed"
            try:
                answer = self.archive.answer(question, response)
            except UnreadableIndexError as error:
                self._note(question, state, reason=str(error))
                continue
            for capture in self._note(question, "answered", answer):
                yield self._capture(capture)
            yield from self._questions(answer.leads_to)

    def unanswered(self, failure: Any) -> None:
        """Note that an index page did not come, and why."""
        self.settled()
        state = "blocked" if failure.check(ForbiddenError) else "failed"
        for question in failure.request.cb_kwargs["questions"]:
            self._note(question, state, reason=_why(failure))

    def unfetched(self, failure: Any) -> None:
        """Note that robots.txt closes a capture; other failures are noted where they happen."""
        self.settled()
        if failure.check(ForbiddenError):
            self.run.captures.closed(failure.request.meta["capture"][0], _why(failure))

    def _note(
        self, question: str, state: str, answer: Answer | None = None, reason: str | None = None
    ) -> list[Capture]:
        found = answer or Answer()
        year = self.archive.year_of(question)
        chosen = [
            Capture(
                one.address, self.name, self.archive.name, year, one.url, one.captured, one.digest
            )
            for one in found.captures
            if is_wanted(self.outlet, one.url)
        ]
        page = IndexPage(
            url=question,
            source=self.name,
            archive=self.archive.name,
            state=state,
            asked=self.run.clock.stamp(),
            run=self.run.id,
            year=year,
            listed=len(found.captures),
            chosen=len(chosen),
            leads_to=found.leads_to,
            reason=reason,
        )
        fresh = self.run.captures.note_page(page, chosen)
        self.run.tally.count(self.name, "filtered", by=page.listed - page.chosen)
        self.run.tally.count(self.name, "known", by=len(chosen) - len(fresh))
        if reason is not None:
            self.run.tally.problem(self.name, question, f"{year} {state}: {reason}")
        return fresh


def backfill_of(outlet: type[NewsSpider], archive: Archive, years: Iterable[int]) -> type[Backfill]:
    """Return the spider that asks ``archive`` for these years of ``outlet``."""
    own = {
        "outlet": outlet,
        "archive": archive,
        "years": tuple(sorted(set(years))),
        "hosts": archive.hosts,
        "delay": archive.delay,
        "discovery": (),
    }
    return type(f"{outlet.__name__}Backfill", (Backfill, outlet), own)


def _was_early(page: IndexPage) -> bool:
    """Say whether the year was not over when the page was asked: more may have come since."""
    return int(page.asked[:4]) <= page.year


def _why(failure: Any) -> str:
    if failure.check(UndecodableError):
        return str(failure.value)
    return str(failure.value).strip() or failure.type.__name__
