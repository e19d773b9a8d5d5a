"""The early years: pages that web archives captured, fetched politely and filed as of that day.

An archive's address index is asked for a source's hosts, year by year
(``wayback.py``, ``commoncrawl.py``); what looks like an article of ours is chosen
(``choice.py``), fetched by the crawl's own machinery (``spider.py``) and filed
with its address, its day of capture and the archive's address (``captures.py``).
"""

from __future__ import annotations

from collections.abc import Mapping

from crawler.backfill.commoncrawl import CommonCrawl
from crawler.backfill.index import Archive
from crawler.backfill.wayback import Wayback

ARCHIVES: Mapping[str, type[Archive]] = {"wayback": Wayback, "commoncrawl": CommonCrawl}
"""The archives by name."""
