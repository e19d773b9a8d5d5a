"""Nothing private is reached, nothing but http(s) is spoken, nothing grows without bound."""

from __future__ import annotations

import gzip

import pytest
from scrapy.http import Headers, Response

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import all_records
from crawler.decode import UndecodableError, decoded, gunzipped
from crawler.discovery import read_feed, read_sitemap
from crawler.errors import NoContactError, UnknownSourceError
from crawler.fetching.addresses import is_public
from crawler.running.run import crawl
from tests.crawler.loopback import Answer, fetch, html, loopback, page, sitemap, xml

HOST = "http://plain.example"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """Loopback, private, link-local, shared and wrapped ones are not public."""
    assert is_public(address) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_local_address_is_refused_on_the_resolved_address(folder: DataFolder, host: str) -> None:
    """The server there, which would answer, is never reached; the reason is archived."""
    with loopback({}) as server:
        port = server.address.rsplit(":", 1)[1]
        report = fetch(folder, None, "local", f"http://{host}:{port}/a.html")
    assert server.seen == []
    assert report.total("fetched") == 0
    reasons = [r.fields["reason"] for r in all_records(folder.warc) if r.type == "metadata"]
    assert reasons
    assert all("address refused" in reason for reason in reasons)


def test_a_redirect_to_another_host_is_not_followed(folder: DataFolder) -> None:
    """The redirect is archived; its target is refused and noted."""
    answers = {
        f"{HOST}/a.html": html(b"", ("Location", "http://other.example/x.html"), status=302),
        "http://other.example/x.html": html(page()),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    assert "http://other.example/x.html" not in server.urls()
    assert report.sources["plain"].counts["blocked"] == 1
    with Ledger(folder.ledger) as ledger:
        row = ledger.address("http://other.example/x.html")
    assert row is not None
    assert row.reason == "on a host that is not the source's"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://plain.example/x", "data:,x"])
def test_a_redirect_to_another_scheme_is_not_followed(folder: DataFolder, target: str) -> None:
    """Only the redirect itself is in the archive."""
    answers = {f"{HOST}/a.html": html(b"", ("Location", target), status=302)}
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
    archived = {record.url for record in all_records(folder.warc) if record.url}
    assert archived == {f"{HOST}/robots.txt", f"{HOST}/a.html"}


def test_six_redirects_are_too_many(folder: DataFolder) -> None:
    """Five are followed."""
    answers = {
        f"{HOST}/{n}.html": html(b"", ("Location", f"/{n + 1}.html"), status=302) for n in range(10)
    }
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/0.html")
    assert server.urls()[1:] == [f"{HOST}/{n}.html" for n in range(6)]


def test_a_body_above_ten_megabytes_is_archived_cut(folder: DataFolder) -> None:
    """With the reason, and asked for once: it will not be smaller at the next try."""
    largest = 10 * 1024 * 1024
    answers = {f"{HOST}/a.html": html(b"x" * (largest + 500_000))}
    with loopback(answers) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    assert report.total("fetched") == 0
    (record,) = [
        r for r in all_records(folder.warc) if r.url == f"{HOST}/a.html" and r.type == "response"
    ]
    assert record.truncated == "length"
    assert largest < len(record.body) < largest + 500_000
    assert record.notes["reason"] == "more than 10485760 bytes as sent: cut there"
    assert server.urls().count(f"{HOST}/a.html") == 1


def test_a_bomb_is_archived_packed_and_never_unpacked_whole(folder: DataFolder) -> None:
    """60 MB in 60 kB: the bytes as sent are kept, the address is failed with the reason."""
    bomb = gzip.compress(b"\0" * (60 * 1024 * 1024), mtime=0)
    with loopback({f"{HOST}/a.html": html(bomb, ("Content-Encoding", "gzip"))}) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
    (record,) = [r for r in all_records(folder.warc) if r.type == "response" and r.body == bomb]
    assert record.url == f"{HOST}/a.html"
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(f"{HOST}/a.html")
    assert row is not None
    assert (row.state, row.reason) == ("failed", "more than 52428800 bytes when decoded")


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"gzip", b"no gzip at all"),
        (b"gzip", gzip.compress(b"cut off here", mtime=0)[:-4]),
        (b"br", b"nobody asked for brotli"),
        (b"gzip", gzip.compress(b"x" * 2000, mtime=0)),
    ],
)
def test_what_can_not_be_decoded_is_an_error(coding: bytes, body: bytes) -> None:
    """Damaged, cut, in another coding, or above the limit (here 1,000 bytes)."""
    response = Response("http://x.example/", headers={"Content-Encoding": coding}, body=body)
    with pytest.raises(UndecodableError):
        decoded(response, largest=1000)


