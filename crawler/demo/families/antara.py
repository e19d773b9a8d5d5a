"""wartanusa.example: an Indonesian agency in the markup of antaranews.com."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.demo.markup import html, paragraphs, robots, sitemap, text
from crawler.demo.resource import DemoArticle, Resource, modified, newest_first

HOST = "wartanusa.example"
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def resources(articles: Sequence[DemoArticle]) -> Mapping[str, Resource]:
    """Return the site: pages and one sitemap."""
    entries = [(f"http://{HOST}{_path(a)}", str(a.day)) for a in newest_first(articles)]
    return {
        "/robots.txt": robots("Disallow: /search", f"Sitemap: http://{HOST}/sitemap.xml"),
        "/sitemap.xml": sitemap([(f"http://{HOST}/terkini", None), *entries]),
        **{_path(article): _page(article) for article in articles},
    }


def _path(article: DemoArticle) -> str:
    return f"/berita/{article.number}/{article.slug}"


def _page(article: DemoArticle) -> Resource:
    moment = article.published
    shown = (
        f"{_DAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year} "
        f"{moment:%H:%M} WIB"
        if moment
        else ""
    )
    year = moment.year if moment else ""
    captions = "".join(f"<figcaption>{text(caption)}</figcaption>" for caption in article.captions)
    read_too = "".join(
        f'<p class="baca-juga">Baca juga: <a href="/x">{text(line)}</a></p>'
        for line in article.teasers
    )
    body = f"""<article class="wrap__article-detail">
<div class="wrap__article-detail-title"><h1>{text(article.title)}</h1></div>
<ul class="list-inline"><li class="list-inline-item mr-2">{text(article.section)}</li>
<li class="list-inline-item mr-2">{shown}</li></ul>
<div class="wrap__article-detail-content post-content"><figure>{captions}</figure>
<p>(WARTA NUSA) - {text(article.lead)}</p>
{paragraphs(article.body[:1])}
{read_too}
{paragraphs(article.body[1:])}
<p class="text-muted">Pewarta: {text(article.author)}<br>Copyright &copy; WARTA NUSA {year}</p>
</div></article>
<div class="komentar">Komentar ({article.comments})</div>"""
    return html("id", article.title, body, modified=modified(article))
