"""The process in which spiders run: ``python -m crawler.running.process``, a job on standard input.

A Scrapy reactor can run once in a process, and a crawl must be stoppable from
outside; so every crawl has a process of its own. Standard output carries one
JSON object a line: ``{"progress": {...}}`` now and then for each source and when
it ends, and at the end ``{"report": {...}}`` or ``{"error": text, "kind": class}``.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.ledger import crawl_lock
from crawler import sources
from crawler.clock import Clock
from crawler.progress import Progress
from crawler.running.crawlrun import CrawlRun, new_run_id
from crawler.running.errands import spider_for
from crawler.running.planning import PlanMiddleware, source_plan

_PROGRESS_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Job:
    """What one process is to do. ``sources`` maps names to the addresses asked for, if any.

    ``since`` is an ISO day; ``at`` is when the crawl is to think it begins, ISO 8601
    with Z, the system's time if ``None``. ``errand`` is what is done instead of a crawl
    (``crawler/running/errands.py``). ``plan``: no article is asked for.
    """

    data: str
    sources: Mapping[str, tuple[str, ...]]
    modules: tuple[str, ...]
    contact: str
    proxy: str | None = None
    since: str | None = None
    at: str | None = None
    errand: Mapping[str, Any] = field(default_factory=dict)
    plan: bool = False

    def to_json(self) -> str:
        """Return the job as one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Job:
        """Return the job that :meth:`to_json` gave."""
        data = json.loads(line)
        data["sources"] = {name: tuple(urls) for name, urls in data["sources"].items()}
        return cls(**{**data, "modules": tuple(data["modules"])})


class _Events:
    """Prints progress, but not more often than a person can read it."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def __call__(self, progress: Progress) -> None:
        now, source = time.monotonic(), progress.source or ""
        if not progress.ended and now - self._last.get(source, 0) < _PROGRESS_SECONDS:
            return
        self._last[source] = now
        try:
            tell({"progress": asdict(progress)})
        except BrokenPipeError:
            # Whoever asked for the crawl is gone: finish what is on its way and stop.
            signal.raise_signal(signal.SIGINT)


def tell(event: Mapping[str, Any]) -> None:
    """Print one event."""
    print(json.dumps(event, ensure_ascii=False), flush=True)


def run(job: Job) -> None:
    """Crawl, and tell the report."""
    folder = DataFolder(Path(job.data))
    software = f"pressfacts {version('pressfacts')}"
    clock = Clock(job.at)
    with ExitStack() as held:
        for name in sorted(job.sources):
            held.enter_context(crawl_lock(folder.root, name))
        crawl_run = CrawlRun(
            folder.root,
            run=new_run_id(clock),
            user_agent=f"{software.replace(' ', '/')} (+{job.contact})",
            code_version=software,
            proxy=job.proxy,
            tell=_Events(),
            clock=clock,
            watched=not (job.errand or job.plan),
            planning=job.plan,
        )
        held.callback(crawl_run.close)
        settings = _settings(job, folder, crawl_run)
        process = AsyncCrawlerProcess(settings)
        spiders = sources.load(job.modules)
        for name, urls in job.sources.items():
            crawl_run.tally.opened(name)
            process.crawl(spider_for(spiders[name], job.errand), urls=urls, since=job.since)
        process.start()
        most_bytes = settings.getint("PRESSFACTS_SOURCE_BYTES")
        plans = {
            name: source_plan(crawl_run, spiders[name], most_bytes=most_bytes)
            for name in (job.sources if job.plan else ())
        }
        report = replace(crawl_run.report(), plans=plans)
    tell({"report": report.as_json()})


def _settings(job: Job, folder: DataFolder, crawl_run: CrawlRun) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {
            # Classes come from our loader: Scrapy's own stops at the first faulty source file.
            "SPIDER_MODULES": [],
            "USER_AGENT": crawl_run.user_agent,
            "LOG_FILE": str(folder.root / "crawl.log"),
            "PRESSFACTS_RUN": crawl_run,
            "PRESSFACTS_PROXY": _host_and_port(job.proxy),
        },
        priority="cmdline",
    )
    if job.plan:
        # Next behind robots.txt.
        settings["DOWNLOADER_MIDDLEWARES"].set(PlanMiddleware, 110)
    return settings


def _host_and_port(proxy: str | None) -> tuple[str, int] | None:
    if proxy is None:
        return None
    parts = urlsplit(proxy)
    return parts.hostname or "", parts.port or 80


def main() -> int:
    """Run the job on standard input; 0, or 2 after telling what is wrong."""
    try:
        run(Job.from_json(sys.stdin.readline()))
    except CorpusError as error:
        tell({"error": str(error), "kind": type(error).__name__})
        return 2
    except BrokenPipeError:
        # Nobody is left to be told; archive and ledger are closed.
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
