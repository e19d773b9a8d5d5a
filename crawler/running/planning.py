"""``crawl --plan``: a crawl that counts articles where it would ask for them.

It goes its usual way (discovery, date window, topic filter, ledger, robots.txt),
archives what it asks for, and hands no address to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawler.errors import CrawlError
from crawler.running.crawlrun import CrawlRun, source_of
from crawler.running.plan import Plan
from crawler.running.report import SourcePlan
from crawler.sources.outlet import Outlet

ASSUMED_BYTES = 50_000
"""Bytes of a page as sent, where none of the source is archived yet."""

_MEASURED_PAGES = 50
"""So many of the last archived pages of a source tell the size of its pages."""


class PlanMiddleware:
    """Stands behind robots.txt and counts the articles it lets through."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = CrawlRun.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PlanMiddleware:
        """Make the middleware for one spider."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let requests for discovery and robots.txt pass; raise ``IgnoreRequest`` for articles."""
        if request.meta.get("kind") != "article":
            return
        known = self._run.keeper.known(request)
        again = known is not None and known.last_visit is not None
        _plan(self._run).allow(source_of(self._crawler), request.url, again=again)
        raise IgnoreRequest("planned")


def source_plan(run: CrawlRun, outlet: type[Outlet], *, most_bytes: int) -> SourcePlan:
    """Return what the plan of ``run`` comes to for one source.

    ``most_bytes`` is what a run may fetch of a source.
    """
    plan, name = _plan(run), outlet.name
    hosts = plan.hosts[name]
    sizes = run.article_sizes(name, outlet.is_article, _MEASURED_PAGES)
    page_bytes = round(sum(sizes) / len(sizes)) if sizes else ASSUMED_BYTES
    full = len(plan.due[name]) >= outlet.most_pages
    left = max(0, run.count_due(name) - len(plan.due[name])) if full else 0
    return SourcePlan(
        addresses=hosts.total(),
        new=hosts.total() - plan.again[name],
        again=plan.again[name],
        forbidden=run.tally.counted(name, "forbidden"),
        left_for_later=left,
        # Hosts are asked at the same time, each at its own pace.
        seconds=max(
            (asked * max(outlet.delay, run.turns.spacing(host)) for host, asked in hosts.items()),
            default=0.0,
        ),
        page_bytes=page_bytes,
        pages_measured=len(sizes),
        limits=tuple(_limits(left, outlet.most_pages, hosts.total() * page_bytes, most_bytes)),
    )


def _plan(run: CrawlRun) -> Plan:
    if run.plan is None:
        raise CrawlError("no plan is made, expected a run that makes one")
    return run.plan


def _limits(left: int, most_pages: int, planned_bytes: int, most_bytes: int) -> Iterator[str]:
    if left:
        yield f"{most_pages} pages a run"
    if planned_bytes > most_bytes:
        yield f"{most_bytes / 1e6:.0f} MB a run"
