"""robots.txt, pauses, cookies and the name under which we ask."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import Response

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.fetching.retryafter import asked_wait, retry_after
from crawler.fetching.robots import verdict_of
from crawler.fetching.turns import HostClosedError, Turns
from tests.crawler.loopback import Answer, fetch, html, loopback, page, sitemap, xml

HOST = "http://plain.example"


def test_what_robots_closes_is_not_asked_for_and_is_noted(folder: DataFolder) -> None:
    """The closed address is never requested; the ledger says why."""
    answers = {
        f"{HOST}/robots.txt": Answer(200, b"User-agent: *\nDisallow: /closed\n"),
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/closed.html", f"{HOST}/open.html")),
        f"{HOST}/open.html": html(page()),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address)
    assert f"{HOST}/closed.html" not in server.urls()
    assert f"{HOST}/open.html" in server.urls()
    assert report.sources["plain"].counts["forbidden"] == 1
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(f"{HOST}/closed.html")
    assert row is not None
    assert (row.state, row.reason) == ("blocked", "robots.txt")


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_in_trouble_closes_the_host_and_is_reported(folder: DataFolder, status: int) -> None:
    """Nothing but robots.txt is asked for."""
    answers = {
        f"{HOST}/robots.txt": Answer(status, b"User-agent: *\nAllow: /\n"),
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html")),
    }
    with loopback(answers) as server:
        report = fetch(folder, server.address)
    assert set(server.urls()) == {f"{HOST}/robots.txt"}
    assert report.sources["plain"].counts["forbidden"] == 1
    told = [problem.what for problem in report.sources["plain"].problems]
    assert f"robots.txt answered {status}: host left alone" in told


def test_robots_that_can_not_be_had_closes_the_host(folder: DataFolder) -> None:
    """A cut answer is no answer."""
    answers = {f"{HOST}/robots.txt": Answer(200, b"User-agent: *", length=900)}
    with loopback(answers) as server:
        report = fetch(folder, server.address)
    assert set(server.urls()) == {f"{HOST}/robots.txt"}
    assert report.sources["plain"].counts["forbidden"] == 1


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_robots_means_no_rules(folder: DataFolder, status: int) -> None:
    """RFC 9309: a 4xx allows everything."""
    answers = {
        f"{HOST}/robots.txt": Answer(status, b"<html>nothing</html>"),
        f"{HOST}/a.html": html(page()),
    }
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
    assert f"{HOST}/a.html" in server.urls()


def test_an_html_page_as_robots_holds_no_rules() -> None:
    """Soft errors answer 200 with a page."""
    verdict = verdict_of(200, b"<!doctype html><title>Welcome</title>")
    assert verdict.forbids("https://x.example/a") is None
    assert verdict.delay == 0


def test_crawl_delay_is_kept(folder: DataFolder) -> None:
    """Requests arrive no closer to one another than the host asks for."""
    answers = {
        f"{HOST}/robots.txt": Answer(200, b"User-agent: *\nCrawl-delay: 0.3\n"),
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", f"{HOST}/b.html")),
        f"{HOST}/a.html": html(page()),
        f"{HOST}/b.html": html(page()),
    }
    with loopback(answers) as server:
        fetch(folder, server.address)
    times = [request.at for request in server.seen]
    # The delay is known once robots.txt is read, so from the second request on.
    gaps = [later - earlier for earlier, later in pairwise(times[1:])]
    assert len(gaps) == 2
    assert min(gaps) >= 0.3


def test_retry_after_is_waited_for(folder: DataFolder) -> None:
    """A 503 that asks for a second is repeated after it, not before."""
    asked: list[int] = []

    def once(headers: dict[str, str]) -> Answer:
        asked.append(1)
        if len(asked) == 1:
            return html(b"busy", ("Retry-After", "1"), status=503)
        return html(page())

    with loopback({f"{HOST}/a.html": once}) as server:  # type: ignore[dict-item]
        report = fetch(folder, server.address, "plain", f"{HOST}/a.html")
    first, second = (request.at for request in server.seen if request.url.endswith("a.html"))
    assert second - first >= 1.0
    assert report.total("fetched") == 1


def test_a_host_that_asks_for_an_hour_is_left_alone(folder: DataFolder) -> None:
    """The run ends; it neither waits nor asks again."""
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", f"{HOST}/b.html")),
        f"{HOST}/a.html": html(b"busy", ("Retry-After", "3600"), status=503),
        f"{HOST}/b.html": html(page()),
    }
    with loopback(answers) as server:
        fetch(folder, server.address)
    assert f"{HOST}/b.html" not in server.urls()
    assert server.urls().count(f"{HOST}/a.html") == 1


def test_the_agent_names_the_program_and_a_contact(folder: DataFolder) -> None:
    """So that an owner can look up what asks, and write."""
    with loopback({}) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
    agents = {request.headers["User-Agent"] for request in server.seen}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("pressfacts/")
    assert agent.endswith("(+https://test.example/)")


def test_cookies_go_back_to_the_host_that_set_them_only(folder: DataFolder) -> None:
    """A cookie for the whole domain stays with its host; no other host sees it."""
    other = "http://sub.plain.example"
    answers = {
        f"{HOST}/b.html": html(b"", ("Location", f"{other}/c.html"), status=302),
        f"{other}/c.html": html(page()),
        f"{HOST}/sitemap.xml": xml(
            sitemap(f"{HOST}/b.html"), ("Set-Cookie", "seen=1; Domain=plain.example; Path=/")
        ),
    }
    with loopback(answers) as server:
        fetch(folder, server.address)
    cookies = {request.url: request.headers.get("Cookie") for request in server.seen}
    assert cookies[f"{HOST}/b.html"] == "seen=1"
    assert cookies[f"{other}/c.html"] is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 3 ", 3.0),
        ("Fri, 12 Apr 2024 08:00:30 GMT", 30.0),
        ("Fri, 12 Apr 2024 07:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    """RFC 9110, section 10.2.3; anything else is not understood."""
    now = datetime(2024, 4, 12, 8, 0, 0, tzinfo=UTC)
    assert retry_after(value, now=now) == seconds


def test_turns_are_spaced_and_a_long_pause_closes_the_host(tmp_path: Path) -> None:
    """By a clock of its own: 2 s after each turn, and no turn where 300 s are asked for."""
    clock = [100.0]
    starts: list[float] = []

    async def sleep(seconds: float) -> None:
        clock[0] += seconds

    async def scene() -> None:
        turns = Turns(tmp_path, clock=lambda: clock[0], wall=lambda: clock[0], sleep=sleep)
        turns.slow_down("a.example", 2.0)
        for _ in range(3):
            async with turns.turn("a.example"):
                starts.append(clock[0])
                clock[0] += 0.5
        turns.pause("a.example", 300.0)
        with pytest.raises(HostClosedError, match="300 s"):
            async with turns.turn("a.example"):
                starts.append(clock[0])
        async with turns.turn("b.example"):
            starts.append(clock[0])

    asyncio.run(scene())
    assert starts == [100.0, 102.5, 105.0, 105.5]


def test_pauses_hold_after_a_kill_and_in_another_process(tmp_path: Path) -> None:
    """A second object stands for a second process: it has nothing but the host's file."""
    clock = [100.0]
    starts: list[float] = []

    async def sleep(seconds: float) -> None:
        clock[0] += seconds

    def turns(*, wall_ahead: float = 0.0) -> Turns:
        return Turns(
            tmp_path,
            clock=lambda: clock[0],
            wall=lambda: 1.7e9 + clock[0] + wall_ahead,
            sleep=sleep,
        )

    async def ask(given: Turns, wait: float = 0.0) -> None:
        async with given.turn("a.example"):
            starts.append(clock[0])
            given.pause("a.example", wait)

    async def scene() -> None:
        first = turns()
        first.slow_down("a.example", 2.0)
        await ask(first)
        await ask(turns(), wait=50.0)
        await ask(turns())
        # The file's last writer knew of no spacing; who knows keeps it all the same.
        first.slow_down("a.example", 7.0)
        await ask(first)
        # A clock set back by a day since the file was written: the whole pause again.
        clock[0] += 3.0
        await ask(turns(wall_ahead=-86400.0))

    asyncio.run(scene())
    assert starts == [100.0, 102.0, 152.0, 159.0, 169.0]


