"""Sitemaps, feeds and lists give their entries; addresses and topics are told apart."""

from __future__ import annotations

import unicodedata

import pytest
from scrapy.http import HtmlResponse, Response

from crawler.discovery import (
    Entry,
    Listing,
    Sitemap,
    next_page,
    read,
    read_feed,
    read_listing,
    read_sitemap,
)
from crawler.discovery.topic import FOREIGN_NGOS
from crawler.discovery.xml import NotXmlError
from crawler.urls import canonical, host_of, slug_of, untracked


def test_an_index_gives_sitemaps_and_a_sitemap_gives_pages() -> None:
    """With their lastmod, in their order, whatever the namespace prefix."""
    index = list(
        read_sitemap(
            b'<?xml version="1.0"?><s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
            b"<s:sitemap><s:loc> https://a.example/1.xml </s:loc><s:lastmod>2024-04-12</s:lastmod>"
            b"</s:sitemap></s:sitemapindex>"
        )
    )
    assert index == [Entry("https://a.example/1.xml", lastmod="2024-04-12", is_sitemap=True)]
    pages = read_sitemap(b"<urlset><url><loc>https://a.example/x</loc></url><url/></urlset>")
    assert list(pages) == [Entry("https://a.example/x")]


def test_broken_xml_gives_what_can_be_had() -> None:
    """A bare ampersand, as hand-written feeds have it."""
    feed = b"<rss><channel><item><title>A & B</title><link>https://a.example/1</link></item>"
    assert [entry.url for entry in read_feed(feed)] == ["https://a.example/1"]


def feed(*titles: bytes, declaration: bytes = b"") -> bytes:
    items = (
        b"<item><title>%s</title><link>https://a.example/%d</link></item>" % (title, number)
        for number, title in enumerate(titles)
    )
    return declaration + b"<rss><channel>" + b"".join(items) + b"</channel></rss>"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        (b"A & B", "A  B"),
        (b"A < B", "A  B"),
        (b"A &nbsp; B", "A  B"),
        (b"A &own; B", "A  B"),
        (b"A &#xD800; B", ""),
        (b"A \x03\x00 B", "A  B"),
        (b"A \xe9 B", "A \ufffd B"),
        (b"<![CDATA[A </item> & B]]>", "A </item> & B"),
    ],
)
def test_a_fault_costs_no_other_entry(title: bytes, read: str) -> None:
    """Neither those before nor those behind."""
    found = list(read_feed(feed(b"one", title, b"three")))
    assert [entry.title for entry in found] == ["one", read, "three"]


def test_an_entry_that_does_not_end_is_ended_by_the_next() -> None:
    """One in which the document breaks off is none: its address may be cut."""
    body = (
        b"<rss><item><link>https://a.example/1</link><item><link>https://a.example/2</link></item>"
    )
    cut = b"<item><link>https://a.exa"
    assert [entry.url for entry in read_feed(body + cut)] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_what_is_commented_out_is_no_entry() -> None:
    """Nor is what stands in a CDATA section between entries."""
    body = (
        b"<urlset><!-- <url><loc>https://a.example/1</loc></url> -->"
        b"<![CDATA[<url><loc>https://a.example/2</loc></url>]]>"
        b"<url><loc>https://a.example/3</loc></url></urlset>"
    )
    assert [entry.url for entry in read_sitemap(body)] == ["https://a.example/3"]


def test_prefixes_need_not_be_declared() -> None:
    """As in sitemaps put together by hand; elements of other kinds are no addresses."""
    body = (
        b"<urlset><url><image:image><image:loc>https://a.example/1.jpg</image:loc></image:image>"
        b"<loc>https://a.example/1</loc></url><x:url><x:loc>https://a.example/2</x:loc></x:url>"
        b"</urlset>"
    )
    assert [entry.url for entry in read_sitemap(body)] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("cp1258", b'<?xml version="1.0" encoding="windows-1258"?>'),
        ("utf-8", b'<?xml version="1.0" encoding="utf-16"?>'),
        ("utf-8", b'<?xml version="1.0" encoding="nonsense"?>'),
        ("utf-8", b'<?xml version="1.0" encoding="base64"?>'),
    ],
)
def test_encodings(encoding: str, declared: bytes) -> None:
    """By mark, by declaration, and UTF-8 where neither can be believed."""
    # windows-1258 writes the tone as a letter of its own.
    words = unicodedata.normalize("NFD", "trợ").replace("\u031b", "").replace("o", "ơ")
    body = (declared + feed(b"%s")).decode("ascii") % words
    assert [entry.title for entry in read_feed(body.encode(encoding))] == [words]


