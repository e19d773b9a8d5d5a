"""What a look brought, taken back from the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from scrapy.http import Response, TextResponse

from corpus import warc
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.decode import UndecodableError, decoded
from crawler.fetching.keeping import MOST_REDIRECTS
from crawler.fetching.robots import Verdict, verdict_of
from crawler.live import live_response
from crawler.pages.page import Page
from crawler.sources.tomlsource import page_classes


@dataclass(frozen=True, slots=True)
class Gathered:
    """Answers of one run, decoded, by address: usable ones, redirects, robots.txt by origin."""

    answers: dict[str, TextResponse] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    robots: dict[str, Verdict] = field(default_factory=dict)

    def end_of(self, url: str) -> str:
        """Return where ``url`` leads to, which is itself if it is no redirect."""
        for _ in range(MOST_REDIRECTS):
            url = self.moved.get(url, url)
        return url

    def answer(self, url: str) -> TextResponse | None:
        """Return the usable answer of ``url``, by redirects if need be."""
        return self.answers.get(self.end_of(url))


def gathered(folder: DataFolder, run: str) -> Gathered:
    """Return what ``run`` archived in ``folder``; an unchanged page stands for its 304."""
    found = Gathered()
    for record in _records(folder, run):
        url, status = record.url or "", record.head.status if record.head else 0
        if urlsplit(url).path == "/robots.txt":
            origin = url.removesuffix("/robots.txt")
            found.robots[origin] = verdict_of(status, record.body)
        elif 300 <= status < 400 and record.head and (to := _location(record.head)):
            found.moved[url] = urljoin(url, to)
        elif status == 200 and record.notes.get("state") == "fetched":
            answer = _decoded(record)
            if isinstance(answer, TextResponse):
                found.answers[url] = answer
    return found


def _records(folder: DataFolder, run: str) -> Iterator[warc.Record]:
    with Ledger(folder.ledger) as ledger:
        for path in sorted(folder.warc.glob(f"{run}-*.warc.gz")):
            for record in warc.records(path):
                if record.type == "response":
                    yield record
                elif record.type == "revisit" and record.url:
                    row = ledger.address(record.url)
                    if row and row.warc_file and row.warc_offset is not None:
                        yield warc.read_record(folder.warc, row.warc_file, row.warc_offset)


def _location(head: warc.Head) -> str | None:
    named = (value for name, value in head.headers if name.lower() == b"location")
    return next((value.decode("latin-1") for value in named), None)


def _decoded(record: warc.Record) -> Response | None:
    try:
        return decoded(live_response(record))
    except UndecodableError:
        return None


def family_of(html: str) -> type[Page] | None:
    """Return the page class whose marks stand in ``html``, the one with most if several."""
    found = [kind for kind in page_classes().values() if kind.marks and _is_marked(kind, html)]
    return max(found, key=lambda kind: len(kind.marks), default=None)


def _is_marked(kind: type[Page], html: str) -> bool:
    return all(mark in html for mark in kind.marks)
