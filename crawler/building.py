"""From the archive to the database: replay, read, store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.store import BuildReport, Inspect, build
from crawler import sources
from crawler.clock import SYSTEM, Clock
from crawler.replay import replay
from extract.reading import read


def build_folder(
    folder: DataFolder, *, clock: Clock = SYSTEM, inspect: Inspect | None = None
) -> BuildReport:
    """Write ``facts.db`` of ``folder`` anew from its archive.

    ``inspect`` and errors as in ``corpus.store.build``.
    """
    return build(
        folder,
        replay(folder),
        read,
        built_at=clock.stamp(),
        demonstration=bool(folder.demonstration),
        sources=sources.described(sources.load(sources.modules_for(folder))),
        runs=_runs(folder),
        inspect=inspect,
    )


def _runs(folder: DataFolder) -> Iterator[dict[str, Any]]:
    if folder.ledger.is_file():
        with Ledger(folder.ledger) as ledger:
            yield from ledger.runs()
