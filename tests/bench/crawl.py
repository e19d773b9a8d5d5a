"""The crawl against bare Scrapy with two selectors, on the same pages of eight loopback hosts.

``python -m tests.bench.crawl`` prints the table by itself; ``--pages`` makes it
longer: 100,000 tell whether memory stays flat. Speeds are taken between the
first and the last page the server was asked for, so starting a process costs
nothing. On a busy machine the seconds of processor time tell more, and their
ratio stands in a row of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.folder import DataFolder
from crawler.running.process import Job
from tests.bench.timing import Row
from tests.crawler.farm import Farm, farm, reply
from tests.crawler.loopback import ROOT, sitemap

PAGES = 1_600
_HOSTS = 8
_PAGE_BYTES = 10_000
_A_SITEMAP = 10_000
_BARE = """
import json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for url in json.load(sys.stdin):
            yield scrapy.Request(url, meta={"proxy": sys.argv[1]})
    def parse(self, response):
        yield {"title": response.css("h1::text").get(), "body": response.css(".cms-body").get()}

process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False,
                               "REMOTE_CONTROL_ENABLED": False})
process.crawl(Bare)
process.start()
"""


@dataclass
class Pages:
    """Pages and their sitemaps."""

    pages: int
    page_bytes: int = _PAGE_BYTES
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz     ", k=self.page_bytes)
        self._words = "".join(letters)

    def told(self) -> list[float]:
        """Return when each page was asked for, monotonic seconds."""
        return self.times

    def answer(self, host: str, path: str, now: float) -> bytes:
        """Return a page, a sitemap or a robots.txt that allows everything."""
        if path.endswith(".html"):
            self.times.append(now)
            return reply(f'<h1>{path}</h1><div class="cms-body">{self._words}</div>'.encode())
        if not path.endswith(".xml"):
            return reply(b"User-agent: *\n", kind="text/plain")
        return reply(self._listed(path).encode(), kind="application/xml")

    def _listed(self, path: str) -> str:
        source, _, part = path.strip("/").removesuffix(".xml").partition("-")
        if part:
            end = min(int(part) + _A_SITEMAP, self.pages)
            return sitemap(*urls(range(int(part), end), source))
        maps = "".join(
            f"<sitemap><loc>http://h0.{source}.example/{source}-{start}.xml</loc></sitemap>"
            for start in range(0, self.pages, _A_SITEMAP)
        )
        return (
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}'
            "</sitemapindex>"
        )


@dataclass(frozen=True)
class Run:
    """Pages asked for a second, and what the processes came to.

    ``elapsed`` and ``processor`` are seconds, ``memory`` is bytes.
    """

    speed: float
    elapsed: float
    processor: float
    memory: float


def rows(pages: int = PAGES) -> Iterator[Row]:
    """Yield everything on against bare Scrapy, two processes against one, shares and memory."""
    bare = _bare(pages)
    own, again = _own(pages, "first"), _own(pages, "first", again=True)
    compared = "bare Scrapy, two selectors"
    yield Row("crawl, everything on", "pages/s", own.speed, compared, bare.speed)
    yield Row(
        "crawl, a processor second", "pages", pages / own.processor,
        compared, pages / bare.processor,
    )  # fmt: skip
    two = _own(pages, "first", "second")
    yield Row("crawl, two processes", "pages/s", two.speed, "one process", own.speed)
    yield Row("crawl again, unchanged", "% of time", again.elapsed / own.elapsed * 100)
    yield Row("crawl, ledger and fsync", "% of time", _share(pages) * 100)
    less = _own(pages // 4, "first")
    yield Row("crawl, memory at most", "MB", own.memory / 1e6)
    more = pages - pages // 4
    yield Row("crawl, memory a page more", "bytes", (own.memory - less.memory) / more)


def urls(numbers: Sequence[int], source: str) -> list[str]:
    """Return the addresses of these pages, in turn on each host of ``source``."""
    return [f"http://h{n % _HOSTS}.{source}.example/bai-{n}.html" for n in numbers]


def _bare(pages: int) -> Run:
    with farm(Pages(pages)) as server:
        process = subprocess.Popen(
            [sys.executable, "-c", _BARE, server.address], stdin=subprocess.PIPE, encoding="utf-8"
        )
        _send(process, json.dumps(urls(range(pages), "first")))
        return _measured(server, [process])


def _own(pages: int, *sources: str, again: bool = False) -> Run:
    """Crawl ``pages`` of each source, a process each; ``again``: return the second crawl."""
    with farm(Pages(pages)) as server, tempfile.TemporaryDirectory() as root:
        for _ in range(again):
            _measured(
                server, [_start(server, root, name, "crawler.running.process") for name in sources]
            )
        return _measured(
            server, [_start(server, root, name, "crawler.running.process") for name in sources]
        )


def _share(pages: int) -> float:
    """Return which part of a crawl's time goes into ledger and fsync."""
    with farm(Pages(pages)) as server, tempfile.TemporaryDirectory() as root:
        process = _start(server, root, "first", "tests.bench.share", stdout=subprocess.PIPE)
        told = process.stdout.read() if process.stdout else ""
        process.wait()
        return float(told.splitlines()[-1])


def _start(
    server: Farm, root: str, source: str, module: str, stdout: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    folder = DataFolder(Path(root) / "data")
    folder.claim(demonstration=True)
    job = Job(
        str(folder.root), {source: ()}, ("tests.bench.sites",), "https://test.example/",
        server.address,
    )  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=stdout, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    _send(process, job.to_json() + "\n")
    return process


def _send(process: subprocess.Popen[str], text: str) -> None:
    if process.stdin is not None:
        with process.stdin as pipe:
            pipe.write(text)


def _measured(server: Farm, processes: Sequence[subprocess.Popen[str]]) -> Run:
    before, begin = len(server.told()), time.perf_counter()
    processor = memory = 0.0
    for process in processes:
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"the crawl ended with status {status}")
        processor += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss * 1024)
    elapsed, times = time.perf_counter() - begin, server.told()[before:]
    speed = (len(times) - 1) / (times[-1] - times[0]) if times else 0.0
    return Run(speed, elapsed, processor, memory)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crawl", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help="pages a crawl; %(default)s")
    for row in rows(parser.parse_args().pages):
        print(row, flush=True)


if __name__ == "__main__":
    main()
