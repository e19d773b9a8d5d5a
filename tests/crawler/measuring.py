"""A crawl with the memory that its process came to."""

from __future__ import annotations

import json
import subprocess
import sys

from crawler.running.process import Job
from crawler.running.report import CrawlReport
from tests.crawler.killing import HANG

# A process of its own between: the memory of a child counts that of its parent when it began.
_BETWEEN = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "crawler.running.process"], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measured(job: Job, *, hang: int = HANG) -> tuple[CrawlReport, float]:
    """Do ``job``; return its report and the largest resident memory, in MB (10^6 bytes)."""
    done = subprocess.run(
        [sys.executable, "-c", _BETWEEN],
        input=job.to_json() + "\n",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=hang,
        check=True,
    )
    *events, kilobytes = done.stdout.splitlines()
    report = CrawlReport.from_json(json.loads(events[-1])["report"])
    return report, int(kilobytes) * 1024 / 1e6
