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
class CrawlReport:
    """A finished crawl: its run, its sources, and why it stopped early if it did."""

    run: str
    sources: Mapping[str, SourceReport]
    stopped: str | None = None

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
        return {"run": self.run, "sources": sources, "stopped": self.stopped}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CrawlReport:
        """Return the report that :meth:`as_json` gave."""
        sources = {
            name: SourceReport(
                Counter(report["counts"]), [Problem(**problem) for problem in report["problems"]]
            )
            for name, report in data["sources"].items()
        }
        return cls(data["run"], sources, data["stopped"])
