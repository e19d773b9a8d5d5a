"""muongthanh.example: the portal of a province, with counters and labels and without any date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.demo.markup import html, paragraphs, robots, text
from crawler.demo.resource import DemoArticle, Resource

HOST = "muongthanh.example"
SECTION = "/doi-ngoai-1204"


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages and one section page; robots.txt asks for a pause."""
    links = "".join(
        f'<li><a href="{_path(a)}">{text(a.title)}</a></li>'
        for a in sorted(articles, key=lambda article: -article.number)
    )
    return {
        "/robots.txt": robots("Crawl-delay: 0.3", "Disallow: /quan-tri"),
        SECTION: html("vi", "Đối ngoại", f'<div class="list-news"><ul>{links}</ul></div>'),
        **{_path(article): _page(article) for article in articles},
    }


def _path(article: DemoArticle) -> str:
    return f"{SECTION}/{article.slug}-{article.number}"


def _page(article: DemoArticle) -> Resource:
    captions = "".join(
        f'<figure><img alt="anh tin bai" src="/{article.photo}">'
        f"<figcaption>{text(caption)}</figcaption></figure>"
        for caption in article.captions
    )
    body = f"""<a href="#content">Nhảy đến nội dung</a>
<div class="left"><h4>THÔNG TIN TRA CỨU</h4><p>Thống kê truy cập</p><p>Đang online: 35</p>
<p>Hôm nay: 1.204</p><p>Tất cả: 8.461.330</p><p>image advertisement</p></div>
<form id="aspnetForm"><div class="detail">
<h1>{text(article.title)}</h1><p>Lượt xem: {article.views}</p><p>Cỡ chữ +-</p>
<p>({HOST}) {text(article.lead)}</p>
{captions}
{paragraphs(article.body)}
<p>{text(article.author)}</p>
<p>{article.views} lượt xem</p>
</div></form>
<div class="other"><h4>Tin khác</h4>{paragraphs(article.teasers)}</div>"""
    return html("vi", article.title, body)
