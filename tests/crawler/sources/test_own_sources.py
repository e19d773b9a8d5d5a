"""Source files of the user's own: found in the data folder, checked, crawled, built, added to."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from crawler import sources
from crawler.discovery import Feed, Listing, Sitemap
from crawler.discovery.topic import FOREIGN_NGOS
from crawler.errors import UnknownSourceError
from crawler.filing.add import add
from crawler.pages.epi import EpiPage
from crawler.pages.evidence import Evidence
from crawler.replay import replay
from crawler.running.process import Job
from crawler.running.run import crawl, work
from tests.crawler.loopback import html, loopback, page, sitemap, xml
from tests.crawler.own_source import HOST, OUTLET, SITEMAP

TOML = f"""{OUTLET}topic = "all"
{SITEMAP}"""


@pytest.fixture
def own(folder: DataFolder) -> DataFolder:
    folder.claim(demonstration=False)
    folder.sources.mkdir()
    return folder


def write(folder: DataFolder, content: str, name: str = "songhong.toml") -> Path:
    path = folder.sources / name
    path.write_text(content, "utf-8")
    return path


def faults(folder: DataFolder) -> list[str]:
    """What is told of the folder's own files, without their place."""
    start = f"{folder.sources.resolve()}/"
    told = sources.examine(sources.modules_for(folder)).problems
    assert all(line.startswith(start) and "\n" not in line for line in told)
    return [line.removeprefix(start) for line in told]


def test_a_toml_file_has_the_attributes_of_a_source(own: DataFolder) -> None:
    """Texts, numbers, lists, tables, seeds by type, page class and topic by name."""
    write(
        own,
        TOML.replace('topic = "all"', 'topic = "foreign_ngos"')
        + """follow = '/news-(?P<year>\\d{4})-(?P<month>\\d+)\\.xml$'

[[discovery]]
type = "feed"
url = "http://songhong.example/rss"
full_text = true

[[discovery]]
type = "listing"
url = "http://songhong.example/"
most_pages = 3

[[evidence]]
fields = "title body"
mark = "seen"
witness = "three pages"
when = "2026-11"

[editions]
"" = "vi"
ms = "ms"
""",
    )
    kind = sources.load(sources.modules_for(own))["songhong"]
    assert (kind.title, kind.hosts, kind.languages) == ("Sông Hồng", ("songhong.example",), ("vi",))
    assert kind.page is EpiPage
    assert kind.topic is FOREIGN_NGOS
    assert kind.delay == 0
    assert kind.editions == {"": "vi", "ms": "ms"}
    assert kind.evidence == (Evidence("title body", "seen", "three pages", "2026-11"),)
    follow = r"/news-(?P<year>\d{4})-(?P<month>\d+)\.xml$"
    assert kind.discovery == (
        Sitemap(f"{HOST}/sitemap.xml", follow=follow),
        Feed(f"{HOST}/rss", full_text=True),
        Listing(f"{HOST}/", most_pages=3),
    )
    assert kind.is_article(f"{HOST}/vien-tro-post1.html")

    async def started() -> list[str]:
        return [request.url async for request in kind().start()]

    assert asyncio.run(started()) == [f"{HOST}/sitemap.xml", f"{HOST}/rss", f"{HOST}/"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "Sông Hồng"', 'titel = "x"', "unknown key titel, expected one of name, title"),
        ('title = "Sông Hồng"', "", "title is missing"),
        ('title = "Sông Hồng"', "title = 3", "title is 3, expected a text in quotes"),
        ('"EpiPage"', '"WixPage"', "page is 'WixPage', expected one of AntaraPage, DetikPage"),
        ('["vi"]', '"vi"', "languages is 'vi', expected a list"),
        ('["vi"]', '["vi", 1]', "languages[2] is 1, expected a text in quotes"),
        ("delay = 0", "delay = true", "delay is True, expected a number"),
        ("window_days = 36500", "window_days = 1.5", "window_days is 1.5, expected a whole number"),
        ('topic = "all"', 'topic = "aid"', "topic is 'aid', expected one of foreign_ngos, all"),
        ('type = "sitemap"', 'type = "json"', "discovery[1].type is 'json', expected one of sit"),
        ('type = "sitemap"', "", "discovery[1].type is None, expected one of sitemap, feed, lis"),
        ("[[discovery]]", "[discovery]", "discovery is {'type': 'sitemap', "),
        (f'url = "{HOST}/sitemap.xml"', "", "discovery[1].url is missing"),
        ("url = ", "adress = ", "unknown key discovery[1].adress, expected one of url, follow"),
        ("/[\\w", "/([\\w", "article is no pattern: missing )"),
        ('name = "songhong"', 'name = "song/hong"', "name is 'song/hong', expected small letters"),
        ('name = "songhong"', 'name = "nhandan"', "the name nhandan belongs to crawler.spiders.n"),
        ('name = "songhong"', "name = songhong", "no TOML: "),
        ('["songhong.example"]', '["https://songhong.example"]', "hosts[1] is 'https://songhong.e"),
        ('["songhong.example"]', '["other.example"]', "discovery[1].url is 'http://songhong.exam"),
        ("delay = 0", "former_article = '('", "former_article is no pattern: missing )"),
        ('type = "sitemap"', "type = 'sitemap'\nfollow = '['", "discovery[1].follow is no pattern"),
        ('type = "sitemap"', "type = 'listing'\nlinks = 'a['", "discovery[1].links is no selector"),
    ],
)
def test_a_faulty_toml_file_is_named_with_key_and_reason(
    own: DataFolder, old: str, new: str, fault: str
) -> None:
    """One line; the other sources, shipped and own, go on."""
    assert old in TOML
    write(own, TOML.replace(old, new, 1))
    write(own, TOML.replace('"songhong"', '"other"'), "other.toml")
    (line,) = faults(own)
    assert line.startswith(f"songhong.toml: not loaded: {fault}")
    loaded = sources.load(sources.modules_for(own))
    assert "other" in loaded
    assert set(sources.load()) < set(loaded)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xff\xfe", "bad.toml: not loaded: UnicodeDecodeError"),
        (None, "bad.toml: not loaded: Is a directory, expected a readable file"),
    ],
)
def test_a_file_that_can_not_be_read_is_named(
    own: DataFolder, content: bytes | None, fault: str
) -> None:
    """Bytes that are no text, a folder in place of a file."""
    path = own.sources / "bad.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    (line,) = faults(own)
    assert line.startswith(fault)


