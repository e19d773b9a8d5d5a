"""Killed at any byte, a crawl resumes: nothing lost, nothing twice, everything readable."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass

import pytest

from corpus.folder import DataFolder
from corpus.store import build
from corpus.warc import all_records
from crawler import sources
from crawler.clock import SYSTEM
from crawler.replay import replay
from crawler.running.process import Job
from extract.reading import read
from tests.crawler.killing import (
    archived_bytes,
    bodies,
    finish,
    kill_at_commit,
    kill_at_growth,
    lie_where_noted,
    start,
    states,
)
from tests.crawler.loopback import SITES, Answer, Loopback, html, loopback, page, sitemap, xml

HOST = "http://plain.example"
PAGES = 40
_WARC_BYTES_A_PAGE = 12_000


@dataclass(frozen=True)
class Extent:
    """How many kills in all, how many of them at one site, of how many pages."""

    kills: int
    at_a_site: int
    pages: int


SHORT, LONG = Extent(20, 5, PAGES), Extent(1000, 25, 60)


def site(rng: random.Random, pages: int = PAGES) -> dict[str, Answer]:
    """Pages of a size that takes more than one write to disk; a fifth are reached by redirects.

    Their letters are random, so that packing leaves the size as it is.
    """
    answers: dict[str, Answer] = {}
    announced = []
    for number in range(pages):
        words = "".join(rng.choices("abcdefghijklmnopqrstuvwxyz ", k=20_000))
        target = f"{HOST}/bai-{number}.html"
        answers[target] = html(page(f"<p>Năm 2023: {number + 2} dự án.</p><!-- {words} -->"))
        announced.append(target)
        if number % 5 == 0:
            announced[-1] = f"{HOST}/cu-{number}.html"
            answers[announced[-1]] = html(b"", ("Location", f"/bai-{number}.html"), status=301)
    answers[f"{HOST}/sitemap.xml"] = xml(sitemap(*announced))
    return answers


def job(folder: DataFolder, server: Loopback) -> Job:
    return Job(str(folder.root), {"plain": ()}, SITES, "https://test.example/", server.address)


def killed(folder: DataFolder, server: Loopback, extent: Extent, rng: random.Random) -> int:
    """Kill crawls of ``folder`` at bytes and commits drawn by ``rng``; return how many were."""
    count = 0
    for number in range(extent.at_a_site):
        process = start(job(folder, server))
        if number % 3 == 2:
            count += kill_at_commit(process, folder.ledger, rng.randrange(10))
        else:
            ahead = rng.randrange(1, extent.pages * _WARC_BYTES_A_PAGE // extent.at_a_site)
            size = archived_bytes(folder.warc) + ahead
            count += kill_at_growth(process, folder.warc, size)
    return count


def answered(server: Loopback) -> Counter[str]:
    """Return how often each page was asked for; what is asked at every run is left out."""
    often = {f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"}
    return Counter(url for url in server.urls() if url not in often)


def test_a_killed_crawl_loses_nothing_and_repeats_nothing(
    folder: DataFolder, seed: int, request: pytest.FixtureRequest
) -> None:
    """Server log, ledger, archive and database agree as sets after 20 kills at several sites."""
    extent = LONG if request.config.getoption("--soak") else SHORT
    kills = sites = 0
    while kills < extent.kills:
        sites += 1
        rng = random.Random(seed + sites)
        here = DataFolder(folder.root.with_name(f"data-{sites}"))
        here.claim(demonstration=True)
        with loopback(site(rng, extent.pages)) as server:
            here_killed = killed(here, server, extent, rng)
            assert finish(start(job(here, server))) == 0
        kills += here_killed
        assert here_killed >= extent.at_a_site // 2, "crawls end before they are killed"
        all_agrees(here, server, here_killed)
        shutil.rmtree(here.root)
        print(f"{kills} kills at {sites} sites", flush=True)


def all_agrees(folder: DataFolder, server: Loopback, kills: int) -> None:
    """Compare what the server was asked with archive, ledger and database."""
    pages = {url for url, answer in server.answers.items() if answer_is_page(url, answer)}
    moved = set(server.answers) - pages - {f"{HOST}/sitemap.xml"}
    kept = bodies(folder)
    asked = answered(server)
    assert set(asked) == pages | moved
    # One request a host is on its way at any moment; only that one may be asked again.
    assert asked.total() - len(asked) <= kills
    assert {url for url in kept if url.endswith(".html")} == pages
    assert [url for url in pages if kept[url] != 1] == []
    noted = states(folder, "plain")
    assert {url for url, state in noted.items() if state == "fetched"} >= pages | moved
    assert set(noted.values()) <= {"fetched", "gone"}
    assert pages <= lie_where_noted(folder, "plain")
    assert set(built_urls(folder)) == pages


def answer_is_page(url: str, answer: object) -> bool:
    return isinstance(answer, Answer) and answer.status == 200 and url.endswith(".html")


def built_urls(folder: DataFolder) -> list[str]:
    import sqlite3

    build(
        folder,
        replay(folder, modules=SITES),
        read,
        built_at=SYSTEM.stamp(),
        demonstration=True,
        sources=sources.described(sources.load(SITES)),
    )
    with sqlite3.connect(folder.facts) as connection:
        found = [url for (url,) in connection.execute("SELECT url FROM article")]
    connection.close()
    assert len(found) == len(set(found))
    return found


def test_a_page_archived_but_not_noted_is_not_fetched_again(folder: DataFolder) -> None:
    """The ledger is deleted after a whole crawl: everything in it comes back from the archive."""
    answers = site(random.Random(5))
    folder.claim(demonstration=True)
    with loopback(answers) as server:
        assert finish(start(job(folder, server))) == 0
        before = states(folder, "plain")
        for path in folder.root.glob("ledger.db*"):
            path.unlink()
        asked = len(server.seen)
        assert finish(start(job(folder, server))) == 0
        again = server.urls()[asked:]
    assert again == [f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"]
    assert states(folder, "plain") == before


def test_what_a_feed_forgets_is_still_asked_for(folder: DataFolder) -> None:
    """Announced before a kill, no longer announced after it."""
    answers = site(random.Random(6))
    folder.claim(demonstration=True)
    with loopback(answers) as server:
        process = start(job(folder, server))
        assert kill_at_growth(process, folder.warc, 5 * _WARC_BYTES_A_PAGE)
        server.answers[f"{HOST}/sitemap.xml"] = xml(sitemap())
        assert finish(start(job(folder, server))) == 0
    assert len([url for url in bodies(folder) if url.endswith(".html")]) == PAGES


def test_a_cut_tail_of_the_archive_is_mended(folder: DataFolder) -> None:
    """As a full disk or a loss of power leaves it: the segment ends within a record."""
    answers = site(random.Random(7))
    folder.claim(demonstration=True)
    with loopback(answers) as server:
        process = start(job(folder, server))
        assert kill_at_growth(process, folder.warc, 8 * _WARC_BYTES_A_PAGE)
        (segment,) = folder.warc.glob("*.warc.gz")
        with segment.open("r+b") as file:
            file.truncate(segment.stat().st_size - _WARC_BYTES_A_PAGE)
        assert finish(start(job(folder, server))) == 0
    assert all(r.url is not None or r.type == "warcinfo" for r in all_records(folder.warc))
    assert len([url for url in bodies(folder) if url.endswith(".html")]) == PAGES
