"""What a crawling process may be sent for: the crawl itself, or something aside from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.backfill import ARCHIVES
from crawler.backfill.spider import backfill_of
from crawler.spider import NewsSpider


def spider_for(kind: type[NewsSpider], errand: Mapping[str, Any]) -> type[NewsSpider]:
    """Return the spider that does ``errand`` at the source ``kind``; none: the source itself.

    A backfill has ``archive`` (a name) and ``years``; ``bases`` and ``delay`` are those
    of a mirror, none for the archive's own.
    """
    if not errand:
        return kind
    archive = ARCHIVES[errand["archive"]](errand["bases"], delay=errand["delay"])
    return backfill_of(kind, archive, errand["years"])
