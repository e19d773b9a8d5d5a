"""The one call: how every source of a data folder stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.acknowledgements import Acknowledgement, acknowledged
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.source_pages import SourcePages, read_source_pages
from corpus.source_runs import SourceRun
from crawler.monitor.health import Health
from crawler.monitor.history import Watched, seen_runs
from crawler.monitor.verdict import verdict

if TYPE_CHECKING:
    from crawler.sources.outlet import Outlet


def assess(
    folder: DataFolder, *, at: str, pages: Iterable[SourcePages] | None = None
) -> tuple[Health, ...]:
    """Return how each source of ``folder`` stands at ``at`` (UTC, ISO 8601 with Z), by name.

    ``Health.rings`` says of which somebody is to be told. ``pages`` are those of a
    database that is being built; not given, they are read from ``facts.db``.
    Raises ``CorpusError`` for a ledger or database that can't be used.
    """
    # Imported here: the crawl, which the sources import, asks the monitor of barriers.
    from crawler import sources

    spiders = sources.load(sources.modules_for(folder))
    known = acknowledged(folder.acknowledged)
    held = read_source_pages(folder.facts) if pages is None else pages
    found = judge(_runs(folder), held, spiders, at=at)
    return tuple(_marked(health, known, at=at) for health in found)


def judge(
    runs: Sequence[SourceRun],
    pages: Iterable[SourcePages],
    spiders: Mapping[str, type[Outlet]],
    *,
    at: str,
) -> list[Health]:
    """Return how the sources ``spiders`` stand, by recorded ``runs`` (oldest first) and pages."""
    by_source: defaultdict[str, list[SourceRun]] = defaultdict(list)
    for run in runs:
        by_source[run.source].append(run)
    held: defaultdict[str, dict[str, SourcePages]] = defaultdict(dict)
    for row in pages:
        held[row.source][row.run] = row
    return [
        verdict(
            seen_runs(by_source[name], held[name]),
            Watched(name, spider.country, spider.expects),
            at=at,
        )
        for name, spider in sorted(spiders.items())
    ]


def _marked(health: Health, known: Sequence[Acknowledgement], *, at: str) -> Health:
    """Return ``health``, marked where somebody said that this trouble is known."""
    cause, since = health.cause, health.since
    if cause is None or since is None:
        return health
    covered = any(line.covers(health.source, cause, since=since, at=at) for line in known)
    return replace(health, acknowledged=covered)


def _runs(folder: DataFolder) -> list[SourceRun]:
    if not folder.ledger.is_file():
        return []
    with Ledger(folder.ledger) as ledger:
        return ledger.runs.of_sources()
