"""A crawl goes by the clock it is given: window, ledger, archive and the name of the run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import all_records
from crawler.clock import Clock
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import SITES, html, loopback, page, xml

HOST = "http://plain.example"
OLD = f"{HOST}/to-chuc-phi-chinh-phu-nuoc-ngoai-1.html"
NEW = f"{HOST}/to-chuc-phi-chinh-phu-nuoc-ngoai-2.html"


def test_a_clock_goes_on_from_the_moment_it_was_given() -> None:
    """Never back, and by the system's seconds."""
    clock = Clock("2019-12-31T23:59:59+07:00")
    first, second = clock.now(), clock.now()
    assert first <= second < first + timedelta(days=1)
    assert first >= datetime(2019, 12, 31, 16, 59, 59, tzinfo=UTC)
    assert clock.stamp().startswith("2019-12-31T1")


def test_a_crawl_of_another_day_is_of_that_day(folder: DataFolder) -> None:
    """The window of 30 days ends on it, and whatever is kept bears it."""
    entries = "".join(
        f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>"
        for url, day in ((OLD, "2024-03-20"), (NEW, "2024-04-20"))
    )
    answers = {
        f"{HOST}/sitemap.xml": xml(f"<urlset>{entries}</urlset>"),
        OLD: html(page()),
        NEW: html(page()),
    }
    folder.claim(demonstration=True)
    with loopback(answers) as server:
        report = work(
            Job(
                str(folder.root),
                {"choosy": ()},
                SITES,
                "https://test.example/",
                server.address,
                at="2024-05-01T03:00:00Z",
            )
        )
        assert [url for url in server.urls() if url in (OLD, NEW)] == [NEW]
    with Ledger(folder.ledger) as ledger:
        (run,) = ledger.runs.rows()
        row = ledger.address(NEW)
    assert report.run.startswith("20240501T0300")
    assert str(run["started"]).startswith("2024-05-01T03:00")
    assert row is not None
    assert str(row.next_visit).startswith("2024-05-31T03:0")
    assert {record.captured[:10] for record in all_records(folder.warc)} == {"2024-05-01"}
