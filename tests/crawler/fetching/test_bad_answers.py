"""Bad answers of real servers: no crash, no hang, a row in the ledger with its reason."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.visits import Address
from corpus.warc import Record, all_records
from crawler.replay import replay
from crawler.running.report import CrawlReport
from tests.crawler.loopback import SITES, Answer, fetch, html, loopback, page, sitemap, xml
from tests.crawler.rawserver import Script, drip, rawserver, reset, response, silent

HOST = "http://plain.example"
URL = f"{HOST}/a.html"
HANG = 15
"""Seconds for a whole crawl, start of the process included; the answers have two."""


def crawl(folder: DataFolder, answer: bytes | Script) -> CrawlReport:
    """Ask for one address that answers so; the crawl must end in time."""
    begin = time.monotonic()
    with rawserver({URL: answer}) as server:
        report = fetch(folder, server.address, "hasty", URL)
    assert time.monotonic() - begin < HANG
    return report


def row(folder: DataFolder, url: str = URL) -> Address:
    with Ledger(folder.ledger) as ledger:
        found = ledger.address(url)
    assert found is not None
    return found


def record(folder: DataFolder, kind: str = "response") -> Record:
    (found,) = [r for r in all_records(folder.warc) if r.url == URL and r.type == kind]
    return found


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + end


@pytest.mark.parametrize(
    ("answer", "body", "truncated", "reason"),
    [
        (response(b"<html>half", length=5000), b"<html>half", "disconnect",
         "connection lost after 10 bytes of the body"),
        (chunked(b"<html>", b"half", end=b""), b"<html>half", "disconnect",
         "connection lost after 10 bytes of the body"),
        (reset, b"<html>half", "disconnect", "connection lost after 10 bytes of the body"),
        (drip, None, "time", "still coming after 1 s: cut there"),
    ],
    ids=["wrong length", "cut chunks", "reset", "drip"],
)  # fmt: skip
def test_what_comes_in_part_is_archived_cut(
    folder: DataFolder, answer: bytes | Script, body: bytes | None, truncated: str, reason: str
) -> None:
    """The part that came, marked as truncated; no version of an article."""
    report = crawl(folder, answer)
    kept = record(folder)
    assert kept.truncated == truncated
    assert kept.body == body if body is not None else set(kept.body) == {ord("x")}
    assert (row(folder).state, row(folder).reason) == ("failed", reason)
    assert list(replay(folder, modules=SITES)) == []
    assert report.sources["hasty"].counts["failed"] == 1


def test_a_server_that_says_nothing_is_given_up(folder: DataFolder) -> None:
    """After the time a request may take."""
    crawl(folder, silent)
    assert record(folder, "metadata").fields["reason"].startswith("DownloadTimeoutError")
    assert row(folder).state == "failed"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (response(gzip.compress(bytes(60_000_000)), "Content-Encoding: gzip"),
         "more than 52428800 bytes when decoded"),
        (response(zlib.compress(bytes(60_000_000)), "Content-Encoding: deflate"),
         "more than 52428800 bytes when decoded"),
        (response(gzip.compress(gzip.compress(bytes(60_000_000))), "Content-Encoding: gzip, gzip"),
         "more than 52428800 bytes when decoded"),
        (response(b"\x1b\xff" * 50, "Content-Encoding: br"),
         "content coding 'br', expected gzip or deflate"),
        (response(b"\x28\xb5\x2f\xfd" * 50, "Content-Encoding: zstd"),
         "content coding 'zstd', expected gzip or deflate"),
        (response(b"no gzip", "Content-Encoding: gzip"),
         "damaged body: Error -3 while decompressing data: incorrect header check"),
    ],
    ids=["gzip bomb", "deflate bomb", "double bomb", "brotli", "zstd", "no gzip"],
)  # fmt: skip
def test_what_can_not_be_decoded_is_kept_as_sent(
    folder: DataFolder, answer: bytes, reason: str
) -> None:
    """The bytes are in the archive, the reason in the ledger."""
    crawl(folder, answer)
    assert record(folder).body == answer.partition(b"\r\n\r\n")[2]
    assert (row(folder).state, row(folder).reason) == ("failed", reason)


@pytest.mark.parametrize("value", ["soon", "-1", "99999999999999999999", "\xff", "1e3"])
def test_a_strange_retry_after_ends_the_run_in_time(folder: DataFolder, value: str) -> None:
    """Refused, noted as such, and not asked again at once."""
    crawl(folder, response(b"slow down", f"Retry-After: {value}", status="429 Too Many Requests"))
    assert (row(folder).state, row(folder).http_status) == ("blocked", 429)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"", "failed"),
        (b"\x00\x01\x02\x03\r\n\r\n", "failed"),
        (b"HTTP/1.1 200\r\n\r\n", "fetched"),
        (response(b"%PDF-1.7 \x00\xff", "Content-Type: text/html"), "fetched"),
        (response("<html>bài</html>".encode("utf-16")), "fetched"),
        (response(b"<html>\x00\x00</html>"), "fetched"),
        (response(b"<div>" * 50_000), "fetched"),
        (response(b'<a title="' + b"x" * 9_000_000 + b'">'), "fetched"),
        (response("<html>Vi\u1ec7t</html>".encode(), "Content-Type: text/html; charset=nonsense"),
         "fetched"),
    ],
    ids=["nothing", "no HTTP", "no reason", "PDF", "UTF-16", "NUL", "nested", "attribute",
         "charset"],
)  # fmt: skip
def test_strange_bytes_are_archived_and_do_not_stop_a_crawl(
    folder: DataFolder, answer: bytes, state: str
) -> None:
    """Reading them is another matter, and done later."""
    crawl(folder, answer)
    assert row(folder).state == state
    if state == "fetched":
        assert record(folder).body == answer.partition(b"\r\n\r\n")[2]


def test_redirects_that_go_round_end(folder: DataFolder) -> None:
    """Told as a problem; every address of the round is asked for once and noted."""
    answers = {
        URL: html(b"", ("Location", "/b.html"), status=302),
        f"{HOST}/b.html": html(b"", ("Location", "/a.html"), status=302),
    }
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", URL)
        assert len(server.seen) <= 7
    assert row(folder).http_status == 302


def test_a_redirect_to_a_private_address_is_not_followed(folder: DataFolder) -> None:
    """It is on no host of the source; the address itself is never resolved."""
    target = "http://169.254.169.254/latest/meta-data/"
    with loopback({URL: html(b"", ("Location", target), status=302)}) as server:
        fetch(folder, server.address, "plain", URL)
        assert target not in server.urls()
    assert row(folder, target).reason == "on a host that is not the source's"


def test_a_robots_file_of_two_megabytes_is_read_at_its_beginning(folder: DataFolder) -> None:
    """Rules within the first 512 KiB hold."""
    rules = b"User-agent: *\nDisallow: /a\n" + b"# filler\n" * 250_000
    answers = {f"{HOST}/robots.txt": Answer(200, rules), URL: html(page())}
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", URL)
        assert URL not in server.urls()
    assert row(folder).reason == "robots.txt"


def test_sitemaps_that_lead_to_one_another_end(folder: DataFolder) -> None:
    """An index that names itself and its parent is asked for once."""
    index = (
        "<sitemapindex>"
        f"<sitemap><loc>{HOST}/sitemap.xml</loc></sitemap>"
        f"<sitemap><loc>{HOST}/more.xml</loc></sitemap></sitemapindex>"
    )
    answers = {f"{HOST}/sitemap.xml": xml(index), f"{HOST}/more.xml": xml(index)}
    with loopback(answers) as server:
        fetch(folder, server.address)
        assert server.urls().count(f"{HOST}/more.xml") == 1
        assert server.urls().count(f"{HOST}/sitemap.xml") == 1


def test_a_sitemap_above_the_limit_of_the_protocol_is_read_whole(folder: DataFolder) -> None:
    """50,001 addresses, one of them an article; the others are pictures."""
    urls = [f"{HOST}/{number}.jpg" for number in range(50_000)]
    with loopback({f"{HOST}/sitemap.xml": xml(sitemap(*urls, URL)), URL: html(page())}) as server:
        fetch(folder, server.address)
        assert URL in server.urls()
    assert row(folder).state == "fetched"


def test_paths_in_nfc_and_nfd_and_hosts_in_letters_are_asked_for_as_announced(
    folder: DataFolder,
) -> None:
    """The two spellings are two addresses, each sent as percent-encoded UTF-8."""
    composed, split = "b\u00e0i.html", "ba\u0300i.html"
    sent = [f"{HOST}/b%C3%A0i.html", f"{HOST}/ba%CC%80i.html"]
    answers = {url: html(page()) for url in sent}
    answers[f"{HOST}/sitemap.xml"] = xml(sitemap(f"{HOST}/{composed}", f"{HOST}/{split}"))
    with loopback(answers) as server:
        fetch(folder, server.address)
        assert set(sent) <= set(server.urls())
    assert [row(folder, url).state for url in sent] == ["fetched", "fetched"]
    assert {article.url for _, article in replay(folder, modules=SITES)} == set(sent)
