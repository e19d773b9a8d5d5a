"""tinviet.example: a platform with one Vietnamese slug in three editions, as vietnam.vn has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.demo.markup import html, paragraphs, robots, sitemap, sitemap_index, text
from crawler.demo.resource import DemoArticle, Resource, modified, newest_first

HOST = "tinviet.example"
_NAME = "Tin Việt - Nền tảng tin tức minh họa"
_PREFIX = {"vi": "", "ms": "/ms", "id": "/id"}
_NOTE = {"vi": "Nguồn", "ms": "Sumber", "id": "Sumber"}
_COMMENTS = {
    "vi": ("Bình luận", "Hãy để lại bình luận", "Cùng chủ đề"),
    "ms": (
        "Komen",
        "Sila tinggalkan komen anda!",
        "Dalam topik yang sama",
    ),
    "id": ("Komentar", "Silakan tinggalkan komentar", "Dalam topik yang sama"),
}


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages, a sitemap a day, the index of sitemaps."""
    pages = {f"{_PREFIX[a.lang]}/{a.slug}": _page(a) for a in articles}
    days = sorted({str(a.day) for a in articles if a.day}, reverse=True)
    daily = {f"/sitemap/sitemap-post/{day}.xml": _daily(day, articles) for day in days}
    index = sitemap_index(
        [(f"http://{HOST}/sitemap/sitemap-category.xml", None)]
        + [(f"http://{HOST}/sitemap/sitemap-post/{day}.xml", day) for day in days]
    )
    return {
        "/robots.txt": robots("Disallow: /search", f"Sitemap: http://{HOST}/sitemap.xml"),
        "/sitemap.xml": index,
        "/sitemap/sitemap-category.xml": sitemap([(f"http://{HOST}/category/thoi-su", None)]),
        **daily,
        **pages,
    }


def _daily(day: str, articles: Sequence[DemoArticle]) -> Resource:
    slugs = {a.slug: a for a in newest_first(articles) if str(a.day) == day}
    return sitemap((f"http://{HOST}/{slug}", f"{day}T04:04:10.339Z") for slug in slugs)


def _page(article: DemoArticle) -> Resource:
    name = article.credit_name or "Tin Việt"
    day = f"{article.day:%d/%m/%Y}" if article.day else ""
    label, invitation, same_topic = _COMMENTS[article.lang]
    body = f"""<header><a href="/">{text(_NAME)}</a></header>
<main><h1>{text(article.title)}</h1>
<div class="summary">{text(article.lead)}</div>
<div class="meta"><img alt="{text(name)}" src="/logo.png"><a href="/author">{text(name)}</a>\
<span>{text(name)}</span><span>{day}</span></div>
<div class="post-detail-body">
{_figures(article)}{paragraphs(article.body)}
{_note(article)}
</div></main>
<section class="comments"><h3>{label} ({article.comments})</h3><p>{invitation}</p></section>
<aside class="related-posts"><h3>{same_topic}</h3>{paragraphs(article.teasers)}</aside>
<footer>Warisan Rajah Perniagaan &middot; {article.views}</footer>"""
    head = f'<meta name="author" content="{text(article.author)}">'
    return html(article.lang, article.title, body, head=head, modified=modified(article))


def _figures(article: DemoArticle) -> str:
    """A picture: machine-made alternative text, the caption printed twice."""
    return "".join(
        f'<figure><img alt="anh tin bai" src="/{article.photo}"><figcaption>{text(caption)}'
        f"</figcaption></figure><figure><figcaption>{text(caption)}</figcaption></figure>\n"
        for caption in article.captions
    )


def _note(article: DemoArticle) -> str:
    if not article.credit_url:
        return ""
    url = text(article.credit_url)
    return f'<p>{_NOTE[article.lang]}: <a href="{url}">{url}</a></p>'
