"""The ledger is told of records in groups, and only of such as are on disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.ledger import Ledger
from corpus.logbook import MOST_NOTES, Logbook
from corpus.visits import Visit
from corpus.warc import Head, WarcWriter, digest_of, read_record

AT = "2025-12-01T00:00:00Z"


class Archive:
    """A writer, a ledger and the logbook between them, by a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "warc"
        self.writer = WarcWriter(self.folder, "r1", info={}, started=AT)
        self.ledger = Ledger(folder / "ledger.db")
        self.now = 100.0
        self.logbook = Logbook(self.writer, self.ledger, clock=lambda: self.now)

    def keep(self, number: int) -> str:
        url, body = f"http://tin.example/{number}", str(number).encode()
        position = self.writer.response(url, Head.of(200, "OK", ()), body, captured=AT)
        self.logbook.note(
            Visit(url, "tin", "fetched", AT, "r1", 200, position, digest=digest_of(body))
        )
        return url

    def noted(self) -> int:
        return self.ledger.counts("tin")["fetched"]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_a_fast_site_is_noted_in_groups_and_a_slow_one_at_once(archive: Archive) -> None:
    archive.keep(1)
    archive.now += 0.9
    archive.keep(2)
    assert archive.noted() == 0
    archive.now += 0.1
    archive.keep(3)
    assert archive.noted() == 3
    archive.now += 5.0
    archive.keep(4)
    assert archive.noted() == 4
    archive.keep(5)
    assert archive.noted() == 4
    archive.logbook.settle()
    assert archive.noted() == 5


def test_a_group_has_an_upper_size(archive: Archive) -> None:
    for number in range(MOST_NOTES + 1):
        archive.keep(number)
    assert archive.noted() == MOST_NOTES


def test_the_archive_is_on_disk_before_the_ledger_speaks_of_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the sync the ledger knows of none; afterwards of all, each where it lies."""
    at_sync = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        at_sync.append(archive.noted())
        fsync(handle)

    urls = [archive.keep(1), archive.keep(2)]
    monkeypatch.setattr(os, "fsync", watched)
    archive.logbook.settle()
    assert at_sync == [0]
    for url, body in zip(urls, (b"1", b"2"), strict=True):
        row = archive.ledger.address(url)
        assert row is not None
        assert row.warc_file is not None
        assert row.warc_offset is not None
        assert read_record(archive.folder, row.warc_file, row.warc_offset).body == body
    archive.logbook.settle()
    assert at_sync == [0]


def test_what_can_not_be_synced_is_not_noted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the sync: the error names the file, the notes wait."""

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    archive.keep(1)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(CorpusError, match=r"r1-00001\.warc\.gz: can't sync: No space left"):
            archive.logbook.settle()
    assert archive.noted() == 0
    archive.logbook.settle()
    assert archive.noted() == 1


def test_a_segment_that_is_full_is_synced_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle).st_size)
        fsync(handle)

    with WarcWriter(tmp_path, "r1", info={}, started=AT, segment_bytes=600) as writer:
        monkeypatch.setattr(os, "fsync", watched)
        place = writer.response("http://tin.example/", Head.of(200, "OK", ()), b"1", captured=AT)
    assert (tmp_path / place.file).stat().st_size == place.offset + place.length
    assert place.offset + place.length in synced
