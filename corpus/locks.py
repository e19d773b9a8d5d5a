"""Locks between processes: one file a lock, held by ``flock``.

The system lets go of a lock when its process ends, however it ends, so a
killed crawl never leaves one behind.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from corpus.errors import LockedError


def try_lock(file: IO[Any]) -> bool:
    """Lock the open ``file`` for this process alone; return whether that was possible."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def hold(path: Path, *, what: str, passing: bool = False) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs; ``passing``: remove it afterwards.

    Raises ``LockedError`` at once if another process holds it; ``what`` says in
    the message what that process is doing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        if not try_lock(file):
            file.seek(0)
            owner = file.read().strip() or "unknown"
            raise LockedError(f"{path}: {what} by process {owner}, expected nobody else at work")
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
            if passing:
                path.unlink(missing_ok=True)


class HostFile:
    """When a host may be asked again, in a file that all processes share.

    The file holds two numbers: when it was written (seconds since 1970) and how
    many seconds from then on the host is to be left alone. Read and write it
    only while it is locked. It stays open, and locked by nobody, between turns.
    """

    def __init__(self, folder: Path, host: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9.-]", "_", host.lower())[:200]
        path = folder / f"host-{name}"
        path.touch()
        self._file = path.open("r+b", buffering=0)

    def try_lock(self) -> bool:
        """Lock the file for this process; return whether that was possible."""
        return try_lock(self._file)

    def unlock(self) -> None:
        """Let other processes have their turn."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def wait(self, now: float, spacing: float = 0.0) -> float:
        """Return the seconds left at ``now``; all of them, if the clock was set back since.

        ``spacing`` is what the asking process knows the host to want between
        requests; whoever wrote the file may not have known it yet.
        """
        words = os.pread(self._file.fileno(), 100, 0).split()
        if len(words) != 2:
            return 0.0
        try:
            written, wait = map(float, words)
        except ValueError:
            return 0.0
        return max(0.0, max(wait, spacing) - max(0.0, now - written))

    def write(self, now: float, wait: float) -> None:
        """Note that the host is to be left alone for ``wait`` seconds from ``now``."""
        # Padded: a shorter text written over a longer one would leave its end.
        line = f"{now:>24.6f} {max(0.0, wait):>24.6f}\n"
        os.pwrite(self._file.fileno(), line.encode("ascii"), 0)


@contextmanager
def wait_for(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs, waiting until it is free."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sync_folder(folder: Path) -> None:
    """Make file names created or replaced in ``folder`` survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
