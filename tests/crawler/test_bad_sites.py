"""Sites with twins, odd hosts and odd answers: what is asked for, and what stands in the ledger."""

from __future__ import annotations

import email.utils
import random
import resource
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.visits import Address
from crawler.errors import StoppedError
from crawler.replay import replay
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import work
from tests.crawler.killing import bodies
from tests.crawler.loopback import SITES, Answer, fetch, html, loopback, page, sitemap, xml
from tests.crawler.rawserver import Script, rawserver, response

HOST = "http://plain.example"
URL = f"{HOST}/a.html"
START = f"{HOST}/sitemap.xml"


def row(folder: DataFolder, url: str) -> Address:
    with Ledger(folder.ledger) as ledger:
        found = ledger.address(url)
    assert found is not None
    return found


def test_tracking_is_left_out_before_an_address_is_asked_for(folder: DataFolder) -> None:
    """Three announcements of one article are one request and one row."""
    urls = (f"{URL}?utm_source=rss&amp;utm_medium=x", f"{URL}?fbclid=abc#top", URL)
    with loopback({START: xml(sitemap(*urls)), URL: html(page())}) as server:
        fetch(folder, server.address)
        assert [url for url in server.urls() if ".html" in url] == [URL]
    with Ledger(folder.ledger) as ledger:
        assert [found.url for found in ledger.addresses("plain") if ".html" in found.url] == [URL]


def test_mobile_and_amp_twins_are_one_article(folder: DataFolder) -> None:
    """Each is asked for where it is announced, and known by one address."""
    twins = [
        URL,
        "http://m.plain.example/a.html",
        "http://amp.plain.example/a.html",
        f"{URL}?amp=1",
    ]
    answers: dict[str, Answer] = {url: html(page()) for url in twins}
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", *twins)
        assert set(twins) <= set(server.urls())
    articles = [article for _, article in replay(folder, modules=SITES)]
    assert [article.canonical_url for article in articles] == ["https://plain.example/a.html"]


def test_a_host_in_letters_is_asked_for_in_ascii(folder: DataFolder) -> None:
    """Announced in Vietnamese, sent as RFC 5891 has it; archived and known as sent."""
    sent = "http://xn--bo-mia.plain.example/a.html"
    answers = {START: xml(sitemap("http://báo.plain.example/a.html")), sent: html(page())}
    with loopback(answers) as server:
        fetch(folder, server.address)
        assert sent in server.urls()
    assert row(folder, sent).state == "fetched"
    assert [article.url for _, article in replay(folder, modules=SITES)] == [sent]


@pytest.mark.parametrize(
    "target",
    [
        "http://[bad", "http://plain.example:99999/b.html", "//", "http://", "http://a..b/",
        "http://plain.example\\@other.example/", f"http://{'x' * 70}.plain.example/", "\xff\xfe",
        "http://plain.example/b.html\x00", "?" + "x" * 9000,
    ],
)  # fmt: skip
def test_a_redirect_to_nowhere_ends_with_a_row(folder: DataFolder, target: str) -> None:
    """The redirect is archived and noted; the run goes on to the next address."""
    answers = {
        URL: response(b"", f"Location: {target}", status="302 Found"),
        f"{HOST}/next.html": response(page()),
    }
    with rawserver(answers) as server:
        report = fetch(folder, server.address, "hasty", URL, f"{HOST}/next.html")
        assert f"{HOST}/next.html" in server.asked
    assert row(folder, URL).http_status == 302
    assert row(folder, f"{HOST}/next.html").state == "fetched"
    assert report.sources["hasty"].counts["redirected"] == 1


def test_a_date_in_retry_after_is_waited_for(folder: DataFolder) -> None:
    """A 429 asks for two seconds by a date; the other address is not asked for before."""
    asked: list[datetime] = []

    def busy(headers: dict[str, str]) -> Answer:
        now = datetime.now(UTC)
        asked.append(now)
        if len(asked) > 1:
            return html(page())
        until = email.utils.format_datetime(now + timedelta(seconds=3), usegmt=True)
        return html(b"busy", ("Retry-After", until), status=429)

    with loopback({URL: busy}) as server:  # type: ignore[dict-item]
        fetch(folder, server.address, "plain", URL)
    first, second = asked
    # Both the date and our server's own Date are cut to seconds.
    assert (second - first).total_seconds() >= 2
    assert row(folder, URL).state == "fetched"


def test_a_page_in_place_of_robots_holds_no_rules(folder: DataFolder) -> None:
    """Its text may look like rules; the site is crawled all the same."""
    robots = b"<!doctype html><html><body><p>Disallow: /</p></body></html>"
    with loopback({f"{HOST}/robots.txt": html(robots), URL: html(page())}) as server:
        fetch(folder, server.address, "plain", URL)
    assert row(folder, URL).state == "fetched"


