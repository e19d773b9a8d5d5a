"""Shape tests: for every family of sites, a page of our own and one test a field.

The pages mirror what is known of the real markup, defects included. When a
family's markup changes, change its page here and see which fields fall.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from corpus.model import Article
from crawler.pages.antara import AntaraPage
from crawler.pages.dates import zone
from crawler.pages.detik import DetikPage
from crawler.pages.epi import EpiPage
from crawler.pages.generic import GenericPage, article_of_html
from crawler.pages.kompas import KompasPage
from crawler.pages.mastercms import MasterCmsPage
from crawler.pages.nstp_feed import FullTextFeed
from crawler.pages.page import Page, Site
from crawler.pages.platform import PlatformPage
from crawler.pages.portal import PortalPage
from crawler.pages.qdnd import QdndPage
from crawler.pages.sinar import SinarPage
from crawler.pages.vccorp import VcCorpPage

SHAPES = Path(__file__).with_name("shapes")

PAGES: dict[str, tuple[type[Page], str, Site]] = {
    "platform": (
        PlatformPage,
        "https://tinviet.example/ms/hop-truc-tuyen-cong-tac-phi-chinh-phu",
        Site("p", ("vi", "ms", "id"), zone(7), {"": "vi", "ms": "ms", "id": "id"}),
    ),
    "epi": (
        EpiPage,
        "https://bao.example/vien-tro-phi-chinh-phu-post715622.html",
        Site("e", ("vi",), zone(7)),
    ),
    "mastercms": (
        MasterCmsPage,
        "https://tap-chi.example/hoi-nghi-tong-ket-189123.html",
        Site("m", ("vi",), zone(7)),
    ),
    "portal": (
        PortalPage,
        "http://tinh.example/doi-ngoai-1204/giao-ban-cong-tac-4417",
        Site("t", ("vi",), zone(7)),
    ),
    "antara": (
        AntaraPage,
        "https://warta.example/berita/1190455/lsm-asing-salurkan-bantuan",
        Site("a", ("id",), zone(7)),
    ),
    "sinar": (
        SinarPage,
        "https://suara.example/article/246810/berita/nasional/ngo-salur-bantuan",
        Site("s", ("ms",), zone(8)),
    ),
    "generic": (
        GenericPage,
        "https://vufo.example/hoi-nghi-van-dong?id=3",
        Site("g", ("vi",), zone(7)),
    ),
    "nstp_feed": (FullTextFeed, "https://kabar.example/feed", Site("k", ("ms",), zone(8))),
}

FIELDS: list[tuple[str, str, object]] = [
    ("platform", "title", "Mesyuarat mengenai pertubuhan bukan kerajaan asing"),
    (
        "platform",
        "lead",
        [
            "Pada pagi 12 April, jawatankuasa wilayah mengadakan mesyuarat dalam talian dengan semua daerah."
        ],
    ),
    (
        "platform",
        "body",
        ["Pada tahun 2023, bantuan mencecah US$12.3 juta.", "Laporan itu dihantar ke Hanoi ."],
    ),
    ("platform", "caption", ["Wakil dewan menyampaikan laporan."]),
    ("platform", "byline", ["Báo Bình MinhBáo Bình Minh13/04/2024"]),
    (
        "platform",
        "source_note",
        ["Sumber: https://binhminh.example/mesyuarat-hop-coac-phi-chinh-gov-post928020.html"],
    ),
    ("platform", "published", "2024-04-13"),
    ("platform", "published_witness", "byline"),
    ("platform", "edition_slug", "hop-truc-tuyen-cong-tac-phi-chinh-phu"),
    ("platform", "lang_hint", "ms"),
    ("platform", "credit", "Báo Bình Minh"),
    (
        "platform",
        "credit_url",
        "https://binhminh.example/mesyuarat-hop-coac-phi-chinh-gov-post928020.html",
    ),
    ("platform", "post_number", None),
    ("epi", "title", "Viện trợ phi chính phủ tăng trong năm 2021"),
    ("epi", "lead", ["Tỉnh tổ chức hội nghị về công tác phi chính phủ."]),
    (
        "epi",
        "body",
        [
            "Năm 2021, tỉnh tiếp nhận 4,9 triệu USD.\nCó 31 tổ chức đăng ký.",
            "Dòng chữ ngoài thẻ p.",
        ],
    ),
    ("epi", "caption", ["Đại biểu dự hội nghị."]),
    ("epi", "byline", ["Minh Khuê"]),
    ("epi", "published", "2022-09-18"),
    ("epi", "published_witness", "time"),
    ("epi", "post_number", "715622"),
    ("epi", "lang_hint", "vi"),
    ("mastercms", "title", 'Hội nghị "tổng kết" công tác viện trợ'),
    ("mastercms", "lead", ["Hội nghị diễn ra tại tỉnh."]),
    (
        "mastercms",
        "body",
        ["Năm 2022, giá trị giải ngân là 3,2 triệu USD.", "Hội nghị bế mạc cùng ngày."],
    ),
    ("mastercms", "caption", ["Quang cảnh hội nghị."]),
    ("mastercms", "byline", ["Ngọc Trâm"]),
    ("mastercms", "published", "2023-08-23"),
    ("mastercms", "published_witness", "family"),
    ("mastercms", "post_number", "189123"),
    ("mastercms", "credit", "Cổng thông tin tỉnh"),
    ("mastercms", "credit_url", "http://tinh.example/hoi-nghi-77"),
    ("portal", "title", "Giao ban công tác phi chính phủ"),
    ("portal", "lead", ["(tinh.example) Ngày 12/4/2024, Sở Ngoại vụ dự hội nghị trực tuyến."]),
    ("portal", "body", ["Toàn tỉnh có 31 tổ chức đăng ký hoạt động."]),
    ("portal", "caption", ["Điểm cầu của tỉnh."]),
    ("portal", "byline", ["Ban Biên tập"]),
    ("portal", "published", "2024-04-12"),
    ("portal", "published_witness", "lead (event)"),
    ("portal", "post_number", "4417"),
    ("antara", "title", "LSM asing salurkan bantuan"),
    ("antara", "lead", ["Kota Contoh (WARTA) - Sejumlah LSM asing bertemu pemerintah."]),
    ("antara", "body", ["Nilai bantuan mencapai 2,4 juta dolar AS."]),
    ("antara", "caption", ["Relawan menurunkan barang."]),
    ("antara", "byline", ["Pewarta: Redaksi Copyright © WARTA 2022"]),
    ("antara", "published", "2022-08-10"),
    ("antara", "post_number", "1190455"),
    ("sinar", "title", "NGO salur bantuan banjir"),
    ("sinar", "lead", ["Beberapa NGO menyalurkan bantuan."]),
    ("sinar", "body", ["Sumbangan bernilai RM1.2 juta diagihkan."]),
    ("sinar", "caption", ["Sukarelawan di gudang."]),
    ("sinar", "byline", ["Meja Berita"]),
    ("sinar", "published", "2023-03-06"),
    ("sinar", "post_number", "246810"),
    ("generic", "title", "Hội nghị vận động viện trợ"),
    ("generic", "byline", ["Ngọc Trâm"]),
    # 18:30 in Greenwich is half past one in the morning of the next day in Vietnam.
    ("generic", "published", "2024-04-13"),
    ("generic", "published_witness", "json-ld"),
    ("generic", "page_class", "GenericPage:trafilatura"),
    ("generic", "canonical_url", "https://vufo.example/hoi-nghi-van-dong?id=3"),
    ("nstp_feed", "title", "NGO bantu & bina rumah"),
    (
        "nstp_feed",
        "url",
        "https://kabar.example/mutakhir/2024/12/1159/ngo-bantu?utm_source=rss&utm_medium=rss",
    ),
    ("nstp_feed", "canonical_url", "https://kabar.example/mutakhir/2024/12/1159/ngo-bantu"),
    ("nstp_feed", "lead", ["Sebuah NGO membina rumah."]),
    ("nstp_feed", "body", ["Kos projek itu ialah RM2.5 juta."]),
    ("nstp_feed", "caption", ["Rumah siap dibina."]),
    ("nstp_feed", "byline", ["Meja Kabar"]),
    # Half past six in the evening in Greenwich is the next day in Malaysia.
    ("nstp_feed", "published", "2024-12-06"),
    ("nstp_feed", "published_witness", "feed"),
    ("nstp_feed", "post_number", "1159000"),
    ("nstp_feed", "lang_hint", "ms"),
]


def read(family: str) -> list[Article]:
    page, url, site = PAGES[family]
    kind = "xml" if family == "nstp_feed" else "html"
    body = (SHAPES / f"{family}.{kind}").read_bytes()
    made: type[TextResponse] = XmlResponse if kind == "xml" else HtmlResponse
    return list(page(made(url, body=body), site).articles())


def value(article: Article, name: str) -> object:
    if hasattr(article, name):
        return getattr(article, name)
    return [article.text[s.start : s.end] for s in article.segments if s.role == name]


@pytest.mark.parametrize(
    ("family", "name", "expected"), FIELDS, ids=[f"{family}-{name}" for family, name, _ in FIELDS]
)
def test_field(family: str, name: str, expected: object) -> None:
    """What stands on the page in this place is what the page object returns."""
    (article,) = read(family)
    assert value(article, name) == expected


@pytest.mark.parametrize("family", PAGES)
def test_no_figure_of_another_article_is_taken_up(family: str) -> None:
    """Teasers, related boxes, advertisements and comments are no part of the text."""
    (article,) = read(family)
    for stranger in ("99 juta", "77 juta", "55 triệu", "70 triệu", "44 triệu", "80 triệu",
                     "60 triệu", "5 triệu USD", "88 juta", "RM90", "RM70", "12 tỷ", "1.082",
                     "8.461.330", "Quảng cáo", "Bình luận", "DEMONSTRATION"):  # fmt: skip
        assert stranger not in article.text


@pytest.mark.parametrize("family", PAGES)
def test_segments_cover_the_text(family: str) -> None:
    """They are in order, and between two of them lies one empty line."""
    (article,) = read(family)
    at = 0
    for segment in article.segments:
        assert segment.start == at
        assert article.text[segment.end : segment.end + 2] in ("\n\n", "")
        at = segment.end + 2
    assert article.segments[-1].end == len(article.text)


def test_a_generic_page_keeps_its_three_paragraphs() -> None:
    """Navigation and footer are left out."""
    (article,) = read("generic")
    paragraphs = article.text.split("\n\n")[2:]
    assert [words[:9] for words in paragraphs] == ["Sáng 12/4", "Năm 2023,", "Hội nghị "]
    assert "Trang chủ" not in article.text
    assert "Bản quyền" not in article.text


def test_a_declared_body_is_preferred() -> None:
    """``articleBody`` of JSON-LD answers before statistics do."""
    body = "Năm 2023 tỉnh nhận 4,9 triệu USD. " * 10
    page = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"Viện trợ", "articleBody": "{body}"}}</script></head><body><p>Khác.</p></body></html>'
    )
    article = article_of_html(page.encode(), "https://a.example/x")
    assert article.page_class == "GenericPage:json-ld"
    assert article.text == f"Viện trợ\n\n{body.strip()}"


def test_a_huge_page_is_not_read() -> None:
    """100,000 paragraphs cost no time."""
    page = b"<html><body>" + b"<p>x y z</p>" * 100_000 + b"</body></html>"
    assert article_of_html(page, "https://a.example/x").text == ""


def test_a_page_without_an_article_gives_none() -> None:
    """A front page in the same system has no body."""
    page, url, site = PAGES["epi"]
    response = HtmlResponse(url, body=b"<html><body><h1>Trang ch\xe1\xbb\xa7</h1></body></html>")
    assert list(page(response, site).articles()) == []


def test_text_in_nfd_becomes_nfc() -> None:
    """Decomposed letters, as some papers store them."""
    page, url, site = PAGES["epi"]
    body = '<h1 class="cms-title">Việt</h1><div class="cms-body"><p>tổ chức</p></div>'
    (article,) = page(HtmlResponse(url, body=body.encode()), site).articles()
    assert article.text == "Việt\n\ntổ chức"


def test_fifty_thousand_nested_elements_are_survived() -> None:
    """The parser cuts the depth; nothing recurses."""
    page, url, site = PAGES["epi"]
    body = b'<div class="cms-body"><p>start</p>' + b"<div>" * 50_000 + b"deep" + b"</div>" * 50_000
    articles = list(page(HtmlResponse(url, body=body), site).articles())
    assert articles[0].text.startswith("start")


NEW_FAMILIES: list[tuple[type[Page], str, str, dict[str, object]]] = [
    (
        VcCorpPage,
        "https://bao.example/hoi-nghi-102260708075512345.htm",
        '<h1 data-role="title">Hội nghị về viện trợ</h1><div data-role="publishdate">08/07/2026 09:15'
        '</div><h2 data-role="sapo">(Bao.example) - Tỉnh tổ chức hội nghị.</h2>'
        '<div data-role="content"><p>Tỉnh nhận 4,9 triệu USD.</p><figure><figcaption>Quang cảnh.'
        '</figcaption></figure><div type="RelatedNewsBox"><p>Tỉnh khác nhận 9 triệu USD.</p></div></div>',
        {
            "title": "Hội nghị về viện trợ",
            "lead": ["(Bao.example) - Tỉnh tổ chức hội nghị."],
            "body": ["Tỉnh nhận 4,9 triệu USD."],
            "caption": ["Quang cảnh."],
            "published": "2026-07-08",
            "published_witness": "family",
            "post_number": "102260708075512345",
        },
    ),
    (
        QdndPage,
        "https://www.quan.example/chinh-tri/tin-tuc/hoi-nghi-812345",
        '<h1 class="post-title">Hội nghị về viện trợ</h1><div class="post-date">Chủ nhật, 04/01/2026'
        '</div><div class="post-summary">Tỉnh tổ chức hội nghị.</div><div class="post-content">'
        '<p>Tỉnh nhận 4,9 triệu USD.</p><p>NGỌC TRÂM</p><div class="related-post">Tin khác</div></div>',
        {
            "title": "Hội nghị về viện trợ",
            "lead": ["Tỉnh tổ chức hội nghị."],
            "body": ["Tỉnh nhận 4,9 triệu USD."],
            "byline": ["NGỌC TRÂM"],
            "published": "2026-01-04",
            "post_number": "812345",
        },
    ),
    (
        KompasPage,
        "https://money.warta.example/read/2023/11/02/213400526/bantuan?page=all",
        '<h1 class="read__title">LSM asing salurkan bantuan</h1><div class="read__time">'
        '<a>Warta.example</a> - 02/11/2023, 21:34 WIB</div><div class="credit-title-name">Redaksi</div>'
        '<div class="photo__caption">Relawan.</div><div class="read__content">'
        "<p><strong>JAKARTA, WARTA -</strong> Sejumlah LSM bertemu.</p><p>Nilainya 2,4 juta dolar AS.</p>"
        "<p>Baca juga: Bantuan 9 juta dolar AS</p></div>",
        {
            "title": "LSM asing salurkan bantuan",
            "lead": ["JAKARTA, WARTA - Sejumlah LSM bertemu."],
            "body": ["Nilainya 2,4 juta dolar AS."],
            "byline": ["Redaksi"],
            "published": "2023-11-02",
            "post_number": "213400526",
            "canonical_url": "https://money.warta.example/read/2023/11/02/213400526/bantuan",
        },
    ),
    (
        DetikPage,
        "https://news.kabar.example/berita/d-7016463/bantuan",
        '<h1 class="detail__title">LSM asing salurkan bantuan</h1><div class="detail__author">Redaksi'
        '</div><div class="detail__date">Kamis, 02 Nov 2023 20:59 WIB</div>'
        '<div class="detail__body-text itp_bodycontent"><strong>Jakarta</strong> - <p>Sejumlah LSM '
        'bertemu.</p><table class="linksisip"><tr><td>Baca juga: 9 juta</td></tr></table>'
        '<p>Nilainya 2,4 juta dolar AS.</p><p>Simak Video "Bantuan"</p><p>(abc/def)</p></div>',
        {
            "title": "LSM asing salurkan bantuan",
            "lead": ["Jakarta - Sejumlah LSM bertemu."],
            "body": ["Nilainya 2,4 juta dolar AS."],
            "byline": ["Redaksi", "(abc/def)"],
            "published": "2023-11-02",
            "post_number": "7016463",
        },
    ),
]


@pytest.mark.parametrize(
    ("page", "url", "html", "name", "expected"),
    [
        pytest.param(page, url, html, name, expected, id=f"{page.__name__}-{name}")
        for page, url, html, fields in NEW_FAMILIES
        for name, expected in fields.items()
    ],
)
def test_field_of_a_short_page(
    page: type[Page], url: str, html: str, name: str, expected: object
) -> None:
    """Each family's markup once, related boxes and invitations included."""
    response = HtmlResponse(url, body=f"<html><body>{html}</body></html>".encode())
    (article,) = page(response, Site("n", ("vi", "id"), zone(7))).articles()
    assert value(article, name) == expected


