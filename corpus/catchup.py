"""After a kill: what the archive knows and the ledger does not.

The archive is written first, so a run killed between the two leaves records the
ledger has not noted; a loss of power may take the ledger's last transactions,
and a person may delete the file. In each case the records are still there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from corpus.errors import LockedError
from corpus.ledger import Ledger
from corpus.locks import hold
from corpus.visits import run_of
from corpus.warc import Record, segment_records


def run_lock(data: Path, run: str) -> AbstractContextManager[None]:
    """Hold ``run`` while it lasts, so that no other run takes it for a dead one."""
    return hold(data / "locks" / f"run-{run}.lock", what=f"run {run} goes on", passing=True)


def catch_up(ledger: Ledger, data: Path) -> int:
    """Take the archives of runs that never ended over into ``ledger``.

    Runs that go on are left alone. Returns how many records were taken. Raises
    ``BrokenWarcError`` for a damaged archive.
    """
    taken = 0
    for run, segments in sorted(_segments(data / "warc").items()):
        if ledger.runs.is_counted(run):
            continue
        with ExitStack() as held:
            try:
                held.enter_context(run_lock(data, run))
            except LockedError:
                continue
            for path in segments:
                ledger.forget_beyond(path.name, path.stat().st_size)
            taken += ledger.learn_run(run, _records(segments))
    return taken


def _segments(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.warc.gz")):
        found.setdefault(run_of(path.name), []).append(path)
    return found


def _records(segments: list[Path]) -> Iterator[Record]:
    for path in segments:
        yield from segment_records(path)
