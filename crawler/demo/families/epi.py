"""nhipcaubao.example: a newspaper in the system of nhandan.vn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime

from crawler.demo.markup import html, paragraphs, robots, rss, sitemap, sitemap_index, text
from crawler.demo.resource import DemoArticle, Resource, modified, newest_first

HOST = "nhipcaubao.example"
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages, a sitemap a month (not padded), the index, the feed."""
    months = sorted({(a.day.year, a.day.month) for a in articles if a.day}, reverse=True)
    index = sitemap_index(
        [(f"http://{HOST}/sitemaps/categories.xml", None)]
        + [(f"http://{HOST}/sitemaps/news-{y}-{m}.xml", f"{y}-{m:02d}-28") for y, m in months]
    )
    return {
        "/robots.txt": robots("Disallow: /api/", f"Sitemap: http://{HOST}/sitemap.xml"),
        "/sitemap.xml": index,
        "/sitemaps/categories.xml": sitemap([(f"http://{HOST}/doi-ngoai/", None)]),
        "/rss/home.rss": _feed(articles),
        **{f"/sitemaps/news-{y}-{m}.xml": _monthly(y, m, articles) for y, m in months},
        **{_path(article): _page(article) for article in articles},
    }


def _path(article: DemoArticle) -> str:
    return f"/{article.slug}-post{article.number}.html"


def _monthly(year: int, month: int, articles: Sequence[DemoArticle]) -> Resource:
    return sitemap(
        (f"http://{HOST}{_path(a)}", a.published.isoformat() if a.published else None)
        for a in newest_first(articles)
        if a.day and (a.day.year, a.day.month) == (year, month)
    )


def _feed(articles: Sequence[DemoArticle]) -> Resource:
    items = [
        f"<item><title>{text(a.title)}</title><link>http://{HOST}{_path(a)}?utm_source=rss</link>"
        f"<pubDate>{format_datetime(a.published)}</pubDate>"
        f"<description>{text(a.lead)}</description></item>"
        for a in newest_first(articles)[:10]
        if a.published
    ]
    return rss("Nhịp Cầu Báo", f"http://{HOST}/", items, language="vi")


def _page(article: DemoArticle) -> Resource:
    moment = article.published
    shown = (
        f"{_WEEKDAYS[moment.weekday()]}, ngày {moment:%d/%m/%Y} - {moment:%H:%M}" if moment else ""
    )
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S%z}" if moment else ""
    body = f"""<div id="adsWeb_1"></div><div class="breadcrumbs"><a href="/">Trang chủ</a></div>
<article class="article">
<h1 class="article__title cms-title ">{text(article.title)}</h1>
<div class="article__meta"><time class="time" datetime="{stamp}">{shown}</time></div>
<div class="article__sapo cms-desc">{text(article.lead)}</div>
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
{_pictures(article)}{_paragraphs_with_box(article)}
<div id="adsMobile_2">Quảng cáo</div>
</div>
<div class="article__author">{text(article.author)}</div>
<div class="article__tag"><a href="/tag">phi chính phủ</a></div>
</article>
<div class="comment">Bình luận ({article.comments})</div>
<div class="story__list"><h3>Đọc nhiều</h3>{paragraphs(article.teasers)}</div>"""
    return html("vi", article.title, body, modified=modified(article))


def _paragraphs_with_box(article: DemoArticle) -> str:
    """The text, with a box of related articles in the middle of it."""
    box = "".join(f'<p><a class="cms-relate" href="/x">{text(t)}</a></p>' for t in article.teasers)
    first, rest = article.body[:1], article.body[1:]
    return (
        f'{paragraphs(first)}\n<div class="article-relate"><h4>Tin liên quan</h4>{box}</div>\n'
        f"{paragraphs(rest)}"
    )


def _pictures(article: DemoArticle) -> str:
    return "".join(
        f'<table class="picture"><tr><td><img src="data:," data-src="/{article.photo}"></td></tr>'
        f'<tr><td class="caption">{text(caption)}</td></tr></table>\n'
        for caption in article.captions
    )
