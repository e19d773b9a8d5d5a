"""Which sources are due, told by what their earlier runs came to.

How often a source is asked follows its feed and its news within the bounds of
its file. Nothing is remembered but the ledger's table source_run: the interval
is worked out anew each time from all runs of the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corpus.source_runs import SourceRun

MANY = 20
"""So many new articles in an interval make the next one half as long."""

FEW = 3
"""So many new articles in a shortened interval count as quiet."""

QUIET_RUNS = 3
"""So many quiet runs, one after the other, make the interval half as long again."""

REACH = 0.75
"""An interval is at most this part of the time that the source's feed reaches back."""

PUNCTUAL = timedelta(hours=2)
"""A source is due this much before its time: timers are not punctual, and must not drift."""

_DONE = frozenset({"finished", "limit"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """How often a source is asked, in days: as a rule, at most and at least."""

    usual: float
    shortest: float
    longest: float

    def within(self, days: float) -> float:
        """Return ``days``, or the bound it lies beyond."""
        return min(max(days, self.shortest), self.longest)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source stands: when it is due, how often it is asked, and why so.

    ``interval`` is in days; ``last_good`` is the beginning of the last run whose
    discovery was answered; ``due_at`` ``None``: at once.
    """

    source: str
    interval: float
    why: str
    last_good: datetime | None
    due_at: datetime | None

    def is_due(self, now: datetime) -> bool:
        """Say whether the source is to be asked at ``now``."""
        return self.due_at is None or now >= self.due_at - PUNCTUAL

    def since(self, now: datetime, window_days: int) -> str | None:
        """Return the ISO day a crawl must look back to, ``None``: its usual window is enough.

        After missed runs the window reaches back to the day before the last good one.
        """
        if self.last_good is None:
            return None
        missed = self.last_good.date() - timedelta(days=1)
        return missed.isoformat() if missed < now.date() - timedelta(days=window_days) else None


def standing(source: str, runs: Iterable[SourceRun], bounds: Bounds) -> Standing:
    """Return where ``source`` stands after ``runs``, all of it, the oldest first."""
    asked = [run for run in runs if run.source == source and run.discovery_asked != 0]
    good = [run for run in asked if _is_good(run)]
    interval, why = _interval(good, bounds)
    last_good = _begun(good[-1]) if good else None
    return Standing(source, interval, why, last_good, _due_at(asked, interval, bounds))


def _due_at(asked: Sequence[SourceRun], interval: float, bounds: Bounds) -> datetime | None:
    """A run cut short is taken up at once; one without an answer is tried after the shortest time.

    So is one that left something for later.
    """
    if not asked or asked[-1].ended_because not in _DONE:
        return None
    last = asked[-1]
    whole = _is_good(last) and not last.left_for_later
    begun = _begun(last)
    return begun and begun + timedelta(days=interval if whole else bounds.shortest)


def _is_good(run: SourceRun) -> bool:
    return run.ended_because in _DONE and bool(run.discovery_answered)


def _begun(run: SourceRun) -> datetime | None:
    return datetime.fromisoformat(run.started) if run.started else None


def _interval(good: Sequence[SourceRun], bounds: Bounds) -> tuple[float, str]:
    """Return the interval after these runs, in days, and why it is not the usual one."""
    interval, why, quiet = bounds.usual, "as its file says", 0
    for run, gap in _with_gaps(good):
        new = _new_articles(run)
        quiet = quiet + 1 if new <= (FEW if interval < bounds.usual else 0) else 0
        if gap and new * interval / gap >= MANY:
            interval, why = bounds.within(interval / 2), f"{new} new articles at once"
        elif quiet >= QUIET_RUNS:
            interval, why = bounds.within(interval * 1.5), f"little news in {quiet} runs"
            quiet = 0
        reach = _reach(run)
        if reach is not None and interval > bounds.within(reach * REACH):
            interval = bounds.within(reach * REACH)
            why = f"its feed reached back {reach} days only"
    return interval, why


def _with_gaps(good: Sequence[SourceRun]) -> Iterator[tuple[SourceRun, float | None]]:
    """Yield each run with the days since the one before; the first run takes all there is."""
    before: datetime | None = None
    for run in good:
        begun = _begun(run)
        gap = (begun - before) / timedelta(days=1) if begun and before else None
        yield run, gap
        before = begun


def _new_articles(run: SourceRun) -> int:
    """Return how many new articles came, at most: documents of discovery are new addresses too."""
    return min(run.articles or 0, run.new_addresses or 0)


def _reach(run: SourceRun) -> int | None:
    """Return how many days back the source's feed reached, where it says."""
    if run.oldest_announced is None or run.started is None:
        return None
    return (date.fromisoformat(run.started[:10]) - date.fromisoformat(run.oldest_announced)).days