def test_a_host_that_asked_for_an_hour_is_left_alone_by_the_next_run(folder: DataFolder) -> None:
    """Not even robots.txt is asked for."""
    answers = {f"{HOST}/a.html": html(b"busy", ("Retry-After", "3600"), status=503)}
    with loopback(answers) as server:
        fetch(folder, server.address, "plain", f"{HOST}/a.html")
        asked = len(server.seen)
        fetch(folder, server.address, "plain", f"{HOST}/b.html")
        assert len(server.seen) == asked


def test_a_date_is_held_against_the_clock_of_the_server() -> None:
    """Its clock is a day ahead of ours; it asks for 30 seconds."""
    headers = {
        "Date": "Sat, 13 Apr 2024 08:00:00 GMT",
        "Retry-After": "Sat, 13 Apr 2024 08:00:30 GMT",
    }
    now = datetime(2024, 4, 12, 8, 0, 0, tzinfo=UTC)
    response = Response("http://plain.example/", status=429, headers=headers)
    assert asked_wait(response, now=now, spacing=5.0) == 30.0
    vague = Response("http://plain.example/", status=429, headers={"Retry-After": "soon"})
    assert asked_wait(vague, now=now, spacing=5.0) == 50.0
    plain = Response("http://plain.example/", headers=headers)
    assert asked_wait(plain, now=now, spacing=5.0) == 0.0
