"""Invented papers that print on some days and not on others, on loopback, with their source files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from corpus.folder import DataFolder
from crawler.weekly.crawling import Web
from tests.crawler.loopback import Answer, Loopback, html, loopback, page, xml

START = datetime(2026, 3, 2, 3, 17, tzinfo=UTC)
CONTACT = "https://test.example/"

_SOURCE = """
name = "{name}"
title = "{title}"
hosts = ["{name}.example"]
languages = ["vi"]
country = "VN"
kind = "newspaper"
page = "EpiPage"
article = '/bai-\\d+-post\\d+\\.html$'
topic = "all"
delay = 0
window_days = {window}

[[discovery]]
type = "sitemap"
url = "http://{name}.example/sitemap.xml"
"""


@dataclass
class Paper:
    """A paper: ``printed`` says on which day (from START) each of its articles appeared.

    ``shown`` is how many articles its sitemap has, the newest; ``window`` how far
    back, in days, a crawl looks by itself.
    """

    name: str
    printed: list[int] = field(default_factory=list)
    shown: int = 10_000
    window: int = 30

    def url(self, number: int) -> str:
        return f"http://{self.name}.example/bai-{number}-post{number}.html"

    def urls(self, first: int, last: int) -> set[str]:
        """Every address that has appeared from ``first`` to ``last``."""
        return {self.url(at) for at, when in enumerate(self.printed) if first <= when <= last}

    def announced(self, day: int) -> list[tuple[str, str]]:
        """What its sitemap shows on ``day``: address and ISO day, the newest last."""
        found = [
            (self.url(number), date_of(when).date().isoformat())
            for number, when in enumerate(self.printed)
            if when <= day
        ]
        return found[-self.shown :]

    def answers(self, day: int) -> Iterator[tuple[str, Answer]]:
        entries = "".join(
            f"<url><loc>{url}</loc><lastmod>{when}</lastmod></url>"
            for url, when in self.announced(day)
        )
        yield f"http://{self.name}.example/sitemap.xml", xml(f"<urlset>{entries}</urlset>")
        for number, when in enumerate(self.printed):
            if when <= day:
                yield self.url(number), html(_article(number, when))


def _article(number: int, day: int) -> bytes:
    """A page with title, day and text of its own."""
    head = f'<meta property="article:published_time" content="{date_of(day).isoformat()}">'
    body = page(f"<p>{sentence(number)}</p>", title=f"Viện trợ, bài {number}")
    return body.replace(b"<html>", f"<html><head>{head}</head>".encode())


def sentence(number: int) -> str:
    return (
        f"Năm {2000 + number % 24}, các tổ chức phi chính phủ nước ngoài đã giải ngân hơn "
        f"{100 + number} triệu USD cho Việt Nam."
    )


def date_of(day: float) -> datetime:
    return START + timedelta(days=day)


def found(folder: DataFolder, papers: list[Paper]) -> None:
    """Write the source files of ``papers`` into ``folder``."""
    folder.claim(demonstration=False)
    folder.sources.mkdir(exist_ok=True)
    for paper in papers:
        content = _SOURCE.format(name=paper.name, title=paper.name.title(), window=paper.window)
        (folder.sources / f"{paper.name}.toml").write_text(content, "utf-8")


@contextmanager
def printing(papers: list[Paper]) -> Iterator[Loopback]:
    """Serve nothing yet; ``publish`` says which day it is."""
    with loopback({}) as server:
        yield server


def publish(server: Loopback, papers: list[Paper], day: int) -> None:
    """Let the server answer as on ``day``."""
    answers: Mapping[str, Answer] = dict(pair for paper in papers for pair in paper.answers(day))
    server.answers.clear()
    server.answers.update(answers)


def web(folder: DataFolder, address: str) -> Web:
    """The papers alone, by way of the loopback server."""
    return Web((str(folder.sources.resolve()),), CONTACT, address)
