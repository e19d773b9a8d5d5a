"""The shipped sources: each one starts, states what it must, and reads its own addresses."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path

import pytest
from scrapy.http import Request

import crawler.spiders
from crawler import sources
from crawler.discovery import Feed
from crawler.errors import UnknownSourceError
from crawler.spider import NewsSpider

SHIPPED = sources.load()
EVERY = {**SHIPPED, **sources.load(sources.DEMONSTRATION)}

ADDRESSES = {
    "antaranews": "https://www.antaranews.com/berita/1190455/vietnam-permudah-lsm-asing",
    "hmetro": "https://www.hmetro.com.my/feed",
    "nhandan": "https://nhandan.vn/hoi-nghi-ve-vien-tro-post928020.html",
    "sggp": "https://www.sggp.org.vn/hoi-nghi-ve-vien-tro-post715622.html",
    "sinarharian": "https://www.sinarharian.com.my/article/246810/berita/nasional/ngo-salur",
    "thoidai": "https://thoidai.com.vn/hoi-nghi-ve-vien-tro-189123.html",
    "vietnam_vn": "https://www.vietnam.vn/ms/hoi-nghi-ve-vien-tro",
    "vietnamplus": "https://www.vietnamplus.vn/hoi-nghi-ve-vien-tro-post1001.vnp",
}


async def started(spider: NewsSpider) -> list[Request]:
    return [request async for request in spider.start()]


@pytest.mark.parametrize("name", EVERY)
def test_a_source_starts(name: str) -> None:
    """It asks for at least one place where articles are announced, on its own hosts."""
    requests = asyncio.run(started(EVERY[name]()))
    assert requests
    assert all(EVERY[name].covers(request.url) for request in requests)


@pytest.mark.parametrize("name", EVERY)
def test_a_source_states_what_it_must(name: str) -> None:
    """Outlet, languages, country, kind, page object and discovery."""
    kind = EVERY[name]
    assert kind.title
    assert set(kind.languages) <= {"vi", "ms", "id"}
    assert kind.country in {"VN", "MY", "ID"}
    assert kind.kind in {"agency", "magazine", "newspaper", "platform", "portal"}
    assert kind.page.__module__.startswith("crawler.pages.")
    assert kind.discovery


@pytest.mark.parametrize("name", SHIPPED)
def test_a_real_source_is_polite_and_says_what_is_known(name: str) -> None:
    """Seconds between requests; a note on markup, discovery, robots and terms."""
    kind = SHIPPED[name]
    assert kind.delay >= 5
    for word in ("iscovery", "robots.txt", "terms"):
        assert word in kind.notes or (word == "iscovery" and "Feed" in kind.notes)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_source_knows_its_articles(name: str) -> None:
    """Of its own addresses, an article is one and the front page is none."""
    kind = SHIPPED[name]
    assert kind.is_article(ADDRESSES[name])
    assert not kind.is_article(f"https://{kind.hosts[0]}/")
    assert sources.covering(ADDRESSES[name], SHIPPED) == name


def test_every_file_is_a_source() -> None:
    """A new file is found without a list; each holds one source named like it."""
    folder = Path(crawler.spiders.__file__).parent
    names = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert names == set(SHIPPED)
    for name in names:
        assert SHIPPED[name].__module__ == f"crawler.spiders.{name}"
        importlib.import_module(SHIPPED[name].__module__)


def test_the_editions_of_one_article() -> None:
    """One slug gives the Vietnamese, the Malay and the Indonesian address."""
    spider = SHIPPED["vietnam_vn"]()
    expected = [
        "https://www.vietnam.vn/hoi-nghi",
        "https://www.vietnam.vn/ms/hoi-nghi",
        "https://www.vietnam.vn/id/hoi-nghi",
    ]
    assert spider.addresses("https://www.vietnam.vn/hoi-nghi") == expected
    assert spider.addresses("https://www.vietnam.vn/ms/hoi-nghi") == expected


def test_choosing_by_name_and_by_address() -> None:
    """An address goes to the source that covers it; nothing chosen means all that announce."""
    address = ADDRESSES["nhandan"]
    assert sources.choose(["thoidai", address], SHIPPED) == {
        "thoidai": (),
        "nhandan": (address,),
    }
    assert set(sources.choose([], SHIPPED)) == set(SHIPPED)
    with pytest.raises(UnknownSourceError, match="no source covers"):
        sources.choose(["https://nowhere.example/x"], SHIPPED)


def test_the_full_text_feed_holds_its_articles() -> None:
    """The feed's own address counts, and no article is asked for by itself."""
    (seed,) = SHIPPED["hmetro"].discovery
    assert isinstance(seed, Feed)
    assert seed.full_text
    assert SHIPPED["hmetro"].is_article(seed.url)
