"""How the addresses of articles are found: sitemaps, feeds, lists of links.

Here are the forms a source declares and the readers of what they answer. A
reader takes bytes and gives entries; asking is the spider's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from scrapy.http import TextResponse

from crawler import xml
from crawler.decode import gunzipped


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or an index of sitemaps (https://www.sitemaps.org/protocol.html).

    ``follow`` is a pattern for the addresses of the sitemaps in an index that
    are to be read. Where their names tell a day or a month, its groups ``year``,
    ``month`` and ``day`` say so, and those before the date window are left out.
    """

    url: str
    follow: str = ""

    def last_day(self, url: str) -> str | None:
        """Return the last ISO day that the name of a sitemap in the index tells."""
        match = re.search(self.follow, url)
        told = match.groupdict() if match else {}
        if not told.get("year") or not told.get("month"):
            return None
        return f"{told['year']}-{int(told['month']):02d}-{int(told.get('day') or 31):02d}"


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS 2.0 or Atom feed (RFC 4287); ``full_text``: the articles stand in it."""

    url: str
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of links: ``links`` selects them, ``next_page`` the link to the next such page."""

    url: str
    links: str = "a"
    next_page: str = ""
    most_pages: int = 20


Seed = Sitemap | Feed | Listing


@dataclass(frozen=True, slots=True)
class Entry:
    """An address met, with what was said of it; dates as printed.

    ``lastmod`` is when the page changed, as sitemaps say; a new one brings the
    page again. ``published`` is when it appeared, as feeds say.
    """

    url: str
    title: str = ""
    summary: str = ""
    lastmod: str | None = None
    published: str | None = None

    @property
    def dated(self) -> str | None:
        """The date by which the entry is sorted and held against the date window."""
        return self.lastmod or self.published


@dataclass(frozen=True, slots=True)
class Found:
    """Entries for articles and, of a sitemap index, for further sitemaps."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def read_sitemap(body: bytes) -> Found:
    """Return the entries of a sitemap or an index, in their order; gzip files are unpacked.

    Raises:
        xml.NotXmlError: it is something else.
        decode.UndecodableError: the gzip file is damaged or too large.
    """
    tree = xml.parse(gunzipped(body), root=("urlset", "sitemapindex"))
    index = etree.QName(tree).localname == "sitemapindex"
    entries = tuple(
        Entry(url, lastmod=xml.text(element, "lastmod"))
        for element in xml.children(tree, "sitemap" if index else "url")
        if (url := xml.text(element, "loc"))
    )
    return Found(sitemaps=entries) if index else Found(pages=entries)


def read_feed(body: bytes) -> Found:
    """Return the entries of an RSS or Atom feed, in their order.

    Raises:
        xml.NotXmlError: it is something else.
    """
    tree = xml.parse(body, root=("rss", "rdf", "feed"))
    items = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and etree.QName(element).localname in ("item", "entry")
    ]
    entries = (
        Entry(
            _link(item),
            title=xml.text(item, "title") or "",
            summary=xml.text(item, "description") or xml.text(item, "summary") or "",
            published=xml.text(item, "pubDate") or xml.text(item, "updated"),
        )
        for item in items
    )
    return Found(pages=tuple(entry for entry in entries if entry.url))


def read_listing(response: TextResponse, listing: Listing) -> Found:
    """Return the links of a listing page, each once, with the text of the link as title."""
    entries: dict[str, Entry] = {}
    for link in response.css(listing.links):
        href = link.attrib.get("href", "").strip()
        if href and not re.match(r"(?!https?:)[a-z]+:", href, re.IGNORECASE):
            url = response.urljoin(href).partition("#")[0]
            title = " ".join(" ".join(link.css("::text").getall()).split())
            entries.setdefault(url, Entry(url, title=title or link.attrib.get("title", "")))
    return Found(pages=tuple(entries.values()))


def _link(item: etree._Element) -> str:
    for link in xml.children(item, "link"):
        # Atom has the address in an attribute; the page itself is the link without a rel.
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip()
    return ""
