"""Pages made to hurt, all crawled once from a real server, then read: in time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import Record, all_records
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from tests.crawler.loopback import ROOT, SITES
from tests.crawler.measuring import measured
from tests.crawler.rawserver import rawserver, response

HOST = "http://plain.example"
WORDS = "Năm 2023 viện trợ đạt 228,7 triệu USD."
TEXT = f"Tiêu đề\n\n{WORDS}"
SECONDS = 5
MEGABYTES = 512


def page(body: str = f"<p>{WORDS}</p>", *, head: str = "", title: str = "Tiêu đề") -> str:
    return (
        f'<html><head>{head}</head><body><h1 class="cms-title">{title}</h1>'
        f'<div class="cms-body">{body}</div></body></html>'
    )


def said(json_ld: str) -> str:
    return page(head=f'<script type="application/ld+json">{json_ld}</script>')


@dataclass(frozen=True)
class Bad:
    """A page: its bytes, its type, further headers; the text that is read, ``None``: none."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    headers: tuple[str, ...] = ()
    text: str | None = TEXT


# windows-1258 writes the tone behind its vowel.
VIETNAMESE = "Viê\u0323n tr\u01a1\u0323 đa\u0323t 5 triê\u0323u USD."
PAGES: dict[str, Bad] = {
    "windows-1258": Bad(
        page(f"<p>{VIETNAMESE}</p>", title="Tin").encode("cp1258"),
        "text/html; charset=windows-1258",
        text="Tin\n\nViện trợ đạt 5 triệu USD.",
    ),
    "windows-1258-in-meta": Bad(
        page(f"<p>{VIETNAMESE}</p>", head='<meta charset="windows-1258">', title="Tin").encode(
            "cp1258"
        ),
        "text/html",
        text="Tin\n\nViện trợ đạt 5 triệu USD.",
    ),
    "header-against-meta": Bad(page(head='<meta charset="windows-1258">').encode()),
    "mark-against-header": Bad(b"\xef\xbb\xbf" + page().encode(), "text/html; charset=iso-8859-1"),
    "utf-16": Bad(page().encode("utf-16"), "text/html"),
    "charset-undefined": Bad(page().encode(), "text/html; charset=undefined"),
    "charset-base64": Bad(page().encode(), "text/html; charset=base64"),
    "meta-undefined": Bad(page(head='<meta charset="undefined">').encode(), "text/html"),
    "nul": Bad(page(f"<p>{WORDS[:9]}\0{WORDS[9:-3]}\0{WORDS[-3:]}</p>").encode()),
    "json-ld-broken": Bad(said('{"@type": "NewsArticle", "headline": }').encode()),
    "json-ld-number": Bad(said('{"@type": "NewsArticle", "x": ' + "9" * 5000 + "}").encode()),
    "json-ld-nest": Bad(said('{"@graph":' * 40_000).encode()),
    "json-ld-half-pair": Bad(
        said(r'{"@type": "NewsArticle", "headline": "a\ud83d", "datePublished": "\udfff"}').encode()
    ),
    "json-ld-kinds": Bad(
        said('{"@type": "NewsArticle", "headline": {"a": 1}, "datePublished": [2]}').encode()
    ),
    "base": Bad(page(head='<base href="http://[bad">').encode()),
    "nested-divs": Bad(page("<div>" * 50_000 + WORDS + "</div>" * 50_000).encode(), text=None),
    "nested-spans": Bad(page("<p>" + "<b>" * 25_000 + WORDS + "</p>").encode(), text=None),
    "attribute": Bad(page(f'<p title="{"x" * 9_900_000}">{WORDS}</p>').encode(), text=None),
    "attribute-in-head": Bad(page(head=f'<meta name="x" content="{"x" * 9_900_000}">').encode()),
    "many-paragraphs": Bad(page("<p>x" * 200_000).encode(), text=None),
    "many-breaks": Bad(page("<br>" * 14_000 + f"<p>{WORDS}</p>" + "<br>" * 14_000).encode()),
    "long-text": Bad(page("<p>" + "một hai " * 900_000).encode(), text=None),
    "less-than": Bad(b"<" * 9_000_000, text=None),
    "open-scripts": Bad(b"<html>" + b"<script" * 40_000 + b"<h1>" * 9_000, text=None),
    "pdf": Bad(b"%PDF-1.7\n" + bytes(range(256)) * 40, text=None),
    "bytes": Bad(bytes(range(256)) * 4000, text=None),
    "picture": Bad(b"\x89PNG\r\n\x1a\n" + bytes(5000), "image/png", text=None),
    "cookies": Bad(
        page().encode(),
        headers=(
            "Set-Cookie: a=b; Max-Age=99999999999999999999; Path=/",
            "Set-Cookie: \xff\xfe=; expires=Thu, 99 Xxx 99999 99:99:99 GMT",
            "Set-Cookie: ; ; =;",
            "Set-Cookie: " + "c" * 12_000,
        ),
    ),
    "dates": Bad(
        page(head='<meta property="article:published_time" content="2024-13-45T99:99">').encode(),
        headers=("Date: Thu, 32 Foo 99999 25:61:61 +9999", "Last-Modified: \xff", "ETag: \xe9"),
    ),
    "headers": Bad(page().encode(), headers=tuple(f"X-{number}: y" for number in range(10_000))),
}


@dataclass(frozen=True)
class Crawled:
    """What came of all the pages."""

    folder: DataFolder
    report: CrawlReport
    megabytes: float
    read: dict[str, dict[str, Any]]


def url(name: str) -> str:
    return f"{HOST}/{name}.html"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = DataFolder(tmp_path_factory.mktemp("bad") / "data")
    folder.claim(demonstration=True)
    answers = {
        url(name): response(bad.body, f"Content-Type: {bad.kind}", *bad.headers)
        for name, bad in PAGES.items()
    }
    with pytest.MonkeyPatch.context() as patch, rawserver(answers) as server:
        patch.setenv("PYTHONPATH", str(ROOT))
        urls = tuple(url(name) for name in PAGES)
        job = Job(str(folder.root), {"plain": urls}, SITES, "x", server.address)
        report, megabytes = measured(job)
        done = subprocess.run(
            [sys.executable, "-m", "tests.crawler.reading", str(folder.warc)],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    read = {told["url"]: told for told in map(json.loads, done.stdout.splitlines())}
    yield Crawled(folder, report, megabytes, read)


def test_the_crawl_keeps_within_memory(crawled: Crawled) -> None:
    """Whatever came, nothing failed, and nothing was held for long."""
    assert crawled.megabytes < MEGABYTES
    assert crawled.report.sources["plain"].problems == []
    print(f"crawl of bad pages: {crawled.megabytes:.0f} MB")


@pytest.mark.parametrize("name", PAGES)
def test_a_bad_page_is_archived_as_sent_and_read_in_time(crawled: Crawled, name: str) -> None:
    """A row in the ledger, the bytes in the archive; its text, or none, within limits."""
    with Ledger(crawled.folder.ledger) as ledger:
        row = ledger.address(url(name))
    assert row is not None
    assert (row.state, row.http_status) == ("fetched", 200)
    (kept,) = records(crawled, name)
    assert kept.body == PAGES[name].body
    told = crawled.read[url(name)]
    assert told["seconds"] < SECONDS
    assert told["memory"] / 1e6 < MEGABYTES
    expected = PAGES[name].text
    assert told["texts"] == ([] if expected is None else [expected])


def records(crawled: Crawled, name: str) -> list[Record]:
    return [
        record
        for record in all_records(crawled.folder.warc)
        if record.url == url(name) and record.type == "response"
    ]
