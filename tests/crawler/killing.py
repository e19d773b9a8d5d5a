"""Crawls that are killed from outside, and what they leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import all_records
from crawler.process import Job

HANG = 60
"""Seconds after which a crawl counts as hung; no measure of speed."""

_LOOK = 0.0002


def start(job: Job) -> subprocess.Popen[str]:
    """Start the crawling process as ``crawler.run.work`` does, without waiting for it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write(job.to_json() + "\n")
    return process


def kill_at_growth(process: subprocess.Popen[str], warc: Path, size: int) -> bool:
    """SIGKILL ``process`` when the archive has ``size`` bytes; false if it ended before."""
    return _kill_when(process, lambda: archived_bytes(warc) >= size)


def kill_at_commit(process: subprocess.Popen[str], ledger: Path, number: int) -> bool:
    """SIGKILL ``process`` at the ``number``-th write seen in the ledger's log of transactions."""
    log = ledger.with_name(ledger.name + "-wal")
    seen: set[tuple[int, int]] = set()

    def reached() -> bool:
        if log.exists():
            found = log.stat()
            seen.add((found.st_size, found.st_mtime_ns))
        return len(seen) > number

    return _kill_when(process, reached)


def archived_bytes(warc: Path) -> int:
    """Return the size of all segments, a record half-written included."""
    return sum(path.stat().st_size for path in warc.glob("*.warc.gz"))


def bodies(folder: DataFolder) -> Counter[str]:
    """Return how often each address is in the archive with a body; unreadable records raise."""
    return Counter(
        record.url
        for record in all_records(folder.warc)
        if record.type == "response" and record.url and record.head and record.head.status == 200
    )


def states(folder: DataFolder, source: str) -> dict[str, str]:
    """Return the state of every address in the ledger."""
    with Ledger(folder.ledger) as ledger:
        return {row.url: row.state for row in ledger.addresses(source)}


def _kill_when(process: subprocess.Popen[str], reached: object) -> bool:
    assert callable(reached)
    deadline = time.monotonic() + HANG
    while process.poll() is None:
        if reached():
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            return True
        assert time.monotonic() < deadline, "the crawl hangs"
        time.sleep(_LOOK)
    return False
