"""Progress on standard error: live lines on a terminal, JSON lines in a pipe."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from crawler.progress import Progress, Tell

Clock = Callable[[], float]

_LOOK_BACK = 120.0
"""Seconds over which the rate is measured: a site that slows down is soon seen to."""
_STEP = 0.5
"""Seconds between two counts that are kept for looking back."""
_REDRAW = 0.1
"""Seconds between two drawings of the live lines."""
_PIPE = 10.0
"""Seconds between two JSON lines of one source or stage."""


@contextmanager
def showing(*, in_pipes: bool = True) -> Iterator[Tell]:
    """Yield what shows progress while the block runs; then the terminal is as it was before.

    ``in_pipes``: whether a standard error that is no terminal gets JSON lines.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        lines = LiveLines(sys.stderr)
        try:
            yield lines.show
        finally:
            lines.clear()
    else:
        yield JsonLines(sys.stderr).show if in_pipes else _not_shown


def _not_shown(progress: Progress) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """``per_minute``: what was done; ``seconds_left``: at that rate; ``None``: not known yet."""

    per_minute: float | None
    seconds_left: float | None


class Forecaster:
    """Looks back over what was told of one source or stage. ``clock`` gives seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: deque[tuple[float, int]] = deque()

    def forecast(self, progress: Progress) -> Forecast:
        """Take ``progress`` in and say how fast it goes and how long it will last."""
        now = self._clock()
        if not self._told or now - self._told[-1][0] >= _STEP:
            self._told.append((now, progress.done))
        while len(self._told) > 1 and now - self._told[1][0] >= _LOOK_BACK:
            self._told.popleft()
        then, done = self._told[0]
        if now <= then or progress.done <= done:
            return Forecast(None, None)
        rate = (progress.done - done) / (now - then)
        left = None if progress.waiting is None else progress.waiting / rate
        return Forecast(rate * 60, left)


class JsonLines:
    """One object now and then for each source or stage, and one when it ends.

    Its keys are always the same: stage, source, done, waiting, per_minute,
    seconds_left, ended; ``null`` is not known, or no source.
    """

    def __init__(self, stream: TextIO, *, clock: Clock = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._forecasters: dict[str, Forecaster] = {}
        self._printed: dict[str, float] = {}

    def show(self, progress: Progress) -> None:
        """Print a line, if it is time for one."""
        name, now = _name(progress), self._clock()
        forecast = self._forecasters.setdefault(name, Forecaster(self._clock)).forecast(progress)
        if not progress.ended and now - self._printed.setdefault(name, now) < _PIPE:
            return
        self._printed[name] = now
        line = {
            "stage": progress.stage,
            "source": progress.source,
            "done": progress.done,
            "waiting": progress.waiting,
            "per_minute": _rounded(forecast.per_minute, 2),
            "seconds_left": _rounded(forecast.seconds_left, 0),
            "ended": progress.ended,
        }
        print(json.dumps(line, ensure_ascii=False), file=self._stream, flush=True)


class LiveLines:
    """A line for each source or stage, drawn over the last ones.

    The cursor stays on the line below them. ``size`` gives columns and lines of
    the terminal; lines are cut to fit, and sources that ended give way first.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        clock: Clock = time.monotonic,
        size: Callable[[], tuple[int, int]] | None = None,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._size = size or (lambda: _terminal_size(stream))
        self._forecasters: dict[str, Forecaster] = {}
        self._texts: dict[str, str] = {}
        self._ended: set[str] = set()
        self._drawn = 0
        self._drawn_at = float("-inf")

    def show(self, progress: Progress) -> None:
        """Take ``progress`` in and draw, unless the last drawing is fresh and has its line."""
        name = _name(progress)
        drawn = name in self._texts and self._clock() - self._drawn_at < _REDRAW
        forecast = self._forecasters.setdefault(name, Forecaster(self._clock)).forecast(progress)
        self._texts[name] = _in_words(progress, forecast)
        if progress.ended:
            self._ended.add(name)
        if not drawn or progress.ended:
            self._draw()

    def clear(self) -> None:
        """Take the lines off the screen."""
        self._print(self._back() + "\x1b[J")
        self._drawn = 0

    def _draw(self) -> None:
        columns, rows = self._size()
        names = sorted(self._texts, key=lambda name: (name in self._ended, name))
        names = names[: max(1, rows - 1)]
        width = max(map(len, names))
        lines = [f"{name:{width}}  {self._texts[name]}"[: columns - 1] for name in sorted(names)]
        self._print(self._back() + "".join(f"\x1b[K{line}\n" for line in lines) + "\x1b[J")
        self._drawn = len(lines)
        self._drawn_at = self._clock()

    def _back(self) -> str:
        return f"\r\x1b[{self._drawn}A" if self._drawn else "\r"

    def _print(self, text: str) -> None:
        print(text, end="", file=self._stream, flush=True)


def _name(progress: Progress) -> str:
    return progress.source or progress.stage


def _in_words(progress: Progress, forecast: Forecast) -> str:
    parts = [f"{progress.done} done"]
    if progress.ended:
        return f"{parts[0]}, ended"
    if progress.waiting is not None:
        parts.append(f"{progress.waiting} waiting")
    if forecast.per_minute is not None:
        parts.append(f"{forecast.per_minute:.0f} a minute")
    if forecast.seconds_left is not None:
        parts.append(f"{_duration(forecast.seconds_left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    """Return ``40 s``, ``12 min`` or ``3 h 05 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def _rounded(number: float | None, digits: int) -> float | int | None:
    if number is None:
        return None
    return round(number, digits) if digits else round(number)


def _terminal_size(stream: TextIO) -> tuple[int, int]:
    """Return columns and lines; a terminal that does not know them counts as 80 by 24."""
    columns, rows = os.get_terminal_size(stream.fileno())
    return columns or 80, rows or 24
