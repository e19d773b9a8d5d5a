"""What adding files shares with a crawl: a run with its archive and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version

from corpus import warc
from corpus.catchup import run_lock
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.clock import SYSTEM
from crawler.running.crawlrun import new_run_id


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files: names added, names already there, and lines on the rest.

    ``archives`` says in a line each what came of archive files.
    """

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    archives: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Adding:
    """An open run that adds files; ``at`` is its time, ``count`` how many were added."""

    run: str
    at: str
    folder: DataFolder
    ledger: Ledger
    writer: warc.WarcWriter
    count: int = 0


@contextmanager
def adding(folder: DataFolder) -> Iterator[Adding]:
    """Open a run in ``folder`` for the block, and note its end."""
    run, at, software = new_run_id(), SYSTEM.stamp(), f"pressfacts {version('pressfacts')}"
    with (
        run_lock(folder.root, run),
        Ledger(folder.ledger) as ledger,
        warc.WarcWriter(folder.warc, run, info={"software": software}, started=at) as writer,
    ):
        ledger.runs.start(run, at=at, code_version=software)
        added = Adding(run, at, folder, ledger, writer)
        yield added
        counts = {"requests": 0, "fetched": added.count, "unchanged": 0, "failed": 0}
        ledger.runs.end(run, at=SYSTEM.stamp(), counts=counts)
