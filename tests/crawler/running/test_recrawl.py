"""Crawling again: an unchanged site costs next to nothing, every change is found, none invented."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from corpus.folder import DataFolder
from corpus.warc import all_records
from crawler.errors import StoppedError
from crawler.replay import replay
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


def entries(versions: Mapping[int, int]) -> str:
    """A sitemap whose lastmod is the day of the version."""
    urls = "".join(
        f"<url><loc>{HOST}/bai-{number}.html</loc><lastmod>2024-04-{version:02d}</lastmod></url>"
        for number, version in versions.items()
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def publish(server: Loopback, versions: Mapping[int, int]) -> None:
    """Put the pages of these versions on the server."""
    server.answers[f"{HOST}/sitemap.xml"] = xml(entries(versions))
    for number, version in versions.items():
        body = page(f"<p>Đạt {version} triệu USD cho {number} dự án.</p>")
        server.answers[f"{HOST}/bai-{number}.html"] = tagged(body, f'"{number}-{version}"')


def test_recrawl_of_an_unchanged_and_of_a_changed_site(
    folder: DataFolder, request: pytest.FixtureRequest
) -> None:
    """Unchanged: no page is asked for. A touched sitemap: 304s only. Changes: exactly those."""
    pages = 3000 if request.config.getoption("--soak") else 150
    changed = range(0, pages, pages // 50 if pages < 3000 else 30)
    versions = dict.fromkeys(range(pages), 1)
    with loopback({}) as server:
        publish(server, versions)
        first = fetch(folder, server.address)
        asked = len(server.seen)
        unchanged = fetch(folder, server.address)
        assert server.urls()[asked:] == [f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"]
        read_before = [snapshot.digest for snapshot, _ in replay(folder, modules=SITES)]
        # The build time as lastmod of every page, as some sites write it.
        server.answers[f"{HOST}/sitemap.xml"] = xml(entries(dict.fromkeys(versions, 9)))
        touched = fetch(folder, server.address)
        assert [snapshot.digest for snapshot, _ in replay(folder, modules=SITES)] == read_before
        publish(server, dict.fromkeys(versions, 9) | dict.fromkeys(changed, 10))
        # Only the changed ones have other bytes and another tag.
        for number in set(versions) - set(changed):
            body = page(f"<p>Đạt 1 triệu USD cho {number} dự án.</p>")
            server.answers[f"{HOST}/bai-{number}.html"] = tagged(body, f'"{number}-1"')
        after = fetch(folder, server.address)
    assert first.total("fetched") == pages + 1
    assert (unchanged.total("fetched"), unchanged.total("known")) == (0, pages)
    # The sitemap itself has new bytes.
    assert (touched.total("fetched"), touched.total("unchanged")) == (1, pages)
    assert after.total("fetched") == len(changed) + 1
    versions_read = [article.url for _, article in replay(folder, modules=SITES)]
    twice = {url for url in versions_read if versions_read.count(url) == 2}
    assert twice == {f"{HOST}/bai-{number}.html" for number in changed}
    assert len(versions_read) == pages + len(changed)


def test_where_several_addresses_lead_is_asked_for_once(folder: DataFolder) -> None:
    """In one run; and by the next one only if it is due."""
    old = [f"{HOST}/cu-{number}.html" for number in range(3)]
    target = f"{HOST}/bai-1.html"
    answers = {url: html(b"", ("Location", target), status=301) for url in old}
    answers |= {target: html(page()), f"{HOST}/sitemap.xml": xml(sitemap(*old, target))}
    with loopback(answers) as server:
        fetch(folder, server.address)
        assert server.urls().count(target) == 1
        # The old addresses are due again, the page behind them is not.
        server.answers[f"{HOST}/sitemap.xml"] = xml(sitemap(*old, lastmod="2030-01-01"))
        fetch(folder, server.address)
    asked = server.urls()
    assert [asked.count(url) for url in old] == [2, 2, 2]
    assert asked.count(target) == 1


def test_enough_of_one_source_leaves_the_rest_for_later(folder: DataFolder) -> None:
    """The limit is on bytes as sent; what is left is asked for by the next run."""
    urls = [f"{HOST}/bai-{number}.html" for number in range(6)]
    answers = {url: html(page("<p>Một.</p>" * 100)) for url in urls}
    answers[f"{HOST}/sitemap.xml"] = xml(sitemap(*urls))
    with loopback(answers) as server:
        report = fetch(folder, server.address, "small")
        before = {url for url in server.urls() if url in urls}
        fetch(folder, server.address, "small")
        after = [url for url in server.urls() if url in urls]
    assert 0 < len(before) < 6
    assert report.total("left_for_later") == 6 - len(before)
    (problem,) = report.sources["small"].problems
    assert problem.what == "more than 3000 bytes in one run: the rest is left for later"
    assert len(after) == len(set(after)) > len(before)


def test_a_nearly_full_disk_ends_the_run_before_it_asks(folder: DataFolder) -> None:
    """With the room there is and the room there should be."""
    with (
        loopback({f"{HOST}/a.html": html(page())}) as server,
        pytest.raises(StoppedError, match=r"bytes free, expected 4611686018427387904"),
    ):
        fetch(folder, server.address, "crowded", f"{HOST}/a.html")
    assert f"{HOST}/a.html" not in server.urls()
    assert not any(record.url == f"{HOST}/a.html" for record in all_records(folder.warc))
