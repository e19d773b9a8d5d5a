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
from crawler.pages.evidence import FIELDS, MARKS
from crawler.spider import NewsSpider

SHIPPED = sources.load()
EVERY = {**SHIPPED, **sources.load(sources.DEMONSTRATION)}

ADDRESSES = {
    "baochinhphu": "https://baochinhphu.vn/hoi-nghi-ve-vien-tro-102260708075512345.htm",
    "baolangson": "https://baolangson.vn/hoi-nghi-ve-vien-tro-5012345.html",
    "baoquocte": "https://baoquocte.vn/hoi-nghi-ve-vien-tro-301234.html",
    "bernama": "https://www.bernama.com/bm/news.php?id=2401234",
    "bharian": "https://www.bharian.com.my/feed",
    "comingo": "http://comingo.gov.vn/chitieten/news/conference-on-aid",
    "detik": "https://news.detik.com/berita/d-7016463/lsm-asing-salurkan-bantuan",
    "kompas": "https://money.kompas.com/read/2023/11/02/213400526/lsm-asing?page=all",
    "langson": "https://songv.langson.gov.vn/tin-tuc-su-kien/tin-hoat-dong/hoi-nghi.html",
    "qdnd": "https://www.qdnd.vn/chinh-tri/tin-tuc/hoi-nghi-ve-vien-tro-812345",
    "republika": "https://news.republika.co.id/berita/s3kx1a/lsm-asing",
    "sonla": "http://sonla.gov.vn/doi-ngoai-1204/hoi-nghi-ve-vien-tro-812345",
    "tempo": "https://www.tempo.co/politik/lsm-asing-salurkan-bantuan-1204567",
    "tienphong": "https://tienphong.vn/hoi-nghi-ve-vien-tro-post1601234.tpo",
    "vovworld": "https://vovworld.vn/id-ID/berita/bantuan-lsm-1204567.vov",
    "vtv": "https://vtv.vn/chinh-tri/hoi-nghi-ve-vien-tro-20260708075512345.htm",
    "vufo": "http://vufo.org.vn/tin-tuc/hoi-nghi-ve-vien-tro",
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
    assert kind.kind in {"agency", "broadcaster", "magazine", "newspaper", "platform", "portal"}
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
def test_every_field_has_a_mark_and_a_witness(name: str) -> None:
    """Each field is vouched for once; a page class of its own needs markup known to somebody."""
    evidence = vars(SHIPPED[name])["evidence"]
    told = [field for one in evidence for field in one.fields.split()]
    assert sorted(told) == sorted(FIELDS)
    assert all(one.mark in MARKS and one.witness for one in evidence)
    known = {field: one.mark for one in evidence for field in one.fields.split()}
    if SHIPPED[name].page.__name__ not in {"GenericPage", "PortalPage", "FullTextFeed"}:
        assert known["body"] in {"seen", "checked", "configured"}


def test_an_article_in_several_pages_is_asked_for_whole() -> None:
    """Kompas prints long articles in parts; its address for the whole is one."""
    whole = SHIPPED["kompas"]().addresses("https://money.kompas.com/read/2023/11/02/1/x?page=2")
    assert whole == ["https://money.kompas.com/read/2023/11/02/1/x?page=all"]


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


GOOD = """
from crawler.discovery import Feed
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider

class Good(NewsSpider):
    name = "{name}"
    title = "Good"
    hosts = ("good.example",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = GenericPage
    article = "/x"
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "Good"', 'titel = "Good"', "title is missing"),
        ('title = "Good"', 'title = "Good"\n    delays = 3', "unknown key delays"),
        ("pages.generic import GenericPage", "pages.wix import WixPage", "No module named"),
        ("page = GenericPage", 'page = "wix"', "page is 'wix', expected a page class"),
        ("class Good(NewsSpider):", "class Good(NewsSpider)", "line 6: SyntaxError"),
        ('article = "/x"', 'article = "/(x"', "article is no pattern"),
        ("page = GenericPage", "page = GenericPgae", "NameError"),
        ('article = "/x"', 'article = "/x"\n    every_days = 30', "are 1.0, 30, 14.0, expected"),
        ('article = "/x"', 'article = "/x"\n    every_days = "week"', "are 1.0, 'week', 14.0"),
    ],
)
def test_a_faulty_file_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, fault: str
) -> None:
    """One line with the file and what is wrong with it."""
    package = f"own_{abs(hash((old, new)))}"
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "bad.py").write_text(GOOD.replace("{name}", "bad").replace(old, new))
    (folder / "good.py").write_text(GOOD.replace("{name}", "good"))
    monkeypatch.syspath_prepend(tmp_path)
    loaded = sources.examine([package])
    assert set(loaded.sources) == {"good"}
    assert any(fault in line for line in loaded.problems)
    assert all(line.startswith(f"{package}.bad: ") and "\n" not in line for line in loaded.problems)


def test_a_name_belongs_to_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first file keeps it, the second is told."""
    folder = tmp_path / "own_twice"
    folder.mkdir()
    for file in ("__init__", "a", "b"):
        (folder / f"{file}.py").write_text(
            "" if file == "__init__" else GOOD.replace("{name}", "good")
        )
    monkeypatch.syspath_prepend(tmp_path)
    loaded = sources.examine(["own_twice"])
    assert loaded.sources["good"].__module__ == "own_twice.a"
    fault = "the name good belongs to own_twice.a, expected another"
    assert loaded.problems == (f"own_twice.b: not loaded: {fault}",)


def test_the_guide_shows_a_file_as_it_is() -> None:
    """Its example is the file of the source itself, and the address is the one tested."""
    guide = Path(crawler.spiders.__file__).parents[2] / "docs" / "how-to-add-a-source.md"
    example = guide.read_text("utf-8").split("```python\n")[1].split("```")[0]
    file = Path(crawler.spiders.__file__).with_name("tienphong.py")
    assert example == file.read_text("utf-8")
    assert ADDRESSES["tienphong"] in guide.read_text("utf-8")
