"""Two crawls on the same hosts at once, one of them killed and begun anew: manners hold."""

from __future__ import annotations

import os
import signal
import time

import pytest

from corpus.folder import DataFolder
from crawler.running.process import Job
from tests.crawler.farm import Farm, farm
from tests.crawler.killing import HANG, bodies, start
from tests.crawler.loopback import SITES
from tests.crawler.mannered import DELAYS, Mannered, Manners

SHORT, LONG = 600, 62_000
"""Addresses of each source; a seventh lies on a closed host, a twentieth is closed."""


def test_manners_across_two_processes_and_a_kill(
    folder: DataFolder, request: pytest.FixtureRequest
) -> None:
    """No address that robots.txt closes, none before Retry-After, none closer than Crawl-delay."""
    long = request.config.getoption("--soak")
    pages = int(os.environ.get("PRESSFACTS_PAGES", LONG)) if long else SHORT
    folder.claim(demonstration=True)
    with farm(Mannered(pages, busy=400 if long else 50)) as server:
        east, west = (start(job(folder, server, name)) for name in ("east", "west"))
        wait_for_requests(server, pages // 2)
        assert east.pid is not None
        os.kill(east.pid, signal.SIGKILL)
        east.join(HANG)
        at_the_kill = server.told().last
        east = start(job(folder, server, "east"))
        for process in (east, west):
            process.join(None if long else HANG)
            assert process.exitcode == 0
        manners: Manners = server.told()
    print(f"{manners.requests} requests, {manners.pauses} pauses asked for", flush=True)
    assert manners.breaches == []
    # An answer on its way to a process that is killed reaches nobody.
    unread = {url for (_, source), url in at_the_kill.items() if source == "east"}
    assert [early for early in manners.early if early.refused not in unread] == []
    assert manners.pauses >= 10
    kept = {url for url in bodies(folder) if url.endswith(".html")}
    assert kept == {url for name in ("east", "west") for url in open_addresses(name, pages)}
    assert manners.requests >= len(kept)


def job(folder: DataFolder, server: Farm, name: str) -> Job:
    return Job(str(folder.root), {name: ()}, SITES, "https://test.example/", server.address)


def open_addresses(source: str, pages: int) -> set[str]:
    """Return what may be asked for: not on the closed host, not in the closed folder."""
    hosts = len(DELAYS) + 1
    return {
        f"http://h{number % hosts}.shared.example/{source}-{number}.html"
        for number in range(pages)
        if number % hosts != len(DELAYS) and number % 20 != 19
    }


def wait_for_requests(server: Farm, count: int) -> None:
    deadline = time.monotonic() + HANG + count
    while server.told().requests < count:
        assert time.monotonic() < deadline, "the crawls hang"
        time.sleep(0.05)
