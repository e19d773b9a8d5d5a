"""What an update came to as plain JSON: the line in ``updates.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.changes import Change, Changes
from crawler.monitor.health import Health
from crawler.running.report import CrawlReport
from crawler.weekly.crawling import Crawled

_COUNTS = ("requests", "fetched", "unchanged", "failed", "blocked", "forbidden")


def record(at: str, crawled: Crawled, changed: Changes, health: Iterable[Health]) -> dict[str, Any]:
    """Return the line; every key is always there.

    ``at`` is when the update began. ``figures`` lists every difference to the edition
    before, with both readings; of a first edition only the numbers are told.
    """
    return {
        "at": at,
        "compared": changed.compared,
        "reader_changed": changed.reader_changed,
        "new_articles": len(changed.new_articles),
        "new_figures": len(changed.of("new")),
        "changed_figures": len(changed.of("changed")),
        "withdrawn_figures": len(changed.of("withdrawn")),
        "sources": [_asked(name, report) for name, report in crawled.reports.items()],
        "not_crawled": dict(crawled.failures),
        "faulty_files": list(crawled.faulty),
        "not_due": {one.source: one.due_at and one.due_at.isoformat() for one in crawled.later},
        "troubled": [one.row() for one in health if one.state == "troubled"],
        "articles": list(changed.new_articles) if changed.compared else [],
        "figures": [_difference(one) for one in changed.figures] if changed.compared else [],
    }


def _asked(name: str, report: CrawlReport) -> dict[str, Any]:
    return {"source": name, **{count: report.total(count) for count in _COUNTS}}


def _difference(change: Change) -> Mapping[str, Any]:
    return {
        "kind": change.kind,
        "claim": change.claim,
        "fields": list(change.fields),
        "printed": change.printed,
        "before": change.before,
        "after": change.after,
    }
