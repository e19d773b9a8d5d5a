"""Locks between processes: one file a lock, held by ``flock``.

The system lets go of a lock when its process ends, however it ends, so a
killed crawl never leaves one behind.
"""

from __future__ import annotations

import fcntl
import os
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
def hold(path: Path, *, what: str) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs.

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
