"""The crawl as one call: its process, its locks, its report."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import CorpusError, LockedError, WrongFolderError
from corpus.folder import DataFolder
from corpus.ledger import Ledger, crawl_lock
from corpus.warc import all_records
from crawler.errors import StoppedError
from crawler.running.process import Job
from crawler.running.report import CrawlReport, SourceReport
from crawler.running.run import crawl, work
from tests.crawler.loopback import (
    ROOT,
    SITES,
    fetch,
    html,
    loopback,
    page,
    sitemap,
    sitemap_of,
    xml,
)

HOST = "http://plain.example"


def test_a_second_crawl_of_a_source_says_so_and_leaves(folder: DataFolder) -> None:
    """It asks for nothing."""
    folder.claim(demonstration=True)
    with (
        loopback({}) as server,
        crawl_lock(folder.root, "plain"),
        pytest.raises(LockedError, match="plain is being crawled"),
    ):
        fetch(folder, server.address)
    assert server.seen == []


def test_a_run_is_in_the_ledger_with_its_counts(folder: DataFolder) -> None:
    """Beginning, end, requests, bodies."""
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html")),
        f"{HOST}/a.html": html(page()),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address)
    with Ledger(folder.ledger) as ledger:
        (run,) = ledger.runs.rows()
    assert run["id"] == report.run
    assert run["ended"] is not None
    assert (run["requests"], run["fetched"], run["unchanged"], run["failed"]) == (3, 2, 0, 0)
    assert " ERROR: " not in (folder.root / "crawl.log").read_text("utf-8")


def test_what_a_run_came_to_at_a_source_is_in_the_ledger(folder: DataFolder) -> None:
    """Two dated articles, a picture, a feed that is none; then an article that is gone, as
    robots.txt is."""
    old, new = "2026-02-20", "2026-03-08"
    first = sitemap_of((f"{HOST}/a.html", old), (f"{HOST}/b.html", old), (f"{HOST}/c.jpg", new))
    answers = {
        f"{HOST}/sitemap.xml": xml(first),
        f"{HOST}/a.html": html(page("<p>Một.</p>")),
        f"{HOST}/b.html": html(page("<p>Hai.</p>")),
    }
    with loopback(answers) as server:
        fetch(folder, server.address, at="2026-03-02T05:00:00Z")
        more = sitemap_of((f"{HOST}/a.html", old), (f"{HOST}/d.html", new))
        server.answers[f"{HOST}/sitemap.xml"] = xml(more)
        fetch(folder, server.address, at="2026-03-09T05:00:00Z")
        server.answers[f"{HOST}/sitemap.xml"] = html(b"<html>no feed</html>")
        fetch(folder, server.address, at="2026-03-16T05:00:00Z")
    with Ledger(folder.ledger) as ledger:
        one, two, three = ledger.runs.of_sources()
    assert (one.source, one.ended_because) == ("plain", "finished")
    assert (one.requests, one.articles) == (4, 2)
    assert (one.links, one.announced, one.fresh, one.new_addresses) == (3, 2, None, 4)
    assert (one.newest_announced, one.oldest_announced) == (old, None)
    assert (one.discovery_asked, one.discovery_answered, one.discovery_empty) == (1, 1, 0)
    assert one.started is not None
    assert one.ended is not None
    assert one.started <= one.ended
    assert (two.announced, two.fresh, two.articles, two.gone) == (2, 1, 0, 2)
    assert two.newest_announced == new
    assert two.announced_digest != one.announced_digest
    assert (three.discovery_asked, three.discovery_answered) == (1, 0)
    assert (three.discovery_unreadable, three.announced, three.announced_digest) == (1, 0, None)
    assert two.causes == {"article": {"not_found": 1}, "robots": {"not_found": 1}}
    assert three.causes == {"discovery": {"html_for_feed": 1}, "robots": {"not_found": 1}}


@pytest.mark.parametrize(("source", "end"), [("small", "limit"), ("crowded", "stopped")])
def test_why_a_run_ended_is_noted(folder: DataFolder, source: str, end: str) -> None:
    """More bytes than a run may bring; a disk without room."""
    urls = [f"{HOST}/{letter}.html" for letter in "abcdef"]
    answers = {url: html(page("<p>chữ</p>" * 200, title=url)) for url in urls}
    answers[f"{HOST}/sitemap.xml"] = xml(sitemap(*urls))
    with loopback(answers) as server, suppress(StoppedError):
        fetch(folder, server.address, source)
    with Ledger(folder.ledger) as ledger:
        (row,) = ledger.runs.of_sources()
    assert row.ended_because == end


def test_an_archive_that_can_not_be_written_ends_the_crawl_with_the_reason(
    folder: DataFolder,
) -> None:
    """A file where the archive's folder should be."""
    folder.claim(demonstration=True)
    folder.warc.write_text("in the way")
    with loopback({}) as server, pytest.raises((CorpusError, StoppedError)):
        fetch(folder, server.address)
    assert server.seen == []


def test_a_real_crawl_does_not_enter_a_demonstration(folder: DataFolder) -> None:
    """The two never share a folder."""
    folder.claim(demonstration=True)
    with pytest.raises(WrongFolderError):
        crawl(["nhandan"], folder, contact="me@example.org")


def test_an_error_in_one_answer_leaves_the_rest(folder: DataFolder) -> None:
    """A sitemap that is none, and an article asked for by its address: both are reported."""
    with loopback({f"{HOST}/feed": html(b"<html>no feed</html>")}) as server:
        report = fetch(folder, server.address, "whole")
    (problem,) = report.sources["whole"].problems
    assert problem.what == "root element <html>, expected <rss>, <rdf>, <feed>"
    assert any(record.url == f"{HOST}/feed" for record in all_records(folder.warc))


def test_a_faulty_source_file_leaves_the_others_crawled(
    folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is no Python stands among the sources."""
    (tmp_path / "faulty_source.py").write_text("class Own(NewsSpider:\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(tmp_path)]))
    folder.claim(demonstration=True)
    with loopback({f"{HOST}/a.html": html(page())}) as server:
        report = work(
            Job(
                data=str(folder.root),
                sources={"plain": (f"{HOST}/a.html",)},
                modules=("faulty_source", *SITES),
                contact="https://test.example/",
                proxy=server.address,
            )
        )
    assert report.total("fetched") == 1


def test_a_report_travels_as_json() -> None:
    """What the crawling process prints is what the caller gets."""
    source = SourceReport()
    source.counts.update(requests=3, bytes=10)
    source.problem("http://a.example/", "HTTP 500")
    report = CrawlReport("r1", {"a": source}, stopped="disk full")
    assert CrawlReport.from_json(report.as_json()) == report
    assert report.total("requests") == 3
