"""The sources of the fault tests: one a fault, made from the list in ``faults.py``."""

from __future__ import annotations

from typing import Any

from crawler.discovery import Feed, Listing, Sitemap
from crawler.discovery.topic import Topic
from crawler.spider import NewsSpider
from tests.crawler.monitor.fault import Fault
from tests.crawler.monitor.faults import EVERY
from tests.crawler.sites import Plain

_SEEDS = {"feed": Feed, "sitemap": Sitemap, "listing": Listing}


def _source(fault: Fault) -> type[NewsSpider]:
    told: dict[str, Any] = {
        "name": fault.name,
        "hosts": (fault.host,),
        "discovery": (_SEEDS[fault.seed](fault.document),),
        "topic": Topic(("hop tac",)) if fault.name == "off_topic" else None,
        "__module__": __name__,
    }
    return type(fault.name, (Plain,), {**told, **fault.told})


globals().update({fault.name: _source(fault) for fault in EVERY})
