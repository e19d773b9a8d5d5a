"""The ledger knows every address once, keeps validators, and can be made anew from the archive."""

from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from corpus.catchup import catch_up, run_lock
from corpus.codebook import codebook
from corpus.errors import CorpusError, LockedError, WrongVersionError
from corpus.ledger import Ledger, crawl_lock
from corpus.source_runs import SourceRun
from corpus.visits import Visit, run_of, state_of
from corpus.warc import NOT_MODIFIED, Head, Original, Position, WarcWriter, digest_of

HANG = 120


URL = "http://tin.example/bai-1.html"
T1 = "2025-12-01T00:00:00Z"
T2 = "2025-12-08T00:00:00Z"
T3 = "2025-12-15T00:00:00Z"
PLACE = Position("r1-00001.warc.gz", 700, 420)


def fetched(at: str = T1, **changes: object) -> Visit:
    values: dict[str, object] = {
        "url": URL, "source": "tin", "state": "fetched", "at": at, "run": "r1", "http_status": 200,
        "position": PLACE, "digest": digest_of(b"page"), "etag": '"a"',
        "last_modified": "Mon, 01 Dec 2025 00:00:00 GMT",
    }  # fmt: skip
    return Visit(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


def test_an_address_is_new_once(ledger: Ledger) -> None:
    assert ledger.see(URL, "tin", at=T1) is True
    assert ledger.see(URL, "tin", at=T2) is False
    address = ledger.address(URL)
    assert address is not None
    assert (address.state, address.first_seen, address.last_visit) == ("seen", T1, None)


def test_a_visit_with_a_body_notes_validators_and_place(ledger: Ledger) -> None:
    ledger.record(fetched())
    address = ledger.address(URL)
    assert address is not None
    assert (address.etag, address.last_modified) == ('"a"', "Mon, 01 Dec 2025 00:00:00 GMT")
    assert (address.warc_file, address.warc_offset, address.warc_length) == (
        "r1-00001.warc.gz", 700, 420,
    )  # fmt: skip
    assert address.original == Original(URL, T1, digest_of(b"page"))


def test_a_304_keeps_validators_and_place(ledger: Ledger) -> None:
    ledger.record(fetched())
    ledger.record(Visit(URL, "tin", "fetched", T2, "r2", http_status=304, next_visit=T3))
    address = ledger.address(URL)
    assert address is not None
    assert (address.last_visit, address.http_status, address.etag) == (T2, 304, '"a"')
    assert (address.captured, address.warc_file) == (T1, "r1-00001.warc.gz")


def test_due_gives_new_addresses_first_and_leaves_out_gone_and_later_ones(ledger: Ledger) -> None:
    ledger.record(fetched(url="http://tin.example/old", next_visit=T2))
    ledger.record(fetched(url="http://tin.example/later", next_visit=T3))
    ledger.record(fetched(url="http://tin.example/gone", state="gone", position=None))
    ledger.see("http://tin.example/new", "tin", at=T1, lastmod="2025-12-01")
    ledger.see("http://tin.example/newer", "tin", at=T1, lastmod="2025-12-02")
    ledger.see("http://other.example/", "other", at=T1)
    assert ledger.claim("http://tin.example/new", "tin", at=T1, run="killed")
    assert [address.url for address in ledger.due("tin", at=T2)] == [
        "http://tin.example/newer", "http://tin.example/new", "http://tin.example/old",
    ]  # fmt: skip


def test_a_changed_lastmod_makes_an_address_due(ledger: Ledger) -> None:
    ledger.see(URL, "tin", at=T1, lastmod="2025-12-01")
    ledger.record(fetched(next_visit=T3))
    ledger.see(URL, "tin", at=T2, lastmod="2025-12-01")
    assert ledger.due("tin", at=T2) == []
    ledger.see(URL, "tin", at=T2, lastmod="2025-12-08")
    assert [address.url for address in ledger.due("tin", at=T2)] == [URL]


def test_the_same_body_is_found_at_its_first_address(ledger: Ledger) -> None:
    ledger.record(fetched(url="http://tin.example/copy", at=T2))
    ledger.record(fetched())
    found = ledger.same_body(digest_of(b"page"))
    assert found is not None
    assert found.url == URL
    assert ledger.same_body(digest_of(b"other")) is None


def test_counts_name_every_state(ledger: Ledger) -> None:
    ledger.record(fetched())
    assert ledger.counts("tin") == {
        "seen": 0, "leased": 0, "fetched": 1, "failed": 0, "blocked": 0, "gone": 0,
    }  # fmt: skip
    assert ledger.counts("other")["fetched"] == 0


def test_a_state_outside_the_codebook_is_refused(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.record(fetched(state="lost"))


def test_a_run_is_noted_with_its_counts(ledger: Ledger) -> None:
    ledger.runs.start("r1", at=T1, code_version="0.1.0")
    ledger.runs.end("r1", at=T2, counts={"requests": 9, "fetched": 5, "unchanged": 3, "failed": 1})
    assert ledger.runs.rows() == [
        {"id": "r1", "started": T1, "ended": T2, "code_version": "0.1.0", "requests": 9,
         "fetched": 5, "unchanged": 3, "failed": 1},
    ]  # fmt: skip


def test_a_deleted_ledger_is_made_anew_from_the_archive(tmp_path: Path) -> None:
    headers = ((b"ETag", b'"a"'), (b"Last-Modified", b"Mon, 01 Dec 2025 00:00:00 GMT"))
    notes = {"source": "tin"}
    with WarcWriter(
        tmp_path / "warc", "r1", info={"software": "pressfacts/0.1.0"}, started=T1
    ) as warc:
        place = warc.response(URL, Head.of(200, "OK", headers), b"page", captured=T1, notes=notes)
        warc.revisit(
            URL, Head.of(304, "Not Modified", ()), captured=T2, profile=NOT_MODIFIED, notes=notes,
            original=Original(URL, T1, digest_of(b"page")),
        )  # fmt: skip
        gone = "http://tin.example/gone"
        warc.response(gone, Head.of(404, "Not Found", ()), b"", captured=T1, notes=notes)
        gate = {"source": "tin", "state": "blocked"}
        warc.response(
            "http://tin.example/gate", Head.of(200, "OK", ()), b"gate", captured=T1, notes=gate
        )
        dead = "http://tin.example/dead"
        warc.metadata(dead, {"reason": "time-out"}, captured=T1, notes=notes)
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        assert catch_up(ledger, tmp_path) == 5
        states = {address.url: address.state for address in ledger.addresses("tin")}
        assert states == {
            URL: "fetched", gone: "gone", "http://tin.example/gate": "blocked", dead: "failed",
        }  # fmt: skip
        page = ledger.address(URL)
        assert page is not None
        assert (page.captured, page.last_visit, page.http_status) == (T1, T2, 304)
        assert (page.etag, page.digest) == ('"a"', digest_of(b"page"))
        assert (page.warc_file, page.warc_offset, page.run) == (place.file, place.offset, "r1")
        failed = ledger.address(dead)
        assert failed is not None
        assert failed.reason == "time-out"
        assert [run["id"] for run in ledger.runs.rows()] == ["r1"]
        (run,) = ledger.runs.rows()
        assert (run["requests"], run["fetched"], run["unchanged"], run["failed"]) == (5, 1, 1, 1)
        assert run["ended"] is None
        assert catch_up(ledger, tmp_path) == 0


def test_a_run_that_goes_on_is_left_alone(tmp_path: Path) -> None:
    with (
        run_lock(tmp_path, "r1"),
        WarcWriter(tmp_path / "warc", "r1", info={}, started=T1) as warc,
        Ledger(tmp_path / "ledger.db") as ledger,
    ):
        warc.response(URL, Head.of(200, "OK", ()), b"page", captured=T1, notes={"source": "tin"})
        assert catch_up(ledger, tmp_path) == 0
        assert ledger.address(URL) is None


def test_what_is_noted_already_is_not_overwritten_by_an_older_record(tmp_path: Path) -> None:
    """A run that wrote T1 was killed; another visited at T2 since."""
    with WarcWriter(tmp_path / "warc", "r1", info={}, started=T1) as warc:
        warc.response(URL, Head.of(200, "OK", ()), b"page", captured=T1, notes={"source": "tin"})
    with Ledger(tmp_path / "ledger.db") as ledger:
        place = Position("r2-00001.warc.gz", 700, 420)
        ledger.record(fetched(at=T2, run="r2", position=place))
        catch_up(ledger, tmp_path)
        address = ledger.address(URL)
    assert address is not None
    assert (address.last_visit, address.run, address.captured) == (T2, "r2", T2)


def test_a_body_lost_with_the_tail_of_its_segment_is_due_again(tmp_path: Path) -> None:
    with WarcWriter(tmp_path / "warc", "r1", info={}, started=T1) as warc:
        warc.metadata(URL, {"reason": "time-out"}, captured=T1, notes={"source": "tin"})
    (segment,) = (tmp_path / "warc").glob("*.warc.gz")
    lost = Position(segment.name, segment.stat().st_size, 420)
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.record(fetched(url="http://tin.example/lost", position=lost, next_visit=T3))
        catch_up(ledger, tmp_path)
        address = ledger.address("http://tin.example/lost")
        assert address is not None
        assert (address.state, address.captured, address.etag) == ("seen", None, None)
        assert next(row.url for row in ledger.due("tin", at=T2)) == "http://tin.example/lost"


def test_an_address_is_handed_out_once_a_run(ledger: Ledger) -> None:
    assert ledger.claim(URL, "tin", at=T1, run="r1") is True
    assert ledger.claim(URL, "tin", at=T1, run="r1") is False
    assert ledger.claim(URL, "tin", at=T1, run="r2") is True
    ledger.record(fetched(at=T1))
    assert ledger.claim(URL, "tin", at=T2, run="r3") is False
    assert ledger.claim(URL, "tin", at="2025-12-31T00:00:00Z", run="r3") is True


def test_addresses_are_handed_out_together_and_in_order(ledger: Ledger) -> None:
    """What is not due is left out; a changed lastmod makes it due."""
    ledger.record(fetched())
    others = [f"http://tin.example/{number}" for number in (3, 1, 2)]
    announced = [(others[0], None), (URL, None), (others[1], "2025-11-01"), (others[2], None)]
    assert ledger.claim_all(announced, "tin", at=T2, run="r2") == others
    assert ledger.claim_all(announced, "tin", at=T2, run="r2") == []
    assert ledger.claim_all([(URL, "2025-12-08")], "tin", at=T2, run="r2") == [URL]


def test_in_a_ledger_made_anew_an_old_lastmod_is_no_change(ledger: Ledger) -> None:
    """Captured on 2025-12-01; the sitemap's date was not in the archive."""
    ledger.record(fetched())
    ledger.see(URL, "tin", at=T2, lastmod="2025-11-20T08:00:00+07:00")
    assert ledger.due("tin", at=T2) == []
    ledger.see(URL, "tin", at=T2, lastmod="2025-12-01T08:00:00+07:00")
    assert [address.url for address in ledger.due("tin", at=T2)] == [URL]


def test_the_slow_schedule(ledger: Ledger) -> None:
    """A body: 30 days on. The same body after 40 days: 40 days on. A 304 moves nothing."""

    def visit(at: str, status: int) -> str | None:
        ledger.record(Visit(URL, "tin", "fetched", at, "r1", http_status=status))
        row = ledger.address(URL)
        assert row is not None
        return row.next_visit

    ledger.record(fetched(at="2025-01-01T00:00:00Z"))
    assert visit("2025-01-05T00:00:00Z", 304) == "2025-01-31T00:00:00Z"
    assert visit("2025-02-10T00:00:00Z", 200) == "2025-03-22T00:00:00Z"
    assert visit("2027-02-10T00:00:00Z", 200) == "2028-02-05T00:00:00Z"


def test_an_older_ledger_keeps_its_rows_and_gains_what_it_lacks(tmp_path: Path) -> None:
    """Version 1 had no table source_run."""
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        ledger.record(fetched())
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE source_run")
        connection.execute("ALTER TABLE address DROP COLUMN lastmod")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with Ledger(path) as ledger:
        row = ledger.address(URL)
        assert row is not None
        assert (row.etag, row.lastmod) == ('"a"', None)
        assert ledger.runs.of_sources() == []
        ledger.runs.note_sources([SourceRun(run="r1", source="tin", ended_because="finished")])
        assert [run.source for run in ledger.runs.of_sources()] == ["tin"]


def test_a_source_run_is_read_as_it_was_noted(ledger: Ledger) -> None:
    causes = {"article": {"cookie_gate": 3}}
    row = SourceRun(
        run="r1", source="tin", started=T1, ended=T2, ended_because="limit", requests=9,
        articles=5, fresh=None, newest_announced="2025-12-01", causes=causes,
    )  # fmt: skip
    later = SourceRun(run="r2", source="tin", started=T2, ended_because="unknown")
    ledger.runs.note_sources([later, row])
    assert ledger.runs.of_sources() == [row, later]
    ledger.runs.note_sources([replace(row, requests=10)])
    assert [run.requests for run in ledger.runs.of_sources()] == [10, None]


def test_a_run_without_an_end_is_noted_by_source_from_the_archive(tmp_path: Path) -> None:
    """Counts of answers are known; what discovery announced is not."""
    with WarcWriter(tmp_path / "warc", "r1", info={}, started=T1) as warc:
        for source, status in (("tin", 200), ("tin", 403), ("other", 404)):
            url = f"http://{source}.example/{status}"
            head = Head.of(status, "", ())
            warc.response(url, head, b"page", captured=T1, notes={"source": source})
        url = "http://other.example/dead"
        warc.metadata(url, {"reason": "time-out"}, captured=T1, notes={"source": "other"})
    with Ledger(tmp_path / "ledger.db") as ledger:
        catch_up(ledger, tmp_path)
        other, tin = sorted(ledger.runs.of_sources(), key=lambda row: row.source)
    assert (tin.requests, tin.fetched, tin.blocked, tin.bytes) == (2, 1, 1, 8)
    assert (other.requests, other.gone, other.failed, other.bytes) == (2, 1, 1, 4)
    assert (tin.run, tin.started, tin.ended, tin.ended_because) == ("r1", T1, None, "unknown")
    assert (tin.announced, tin.causes) == (None, None)


def test_a_ledger_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(
        WrongVersionError, match=f"version 99, expected {codebook().ledger_version}"
    ):
        Ledger(path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_text("no database, only text\n" * 100)
    with pytest.raises(CorpusError, match=r"ledger\.db: no usable ledger"):
        Ledger(path)


def crawl(folder: Path, begun: object, done: object) -> None:
    with crawl_lock(folder, "tin"):
        begun.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]


def test_a_second_crawl_of_one_source_is_told_so(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    begun, done = context.Event(), context.Event()
    process = context.Process(target=crawl, args=(tmp_path, begun, done))
    process.start()
    try:
        assert begun.wait(30)
        told = f"tin is being crawled by process {process.pid}"
        with pytest.raises(LockedError, match=told), crawl_lock(tmp_path, "tin"):
            pytest.fail("two crawls of one source at once")
        with crawl_lock(tmp_path, "other"):
            pass
    finally:
        done.set()
        process.join(30)
    with crawl_lock(tmp_path, "tin"):
        assert (tmp_path / "locks" / "tin.lock").is_file()


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "fetched"), (304, "fetched"), (301, "fetched"), (404, "gone"), (410, "gone"),
     (403, "blocked"), (429, "blocked"), (500, "failed"), (400, "failed")],
)  # fmt: skip
def test_the_status_gives_the_state(status: int, state: str) -> None:
    assert state_of(status) == state


def test_the_file_name_gives_the_run() -> None:
    assert run_of("20251201T000000Z-tin-00012.warc.gz") == "20251201T000000Z-tin"


def _open_and_close(folder: Path, together: Barrier, rounds: int) -> None:
    for number in range(rounds):
        together.wait(HANG)
        for _ in range(3):
            with Ledger(folder / str(number) / "ledger.db"):
                pass


def test_processes_that_open_a_new_ledger_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    """SQLite does not wait for a file whose write-ahead log is being made or removed."""
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(6)
    processes = [
        context.Process(target=_open_and_close, args=(tmp_path, together, 100)) for _ in range(6)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(HANG)
    assert [process.exitcode for process in processes] == [0] * 6
