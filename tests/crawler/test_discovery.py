"""Sitemaps, feeds and lists give their entries; addresses and topics are told apart."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from crawler.discovery import Entry, Listing, Sitemap, read_feed, read_listing, read_sitemap
from crawler.topic import FOREIGN_NGOS
from crawler.urls import canonical, host_of, slug_of, untracked
from crawler.xml import NotXmlError


def test_an_index_gives_sitemaps_and_a_sitemap_gives_pages() -> None:
    """With their lastmod, in their order, whatever the namespace prefix."""
    index = read_sitemap(
        b'<?xml version="1.0"?><s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<s:sitemap><s:loc> https://a.example/1.xml </s:loc><s:lastmod>2024-04-12</s:lastmod>"
        b"</s:sitemap></s:sitemapindex>"
    )
    assert index.sitemaps == (Entry("https://a.example/1.xml", lastmod="2024-04-12"),)
    assert index.pages == ()
    pages = read_sitemap(b"<urlset><url><loc>https://a.example/x</loc></url><url/></urlset>")
    assert pages.pages == (Entry("https://a.example/x"),)


def test_broken_xml_gives_what_can_be_had() -> None:
    """A bare ampersand, as hand-written feeds have it."""
    feed = b"<rss><channel><item><title>A & B</title><link>https://a.example/1</link></item>"
    assert read_feed(feed).pages[0].url == "https://a.example/1"


def test_atom_and_rss_items() -> None:
    """Titles, summaries and dates as printed; Atom's address is an attribute."""
    rss = read_feed(
        b"<rss><channel><item><title>T</title><link>https://a.example/1</link>"
        b"<description>S</description><pubDate>Thu, 05 Dec 2024 18:31:54 +0000</pubDate></item>"
        b"</channel></rss>"
    )
    assert rss.pages == (
        Entry("https://a.example/1", "T", "S", published="Thu, 05 Dec 2024 18:31:54 +0000"),
    )
    atom = read_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>'
        b'<link rel="edit" href="https://a.example/e"/><link href="https://a.example/1"/>'
        b"<updated>2024-12-05T10:00:00Z</updated></entry></feed>"
    )
    assert atom.pages == (Entry("https://a.example/1", "T", published="2024-12-05T10:00:00Z"),)


@pytest.mark.parametrize("body", [b"", b"plain text", b"<html><body>Log in</body></html>"])
def test_what_is_no_sitemap_is_an_error(body: bytes) -> None:
    """An empty answer or a page must not look like a day without news."""
    with pytest.raises(NotXmlError):
        read_sitemap(body)


def test_links_of_a_list() -> None:
    """Absolute, each once, without fragments and script links."""
    response = HtmlResponse(
        "https://a.example/list",
        body=b'<div class="l"><a href="/1.html#x">One</a><a href="/1.html">One again</a>'
        b'<a href="javascript:void(0)">No</a><a href="https://b.example/2">Two</a></div>'
        b'<a href="/3">Outside</a>',
    )
    found = read_listing(response, Listing("https://a.example/list", links=".l a"))
    assert found.pages == (
        Entry("https://a.example/1.html", "One"),
        Entry("https://b.example/2", "Two"),
    )


@pytest.mark.parametrize(
    ("follow", "url", "day"),
    [
        (
            r"/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\.xml",
            "https://a.example/2024-04-12.xml",
            "2024-04-12",
        ),
        (
            r"/news-(?P<year>\d{4})-(?P<month>\d+)\.xml",
            "https://a.example/news-2024-4.xml",
            "2024-04-31",
        ),
        (r"/news-(?P<year>\d{4})-(?P<month>\d+)\.xml", "https://a.example/topics.xml", None),
        ("", "https://a.example/2024-04-12.xml", None),
    ],
)
def test_the_day_in_the_name_of_a_sitemap(follow: str, url: str, day: str | None) -> None:
    """A month counts up to its 31st, so that none is left out too early."""
    assert Sitemap("https://a.example/sitemap.xml", follow=follow).last_day(url) == day


@pytest.mark.parametrize(
    ("text", "on_topic"),
    [
        ("vien-tro-phi-chinh-phu-nuoc-ngoai-nam-2023", True),
        ("Gặp mặt các tổ chức phi chính phủ nước ngoài", True),
        ("Pertubuhan bukan kerajaan asing di Malaysia", True),
        ("LSM asing salurkan bantuan", True),
        ("Hội nghị của chính phủ về giá vàng", False),
        ("ngoai-giao-nhan-dan", False),
        ("Kerajaan umum bantuan banjir", False),
    ],
)
def test_topic(text: str, on_topic: bool) -> None:
    """Whole words only: ``ngo`` is not in ``ngoai``."""
    assert FOREIGN_NGOS.matches(text) is on_topic


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (
            "http://www.Bao.example/a-post1.html?utm_source=rss#top",
            "https://bao.example/a-post1.html",
        ),
        ("https://m.bao.example./a-post1.html", "https://bao.example/a-post1.html"),
        ("https://bao.example/x/amp", "https://bao.example/x"),
        ("https://bao.example/x.html?mobile=yes&amp=1", "https://bao.example/x.html"),
        ("https://bao.example/news.php?id=5&page=all", "https://bao.example/news.php?id=5"),
        ("https://bao.example", "https://bao.example/"),
        ("urn:sha256:00ff", "urn:sha256:00ff"),
    ],
)
def test_one_article_has_one_key(url: str, key: str) -> None:
    """Twin hosts, views and tracking do not make another article."""
    assert canonical(url) == key


def test_what_is_fetched_keeps_its_query_but_tracking() -> None:
    """Unlike the key, the address must still work."""
    url = "http://www.bao.example/news.php?id=5&page=2&utm_medium=rss#x"
    assert untracked(url) == "http://www.bao.example/news.php?id=5&page=2"


def test_parts_of_addresses() -> None:
    """Host without port; slug without ending, numbers passed over."""
    assert host_of("http://Bao.example.:8080/x") == "bao.example"
    assert slug_of("https://bao.example/berita/123/lsm-asing") == "lsm-asing"
    assert slug_of("https://bao.example/lsm-asing-post5.html") == "lsm-asing-post5"
    assert slug_of("https://bao.example/lsm-asing/123") == "lsm-asing"
