"""huunghi.example: a newspaper on MasterCMS, as thoidai.com.vn is, with that system's defects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.demo.markup import html, robots, text
from crawler.demo.resource import DemoArticle, Resource, modified, newest_first

HOST = "huunghi.example"
SECTION = "/doi-ngoai-nhan-dan"
_PER_PAGE = 6
CLOSED = "/luu-tru-noi-bo/vien-tro-phi-chinh-phu-nuoc-ngoai-ban-nhap-900001.html"
"""Announced on the list like any article, but closed by robots.txt."""


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages and the paged list of a section; there is no sitemap."""
    ordered = newest_first(articles)
    lists = [ordered[at : at + _PER_PAGE] for at in range(0, len(ordered), _PER_PAGE)]
    closed = html("vi", "Bản nháp", "<p>Closed by robots.txt.</p>")
    return {
        "/robots.txt": robots("Disallow: /luu-tru-noi-bo/", "Disallow: /apicenter@/"),
        CLOSED: closed,
        **{_list_path(n): _list(n, found, len(lists)) for n, found in enumerate(lists, start=1)},
        **{_path(article): _page(article) for article in articles},
    }


def _path(article: DemoArticle) -> str:
    return f"/{article.slug}-{article.number}.html"


def _list_path(number: int) -> str:
    return SECTION if number == 1 else f"{SECTION}?page={number}"


def _list(number: int, found: Sequence[DemoArticle], pages: int) -> Resource:
    links = [(_path(article), article.title, article.lead) for article in found]
    if number == 1:
        links.append((CLOSED, "Viện trợ phi chính phủ nước ngoài: bản nháp", ""))
    items = "".join(
        f'<div class="bx-article"><a href="{path}">{text(title)}</a>'
        f'<div class="bx-description">{text(lead)} ...</div></div>'
        for path, title, lead in links
    )
    following = f'<a href="{_list_path(number + 1)}">Sau</a>' if number < pages else ""
    body = (
        f'<div class="_MB_CATEGORY_LIST">{items}</div>'
        f'<div class="__MB_ARTICLE_PAGING">{following}</div>'
    )
    return html("vi", "Đối ngoại nhân dân", body)


def _page(article: DemoArticle) -> Resource:
    shown = f"{article.published:%H:%M | %d/%m/%Y} GMT+7" if article.published else ""
    # The quotes within the title attribute are not escaped: words spill out as attributes.
    spilled = (
        f'<a href="/x" title="Đề xuất "{article.slug.replace("-", " ")}" usd"="">In bài viết</a>'
    )
    body = f"""<div class="bx-cat-link"><a href="{SECTION}">Đối ngoại nhân dân</a></div>
<h1 class="article-detail-title f0">{text(article.title)}</h1>
<span class="article-detail-date">{shown}</span>
<div class="font-size">aa</div>{spilled}
<div class="article-detail-desc">{text(article.lead)}</div>
<div class="article-detail-related">{_links(article)}</div>
<div class="__MASTERCMS_CONTENT"><div class="__MB_MASTERCMS_EL" id="__MB_MASTERCMS_EL_3">
{_pictures(article)}{_paragraphs(article)}
<p align="right"><strong>{text(article.author)}</strong></p>
</div></div>
<div class="__ads_click">Quảng cáo</div>
<div id="user-comment"><div class="__API_WIDGET">Bình luận ({article.comments})</div></div>
<div class="bx-other"><h3>Tin bài liên quan</h3>{_links(article)}</div>"""
    return html("vi", article.title, body, modified=modified(article))


def _links(article: DemoArticle) -> str:
    return "".join(f'<a href="/">{text(line)}</a>' for line in article.teasers)


def _paragraphs(article: DemoArticle) -> str:
    """The text; behind its first paragraph a table of teasers that end in dots."""
    cells = "".join(
        f"<tr><td><a href='/'>{text(line)}</a></td><td>{text(line)} ...</td></tr>"
        for line in article.teasers
    )
    lines = [f"<p>{text(paragraph)}</p>" for paragraph in article.body]
    return "\n".join([*lines[:1], f'<table class="related">{cells}</table>', *lines[1:]])


def _pictures(article: DemoArticle) -> str:
    return "".join(
        f'<table class="MASTERCMS_TPL_TABLE"><tbody><tr><td><img src="/{article.photo}" '
        f'alt=""></td></tr><tr><td>{text(caption)}</td></tr></tbody></table>\n'
        for caption in article.captions
    )
