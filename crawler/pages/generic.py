"""Any article page: what it says of itself first, then what trafilatura finds.

Which witness gave the body stands in ``page_class``, as ``GenericPage:json-ld``,
``GenericPage:trafilatura`` or ``GenericPage:paragraphs``. Pages too large to be
read in a second or two are not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from scrapy.http import HtmlResponse

from corpus.model import Article
from crawler.pages.blocks import Block, tidy
from crawler.pages.dates import zone
from crawler.pages.page import Page, Site
from crawler.pages.structured import json_ld_article
from crawler.urls import canonical
from extract.text import normalise

LARGEST = 2_000_000
"""Letters of HTML above which a page is not read."""

MOST_TAGS = 30_000
"""Elements above which a page is not read: trafilatura needs half a minute for 100,000."""

_LEAST = 200
"""Letters below which a declared body is a summary rather than the text."""


class GenericPage(Page):
    """A page of a site whose markup nobody has vouched for."""

    title_css = ("h1",)
    date_css = ("article time", "time")

    def title(self) -> str | None:
        """Return the headline: JSON-LD, then OpenGraph, then the first ``h1``."""
        said = json_ld_article(self.response).get("headline") or self.metas.get("og:title")
        return tidy(normalise(str(said))) if said else super().title()

    def byline(self) -> str | None:
        """Return the author a page declares."""
        return self.metas.get("author")

    def articles(self) -> Iterator[Article]:
        """Yield the article, if a witness finds a body."""
        witness, paragraphs = self._body
        if not paragraphs:
            return
        title = self.title()
        body = [Block("body", words) for words in paragraphs if words != title]
        article = self.article(self._around(title, body), title=title)
        yield replace(article, page_class=f"{article.page_class}:{witness}")

    @cached_property
    def _body(self) -> tuple[str, list[str]]:
        said = json_ld_article(self.response).get("articleBody")
        if isinstance(said, str) and len(said) >= _LEAST and "<" not in said:
            return "json-ld", _lines(said)
        html = self.response.text
        if len(html) > LARGEST or html.count("<") > 2 * MOST_TAGS:
            return "too-large", []
        # Loaded here, because an installation without the extra `pages` can do without.
        from trafilatura import extract

        found = extract(html, favor_precision=True, include_comments=False, include_tables=False)
        if found:
            return "trafilatura", _lines(found)
        return "paragraphs", self._paragraphs()

    def _paragraphs(self) -> list[str]:
        """What stands in ``<p>``, for pages too short for statistics to find their text."""
        for path in ("//article//p", "//main//p", "//p"):
            found = self.response.xpath(path)
            lines = [tidy(normalise(p.xpath("string()").get(""))) for p in found]
            if any(lines):
                return [line for line in lines if line]
        return []


def article_of_html(content: bytes, url: str, *, source: str = "") -> Article:
    """Return the article of a saved page whose source is not known; its text may be empty.

    The encoding is what the page declares, else UTF-8. Dates are read in the zone
    of Vietnam and western Indonesia, which matters within an hour of midnight only.
    """
    site = Site(source, languages=("vi", "ms", "id"), zone=zone(7))
    page = GenericPage(HtmlResponse(url or "about:blank", body=content), site)
    empty = Article(source, url, canonical(url), None, text="", segments=())
    return replace(next(page.articles(), empty), url=url)


def _lines(text: str) -> list[str]:
    return [tidy(line) for line in normalise(text).split("\n") if line.strip()]