HOSTILE = {
    "comments": (b"<urlset>" + b"<!---->" * 1_000_000, "more than 100000 tags"),
    "an open comment": (b"<urlset>" + b"<!--" * 2_000_000, None),
    "ends": (b"<urlset>" + b"</url>" * 1_000_000, "more than 100000 tags"),
    "sections": (b"<urlset>" + b"<![CDATA[" * 1_000_000, None),
    "elements": (b"<urlset><url>" + b"<a/>" * 1_000_000 + b"</url>", "more than 20000 tags"),
    "attributes": (b"<urlset><url a='" + b"x" * 9_000_000 + b"'></url></urlset>", None),
    "a tag": (b"<urlset><url " + b"x" * 12_000_000, "more than 10485760 characters"),
    "depth": (b"<urlset><url>" + b"<a>" * 15_000 + b"</url></urlset>", None),
    "no document": (b"<" * 10_000_000, "no XML element"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_document_made_to_hurt_is_left(kind: str) -> None:
    """Nothing is found in it, and nothing is tried again and again."""
    body, told = HOSTILE[kind]
    if told is None:
        assert [entry.url for entry in read_sitemap(body) if entry.url] == []
    else:
        with pytest.raises(NotXmlError, match=told):
            list(read_sitemap(body))


def test_addresses_that_can_not_be_asked_for_are_none() -> None:
    """Relative ones are made absolute; the others are passed over."""
    urls = ("/b.html", " https://a.example/c ", "http://[bad", "mailto:x@a.example", "",
            "https://a.example:port/", "urn:x", "//other.example/d", "http:///e")  # fmt: skip
    response = Response(
        "https://a.example/sitemap.xml",
        body="".join(
            ["<urlset>", *(f"<url><loc>{url}</loc></url>" for url in urls), "</urlset>"]
        ).encode(),
    )
    found = [entry.url for entry in read(response, Sitemap(response.url)) if entry]
    assert found == [
        "https://a.example/b.html", "https://a.example/c", "https://other.example/d",
    ]  # fmt: skip


def test_a_list_whose_base_or_links_are_no_addresses() -> None:
    """The other links are found."""
    response = HtmlResponse(
        "https://a.example/list",
        body=b'<base href="http://[bad"><a href="http://[bad">x</a><a href="/1.html">y</a>'
        b'<a class="next" href="http://[bad">more</a>',
    )
    listing = Listing("https://a.example/list", next_page="a.next")
    assert [entry.url for entry in read_listing(response, listing)] == ["https://a.example/1.html"]
    assert next_page(response, listing) is None


def test_atom_and_rss_items() -> None:
    """Titles, summaries and dates as printed; Atom's address is an attribute."""
    rss = list(
        read_feed(
            b"<rss><channel><item><title>T</title><link>https://a.example/1</link>"
            b"<description>S</description><pubDate>Thu, 05 Dec 2024 18:31:54 +0000</pubDate></item>"
            b"</channel></rss>"
        )
    )
    assert rss == [
        Entry("https://a.example/1", "T", "S", published="Thu, 05 Dec 2024 18:31:54 +0000"),
    ]
    atom = list(
        read_feed(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>'
            b'<link rel="edit" href="https://a.example/e"/><link href="https://a.example/1"/>'
            b"<updated>2024-12-05T10:00:00Z</updated></entry></feed>"
        )
    )
    assert atom == [Entry("https://a.example/1", "T", published="2024-12-05T10:00:00Z")]


@pytest.mark.parametrize("body", [b"", b"plain text", b"<html><body>Log in</body></html>"])
def test_what_is_no_sitemap_is_an_error(body: bytes) -> None:
    """An empty answer or a page must not look like a day without news."""
    with pytest.raises(NotXmlError):
        list(read_sitemap(body))


def test_links_of_a_list() -> None:
    """Absolute, each once, without fragments and script links."""
    response = HtmlResponse(
        "https://a.example/list",
        body=b'<div class="l"><a href="/1.html#x">One</a><a href="/1.html">One again</a>'
        b'<a href="javascript:void(0)">No</a><a href="https://b.example/2">Two</a></div>'
        b'<a href="/3">Outside</a>',
    )
    found = read_listing(response, Listing("https://a.example/list", links=".l a"))
    assert list(found) == [
        Entry("https://a.example/1.html", "One"),
        Entry("https://b.example/2", "Two"),
    ]


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