def test_a_python_file_does_what_toml_can_not(own: DataFolder) -> None:
    """A class of its own, with a method; whatever it raises is told in one line."""
    write(
        own,
        """
from crawler.pages.epi import EpiPage
from crawler.spider import NewsSpider


class SongHong(NewsSpider):
    name = "songhong"
    title = "Sông Hồng"
    hosts = ("songhong.example",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"-post\\d+\\.html$"

    def addresses(self, url: str) -> list[str]:
        return [url + "?whole"]
""",
        "songhong.py",
    )
    write(own, "1 / 0\n", "zero.py")
    loaded = sources.load(sources.modules_for(own))
    assert loaded["songhong"]().addresses("x") == ["x?whole"]
    assert faults(own) == ["zero.py: not loaded: ZeroDivisionError: division by zero"]


def test_what_is_no_source_file_is_passed_over(own: DataFolder) -> None:
    """Notes, editors' copies."""
    write(own, "to do", "notes.txt")
    write(own, TOML, "songhong.toml~")
    assert faults(own) == []
    assert set(sources.load(sources.modules_for(own))) == set(sources.load())


def test_an_own_source_is_crawled_and_built(own: DataFolder) -> None:
    """The crawling process loads it from the folder; replay reads its pages."""
    write(own, TOML)
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/vien-tro-post7.html")),
        f"{HOST}/vien-tro-post7.html": html(page(title="Viện trợ")),
    }
    with loopback(answers) as server:
        job = Job(
            str(own.root),
            {"songhong": ()},
            sources.modules_for(own),
            "https://test.example/",
            server.address,
        )
        report = work(job)
    assert report.sources["songhong"].counts["fetched"] == 2
    ((_, article),) = replay(own)
    assert (article.source, article.title, article.post_number) == ("songhong", "Viện trợ", "7")


def test_an_own_source_can_be_chosen_and_the_unknown_are_told(own: DataFolder) -> None:
    """``crawl`` looks into the folder for names and hosts."""
    write(own, TOML)
    with pytest.raises(UnknownSourceError, match=r"expected one of .*, songhong, "):
        crawl(["nobody"], own, contact="me@example.org")


def test_a_saved_page_goes_to_the_own_source_of_its_host(own: DataFolder, tmp_path: Path) -> None:
    """``add`` reads it with the file's page object."""
    write(own, TOML)
    saved = tmp_path / "page.html"
    saved.write_bytes(b"<!doctype html>" + page(title="Viện trợ"))
    add([saved], own, url=f"{HOST}/vien-tro-post8.html")
    ((_, article),) = replay(own)
    assert (article.source, article.page_class, article.post_number) == ("songhong", "EpiPage", "8")


def test_the_guide_shows_a_file_that_works(own: DataFolder) -> None:
    """Its example is a source as it stands there."""
    guide = Path(__file__).parents[3] / "docs" / "how-to-add-a-source.md"
    example = guide.read_text("utf-8").split("```toml\n")[1].split("```")[0]
    write(own, example, "baodaknong.toml")
    assert faults(own) == []
    kind = sources.load(sources.modules_for(own))["baodaknong"]
    assert kind.is_article("https://baodaknong.vn/hoi-nghi-ve-vien-tro-123456.html")
