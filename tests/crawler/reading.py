"""Reads every page of an archive, in a process of its own: ``python -m tests.crawler.reading DIR``.

Each is read and counted as the build does it. Prints a JSON object a page: its address, seconds of processor time, what was read
with the source's own page object, and the largest resident memory so far, in bytes.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from corpus.warc import all_records
from crawler import sources
from crawler.monitor.pages import PageCounts
from crawler.replay import articles_of
from tests.crawler.loopback import SITES


def memory() -> int:
    """Return the largest resident memory of this process, in bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def main(folder: Path) -> None:
    spiders = sources.load(SITES)
    counted = PageCounts(spiders)
    for record in all_records(folder):
        if record.type != "response" or record.head is None or record.head.status != 200:
            continue
        begin = time.process_time()
        articles = articles_of(record, spiders)
        counted(record, articles)
        told = {
            "url": record.url,
            "seconds": time.process_time() - begin,
            "texts": [article.text for article in articles],
            "memory": memory(),
        }
        print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
