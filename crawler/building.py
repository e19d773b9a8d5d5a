"""From the archive to the database: replay, read, store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from corpus.catchup import catch_up
from corpus.coverage import Asked
from corpus.dropped import Filtered
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.store import BuildReport, Inspect, build
from crawler import sources
from crawler.clock import SYSTEM, Clock
from crawler.monitor.assessment import assess
from crawler.monitor.pages import PageCounts
from crawler.progress import Progress, Tell
from crawler.replay import replay
from extract.reading import read

_T = TypeVar("_T")


def build_folder(
    folder: DataFolder,
    *,
    clock: Clock = SYSTEM,
    tell: Tell | None = None,
    inspect: Inspect | None = None,
) -> BuildReport:
    """Write ``facts.db`` of ``folder`` anew from its archive.

    ``tell`` is called after every article, taken from the archive and then read;
    ``inspect`` and errors as in ``corpus.store.build``.
    """
    noted = _noted(folder)
    spiders = sources.load(sources.modules_for(folder))
    pages = PageCounts(spiders)
    return build(
        folder,
        _counted(replay(folder, seen=pages), tell),
        pages.listening(read),
        built_at=clock.stamp(),
        demonstration=bool(folder.demonstration),
        sources=sources.described(spiders),
        runs=noted.runs,
        filtered=noted.filtered,
        asked=noted.asked,
        observed=lambda: _observed(folder, pages, at=clock.stamp()),
        inspect=inspect,
        progress=_telling(tell),
    )


def _observed(folder: DataFolder, pages: PageCounts, *, at: str) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that say how the sources stand."""
    held = pages.rows()
    standing = assess(folder, at=at, pages=held)
    return {
        "source_pages": [row.row() for row in held],
        "health": [health.row() for health in standing],
    }


def _telling(tell: Tell | None) -> Callable[[int, int], None]:
    def read_so_far(done: int, all_texts: int) -> None:
        if tell is not None:
            left = all_texts - done
            tell(Progress("build", None, done, left, ended=not left))

    return read_so_far


def _counted(articles: Iterator[_T], tell: Tell | None) -> Iterator[_T]:
    """Yield ``articles`` and tell how many have come; how many will come nobody knows."""
    found = 0
    for article in articles:
        yield article
        found += 1
        if tell is not None:
            tell(Progress("archive", None, found, None))
    if tell is not None:
        tell(Progress("archive", None, found, None, ended=True))


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the ledger adds to the archive: rows of its table run, what was filtered, what asked."""

    runs: Sequence[dict[str, Any]] = ()
    filtered: Sequence[Filtered] = ()
    asked: Sequence[Asked] = ()


def _noted(folder: DataFolder) -> _Noted:
    """Read the ledger, made anew from the archive where it was deleted or a run was killed."""
    if not folder.ledger.is_file() and not folder.warc.is_dir():
        return _Noted()
    with Ledger(folder.ledger) as ledger:
        catch_up(ledger, folder.root)
        return _Noted(ledger.runs.rows(), ledger.dropped.filtered(), ledger.asked())
