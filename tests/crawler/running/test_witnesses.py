"""Known articles are asked for once more, a few and once a week, to tell of their site."""

from __future__ import annotations

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.source_pages import read_source_pages
from crawler.building import build_folder
from crawler.clock import Clock
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import (
    SITES,
    Loopback,
    fetch,
    html,
    loopback,
    page,
    sitemap,
    tagged,
    xml,
)

HOST = "http://plain.example"
URLS = [f"{HOST}/{letter}.html" for letter in "abcdefgh"]
FIRST = "2026-05-04T04:00:00Z"


def crawl(folder: DataFolder, server: Loopback, at: str) -> list[str]:
    """Crawl and return which articles were asked for."""
    before = len(server.seen)
    fetch(folder, server.address, at=at)
    return sorted(url for url in server.urls()[before:] if url.endswith(".html"))


@pytest.fixture
def answers() -> dict[str, object]:
    """Eight articles, all of which would answer 304 to whoever asks whether they changed."""
    pages = {url: tagged(page(title=url), '"v1"') for url in URLS}
    return {**pages, f"{HOST}/sitemap.xml": xml(sitemap(*URLS))}


def test_five_are_asked_for_once_more_and_once_a_week(
    folder: DataFolder, answers: dict[str, object]
) -> None:
    """Not after an hour or five days, when there is nothing new."""
    with loopback(answers) as server:  # type: ignore[arg-type]
        assert crawl(folder, server, FIRST) == URLS
        assert crawl(folder, server, "2026-05-04T05:00:00Z") == []
        assert crawl(folder, server, "2026-05-09T04:00:00Z") == []
        assert crawl(folder, server, "2026-05-11T04:00:00Z") == URLS[:5]
        assert crawl(folder, server, "2026-05-12T04:00:00Z") == []
        assert len(crawl(folder, server, "2026-05-18T04:00:00Z")) == 5
        conditional = [seen for seen in server.seen if "If-None-Match" in seen.headers]
    assert conditional == []
    with Ledger(folder.ledger) as ledger:
        assert [run.witnesses for run in ledger.runs.of_sources()] == [0, 0, 0, 5, 0, 5]


def test_none_is_asked_for_where_nothing_is_announced_or_nothing_fetched(
    folder: DataFolder, answers: dict[str, object]
) -> None:
    """A site that turns us away is not asked for more; a plan asks for no article."""
    with loopback(answers) as server:  # type: ignore[arg-type]
        crawl(folder, server, FIRST)
        before = len(server.seen)
        at = "2026-05-11T04:00:00Z"
        work(Job(str(folder.root), {"plain": ()}, SITES, "https://test.example/",
                 proxy=server.address, at=at, plan=True))  # fmt: skip
        assert [url for url in server.urls()[before:] if url.endswith(".html")] == []
        server.answers[f"{HOST}/sitemap.xml"] = html(b"no", status=403)
        assert crawl(folder, server, "2026-05-11T05:00:00Z") == []


def test_what_they_lost_is_counted_apart(
    folder: DataFolder, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of five have no title any more, one is as it was, one is gone."""
    monkeypatch.setattr("crawler.sources.DEMONSTRATION", SITES)
    with loopback(answers) as server:  # type: ignore[arg-type]
        crawl(folder, server, FIRST)
        for url in URLS[:3]:
            server.answers[url] = html(page(title=url).replace(b"cms-title", b"headline"))
        server.answers[URLS[3]] = html(b"gone", status=404)
        crawl(folder, server, "2026-05-11T04:00:00Z")
    build_folder(folder, clock=Clock("2026-05-11T05:00:00Z"))
    first, second = read_source_pages(folder.facts)
    assert (first.pages, first.again, dict(first.lost)) == (8, 0, {})
    assert (second.pages, second.again, dict(second.lost)) == (0, 3, {"title_missing": 3})
    with Ledger(folder.ledger) as ledger:
        last = ledger.runs.of_sources()[-1]
    assert last.causes is not None
    assert last.causes["witness"] == {"not_found": 1}
    assert last.articles == 0
