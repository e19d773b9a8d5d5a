"""How the addresses of articles are found: sitemaps, feeds, lists of links.

Here are the forms a source declares and the readers of what they answer. A
reader takes bytes and gives entries, one by one, as a sitemap may have hundreds of
thousands; asking is the spider's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree
from scrapy.http import Response, TextResponse

from crawler.decode import gunzipped
from crawler.discovery import xml
from crawler.live import selectable
from crawler.urls import absolute


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
    """An address met, ``""`` where none is given, with what was said of it; dates as printed.

    ``lastmod`` is when the page changed, as sitemaps say; a new one brings the
    page again. ``published`` is when it appeared, as feeds say. ``is_sitemap``:
    the address of a sitemap, met in an index.
    """

    url: str
    title: str = ""
    summary: str = ""
    lastmod: str | None = None
    published: str | None = None
    is_sitemap: bool = False

    @property
    def dated(self) -> str | None:
        """The date by which the entry is sorted and held against the date window."""
        return self.lastmod or self.published


def read(response: Response, seed: Seed) -> Iterator[Entry | None]:
    """Yield the entries of the answer to ``seed``, with absolute addresses.

    One whose address can't be asked for is ``None``, so that a document with
    nothing else keeps nobody waiting. Errors as in :func:`read_sitemap`.
    """
    for entry in _entries(response, seed):
        url = absolute(entry.url, response.url) if entry.url else None
        if url == entry.url:
            yield entry
        else:
            yield replace(entry, url=url) if url is not None else None


def _entries(response: Response, seed: Seed) -> Iterator[Entry]:
    if isinstance(seed, Sitemap):
        return read_sitemap(response.body)
    if isinstance(seed, Feed):
        return read_feed(response.body)
    if not isinstance(response, TextResponse):
        raise xml.NotXmlError("no text, expected a page of links")
    return read_listing(response, seed)


def read_sitemap(body: bytes) -> Iterator[Entry]:
    """Yield the entries of a sitemap or an index, in their order; gzip files are unpacked.

    Raises:
        xml.NotXmlError: it is something else.
        decode.UndecodableError: the gzip file is damaged or too large; what came
            before is yielded.
    """
    root = ("urlset", "sitemapindex")
    for element in xml.entries(gunzipped(body), root=root, names=("url", "sitemap")):
        yield Entry(
            xml.text(element, "loc") or "",
            lastmod=xml.text(element, "lastmod"),
            is_sitemap=xml.local_name(element) == "sitemap",
        )


def read_feed(body: bytes) -> Iterator[Entry]:
    """Yield the entries of an RSS or Atom feed, in their order.

    Errors as in :func:`read_sitemap`.
    """
    for item in xml.entries(gunzipped(body), root=("rss", "rdf", "feed"), names=("item", "entry")):
        yield Entry(
            _link(item),
            title=xml.text(item, "title") or "",
            summary=xml.text(item, "description") or xml.text(item, "summary") or "",
            published=xml.text(item, "pubDate") or xml.text(item, "updated"),
        )


def read_listing(response: TextResponse, listing: Listing) -> Iterator[Entry]:
    """Yield the links of a listing page, each once, with the text of the link as title."""
    met: set[str] = set()
    response = selectable(response)
    base = response.urljoin("")
    for link in response.css(listing.links):
        href = link.attrib.get("href", "").strip()
        url = (absolute(href, base) or "").partition("#")[0] if href else ""
        if url and url not in met:
            met.add(url)
            title = " ".join(" ".join(link.css("::text").getall()).split())
            yield Entry(url, title=title or link.attrib.get("title", ""))


def next_page(response: Response, listing: Listing) -> str | None:
    """Return the address of the page after this one of a list, or ``None``."""
    if not listing.next_page or not isinstance(response, TextResponse):
        return None
    response = selectable(response)
    href = response.css(listing.next_page).attrib.get("href")
    return absolute(href, response.urljoin("")) if href else None


def _link(item: etree._Element) -> str:
    for link in xml.children(item, "link"):
        # Atom has the address in an attribute; the page itself is the link without a rel.
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip()
    return ""
