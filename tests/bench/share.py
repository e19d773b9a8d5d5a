"""``python -m tests.bench.share``: a crawl that tells which part of its time ledger and fsync took.

The clocks lie around the calls; the last line on standard output is the part, from 0 to 1.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from corpus.ledger import Ledger
from crawler.running.process import Job, run

_CALLS = ("see", "see_all", "claim", "claim_all", "address", "due", "record_all")


class Stopwatch:
    """Adds up the seconds within the calls it is laid around; calls within calls count once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._depth = 0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``call`` with the watch running while it does."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._depth += 1
            begin = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.perf_counter() - begin

        return timed


def main() -> None:
    """Do the job on standard input."""
    watch = Stopwatch()
    for name in _CALLS:
        setattr(Ledger, name, watch.around(getattr(Ledger, name)))
    os.fsync = watch.around(os.fsync)
    begin = time.perf_counter()
    run(Job.from_json(sys.stdin.readline()))
    print(watch.seconds / (time.perf_counter() - begin))


if __name__ == "__main__":
    main()
