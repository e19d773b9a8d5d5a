"""Crawling what is due: each source in a process of its own, a few at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler import sources
from crawler.clock import SYSTEM, Clock
from crawler.demo import CONTACT as DEMONSTRATION_CONTACT
from crawler.demo import demonstration_server
from crawler.errors import CrawlError
from crawler.progress import Progress, Tell
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import usable_contact, work
from crawler.spider import NewsSpider
from crawler.weekly.due import Bounds, Standing, standing
from crawler.weekly.jobs import Task, in_turn, most_jobs

Crawl = Callable[[Job], CrawlReport]


@dataclass(frozen=True, slots=True)
class Web:
    """From where pages come: the places of source files, who asks, and a proxy, if any."""

    modules: tuple[str, ...]
    contact: str
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Crawled:
    """What became of each source.

    ``reports`` of those asked, ``failures`` a line on each that could not be
    crawled whole, ``later`` those not due, ``faulty`` a line on each source file
    that can't be used.
    """

    reports: Mapping[str, CrawlReport]
    failures: Mapping[str, str]
    later: tuple[Standing, ...]
    faulty: tuple[str, ...]


@contextmanager
def web_of(folder: DataFolder, contact: str | None) -> Iterator[Web]:
    """Give the web that ``folder`` is filled from; the demonstration is served meanwhile.

    Raises ``NoContactError`` where real sites would be asked and nobody is named.
    """
    if folder.demonstration:
        with demonstration_server() as server:
            yield Web(sources.DEMONSTRATION, DEMONSTRATION_CONTACT, server.address)
        return
    asking = usable_contact(contact)
    folder.claim(demonstration=False)
    yield Web(sources.modules_for(folder), asking)


def standings(folder: DataFolder, kinds: Mapping[str, type[NewsSpider]]) -> list[Standing]:
    """Return where each of these sources stands, those due first that are due longest."""
    runs = []
    if folder.ledger.is_file():
        with Ledger(folder.ledger) as ledger:
            runs = ledger.runs.of_sources()
    found = [
        standing(name, runs, Bounds(kind.every_days, kind.shortest_days, kind.longest_days))
        for name, kind in kinds.items()
    ]
    return sorted(found, key=lambda one: (one.due_at.isoformat() if one.due_at else "", one.source))


def crawl_due(
    folder: DataFolder,
    web: Web,
    *,
    clock: Clock = SYSTEM,
    jobs: int | None = None,
    tell: Tell | None = None,
    crawl: Crawl | None = None,
) -> Crawled:
    """Crawl the sources of ``web`` that are due, at most ``jobs`` at a time, and say what came.

    ``jobs`` not given: by memory and cores. A source that can't be crawled leaves
    the others; it stays due. ``crawl`` does one job. Errors as in ``Ledger``.
    """
    loaded = sources.examine(web.modules)
    kinds = {name: kind for name, kind in loaded.sources.items() if kind.discovery}
    now, reports, failures = clock.now(), dict[str, CrawlReport](), dict[str, str]()
    stands = standings(folder, kinds)
    does = crawl or partial(work, tell=_one_at_a_time(tell))
    tasks = [
        Task(
            one.source,
            frozenset(kinds[one.source].hosts),
            partial(does, _job(folder, web, clock, one, kinds[one.source].window_days)),
        )
        for one in stands
        if one.is_due(now)
    ]
    for name, ended in in_turn(tasks, jobs or most_jobs()):
        try:
            reports[name] = ended.result()
        except (CorpusError, CrawlError) as error:
            failures[name] = str(error)
    later = tuple(one for one in stands if not one.is_due(now))
    return Crawled(dict(sorted(reports.items())), failures, later, loaded.problems)


def _job(folder: DataFolder, web: Web, clock: Clock, one: Standing, window_days: int) -> Job:
    return Job(
        data=str(folder.root),
        sources={one.source: ()},
        modules=web.modules,
        contact=web.contact,
        proxy=web.proxy,
        since=one.since(clock.now(), window_days),
        at=clock.told,
    )


def _one_at_a_time(tell: Tell | None) -> Tell | None:
    """Whoever is told of several crawls hears them one after the other."""
    if tell is None:
        return None
    lock = threading.Lock()

    def told(progress: Progress) -> None:
        with lock:
            tell(progress)

    return told
