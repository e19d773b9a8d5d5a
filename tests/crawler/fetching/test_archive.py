"""Everything that answers, and everything that does not, is in the archive as it came."""

from __future__ import annotations

import gzip

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import Record, all_records
from crawler.decode import decoded
from crawler.live import live_response
from crawler.replay import replay
from tests.crawler.loopback import SITES, Answer, fetch, html, loopback, page, sitemap, xml

HOST = "http://plain.example"


def by_url(folder: DataFolder, kind: str = "response") -> dict[str, Record]:
    return {r.url: r for r in all_records(folder.warc) if r.type == kind and r.url}


def test_every_kind_of_answer_is_archived_unedited(folder: DataFolder) -> None:
    """robots.txt, sitemap, page, redirect and 404 have a response record each, bodies as sent."""
    packed = gzip.compress(page("<p>Năm 2023: 228,7 triệu USD.</p>"), mtime=0)
    answers = {
        f"{HOST}/robots.txt": Answer(200, b"User-agent: *\n", (("Content-Type", "text/plain"),)),
        f"{HOST}/sitemap.xml": xml(
            sitemap(f"{HOST}/a.html", f"{HOST}/moved.html", f"{HOST}/gone.html")
        ),
        f"{HOST}/a.html": html(
            packed, ("Content-Encoding", "gzip"), ("X-Odd", "một".encode().decode("latin-1"))
        ),
        f"{HOST}/moved.html": html(b"over there", ("Location", "/b.html"), status=301),
        f"{HOST}/b.html": html(page()),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address)
    records = by_url(folder)
    assert set(records) == {*answers, f"{HOST}/gone.html"}
    assert records[f"{HOST}/a.html"].body == packed
    head = records[f"{HOST}/a.html"].head
    assert head is not None
    assert (b"X-Odd", "một".encode()) in head.headers
    moved = records[f"{HOST}/moved.html"]
    assert moved.head is not None
    assert (moved.head.status, moved.body) == (301, b"over there")
    gone = records[f"{HOST}/gone.html"]
    assert gone.head is not None
    assert gone.head.status == 404
    counts = report.sources["plain"].counts
    assert (counts["fetched"], counts["redirected"], counts["gone"]) == (4, 1, 1)


def test_replay_gives_the_response_of_the_live_path(folder: DataFolder) -> None:
    """Status, headers, body, encoding, class and text agree with what the server sent."""
    text = page("<p>Viện trợ đạt 228,7 triệu USD.</p>").decode()
    body = gzip.compress(text.encode(), mtime=0)
    answers = {
        f"{HOST}/a.html": html(body, ("Content-Encoding", "gzip"), ("ETag", '"one"')),
    }
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
    response = decoded(live_response(by_url(folder)[f"{HOST}/a.html"]))
    assert response.url == f"{HOST}/a.html"
    assert response.status == 200
    assert response.headers["ETag"] == b'"one"'
    assert response.headers["Content-Type"] == b"text/html; charset=utf-8"
    assert "Content-Encoding" not in response.headers
    assert type(response).__name__ == "HtmlResponse"
    assert response.encoding == "utf-8"
    assert response.text == text


def test_a_body_cut_off_by_the_server_is_archived_as_truncated(folder: DataFolder) -> None:
    """What came is kept at every try, marked, with the reason; it is no version of an article."""
    answers = {f"{HOST}/a.html": Answer(200, b"<html>", length=5000)}
    with loopback(answers) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    record = by_url(folder)[f"{HOST}/a.html"]
    assert (record.body, record.truncated) == (b"<html>", "disconnect")
    assert record.notes["reason"] == "connection lost after 6 bytes of the body"
    assert list(replay(folder, modules=SITES)) == []
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(f"{HOST}/a.html")
    assert row is not None
    assert (row.state, row.captured, row.next_visit) == ("failed", None, None)
    # The first request and two more.
    assert report.sources["plain"].counts["failed"] == 3


def test_a_request_without_an_answer_is_archived_with_its_reason(folder: DataFolder) -> None:
    """Nobody listens: no response record, the reason kept."""
    with loopback({}) as server:
        address = server.address
    report = fetch(folder, address, "plain", f"{HOST}/a.html")
    metadata = by_url(folder, "metadata")[f"{HOST}/robots.txt"]
    assert metadata.fields["reason"].startswith("DownloadConnectionRefusedError")
    assert by_url(folder) == {}
    assert report.sources["plain"].counts["forbidden"] == 1


def test_an_unchanged_site_costs_304s_only(folder: DataFolder) -> None:
    """The second crawl sends the validators, gets no body, archives revisits, parses nothing."""

    def conditional(answer: Answer) -> object:
        def reply(headers: dict[str, str]) -> Answer:
            if headers.get("If-None-Match") == '"v1"':
                return Answer(304, headers=(("ETag", '"v1"'),))
            return answer

        return reply

    tag = ("ETag", '"v1"')
    urls = {
        f"{HOST}/robots.txt": html(b"User-agent: *\n", tag),
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", lastmod="2024-04-12"), tag),
        f"{HOST}/a.html": html(page(), tag),
    }
    with loopback({url: conditional(answer) for url, answer in urls.items()}) as server:  # type: ignore[misc]
        first = fetch(folder, server.address)
        asked = len(server.seen)
        second = fetch(folder, server.address)
        again = server.urls()[asked:]
    assert first.total("fetched") == 3
    assert (second.total("fetched"), second.total("bytes")) == (0, 0)
    assert second.total("unchanged") == 2
    assert again == [f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"]
    assert second.total("known") == 1
    assert len([r for r in all_records(folder.warc) if r.type == "revisit"]) == 2
    assert len(list(replay(folder, modules=SITES))) == 1


def test_a_new_lastmod_brings_the_page_again_and_the_new_text_is_a_version(
    folder: DataFolder,
) -> None:
    """Both texts are replayed, the newest last."""
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", lastmod="2024-04-12")),
        f"{HOST}/a.html": html(page("<p>Đạt 228,6 triệu USD.</p>")),
    }
    with loopback(answers) as server:
        fetch(folder, server.address)
        server.answers[f"{HOST}/sitemap.xml"] = xml(sitemap(f"{HOST}/a.html", lastmod="2024-04-13"))
        server.answers[f"{HOST}/a.html"] = html(page("<p>Đạt 228,7 triệu USD.</p>"))
        fetch(folder, server.address)
    texts = [article.text for _, article in replay(folder, modules=SITES)]
    assert texts == ["Tiêu đề\n\nĐạt 228,6 triệu USD.", "Tiêu đề\n\nĐạt 228,7 triệu USD."]


def test_the_same_bytes_again_are_a_revisit(folder: DataFolder) -> None:
    """A server without validators: the identical body is not archived twice."""
    answers = {f"{HOST}/a.html": html(page())}
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    assert report.total("unchanged") == 1
    revisits = by_url(folder, "revisit")
    assert revisits[f"{HOST}/a.html"].body == b""


def test_a_snapshot_leads_back_to_its_record(folder: DataFolder) -> None:
    """File, offset, length and digest of a snapshot are those of the record."""
    with loopback({f"{HOST}/a.html": html(page())}) as server:
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    ((snapshot, article),) = replay(folder, modules=SITES)
    record = by_url(folder)[f"{HOST}/a.html"]
    assert (snapshot.warc_file, snapshot.offset) == (record.position.file, record.position.offset)
    assert (snapshot.length, snapshot.digest) == (record.position.length, record.digest)
    assert (snapshot.run, snapshot.source, snapshot.status) == (report.run, "plain", 200)
    assert article.url == snapshot.url == f"{HOST}/a.html"
