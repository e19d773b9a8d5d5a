"""What a crawl came to, by source; it travels as JSON from the crawling process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

COUNTS = (
    "requests", "fetched", "unchanged", "redirected", "gone", "failed", "blocked", "forbidden",
    "filtered", "known", "left_for_later", "bytes",
)  # fmt: skip
"""What is counted: requests sent; answers that brought a body; 304s and identical
bodies; redirects; 404s; failures; barriers; addresses closed by robots.txt; links the
topic filter dropped; links to what is archived already; links beyond the limit of pages a
run; bytes of bodies as sent."""

MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the user: the address and one line."""

    url: str
    what: str


@dataclass(slots=True)
class SourceReport:
    """The counts of one source and its first problems."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, url: str, what: str) -> None:
        """Keep a problem; the first twenty are enough to know what is wrong."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(url, what))


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What a crawl of one source would ask for.

    ``addresses`` are ``new`` ones and those due ``again``; ``forbidden`` are closed
    by robots.txt, ``left_for_later`` beyond the limit of pages a run. ``seconds`` are
    those of the pauses between requests, without the answers'. ``page_bytes`` is the
    mean of ``pages_measured`` archived pages, or assumed if there are none; ``limits``
    are those that a run would meet, in words.
    """

    addresses: int
    new: int
    again: int
    forbidden: int
    left_for_later: int
    seconds: float
    page_bytes: int
    pages_measured: int
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """A finished crawl: its run, its sources, and why it stopped early if it did.

    ``plans`` has the sources of a crawl that only plans, else nothing.
    """

    run: str
    sources: Mapping[str, SourceReport]
    stopped: str | None = None
    plans: Mapping[str, SourcePlan] = field(default_factory=dict)

    def total(self, name: str) -> int:
        """Return the sum of one count over all sources."""
        return sum(source.counts[name] for source in self.sources.values())

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        sources = {
            name: {
                "counts": dict(source.counts),
                "problems": [asdict(problem) for problem in source.problems],
            }
            for name, source in self.sources.items()
        }
        plans = {name: asdict(plan) for name, plan in self.plans.items()}
        return {"run": self.run, "sources": sources, "stopped": self.stopped, "plans": plans}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CrawlReport:
        """Return the report that :meth:`as_json` gave."""
        sources = {
            name: SourceReport(
                Counter(report["counts"]), [Problem(**problem) for problem in report["problems"]]
            )
            for name, report in data["sources"].items()
        }
        plans = {
            name: SourcePlan(**{**plan, "limits": tuple(plan["limits"])})
            for name, plan in data["plans"].items()
        }
        return cls(data["run"], sources, data["stopped"], plans)
