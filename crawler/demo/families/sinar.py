"""suararakyat.example: a Malaysian paper in the markup of sinarharian.com.my."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime

from crawler.demo.markup import html, paragraphs, robots, rss, teaser_list, text
from crawler.demo.resource import DemoArticle, Resource, modified, newest_first

HOST = "suararakyat.example"
FEED = "/rssFeed/211"
_MONTHS = ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogos", "Sep", "Okt", "Nov", "Dis"]


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages and a feed that announces them."""
    items = [
        f"<item><title>{text(a.title)}</title><link>http://{HOST}{_path(a)}</link>"
        f"<pubDate>{format_datetime(a.published)}</pubDate></item>"
        for a in newest_first(articles)
        if a.published
    ]
    return {
        "/robots.txt": robots("Disallow: /ajax/"),
        FEED: rss("Suara Rakyat", f"http://{HOST}/", items, language="ms"),
        **{_path(article): _page(article) for article in articles},
    }


def _path(article: DemoArticle) -> str:
    return f"/article/{article.number}/berita/{article.section}/{article.slug}"


def _page(article: DemoArticle) -> Resource:
    moment = article.published
    shown = f"{moment.day} {_MONTHS[moment.month - 1]} {moment:%Y %I:%M}" if moment else ""
    half = "am" if moment and moment.hour < 12 else "pm"
    captions = "".join(f"<figcaption>{text(caption)}</figcaption>" for caption in article.captions)
    body = f"""<h1 class="title">{text(article.title)}</h1>
<div class="byline-date-readingtime"><span class="author">{text(article.author)}</span>
<span class="timespan">{shown}{half}</span><span>3 minit bacaan</span></div>
<div id="articleText"><figure>{captions}</figure>
<p>{text(article.lead)}</p>
{paragraphs(article.body[:2])}
{teaser_list(article, "Artikel berkaitan", "related-article-inside-body")}
{paragraphs(article.body[2:])}
</div>
<div class="comments">{article.comments} komen</div>
<div class="more-articles-row">{paragraphs(article.teasers)}</div>"""
    return html("ms", article.title, body, modified=modified(article))
