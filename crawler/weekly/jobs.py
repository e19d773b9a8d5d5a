"""A few processes at a time: as many as memory and cores allow, never two for one host."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

JOB_BYTES = 250_000_000
"""Memory set aside for one crawling process, in bytes; measured: 90 MB at 800 pages."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Something to be done in a thread: its name, the hosts it asks, the call."""

    name: str
    hosts: frozenset[str]
    call: Callable[[], T]

    def meets(self, other: Task[T]) -> bool:
        """Say whether the two may ask the same host; subdomains belong to their host."""
        return any(
            one == two or one.endswith(f".{two}") or two.endswith(f".{one}")
            for one in self.hosts
            for two in other.hosts
        )


def most_jobs(meminfo: Path = Path("/proc/meminfo"), cores: int | None = None) -> int:
    """Return how many crawling processes fit into the memory that is free and on the cores."""
    usable = cores or os.cpu_count() or 1
    free = _available(meminfo)
    return max(1, usable if free is None else min(usable, free // JOB_BYTES))


def _available(meminfo: Path) -> int | None:
    """Return the bytes a new process can have, or ``None`` where the system does not say."""
    if not meminfo.is_file():
        return None
    for line in meminfo.read_text("ascii").splitlines():
        name, _, rest = line.partition(":")
        if name == "MemAvailable":
            return int(rest.split()[0]) * 1024
    return None


def in_turn(tasks: Sequence[Task[T]], jobs: int) -> Iterator[tuple[str, Future[T]]]:
    """Do all ``tasks``, at most ``jobs`` at once; yield name and outcome of each as it ends.

    Two that may ask the same host are done one after the other.
    """
    waiting = list(tasks)
    running: dict[Future[T], Task[T]] = {}
    with ThreadPoolExecutor(jobs) as pool:
        while waiting or running:
            for task in list(waiting):
                if len(running) < jobs and not any(task.meets(one) for one in running.values()):
                    waiting.remove(task)
                    running[pool.submit(task.call)] = task
            for ended in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(ended).name, ended
