"""The recorded runs of one source as the monitor looks at them: one case after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from corpus.codebook import codebook
from corpus.source_pages import SourcePages
from corpus.source_runs import SourceRun
from crawler.monitor.expectations import Expectation

GOOD_RUNS = 26
"""So many of the last runs without trouble say what is usual."""

TOGETHER = 4
"""So many of the last runs are looked at together where one shows too little."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the monitor must know of a source: country, topic filter or not, what it expects."""

    name: str
    country: str
    expects: Expectation


@dataclass(frozen=True, slots=True)
class Seen:
    """One run with what its pages held; ``days`` since discovery last answered, if it did."""

    run: SourceRun
    pages: SourcePages | None
    days: float | None

    @property
    def flow(self) -> int | None:
        """New articles announced since the run before: by their dates, else by their addresses."""
        if self.run.fresh is not None or self.run.new_addresses is None:
            return self.run.fresh
        return self.run.new_addresses + (self.run.new_dropped or 0)

    def causes(self, kind: str) -> Mapping[str, int]:
        """Return how often each cause was met by requests of ``kind``."""
        return (self.run.causes or {}).get(kind, {})


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble: a code of list cause, what was found in plain words, the values compared."""

    cause: str
    evidence: str
    expected: str | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A run to be judged: ``earlier`` are all runs before, ``good`` those without trouble."""

    now: Seen
    earlier: tuple[Seen, ...]
    good: tuple[Seen, ...]
    source: Watched

    @property
    def before(self) -> Seen | None:
        """The last run before whose discovery answered."""
        return next((seen for seen in reversed(self.earlier) if seen.run.discovery_answered), None)

    def together(self) -> Iterable[tuple[Seen, ...]]:
        """Yield this run alone, then with one, two, three runs before it."""
        for number in range(min(TOGETHER, len(self.earlier) + 1)):
            yield (*self.earlier[len(self.earlier) - number :], self.now)

    def usual(self, value: Callable[[Seen], float | None]) -> list[float]:
        """Return ``value`` of the good runs, where it is known."""
        return [found for seen in self.good if (found := value(seen)) is not None]


def seen_runs(runs: Iterable[SourceRun], pages: Mapping[str, SourcePages]) -> list[Seen]:
    """Return the runs that say something of a source's health, oldest first.

    Runs that a person ended, or for which a person named the addresses, say nothing.
    """
    found: list[Seen] = []
    answered: str | None = None
    for run in runs:
        if run.ended_because == "interrupted" or run.discovery_asked == 0 or run.started is None:
            continue
        found.append(Seen(run, pages.get(run.run), _days(answered, run.started)))
        if run.discovery_answered:
            answered = run.started
    return found


def day_of(moment: str) -> date:
    """Return the UTC day of a moment."""
    return date.fromisoformat(moment[:10])


def most_frequent(causes: Mapping[str, int]) -> str | None:
    """Return the cause met most often, of equals the first by name."""
    counted = Counter(dict(sorted(causes.items())))
    return counted.most_common(1)[0][0] if counted else None


def meaning_of(cause: str) -> str:
    """Return what ``cause`` means, as part of a sentence."""
    meaning = codebook().lists["cause"].values[cause]
    return meaning[0].lower() + meaning[1:].rstrip(".")


def _days(first: str | None, last: str) -> float | None:
    if first is None:
        return None
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds() / 86_400
