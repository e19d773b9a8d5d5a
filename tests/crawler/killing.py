"""Crawls that are killed from outside, and what they leave behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import all_records, read_record
from crawler.running.process import Job, run

HANG = 120
"""Seconds after which a crawl counts as hung; no measure of speed."""

Killable = BaseProcess | subprocess.Popen[str]
"""A forked crawl, or a program of its own."""

_LOOK = 0.0002


_FORKS = multiprocessing.get_context("forkserver")
# What a crawling process imports is imported once, and a thousand kills take an hour less.
_FORKS.set_forkserver_preload(
    ["crawler.running.process", "crawler.fetching.handler", "crawler.fetching.archive", "crawler.fetching.manners", "crawler.decode",
     "crawler.fetching.repeated", "tests.crawler.sites"]
)  # fmt: skip


def start(job: Job) -> BaseProcess:
    """Start a crawling process, which does what ``python -m crawler.running.process`` does."""
    process = _FORKS.Process(target=_crawl, args=(job.to_json(),))
    process.start()
    return process


def finish(process: BaseProcess) -> int | None:
    """Wait until ``process`` ends by itself and return its status; ``None``: it hangs."""
    process.join(HANG)
    return process.exitcode


def _crawl(line: str) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    run(Job.from_json(line))


def kill_at_growth(process: Killable, warc: Path, size: int) -> bool:
    """SIGKILL ``process`` when the archive has ``size`` bytes; false if it ended before."""
    return _kill_when(process, lambda: archived_bytes(warc) >= size)


def kill_at_commit(process: BaseProcess, ledger: Path, number: int) -> bool:
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


def lie_where_noted(folder: DataFolder, source: str) -> set[str]:
    """Return the addresses whose body lies in the archive where the ledger says; others fail."""
    found = set()
    with Ledger(folder.ledger) as ledger:
        for row in ledger.addresses(source):
            if row.warc_file is not None and row.warc_offset is not None:
                record = read_record(folder.warc, row.warc_file, row.warc_offset)
                assert (record.url, record.digest) == (row.url, row.digest)
                found.add(row.url)
    return found


def _kill_when(process: Killable, reached: Callable[[], bool]) -> bool:
    assert process.pid is not None
    deadline = time.monotonic() + HANG
    while _status(process) is None:
        if reached():
            os.kill(process.pid, signal.SIGKILL)
            if isinstance(process, BaseProcess):
                process.join()
            else:
                process.wait()
            return _status(process) == -signal.SIGKILL
        assert time.monotonic() < deadline, "the crawl hangs"
        time.sleep(_LOOK)
    return False


def _status(process: Killable) -> int | None:
    return process.exitcode if isinstance(process, BaseProcess) else process.poll()
