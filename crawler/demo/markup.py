"""Pieces of markup that the families share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from crawler.demo.resource import DemoArticle, Resource

BANNER = (
    '<div class="site-banner" role="banner">DEMONSTRATION &middot; trang minh họa &middot; '
    "halaman demonstrasi: an invented outlet, not evidence</div>"
)
"""Stands on every page, outside of what a family's pages call their article."""


def text(words: str) -> str:
    """Return ``words`` for use between tags or in a quoted attribute."""
    return escape(words)


def paragraphs(words: Iterable[str]) -> str:
    """Return a ``<p>`` for each text."""
    return "\n".join(f"<p>{text(paragraph)}</p>" for paragraph in words)


def html(
    lang: str, title: str, body: str, *, head: str = "", modified: datetime | None = None
) -> Resource:
    """Return a whole page with the banner on top."""
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text(title)}</title>\n{head}\n</head>\n<body>\n{BANNER}\n{body}\n"
        "</body>\n</html>\n"
    )
    return Resource(page.encode(), "text/html; charset=utf-8", modified)


def sitemap(entries: Iterable[tuple[str, str | None]]) -> Resource:
    """Return a sitemap of addresses with their lastmod."""
    return _sitemap("urlset", "url", entries)


def sitemap_index(entries: Iterable[tuple[str, str | None]]) -> Resource:
    """Return an index of sitemaps with their lastmod."""
    return _sitemap("sitemapindex", "sitemap", entries)


def _sitemap(root: str, member: str, entries: Iterable[tuple[str, str | None]]) -> Resource:
    lines = [
        f"<{member}><loc>{text(url)}</loc>"
        + (f"<lastmod>{lastmod}</lastmod>" if lastmod else "")
        + f"</{member}>"
        for url, lastmod in entries
    ]
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + f"\n</{root}>\n"
    )
    return Resource(body.encode(), "application/xml")


def rss(title: str, url: str, items: Iterable[str], *, language: str) -> Resource:
    """Return an RSS 2.0 feed of ready-made items."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{text(title)} (demonstration)</title>\n<link>{url}</link>\n"
        f"<description>DEMONSTRATION</description>\n<language>{language}</language>\n"
        "<lastBuildDate>Mon, 04 Jan 2021 00:00:00 +0000</lastBuildDate>\n"
        + "\n".join(items)
        + "\n</channel>\n</rss>\n"
    )
    return Resource(body.encode(), "application/rss+xml; charset=utf-8")


def robots(*lines: str) -> Resource:
    """Return a robots.txt for every agent."""
    return Resource(("\n".join(("User-agent: *", *lines)) + "\n").encode())


def teaser_list(article: DemoArticle, label: str, css: str) -> str:
    """Return a box of headlines of other articles: on topic, and not of this article."""
    items = "".join(f'<li><a href="/">{text(line)}</a></li>' for line in article.teasers)
    return f'<div class="{css}"><h3>{label}</h3><ul>{items}</ul></div>'
