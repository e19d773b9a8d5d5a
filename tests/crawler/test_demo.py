"""The demonstration: crawled as any site, and unknown to everything that reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import corpus
import crawler.pages
import extract
from corpus.errors import WrongFolderError
from corpus.folder import DataFolder
from corpus.model import Article
from crawler import sources
from crawler.demo import run_demo
from crawler.demo.families import epi, mastercms
from crawler.demo.resource import DemoArticle, articles
from crawler.demo.server import DemoServer
from crawler.demo.site import resources
from crawler.replay import replay
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import crawl, work

ARTICLES = articles()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, CrawlReport, CrawlReport]:
    """A folder after two crawls, with both reports."""
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "data")
    return folder, run_demo(folder), run_demo(folder)


@pytest.fixture(scope="module")
def read(demo: tuple[DataFolder, CrawlReport, CrawlReport]) -> dict[tuple[str, str], Article]:
    """The articles that replay gives, by host and title."""
    return {(a.url.split("/")[2], a.title or ""): a for _, a in replay(demo[0])}


def segments(article: Article, role: str) -> list[str]:
    return [article.text[s.start : s.end] for s in article.segments if s.role == role]


@pytest.mark.parametrize("told", ARTICLES, ids=[article.id for article in ARTICLES])
def test_an_article_is_read_as_it_was_written(
    read: dict[tuple[str, str], Article], told: DemoArticle
) -> None:
    """Title, lead, body and captions are those of its file; no teaser, no counter among them."""
    article = read[told.outlet, told.title]
    assert segments(article, "title") == [told.title]
    (lead,) = segments(article, "lead")
    assert lead.endswith(told.lead)
    assert segments(article, "body") == list(told.body)
    assert segments(article, "caption") == list(told.captions)


@pytest.mark.parametrize("told", ARTICLES, ids=[article.id for article in ARTICLES])
def test_day_number_and_origin_are_found(
    read: dict[tuple[str, str], Article], told: DemoArticle
) -> None:
    """Where its family prints them."""
    article = read[told.outlet, told.title]
    if told.day is not None:
        assert article.published == str(told.day)
    if told.number:
        assert article.post_number == str(told.number)
    assert article.credit_url == told.credit_url
    assert article.credit == told.credit_name


def test_there_is_nothing_more(read: dict[tuple[str, str], Article]) -> None:
    """Every article once, no page of another kind taken for one."""
    assert len(read) == len(ARTICLES)


def test_the_second_crawl_fetches_nothing_anew(
    demo: tuple[DataFolder, CrawlReport, CrawlReport],
) -> None:
    """304s only."""
    _, first, second = demo
    assert first.total("fetched") > len(ARTICLES) - 10
    assert second.total("fetched") == 0
    assert second.total("bytes") == 0
    assert second.total("unchanged") > 7
    assert first.total("failed") == second.total("failed") == 0
    assert first.total("blocked") == second.total("blocked") == 0


def crawl_one(folder: DataFolder, source: str, server: DemoServer) -> CrawlReport:
    folder.claim(demonstration=True)
    job = Job(
        data=str(folder.root),
        sources={source: ()},
        modules=sources.DEMONSTRATION,
        contact="https://test.example/",
        proxy=server.address,
    )
    return work(job)


def test_what_robots_closes_stays_closed(folder: DataFolder) -> None:
    """It is announced, and the server never hears of it."""
    with DemoServer(resources()) as server:
        report = crawl_one(folder, "huunghi", server)
    asked = [request.url for request in server.asked]
    assert f"http://{mastercms.HOST}{mastercms.SECTION}" in asked
    assert f"http://{mastercms.HOST}{mastercms.CLOSED}" not in asked
    assert report.sources["huunghi"].counts["forbidden"] == 1
    assert {request.agent.split("/")[0] for request in server.asked} == {"pressfacts"}


def test_an_article_in_sitemap_and_feed_is_asked_for_once_and_never_again(
    folder: DataFolder,
) -> None:
    """Although the two announce it with different dates and addresses."""
    with DemoServer(resources()) as server:
        crawl_one(folder, "nhipcaubao", server)
        first = [request.url for request in server.asked if "-post" in request.url]
        server.asked.clear()
        crawl_one(folder, "nhipcaubao", server)
        second = [request.url for request in server.asked if "-post" in request.url]
    assert len(first) == len(set(first)) == len([a for a in ARTICLES if a.outlet == epi.HOST])
    assert second == []


def test_every_page_says_what_it_is() -> None:
    """In three languages, outside of the article."""
    pages = [
        page
        for site in resources().values()
        for page in site.values()
        if page.content_type.startswith("text/html")
    ]
    assert len(pages) > len(ARTICLES)
    for page in pages:
        text = page.body.decode()
        assert "DEMONSTRATION" in text
        assert "trang minh họa" in text
        assert "halaman demonstrasi" in text


def test_a_demonstration_and_real_pages_never_share_a_folder(
    demo: tuple[DataFolder, CrawlReport, CrawlReport], folder: DataFolder
) -> None:
    """Neither way round."""
    with pytest.raises(WrongFolderError):
        crawl(["nhandan"], demo[0], contact="me@example.org")
    folder.claim(demonstration=False)
    with pytest.raises(WrongFolderError):
        run_demo(folder)


def test_what_reads_does_not_know_of_the_demonstration() -> None:
    """Neither its hosts, nor its outlets, nor its package are named there."""
    words = {article.outlet.split(".")[0] for article in ARTICLES}
    known = re.compile(rf"\.example\b|crawler\.demo|{'|'.join(sorted(words))}")
    for package in (crawler.pages, corpus, extract):
        for file in Path(package.__path__[0]).rglob("*"):
            if file.suffix in {".py", ".toml", ".csv"}:
                assert not known.search(file.read_text("utf-8")), file


def test_demonstration_sources_use_shipped_page_objects() -> None:
    """Unchanged."""
    for kind in sources.load(sources.DEMONSTRATION).values():
        assert kind.page.__module__.startswith("crawler.pages.")
