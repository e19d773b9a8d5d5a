"""Sitemaps of any length: every wanted address is noted, the newest are asked for, little is held."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from tests.crawler.loopback import SITES, Answer, fetch, html, loopback, page, xml
from tests.crawler.measuring import measured

HOST = "http://plain.example"
START = f"{HOST}/sitemap.xml"


def address(number: int) -> str:
    return f"{HOST}/tin-tuc-trong-ngay-ve-vien-tro-phi-chinh-phu-nuoc-ngoai-{number:07d}.html"


def packed(numbers: range) -> Answer:
    """A sitemap of these articles as a gzip file; the highest number is the newest."""

    def lines() -> Iterator[str]:
        yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        for number in numbers:
            day = (date(1999, 1, 1) + timedelta(days=number // 1000)).isoformat()
            yield f"<url><loc>{address(number)}</loc><lastmod>{day}</lastmod></url>"
        yield "</urlset>"

    body = gzip.compress("".join(lines()).encode(), 1)
    return Answer(200, body, (("Content-Type", "application/gzip"),))


def index(count: int) -> Answer:
    entries = (
        f"<sitemap><loc>{HOST}/{number}.xml.gz</loc><lastmod>{2000 + number}</lastmod></sitemap>"
        for number in range(count)
    )
    return xml(f"<sitemapindex>{''.join(entries)}</sitemapindex>")


def crawl(folder: DataFolder, sitemaps: int, each: int, hang: int) -> tuple[CrawlReport, float]:
    """Crawl so many sitemaps of so many wanted articles, of which three are asked for."""
    answers = {
        f"{HOST}/{number}.xml.gz": packed(range(number * each, (number + 1) * each))
        for number in range(sitemaps)
    }
    answers |= {START: index(sitemaps)}
    folder.claim(demonstration=True)
    with loopback(answers) as server:
        job = Job(str(folder.root), {"brief": ()}, SITES, "x", server.address)
        report, megabytes = measured(job, hang=hang)
        assert server.urls()[:3] == [f"{HOST}/robots.txt", START, f"{HOST}/{sitemaps - 1}.xml.gz"]
        asked = [url for url in server.urls() if url.endswith(".html")]
    assert len(asked) == 3
    assert min(asked) >= address(sitemaps * each - 1001)
    counts = report.sources["brief"].counts
    assert counts["left_for_later"] == sitemaps * each - 3
    with Ledger(folder.ledger) as ledger:
        assert ledger.counts("brief")["seen"] == sitemaps * each - 3
    return report, megabytes


def test_fifty_thousand_and_one_addresses(folder: DataFolder) -> None:
    """More than the protocol allows; all wanted, three asked for, the rest noted."""
    _, megabytes = crawl(folder, 1, 50_001, hang=120)
    assert megabytes < 150


@pytest.mark.soak
def test_a_million_addresses_in_150_megabytes(folder: DataFolder) -> None:
    """Twenty sitemaps under an index, the newest first."""
    _, megabytes = crawl(folder, 20, 50_000, hang=1200)
    print(f"a million addresses: {megabytes:.0f} MB")
    assert megabytes < 150


def test_what_stands_before_the_damage_is_taken(folder: DataFolder) -> None:
    """A packed sitemap cut off: the problem is told, its first articles are fetched."""
    whole = packed(range(3000)).body
    answers = {START: Answer(200, whole[: len(whole) // 2]), address(7): html(page())}
    with loopback(answers) as server:
        report = fetch(folder, server.address, "brief")
        asked = [url for url in server.urls() if url.endswith(".html")]
    assert len(asked) == 3
    assert [
        problem.what for problem in report.sources["brief"].problems if problem.url == START
    ] == ["body cut off within its compressed part"]
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(START)
        assert row is not None
        assert (row.state, row.reason) == ("failed", "body cut off within its compressed part")
        assert 0 < ledger.counts("brief")["seen"] < 3000


def test_an_address_that_is_none_costs_no_other(folder: DataFolder) -> None:
    """Relative, broken and of other kinds; spaces around."""
    urls = ["/a.html", "http://[bad/b.html", "mailto:c.html", "", f" {HOST}/d.html\n"]
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    answers = {START: xml(f"<urlset>{entries}</urlset>")}
    answers |= {f"{HOST}/{name}.html": html(page()) for name in "ad"}
    with loopback(answers) as server:
        report = fetch(folder, server.address)
        assert {url for url in server.urls() if url.endswith(".html")} == {
            f"{HOST}/a.html",
            f"{HOST}/d.html",
        }
    assert report.sources["plain"].problems == []
