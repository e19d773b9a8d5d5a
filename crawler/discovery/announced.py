"""What discovery documents announce: taken in as they are read, held only where it is needed.

A sitemap may name hundreds of thousands of addresses. All of them that are wanted
go into the ledger, some at a time; in memory stay the newest that are due.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

_AT_ONCE = 500
"""Addresses noted in one transaction."""

_BREATH = 200
"""Entries after which other work of the process has its turn."""

Note = Callable[[Sequence[tuple[str, str | None]]], set[str]]


class Newest(Generic[T]):
    """The ``room`` items of the greatest keys among all that were put in; ``left_out`` counts."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._heap: list[tuple[str, int, T]] = []
        self._put = 0
        self.left_out = 0

    def put(self, key: str, item: T) -> None:
        """Take ``item`` in; of equal keys the first one put in comes first."""
        self._put += 1
        if len(self._heap) < self._room:
            heapq.heappush(self._heap, (key, -self._put, item))
            return
        self.left_out += 1
        if self._heap and key > self._heap[0][0]:
            heapq.heapreplace(self._heap, (key, -self._put, item))

    def __iter__(self) -> Iterator[T]:
        return (item for _, _, item in sorted(self._heap, reverse=True, key=_rank))


def _rank(entry: tuple[str, int, object]) -> tuple[str, int]:
    return entry[:2]


class Announced:
    """The articles that one document announces; ``known`` counts those that are not due.

    ``note`` takes addresses, each with its ``lastmod``, into the ledger and returns
    those that are due; at most ``room`` of them are kept.
    """

    def __init__(self, note: Note, room: int) -> None:
        self._note = note
        self._waiting: list[tuple[str, str | None]] = []
        self._days: list[str] = []
        self._newest: Newest[tuple[str, str | None]] = Newest(room)
        self.known = 0

    def take(self, url: str, *, lastmod: str | None, day: str | None) -> None:
        """Take ``url`` in; ``day`` is the ISO day that was said of it."""
        self._waiting.append((url, lastmod))
        self._days.append(day or "")
        if len(self._waiting) == _AT_ONCE:
            self.settle()

    def settle(self) -> None:
        """Note what is not noted yet: after a kill the document may have forgotten it."""
        due = self._note(self._waiting)
        for address, day in zip(self._waiting, self._days, strict=True):
            if address[0] in due:
                self._newest.put(day, address)
            else:
                self.known += 1
        self._waiting, self._days = [], []

    @property
    def left_out(self) -> int:
        """How many are due beyond those that are kept."""
        return self._newest.left_out

    def __iter__(self) -> Iterator[tuple[str, str | None]]:
        """Yield the addresses kept, each with its ``lastmod``, the newest first."""
        return iter(self._newest)


async def unhurried(entries: Iterator[T | None]) -> AsyncIterator[T]:
    """Yield ``entries`` but ``None``, and let the rest of the process go on now and then."""
    for number, entry in enumerate(entries, start=1):
        if number % _BREATH == 0:
            await asyncio.sleep(0)
        if entry is not None:
            yield entry
