"""What a crawl takes of what is announced, in which order, and what it is told to take."""

from __future__ import annotations

import pytest

from corpus.folder import DataFolder
from crawler.discovery import Entry
from crawler.discovery.selection import Judgement, Selection
from crawler.discovery.topic import FOREIGN_NGOS
from crawler.pages.dates import zone
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import (
    SITES,
    Loopback,
    fetch,
    loopback,
    page,
    sitemap,
    sitemap_of,
    tagged,
    xml,
)

HOST = "http://plain.example"
ON_TOPIC = f"{HOST}/vien-tro-phi-chinh-phu.html"
OFF_TOPIC = f"{HOST}/gia-vang.html"
EDITIONS = ("", "ms/", "id/")
SELECTION = Selection(
    is_article=lambda url: url.endswith(".html"),
    topic=FOREIGN_NGOS,
    since="2024-12-06",
    local=zone(7),
)


@pytest.mark.parametrize(
    ("entry", "judgement"),
    [
        (Entry(ON_TOPIC, lastmod="2024-12-06"), Judgement.WANTED),
        (Entry(ON_TOPIC, lastmod="2024-12-05"), Judgement.NOT_ASKED),
        # Evening in Greenwich is the next day in Hà Nội.
        (Entry(ON_TOPIC, published="Thu, 05 Dec 2024 18:31:54 +0000"), Judgement.WANTED),
        (Entry(ON_TOPIC, published="Thu, 05 Dec 2024 18:31:54 +0700"), Judgement.NOT_ASKED),
        (Entry(ON_TOPIC), Judgement.WANTED),
        (Entry(ON_TOPIC, lastmod="yesterday"), Judgement.WANTED),
        (Entry(OFF_TOPIC), Judgement.OFF_TOPIC),
        (Entry(OFF_TOPIC, title="Bantuan LSM asing"), Judgement.WANTED),
        (Entry(OFF_TOPIC, summary="Pertubuhan bukan kerajaan asing"), Judgement.WANTED),
        (Entry(OFF_TOPIC, lastmod="2024-12-05"), Judgement.NOT_ASKED),
        (Entry(f"{HOST}/vien-tro-phi-chinh-phu.jpg"), Judgement.NOT_ASKED),
    ],
)
def test_window_and_topic(entry: Entry, judgement: Judgement) -> None:
    """The first day of the window belongs to it; without a readable date an article is taken."""
    assert SELECTION.judge(entry) is judgement


def articles(server: Loopback) -> list[str]:
    """What was asked for beside robots.txt and the sitemap."""
    apart = {f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"}
    return [url for url in server.urls() if url not in apart]


def test_the_newest_is_asked_for_first(folder: DataFolder) -> None:
    """What has no date comes last."""
    announced = sitemap_of(
        (f"{HOST}/a.html", "2024-03-01"),
        (f"{HOST}/b.html", None),
        (f"{HOST}/c.html", "2025-01-20T10:00:00+07:00"),
        (f"{HOST}/d.html", "2024-12-31"),
    )
    with loopback({f"{HOST}/sitemap.xml": xml(announced)}) as server:
        fetch(folder, server.address)
    assert articles(server) == [f"{HOST}/{letter}.html" for letter in "cdab"]


def test_a_crawl_looks_as_far_back_as_it_is_told(folder: DataFolder) -> None:
    """The source's own window is 30 days."""
    announced = sitemap_of((ON_TOPIC, "2015-12-24"), (f"{HOST}/ngo-asing.html", "2015-12-23"))
    folder.claim(demonstration=True)
    with loopback({f"{HOST}/sitemap.xml": xml(announced)}) as server:
        job = Job(
            str(folder.root), {"choosy": ()}, SITES, "x", proxy=server.address, since="2015-12-24"
        )
        work(job)
    assert articles(server) == [ON_TOPIC]


def test_a_crawl_of_addresses_asks_for_them_alone_and_whatever_is_known(
    folder: DataFolder,
) -> None:
    """Off the topic, without discovery, and again although archived; then conditionally."""
    with loopback({OFF_TOPIC: tagged(page(), '"a"')}) as server:
        first = fetch(folder, server.address, "choosy", OFF_TOPIC)
        second = fetch(folder, server.address, "choosy", OFF_TOPIC)
    assert server.urls() == [f"{HOST}/robots.txt", OFF_TOPIC] * 2
    assert (first.total("fetched"), second.total("unchanged")) == (1, 1)


def test_one_slug_brings_every_edition_once(folder: DataFolder) -> None:
    """Whichever edition a sitemap names."""
    announced = sitemap(f"{HOST}/hoi-nghi", f"{HOST}/id/hoi-nghi", f"{HOST}/ms/le-hoi")
    with loopback({f"{HOST}/sitemap.xml": xml(announced)}) as server:
        fetch(folder, server.address, "editions")
    expected = [f"{HOST}/{part}{slug}" for slug in ("hoi-nghi", "le-hoi") for part in EDITIONS]
    assert sorted(articles(server)) == sorted(expected)
