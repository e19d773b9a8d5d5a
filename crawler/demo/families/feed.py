"""kabarpagi.example: pages that need a browser, and a feed that carries the whole texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from email.utils import format_datetime

from crawler.demo.markup import html, paragraphs, robots, rss, text
from crawler.demo.resource import DemoArticle, Resource, newest_first

HOST = "kabarpagi.example"


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: empty shells of pages, and the feed."""
    ordered = newest_first(articles)
    items = [_item(at, article) for at, article in enumerate(ordered, start=1)]
    return {
        "/robots.txt": robots("Disallow: /api/"),
        # The language is wrong and the build date old, as in the feeds this mirrors.
        "/feed": rss("Kabar Pagi", f"http://{HOST}/", items, language="en-US"),
        **{_path(a): html("ms", a.title, '<div id="app"></div>') for a in articles},
    }


def _path(article: DemoArticle) -> str:
    day = f"{article.day:%Y/%m}" if article.day else "0000/00"
    return f"/{article.section}/{day}/{article.slug}"


def _item(at: int, article: DemoArticle) -> str:
    whole = (
        f"<p>berita@{HOST}</p><p>{text(article.lead)}</p><p> </p>{paragraphs(article.body)}"
        "<p>&copy; Kabar Pagi (demonstration)</p>"
    )
    sent = format_datetime(article.published.astimezone(UTC)) if article.published else ""
    return (
        f"<item><title>{text(article.title)}</title><link>http://{HOST}{_path(article)}</link>"
        f'<guid isPermaLink="false">{700000 + len(article.slug) * 100 + at}</guid>'
        f"<dc:creator>{text(article.author)}</dc:creator><pubDate>{sent}</pubDate>"
        f"<content:encoded><![CDATA[{whole}]]></content:encoded></item>"
    )
