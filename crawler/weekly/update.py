"""``update``: crawl what is due, build beside the edition in use, check, swap, report.

Each step leaves something whole: an archive that only grows, a database beside
the one in use, an edition that carries its report. Killed anywhere, the old
edition stays up, and the next update does what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.changes import Changes, changes
from corpus.check import check
from corpus.folder import DataFolder
from corpus.locks import hold
from corpus.source_pages import read_source_pages
from corpus.store import BuildReport
from corpus.updates import keep_update, note_update
from crawler.building import build_folder
from crawler.clock import SYSTEM, Clock
from crawler.errors import CrawlError
from crawler.monitor.assessment import assess
from crawler.monitor.health import Health
from crawler.progress import Tell
from crawler.weekly.crawling import Crawl, Crawled, Web, crawl_due
from crawler.weekly.record import record

STEPS = ("crawl", "build", "check", "swap", "report")

Step = Callable[[str], None]


class UnsoundError(CrawlError):
    """The new database does not hold what it promises, so the old one stays; ``problems`` says."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(
            f"the new database is not sound ({len(problems)} problems, the first: {problems[0]}), "
            "expected one like the old, which stays in use"
        )
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Update:
    """What an update came to: ``at`` is when it began, UTC, ISO 8601 with Z."""

    at: str
    crawled: Crawled
    changes: Changes
    built: BuildReport
    health: tuple[Health, ...]
    record: Mapping[str, Any]

    @property
    def is_well(self) -> bool:
        """Whether there is nothing that somebody should look at."""
        return not (
            self.crawled.failures
            or self.crawled.faulty
            or self.built.problems
            or any(health.rings for health in self.health)
        )


def update(
    folder: DataFolder,
    web: Web,
    *,
    clock: Clock = SYSTEM,
    jobs: int | None = None,
    tell: Tell | None = None,
    step: Step | None = None,
    crawl: Crawl | None = None,
) -> Update:
    """Bring ``facts.db`` of ``folder`` up to date from ``web`` and return what changed.

    ``step`` is called with the name of each of ``STEPS`` as it begins; ``jobs``, ``tell``
    and ``crawl`` as in ``crawl_due``.

    Raises:
        LockedError: another update, or another build, goes on.
        UnsoundError: the new database failed its check.
        CorpusError: the folder can't be used; what is there stays in use.
    """
    begins = step or _silent
    with hold(folder.root / "locks" / "update.lock", what="an update goes on"):
        keep_update(folder)
        at = clock.stamp()
        begins("crawl")
        crawled = crawl_due(folder, web, clock=clock, jobs=jobs, tell=tell, crawl=crawl)
        begins("build")
        found: list[tuple[Changes, tuple[Health, ...], Mapping[str, Any]]] = []

        def inspect(fresh: Path) -> None:
            begins("check")
            if problems := check(folder, facts=fresh):
                raise UnsoundError(problems)
            health = assess(folder, at=clock.stamp(), pages=read_source_pages(fresh))
            changed = changes(fresh, folder.facts)
            told = record(at, crawled, changed, health)
            note_update(fresh, told, changed)
            found.append((changed, health, told))
            begins("swap")

        built = build_folder(folder, clock=clock, tell=tell, inspect=inspect)
        begins("report")
        keep_update(folder)
    ((changed, health, told),) = found
    return Update(at, crawled, changed, built, health, told)


def _silent(step: str) -> None:
    """Say nothing."""
