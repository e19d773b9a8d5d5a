"""A look as one call: at a source by its file, or at a site that has none."""

from __future__ import annotations

import tempfile
from pathlib import Path

from corpus.folder import DataFolder
from crawler import sources
from crawler.look.gathered import Gathered, gathered
from crawler.progress import Tell
from crawler.running.errands import LOOK, SCOUT
from crawler.running.process import Job
from crawler.running.report import SourceReport
from crawler.running.run import usable_contact, work
from crawler.spider import NewsSpider

_DRAFT = """
name = "{name}"
title = "{host}"
hosts = ["{host}"]
languages = ["vi"]
country = "VN"
kind = "newspaper"
page = "GenericPage"
article = "."
topic = "all"
delay = {delay}
"""


def look_at(
    name: str,
    folder: DataFolder,
    *,
    contact: str | None,
    proxy: str | None = None,
    tell: Tell | None = None,
) -> tuple[type[NewsSpider], Gathered, SourceReport]:
    """Look at the source ``name``; return it, what was gathered, and how it went.

    Raises errors as :func:`crawler.running.run.crawl`.
    """
    asking = usable_contact(contact)
    folder.claim(demonstration=False)
    places = sources.modules_for(folder)
    known = sources.load(places)
    chosen = dict.fromkeys(sources.choose([name], known), ())
    job = Job(str(folder.root), chosen, places, asking, proxy, errand={"kind": LOOK})
    report = work(job, tell=tell)
    return (
        known[next(iter(chosen))],
        gathered(folder, report.run),
        report.sources[next(iter(chosen))],
    )


def scout(
    urls: tuple[str, ...],
    folder: DataFolder,
    *,
    name: str,
    host: str,
    contact: str | None,
    delay: float = 5.0,
    proxy: str | None = None,
    tell: Tell | None = None,
) -> tuple[Gathered, SourceReport]:
    """Look at the site of ``host`` from ``urls`` on; its pages are archived for source ``name``.

    ``delay`` is the least pause between requests, in seconds.

    Raises errors as :func:`crawler.running.run.crawl`.
    """
    asking = usable_contact(contact)
    folder.claim(demonstration=False)
    with tempfile.TemporaryDirectory() as place:
        draft = _DRAFT.format(name=name, host=host, delay=delay)
        (Path(place) / f"{name}.toml").write_text(draft, "utf-8")
        job = Job(str(folder.root), {name: urls}, (place,), asking, proxy, errand={"kind": SCOUT})
        report = work(job, tell=tell)
    return gathered(folder, report.run), report.sources[name]
