"""How far a piece of work is: what the crawl and the build tell to whoever waits for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``stage`` is ``crawl`` (of ``source``), ``archive`` or ``build``.

    ``done`` and ``waiting`` count requests of the crawl, robots.txt apart, else
    articles; ``waiting`` is ``None`` where nobody can know. ``ended``: no more
    is told of this source or stage.
    """

    stage: str
    source: str | None
    done: int
    waiting: int | None
    ended: bool = False


Tell = Callable[[Progress], None]


class Pace:
    """Requests of each source of a crawl; ``tell`` is called after every change."""

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell
        self._asked: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._put_by: Counter[str] = Counter()

    def asked(self, source: str) -> None:
        """Note a request that waits."""
        self._asked[source] += 1
        self._told(source)

    def put_by(self, source: str, count: int) -> None:
        """Note addresses that will be asked for later."""
        self._put_by[source] += count
        self._told(source)

    def given_up(self, source: str, count: int) -> None:
        """Note that so many of them wait no longer: they are being asked for, or never will be."""
        self._put_by[source] -= count

    def done(self, source: str) -> None:
        """Note that a request has been settled, one way or another."""
        self._done[source] += 1
        self._told(source)

    def ended(self, source: str) -> None:
        """Note that nothing more is asked, whatever still waited."""
        self._told(source, ended=True)

    def _told(self, source: str, *, ended: bool = False) -> None:
        if self._tell is not None:
            done = self._done[source]
            waiting = 0 if ended else self._put_by[source] + self._asked[source] - done
            self._tell(Progress("crawl", source, done, waiting, ended))
