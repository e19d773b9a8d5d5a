"""A source file for a site that has none: looked at, guessed, written, never over another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus.folder import DataFolder
from crawler import sources
from crawler.clock import SYSTEM
from crawler.errors import CrawlError
from crawler.look.run import scout
from crawler.look.skeleton import name_for, skeleton, toml_of
from crawler.running.report import Problem
from crawler.sources.declarations import is_name
from crawler.urls import host_of


class KnownSourceError(CrawlError):
    """The site or the name has a source file already."""


@dataclass(frozen=True, slots=True)
class Added:
    """The file written (``None``: the site gave no page), and what is to be told of it."""

    name: str
    path: Path | None
    requests: int
    said: tuple[str, ...]
    doubts: tuple[str, ...]
    problems: tuple[Problem, ...]


def add_source(
    url: str,
    folder: DataFolder,
    *,
    name: str | None,
    contact: str | None,
    delay: float = 5.0,
    proxy: str | None = None,
) -> Added:
    """Look at the site of ``url`` and write ``sources/<name>.toml`` into ``folder``.

    Raises:
        KnownSourceError: a source covers the host, or a file has the name.
        Other errors as :func:`crawler.running.run.crawl`.
    """
    name = name or name_for(url)
    _check_free(url, name, folder)
    host = host_of(url).removeprefix("www.")
    parts = urlsplit(url)
    front = f"{parts.scheme}://{parts.netloc}/"
    urls = tuple(dict.fromkeys((front, url)))
    look, report = scout(
        urls, folder, name=name, host=host, contact=contact, delay=delay, proxy=proxy
    )
    found = skeleton(name, host, look)
    path = None
    if look.answers:
        folder.sources.mkdir(exist_ok=True)
        path = folder.sources / f"{name}.toml"
        with path.open("x", encoding="utf-8") as file:
            file.write(toml_of(found, day=SYSTEM.stamp()[:10]))
    end = look.end_of(front)
    if end != front:
        found.doubts.append(f"hosts: {front} leads to {end}; add that one if it is another host")
    return Added(
        name=name,
        path=path,
        requests=report.counts["requests"],
        said=tuple(found.said),
        doubts=tuple(found.doubts),
        problems=tuple(report.problems),
    )


def _check_free(url: str, name: str, folder: DataFolder) -> None:
    known = sources.load(sources.modules_for(folder))
    covering = sources.covering(url, known)
    if covering is not None:
        raise KnownSourceError(f"{url}: {covering} covers this host, expected one without a source")
    if not is_name(name):
        raise KnownSourceError(f"--name {name}: expected small letters, digits and underscores")
    taken = [str(path) for path in folder.sources.glob(f"{name}.*")]
    if name in known or taken:
        whose = taken[0] if taken else known[name].__module__
        raise KnownSourceError(f"{name}: {whose} has this name, expected another with --name")
