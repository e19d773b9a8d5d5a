"""What a crawl would ask for, as ``crawl --plan`` gathers it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from crawler.urls import host_of


@dataclass(slots=True)
class Plan:
    """Articles by source: those that are due, and of them those that robots.txt allows.

    ``hosts`` counts the allowed ones by host, ``again`` those asked for before.
    """

    due: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    hosts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    again: Counter[str] = field(default_factory=Counter)

    def offer(self, source: str, url: str) -> bool:
        """Take in an article that is due; return whether it was not taken in before."""
        known = url in self.due[source]
        self.due[source].add(url)
        return not known

    def allow(self, source: str, url: str, *, again: bool) -> None:
        """Count an article that a crawl would send a request for."""
        self.hosts[source][host_of(url)] += 1
        self.again[source] += again
