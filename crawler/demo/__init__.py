"""The demonstration: invented outlets with real figures, crawled like any site, without a network.

A small HTTP server on a free loopback port answers, as a forward proxy, for the
hosts of the outlets. The crawl asks nothing but this proxy. What reads the pages
is the same code as for real outlets and does not know that this package exists.
"""

from __future__ import annotations

from corpus.folder import DataFolder
from crawler import sources
from crawler.demo.server import DemoServer
from crawler.demo.site import resources
from crawler.progress import Tell
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import work

CONTACT = "https://demonstration.example/"


def demonstration_server() -> DemoServer:
    """Return the server of the demonstration's outlets; it runs while it is entered."""
    return DemoServer(resources())


def run_demo(folder: DataFolder, *, tell: Tell | None = None) -> CrawlReport:
    """Crawl the demonstration's outlets into ``folder`` and return the report.

    Raises:
        WrongFolderError: the folder holds real pages.
        LockedError: another demonstration runs in it.
        StoppedError: the crawl ended before its time.
    """
    folder.claim(demonstration=True)
    modules = sources.DEMONSTRATION
    with demonstration_server() as server:
        job = Job(
            data=str(folder.root),
            sources=sources.choose((), sources.load(modules)),
            modules=modules,
            contact=CONTACT,
            proxy=server.address,
        )
        return work(job, tell=tell)
