"""The one call: how every source of a data folder stands."""

from __future__ import annotations

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.source_runs import SourceRun
from crawler import sources
from crawler.monitor.health import Health


def assess(folder: DataFolder, *, at: str) -> tuple[Health, ...]:
    """Return how each source of ``folder`` stands at ``at`` (UTC, ISO 8601 with Z), by name.

    ``Health.rings`` says of which somebody is to be told. Raises ``CorpusError``
    for a ledger that can't be used.
    """
    runs = _runs(folder)
    names = sources.load(sources.modules_for(folder))
    return tuple(
        Health(
            source=name,
            state="unknown",
            evidence="not judged yet" if name in runs else "no run has asked it",
        )
        for name in names
    )


def _runs(folder: DataFolder) -> dict[str, list[SourceRun]]:
    found: dict[str, list[SourceRun]] = {}
    if folder.ledger.is_file():
        with Ledger(folder.ledger) as ledger:
            for row in ledger.source_runs():
                found.setdefault(row.source, []).append(row)
    return found
