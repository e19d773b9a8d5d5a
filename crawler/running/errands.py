"""What a crawling process may be sent for: the crawl itself, or something aside from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.backfill import ARCHIVES
from crawler.backfill.spider import backfill_of
from crawler.look.spider import Look, Scout
from crawler.spider import NewsSpider

BACKFILL, LOOK, SCOUT = "backfill", "look", "scout"


def spider_for(source: type[NewsSpider], errand: Mapping[str, Any]) -> type[NewsSpider]:
    """Return the spider that does ``errand`` at ``source``; none: the source itself.

    ``kind`` is ``look`` (at a source), ``scout`` (a draft of one) or ``backfill``.
    A backfill has ``archive`` (a name) and ``years``; ``bases`` and ``delay`` are those
    of a mirror, none for the archive's own.
    """
    if not errand:
        return source
    if errand["kind"] == BACKFILL:
        archive = ARCHIVES[errand["archive"]](errand["bases"], delay=errand["delay"])
        return backfill_of(source, archive, errand["years"])
    mixin = {LOOK: Look, SCOUT: Scout}[errand["kind"]]
    return type(f"{source.__name__}{mixin.__name__}", (mixin, source), {})