def test_a_portal_without_the_host_in_its_lead_is_read_like_any_site() -> None:
    """What stands in paragraphs is found without a class name."""
    _, url, site = PAGES["portal"]
    page = (
        b"<html><body><h1>Hop</h1><p>Tinh nhan 4,9 trieu USD.</p><p>Hop be mac.</p></body></html>"
    )
    (article,) = PortalPage(HtmlResponse(url, body=page), site).articles()
    assert article.page_class.startswith("GenericPage:")
    assert "4,9 trieu" in article.text


def test_a_line_of_rights_is_no_text() -> None:
    """It ends many pages; a sentence on rights is text."""
    page = (
        "<html><body><h1>Hop</h1><article><p>Hak cipta lagu itu milik warga.</p>"
        "<p>Bantuan sampai.</p><p>Copyright @ 2026 Warta - All Rights Reserved</p></article></body></html>"
    )
    article = article_of_html(page.encode(), "https://a.example/x")
    assert "Copyright" not in article.text
    assert "Bantuan sampai." in article.text


def test_the_declared_article_is_that_of_the_page() -> None:
    """Of several articles in JSON-LD the one with this headline; an address may be no address."""
    others = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "url": "http://[x", '
        f'"headline": "{headline}", "datePublished": "{day}T08:00:00+07:00"}}</script>'
        for headline, day in (("Tin khác", "2026-11-25"), ("Hội nghị", "2024-04-12"))
    )
    page = f"<html><head>{others}</head><body><h1>Hội nghị</h1><p>Tỉnh họp.</p></body></html>"
    article = article_of_html(page.encode(), "https://a.example/x")
    assert (article.title, article.published) == ("Hội nghị", "2024-04-12")
