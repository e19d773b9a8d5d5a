"""The crawl against bare Scrapy with two selectors, on the same pages of eight loopback hosts.

``python -m tests.bench.crawl`` prints the table. Speeds are taken between the
first and the last request the server saw, so starting a process costs nothing.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.folder import DataFolder
from crawler.process import Job
from tests.bench.timing import Row
from tests.crawler.loopback import ROOT, SITES, sitemap

PAGES = 800
_HOSTS = 8
_PAGE_BYTES = 10_000
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


def rows(pages: int = PAGES) -> Iterator[Row]:
    """Yield everything on against bare Scrapy, then the memory a page more costs."""
    bare = _bare(pages)
    own, memory = _own(pages)
    yield Row("crawl, everything on", "pages/s", own, "bare Scrapy, two selectors", bare)
    _, less = _own(pages // 4)
    yield Row("crawl, memory at most", "MB", memory / 1e6)
    yield Row("crawl, memory a page more", "bytes", (memory - less) / (pages - pages // 4))


def _bare(pages: int) -> float:
    with _server(pages) as (address, times):
        subprocess.run(
            [sys.executable, "-c", _BARE, address],
            input=json.dumps(_urls(pages)), encoding="utf-8", check=True,
        )  # fmt: skip
        return _speed(times())


def _own(pages: int) -> tuple[float, float]:
    """Return pages a second and the bytes of memory the crawling process came to."""
    with _server(pages) as (address, times), tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "data")
        folder.claim(demonstration=True)
        job = Job(str(folder.root), {"plain": ()}, SITES, "https://test.example/", address)
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler.process"], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        if process.stdin is not None:
            with process.stdin as pipe:
                pipe.write(job.to_json() + "\n")
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"the crawl ended with status {status}")
        return _speed(times()), used.ru_maxrss * 1024


def _speed(times: list[float]) -> float:
    return (len(times) - 1) / (times[-1] - times[0])


def _urls(pages: int) -> list[str]:
    return [f"http://h{n % _HOSTS}.plain.example/bai-{n}.html" for n in range(pages)]


@contextmanager
def _server(pages: int) -> Iterator[tuple[str, Callable[[], list[float]]]]:
    """Serve in a process of its own; give the address, and what returns the times of requests."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, pages), daemon=True)
    process.start()

    def times() -> list[float]:
        here.send("times")
        return list(here.recv())

    try:
        yield here.recv(), times
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection, pages: int) -> None:
    seen: list[float] = []
    words = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz     ", k=_PAGE_BYTES))
    listed = sitemap(*_urls(pages)).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if self.path.endswith(".html"):
                seen.append(time.monotonic())
                body = f'<h1>{self.path}</h1><div class="cms-body">{words}</div>'.encode()
            else:
                body = listed if self.path.endswith("sitemap.xml") else b"User-agent: *\n"
            self.send_response(200)
            kind = "application/xml" if body is listed else "text/html; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    threading.Thread(target=server.serve_forever, daemon=True).start()
    pipe.send(f"http://127.0.0.1:{server.server_address[1]}")
    while pipe.recv() == "times":
        pipe.send(sorted(seen))


def main() -> None:
    """Print the table."""
    for row in rows():
        print(row, flush=True)


if __name__ == "__main__":
    main()
