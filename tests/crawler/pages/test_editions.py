"""One article in three editions and its origin, from pages to one lineage."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.http import HtmlResponse

from corpus.identity import article_id
from corpus.lineage import Text, lineages, links
from corpus.model import Article
from crawler.pages.dates import zone
from crawler.pages.epi import EpiPage
from crawler.pages.page import Site
from crawler.pages.platform import PlatformPage

SLUG = "hoi-nghi-vien-tro-phi-chinh-phu"
PLATFORM = Site("nen_tang", ("vi", "ms", "id"), zone(7), {"": "vi", "ms": "ms", "id": "id"})
PAPER = Site("binh_minh", ("vi",), zone(7))


def edition(prefix: str, title: str, body: str, credit: str) -> Article:
    url = f"https://nentang.example/{prefix}{SLUG}"
    page = (
        f"<html><body><h1>{title}</h1><div>Báo Bình Minh</div><div>Báo Bình Minh</div>"
        f'<div>13/04/2024</div><div class="post-detail-body"><p>{body}</p>'
        f"<p>{credit}</p></div></body></html>"
    )
    (article,) = PlatformPage(HtmlResponse(url, body=page.encode()), PLATFORM).articles()
    return article


def origin(number: str) -> Article:
    url = f"https://binhminh.example/hop-cong-tac-phi-chinh-phu-post{number}.html"
    page = (
        '<html><body><h1 class="cms-title">Họp về công tác phi chính phủ</h1>'
        '<div class="cms-body"><p>Các đại biểu thảo luận kế hoạch.</p></div></body></html>'
    )
    (article,) = EpiPage(HtmlResponse(url, body=page.encode()), PAPER).articles()
    return article


def text(article: Article) -> Text:
    values: dict[str, Any] = {
        name: getattr(article, name)
        for name in (
            "source", "url", "published", "post_number", "edition_slug", "credit", "credit_url",
        )
    }  # fmt: skip
    words = article.text
    lang = article.lang_hint or "und"
    return Text(article=article_id(article), lang=lang, lead=words, words=words, facts=(), **values)


def grouped(*articles: Article) -> dict[str, str]:
    texts = [text(article) for article in articles]
    return lineages(texts, links(texts))


MS = (
    "ms/",
    "Mesyuarat mengenai bantuan",
    "Para perwakilan berbincang mengenai rancangan.",
    "Sumber: https://binhminh.example/mesyuarat-hop-coac-phi-chinh-gov-post928020.html",
)
ID = (
    "id/",
    "Rapat tentang bantuan",
    "Para delegasi membahas rencana kerja tahunan.",
    "Sumber: https://binhminh.example/rapat-hop-cong-tax-phi-chinh-phu-post928020.html",
)
VI = ("", "Hội nghị viện trợ", "Đại biểu bàn về kế hoạch công tác.", "Nguồn: Báo Bình Minh")


def test_the_editions_of_one_article_are_one_lineage() -> None:
    """Language, slug and source of each edition are read; the slug joins them."""
    editions = [edition(*parts) for parts in (VI, MS, ID)]
    assert [article.lang_hint for article in editions] == ["vi", "ms", "id"]
    assert {article.edition_slug for article in editions} == {SLUG}
    assert {article.credit for article in editions} == {"Báo Bình Minh"}
    assert len(set(grouped(*editions).values())) == 1


@pytest.mark.parametrize("parts", [MS, ID], ids=["ms", "id"])
def test_the_number_in_a_mangled_credit_leads_to_the_origin(parts: tuple[str, ...]) -> None:
    """The translator altered the slug of the printed address; host and number are as they were."""
    assert len(set(grouped(edition(*parts), origin("928020")).values())) == 1


def test_another_number_is_another_article() -> None:
    """The same host alone joins nothing."""
    assert len(set(grouped(edition(*MS), origin("928021")).values())) == 2


def test_another_slug_is_another_article() -> None:
    """Two articles of one platform stay two."""
    page = HtmlResponse(
        "https://nentang.example/ms/le-hoi-trai-cay",
        body=b'<html><body><h1>Pesta</h1><div class="post-detail-body"><p>Buah.</p></div></body></html>',
    )
    (fruit,) = PlatformPage(page, PLATFORM).articles()
    assert len(set(grouped(edition(*MS), fruit).values())) == 2
