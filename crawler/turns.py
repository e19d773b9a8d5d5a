"""One request at a time and a pause after it, for every host.

The pause is the longest of what the source states, what ``Crawl-delay`` of the
host's robots.txt asks for and what a ``Retry-After`` answer asked for.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import IgnoreRequest

LONGEST_WAIT = 120.0
"""Seconds a host may ask to be waited for within a run; beyond, it is left alone."""


class HostClosedError(IgnoreRequest):
    """The host asked to be left alone for longer than a run waits."""


class Turns:
    """Whose turn it is, by host; shared by all sources of a run. Times are seconds."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._spacing: defaultdict[str, float] = defaultdict(float)
        self._not_before: defaultdict[str, float] = defaultdict(float)
        self._closed: dict[str, str] = {}

    def slow_down(self, host: str, spacing: float) -> None:
        """Leave at least ``spacing`` seconds between two requests to ``host``."""
        self._spacing[host] = max(self._spacing[host], spacing)

    def pause(self, host: str, wait: float) -> None:
        """Ask ``host`` nothing for ``wait`` seconds; nothing more in this run, if that is long."""
        if wait > LONGEST_WAIT:
            self._closed[host] = f"{host} asks to wait {wait:.0f} s"
        self._not_before[host] = max(self._not_before[host], self._clock() + wait)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Hold ``host`` for one request, after the pause that is due.

        Raises:
            HostClosedError: the host is to be left alone for the rest of the run.
        """
        async with self._locks[host]:
            while (wait := self._not_before[host] - self._clock()) > 0:
                if host in self._closed:
                    raise HostClosedError(self._closed[host])
                await self._sleep(wait)
            try:
                yield
            finally:
                self.pause(host, self._spacing[host])


def retry_after(value: str, *, now: datetime) -> float | None:
    """Return the seconds a ``Retry-After`` header asks for (RFC 9110, section 10.2.3).

    ``None`` for a value that is neither a number of seconds nor a date.
    """
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
