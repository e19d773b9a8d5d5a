"""Archive and build, on the demonstration's pages: absolute, as nothing compares."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpus.folder import DataFolder
from corpus.warc import Head, WarcWriter, all_records
from crawler.building import build_folder
from crawler.demo import run_demo
from crawler.demo.site import resources
from crawler.replay import replay
from tests.bench.timing import Row, once

_AT = "2025-12-04T03:00:00Z"


def rows() -> Iterator[Row]:
    """Yield the rows of this part, and the seconds of the whole job as the last one."""
    with tempfile.TemporaryDirectory() as root:
        yield from _archive(Path(root) / "warc")
        yield from _job(DataFolder(Path(root) / "data"))


def _archive(folder: Path) -> Iterator[Row]:
    pages = [page for site in resources().values() for page in site.values()]
    head = Head.of(200, "OK", ((b"Content-Type", b"text/html; charset=utf-8"),))

    def write() -> Iterator[object]:
        with WarcWriter(folder, "r1", info={}, started=_AT) as writer:
            for number, page in enumerate(pages):
                yield writer.response(
                    f"http://bench.example/{number}", head, page.body, captured=_AT
                )
                writer.sync()

    count, seconds = once(write)
    yield Row("pages archived, each synced", "pages/s", count / seconds)
    count, seconds = once(lambda: all_records(folder))
    yield Row("records read and checked", "records/s", count / seconds)


def _job(folder: DataFolder) -> Iterator[Row]:
    begin = time.perf_counter()
    with contextlib.redirect_stdout(None):
        run_demo(folder)
    crawled = time.perf_counter()
    report = build_folder(folder)
    built = time.perf_counter()
    yield Row(
        "articles built into facts.db", "articles/s", report.rows["article"] / (built - crawled)
    )
    count, seconds = once(lambda: replay(folder))
    yield Row("pages replayed to articles", "articles/s", count / seconds)
    yield Row("the demonstration, whole", "seconds", built - begin)
