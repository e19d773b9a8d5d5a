"""The counts of a run while it lasts, by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from crawler.running.observed import Observed
from crawler.running.report import SourceReport


class Tally:
    """Counts and problems of each source."""

    def __init__(self) -> None:
        self._reports: defaultdict[str, SourceReport] = defaultdict(SourceReport)
        self._observed: defaultdict[str, Observed] = defaultdict(Observed)

    def opened(self, source: str) -> None:
        """Take ``source`` into the report, even if nothing comes of it."""
        self._reports[source].counts.update(requests=0)

    def count(self, source: str, *names: str, by: int = 1) -> None:
        """Count for ``source``."""
        self._reports[source].counts.update(dict.fromkeys(names, by))

    def problem(self, source: str, url: str, what: str) -> None:
        """Keep a problem for the report."""
        self._reports[source].problem(url, what)

    def observed(self, source: str) -> Observed:
        """Return what is observed of the health of ``source``, to be added to."""
        return self._observed[source]

    def counted(self, source: str, name: str) -> int:
        """Return one count of ``source`` so far."""
        return self._reports[source].counts[name]

    def reports(self) -> Mapping[str, SourceReport]:
        """Return the counts so far, by source."""
        return dict(self._reports)
