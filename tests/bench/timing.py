"""Measuring how many things a function does in a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

_ROUNDS = 3
_ROUND_SECONDS = 0.25

Item = TypeVar("Item")


@dataclass(frozen=True)
class Row:
    """A line of the table: things a second, of ours and, where compared, of another."""

    what: str
    unit: str
    rate: float
    other: str = ""
    other_rate: float | None = None

    def __str__(self) -> str:
        own = f"{self.what:31} {self.rate:>9,.0f} {self.unit:11}"
        if self.other_rate is None:
            return own.rstrip()
        return (
            f"{own} {self.other_rate:>9,.0f} {self.rate / self.other_rate:>7,.1f} x  {self.other}"
        )


def rate(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Return items a second of processor time, which other work on the machine touches least.

    The best of three rounds, each of whole passes over ``items``.
    """
    for item in items:
        work(item)  # whatever is loaded or remembered at first use is not measured
    return max(_round(work, items) for _ in range(_ROUNDS))


def once(work: Callable[[], Iterable[object]]) -> tuple[int, float]:
    """Return how many things one call of ``work`` gives, and in how many seconds."""
    begin = time.perf_counter()
    count = sum(1 for _ in work())
    return count, time.perf_counter() - begin


def _round(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    done, spent, begin = 0, 0.0, time.process_time()
    while spent < _ROUND_SECONDS:
        for item in items:
            work(item)
        done += len(items)
        spent = time.process_time() - begin
    return done / spent
