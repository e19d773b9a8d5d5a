"""One request at a time and a pause after it, for every host, in all processes of a data folder.

The pause is the longest of what the source states, what ``Crawl-delay`` of the
host's robots.txt asks for and what a ``Retry-After`` answer asked for. It is
written to ``locks/host-<name>`` before a request leaves, so that a run after a
kill, or another one at the same time, keeps it too.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from scrapy.exceptions import IgnoreRequest

from corpus.locks import HostFile

LONGEST_WAIT = 120.0
"""Seconds a host may ask to be waited for within a run; beyond, it is left alone."""

_LOOK_AGAIN = 0.05
"""Seconds between two looks at a host that another process is asking."""


class HostClosedError(IgnoreRequest):
    """The host asked to be left alone for longer than a run waits."""


class Turns:
    """Whose turn it is, by host; shared by all sources of a run. Times are seconds.

    ``folder`` holds a file a host. ``clock`` never goes back; ``wall`` is
    comparable between processes (seconds since 1970) and may be set by people.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._wall = wall
        self._sleep = sleep
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._spacing: defaultdict[str, float] = defaultdict(float)
        self._last: dict[str, float] = {}
        self._not_before: defaultdict[str, float] = defaultdict(float)
        self._files: dict[str, HostFile] = {}

    def slow_down(self, host: str, spacing: float) -> None:
        """Leave at least ``spacing`` seconds between two requests to ``host``."""
        self._spacing[host] = max(self._spacing[host], spacing)

    def spacing(self, host: str) -> float:
        """Return the seconds that are left between two requests to ``host``, as far as known."""
        return self._spacing[host]

    def pause(self, host: str, wait: float) -> None:
        """Ask ``host`` nothing for ``wait`` seconds; nothing more in this run, if that is long."""
        self._not_before[host] = max(self._not_before[host], self._clock() + wait)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Hold ``host`` for one request, after the pause that is due.

        Raises:
            HostClosedError: the host is to be left alone for the rest of the run.
        """
        file = self._file(host)
        async with self._locks[host]:
            await self._wait(host, file)
            try:
                self._write(host, file)
                yield
            finally:
                self._last[host] = self._clock()
                self._write(host, file)
                file.unlock()

    async def _wait(self, host: str, file: HostFile) -> None:
        """Return with the host's file locked and no pause left."""
        while True:
            wait = self._left(host)
            if wait <= 0:
                if not file.try_lock():
                    wait = _LOOK_AGAIN
                elif (wait := file.wait(self._wall(), self._spacing[host])) > 0:
                    # Written anew: where the clock was set back, it counts from now on.
                    file.write(self._wall(), wait)
                    file.unlock()
                    self.pause(host, wait)
                else:
                    return
            if wait > LONGEST_WAIT:
                raise HostClosedError(f"{host} asks to wait {wait:.0f} s")
            await self._sleep(wait)

    def _left(self, host: str) -> float:
        """Return the seconds that this process knows of."""
        spaced = self._last[host] + self._spacing[host] if host in self._last else 0.0
        return max(self._not_before[host], spaced) - self._clock()

    def _write(self, host: str, file: HostFile) -> None:
        wait = max(self._spacing[host], self._not_before[host] - self._clock())
        file.write(self._wall(), wait)

    def _file(self, host: str) -> HostFile:
        if host not in self._files:
            self._files[host] = HostFile(self._folder, host)
        return self._files[host]