def laughs(at: str) -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<!DOCTYPE urlset [<!ENTITY l0 "lol">{levels}]><urlset><url><loc>{URL}</loc>'
        f"<lastmod>{at}</lastmod></url><url><loc>{HOST}/b.html</loc></url></urlset>"
    )


def test_billion_laughs_cost_nothing(folder: DataFolder) -> None:
    """From a real server: the addresses are found, the entities are nothing."""
    answers = {START: xml(laughs("&l9;")), URL: html(page()), f"{HOST}/b.html": html(page())}
    with loopback(answers) as server:
        fetch(folder, server.address)
        assert {URL, f"{HOST}/b.html"} <= set(server.urls())
    assert row(folder, START).state == "fetched"


NOT_XML = {
    "html": (b"<!doctype html><html><body>Log in</body></html>", "root element <html>, expected "
             "<urlset>, <sitemapindex>"),
    "nothing": (b"", "no XML element"),
    "words": (b"Service unavailable", "no XML element"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "no XML element"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOT_XML)
def test_what_is_no_sitemap_is_a_row_with_its_reason(folder: DataFolder, kind: str) -> None:
    """Whatever its type says."""
    body, reason = NOT_XML[kind]
    with loopback({START: Answer(200, body, (("Content-Type", "application/xml"),))}) as server:
        report = fetch(folder, server.address)
    assert (row(folder, START).state, row(folder, START).reason) == ("failed", reason)
    assert [problem.what for problem in report.sources["plain"].problems] == [reason]


def flood(connection: socket.socket, over: threading.Event) -> None:
    """A chunked body of single bytes, without end."""
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    while not over.is_set():
        connection.sendall(b"1\r\nx\r\n" * 10_000)


def long_line(connection: socket.socket, over: threading.Event) -> None:
    """A chunk whose length has no end."""
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    while not over.is_set():
        connection.sendall(b"0" * 60_000)


@pytest.mark.parametrize("script", [flood, long_line])
def test_chunks_without_end_are_left_in_time(folder: DataFolder, script: Script) -> None:
    """The next address is asked for."""
    with rawserver({URL: script, f"{HOST}/next.html": response(page())}) as server:
        fetch(folder, server.address, "hasty", URL, f"{HOST}/next.html")
    assert row(folder, URL).state == "failed"
    assert row(folder, URL).reason
    assert row(folder, f"{HOST}/next.html").state == "fetched"


def crawl_at(folder: DataFolder, proxy: str, at: str) -> CrawlReport:
    folder.claim(demonstration=True)
    return work(Job(str(folder.root), {"plain": ()}, SITES, "x", proxy, at=at))


def test_a_clock_that_jumps_back_years_loses_nothing(folder: DataFolder) -> None:
    """A run under a clock of 2031, then one of today: what is new is fetched, all is read."""
    answers = {START: xml(sitemap(URL)), URL: html(page())}
    with loopback(answers) as server:
        crawl_at(folder, server.address, "2031-01-01T00:00:00Z")
        server.answers[START] = xml(sitemap(URL, f"{HOST}/b.html"))
        server.answers[f"{HOST}/b.html"] = html(page("<p>Bài thứ hai.</p>"))
        report = crawl_at(folder, server.address, "2026-11-26T00:00:00Z")
    assert report.sources["plain"].problems == []
    assert str(row(folder, URL).captured).startswith("2031-01-01")
    assert str(row(folder, f"{HOST}/b.html").captured).startswith("2026-11-26")
    read = {snapshot.url: article for snapshot, article in replay(folder, modules=SITES)}
    assert set(read) == {URL, f"{HOST}/b.html"}


def test_a_limit_of_file_size_ends_the_crawl_and_the_next_goes_on(folder: DataFolder) -> None:
    """Neither a half record nor a lost address: what did not fit is fetched afterwards."""
    noise = random.Random(3)
    names = [f"{HOST}/{number}.html" for number in range(8)]
    answers = {url: html(page() + noise.randbytes(60_000).hex().encode()) for url in names}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with loopback({**answers, START: xml(sitemap(*names))}) as server:
        resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, hard))
        try:
            with pytest.raises((StoppedError, CorpusError), match=r"can't (append|write)"):
                fetch(folder, server.address)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert 0 < len(bodies(folder)) < 10
        fetch(folder, server.address)
    assert set(names) <= set(bodies(folder))
    assert {row(folder, url).state for url in names} == {"fetched"}