def test_double_gzip_is_undone_twice() -> None:
    """As a server behind a compressing proxy sends it."""
    body = gzip.compress(gzip.compress(b"<html>text</html>", mtime=0))
    headers = Headers({"Content-Encoding": "gzip, gzip", "Content-Type": "text/html"})
    response = Response("http://x.example/", headers=headers, body=body)
    assert decoded(response).body == b"<html>text</html>"


def test_a_packed_sitemap_is_unpacked_within_limits() -> None:
    """``sitemap.xml.gz`` has no Content-Encoding."""
    assert b"".join(gunzipped(gzip.compress(b"<urlset/>", mtime=0))) == b"<urlset/>"
    with pytest.raises(UndecodableError):
        list(gunzipped(gzip.compress(b" " * 2000, mtime=0), largest=1000))


def test_billion_laughs_is_not_expanded() -> None:
    """Entities stay what they are: nothing."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<!DOCTYPE urlset [<!ENTITY l0 "lol">{levels}]>'
        "<urlset><url><loc>http://plain.example/a.html</loc></url>"
        "<url><loc>http://plain.example/&l9;</loc></url></urlset>"
    ).encode()
    assert [entry.url for entry in read_sitemap(body)] == [
        "http://plain.example/a.html",
        "http://plain.example/",
    ]


def test_no_file_is_read_through_an_entity() -> None:
    """An external entity gives no text."""
    body = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<rss><channel><item><title>&x;</title><link>http://a.example/1</link></item>"
        b"</channel></rss>"
    )
    assert [entry.title for entry in read_feed(body)] == [""]


def test_a_page_instead_of_a_sitemap_is_a_problem_of_its_source(folder: DataFolder) -> None:
    """The report names the address and what it was."""
    with loopback({f"{HOST}/sitemap.xml": html(b"<html><body>Log in</body></html>")}) as server:
        report = fetch(folder, server.address)
    (problem,) = report.sources["plain"].problems
    assert problem.url == f"{HOST}/sitemap.xml"
    assert problem.what == "root element <html>, expected <urlset>, <sitemapindex>"


def test_a_cookie_gate_is_blocked_not_fetched(folder: DataFolder) -> None:
    """Status 200 and a script instead of a page; nothing is made of the script."""
    gate = b'<script>document.cookie="D1N=abc; path=/";window.location.reload(true)</script>'
    with loopback({f"{HOST}/a.html": html(gate)}) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    assert report.sources["plain"].counts["blocked"] == 1
    assert all("Cookie" not in request.headers for request in server.seen)
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(f"{HOST}/a.html")
    assert row is not None
    assert row.state == "blocked"


def test_the_topic_filter_drops_and_counts(folder: DataFolder) -> None:
    """Slugs are searched word by word; what is off the topic is never asked for."""
    on = f"{HOST}/vien-tro-phi-chinh-phu-nuoc-ngoai.html"
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(on, f"{HOST}/gia-vang-hom-nay.html")),
        on: html(page()),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address, "choosy")
    assert on in server.urls()
    assert f"{HOST}/gia-vang-hom-nay.html" not in server.urls()
    assert report.sources["choosy"].counts["filtered"] == 1


def test_what_lies_before_the_window_is_left_out(folder: DataFolder) -> None:
    """An article of 2015 is not asked for by a crawl that looks back 30 days."""
    old = f"{HOST}/vien-tro-phi-chinh-phu.html"
    answers = {f"{HOST}/sitemap.xml": xml(sitemap(old, lastmod="2015-12-24"))}
    with loopback(answers) as server:
        fetch(folder, server.address, "choosy")
    assert server.urls() == [f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"]


@pytest.mark.parametrize("contact", [None, "", "me", "a b"])
def test_no_real_crawl_without_a_contact(folder: DataFolder, contact: str | None) -> None:
    """And nothing is written."""
    with pytest.raises(NoContactError, match="PRESSFACTS_CONTACT"):
        crawl([], folder, contact=contact)
    assert not folder.root.exists()


def test_an_unknown_source_is_named(folder: DataFolder) -> None:
    """With the names that exist."""
    with pytest.raises(UnknownSourceError, match=r"nosuch: unknown source.*vietnam_vn"):
        crawl(["nosuch"], folder, contact="me@example.org")


def test_an_answer_with_ten_thousand_headers_does_no_harm(folder: DataFolder) -> None:
    """It is a failure, or a page; the crawl ends either way."""
    many = tuple((f"X-{n}", "1") for n in range(10_000))
    with loopback({f"{HOST}/a.html": Answer(200, page(), many)}) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    counts = report.sources["plain"].counts
    assert counts["fetched"] + counts["failed"] >= 1
