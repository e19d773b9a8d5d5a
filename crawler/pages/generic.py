"""Any article page: what it says of itself first, then what trafilatura finds.

Which witness gave the body stands in ``page_class``, as ``GenericPage:json-ld``,
``GenericPage:trafilatura`` or ``GenericPage:paragraphs``. Pages too large to be
read in a second or two are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from scrapy.http import HtmlResponse

from corpus.model import Article
from crawler.decode import TooLargeError
from crawler.pages.blocks import Block, blocks, clean, tidy
from crawler.pages.dates import Moment, zone
from crawler.pages.page import Page, Site
from crawler.pages.structured import json_ld_article
from crawler.pages.witnesses import Candidate
from crawler.urls import canonical
from extract.published import published
from extract.text import normalise

LARGEST = 2_000_000
"""Letters of HTML above which a page is not read."""

MOST_TAGS = 60_000
"""Tags above which a page is not read: trafilatura needs half a minute for 200,000."""

_LEAST = 200
"""Letters below which a declared body is a summary rather than the text."""


_BESIDES = ("nav", "header nav", "footer", "aside", "[class*=related]", "[class*=comment]")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|hak cipta\b|bản quyền\b)[^.]{0,100}\.?"
                     r"(?: all rights reserved\.?)?$", re.IGNORECASE)  # fmt: skip
_LINES = 40
_LONGEST_BYLINE = 70
# Times in lists, side columns and frames belong to other articles or to the day of the visit.
_TIMES = (
    "//time[@datetime][not(ancestor::li or ancestor::aside or ancestor::nav or ancestor::footer)]"
    "[not(ancestor::*[contains(@class, 'related') or contains(@class, 'comment')])]/@datetime"
)


class GenericPage(Page):
    """A page of a site whose markup nobody has vouched for."""

    title_css = ("h1",)

    def title(self) -> str | None:
        """Return the headline: JSON-LD, then OpenGraph, then the first ``h1``."""
        said = json_ld_article(self.response).get("headline")
        if not isinstance(said, str) or not said.strip():
            said = self.metas.get("og:title")
        return tidy(normalise(said)) if said else super().title()

    def byline(self) -> str | None:
        """Return the author a page declares."""
        return self.metas.get("author")

    def candidates(self) -> Iterator[Candidate]:
        """Yield what machines are told, then the line of a date between headline and text."""
        yield from super().candidates()
        words = self._visible
        found = published(words, self.lang_hint()) if words else None
        if found:
            day, start, end = found
            line = words[words.rfind("\n", 0, start) + 1 : words.find("\n", end)]
            witness = "lead (event)" if len(line) > _LONGEST_BYLINE else "byline"
            yield Candidate(witness, words[start:end], Moment(day), "printed")

    @property
    def _date_attribute(self) -> str:
        """The time that all elements of the page but those of other articles agree on."""
        told = {stamp.strip() for stamp in self.response.xpath(_TIMES).getall()}
        return told.pop() if len(told) == 1 else ""

    @cached_property
    def _visible(self) -> str:
        """The lines from the headline on, as a reader sees them, each a paragraph."""
        title, body = self.title(), self.response.xpath("//body").get()
        if title is None or body is None or self._too_large:
            return ""
        try:
            lines = [block.text for block in blocks(clean(body, _BESIDES), {})]
        except TooLargeError:
            return ""
        return "\n\n".join(lines[lines.index(title) :][:_LINES]) if title in lines else ""

    @property
    def _too_large(self) -> bool:
        html = self.response.text
        return len(html) > LARGEST or html.count("<") > MOST_TAGS

    def articles(self) -> Iterator[Article]:
        """Yield the article, if a witness finds a body."""
        witness, paragraphs = self._body
        if not paragraphs:
            return
        title = self.title()
        body = [
            Block("body", words)
            for words in paragraphs
            if words != title and not _RIGHTS.match(words)
        ]
        article = self.article(self._around(title, body), title=title)
        yield replace(article, page_class=f"{article.page_class}:{witness}")

    @cached_property
    def _body(self) -> tuple[str, list[str]]:
        said = json_ld_article(self.response).get("articleBody")
        if isinstance(said, str) and len(said) >= _LEAST and "<" not in said:
            return "json-ld", _lines(said)
        if self._too_large:
            return "too-large", []
        html = self.response.text
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


def article_of_html(
    content: bytes, url: str, *, source: str = "", content_type: str | None = None
) -> Article:
    """Return the article of a saved page whose source is not known; its text may be empty.

    The encoding is what ``content_type`` (a header) says, else what the page
    declares, else UTF-8. Dates are read in the zone
    of Vietnam and western Indonesia, which matters within an hour of midnight only.
    """
    site = Site(source, languages=("vi", "ms", "id"), zone=zone(7))
    headers = {"Content-Type": content_type} if content_type else None
    empty = Article(source, url, canonical(url), None, text="", segments=())
    try:
        page = GenericPage(HtmlResponse(url or "about:blank", body=content, headers=headers), site)
    except TooLargeError:
        return empty
    return replace(next(page.articles(), empty), url=url)


def _lines(text: str) -> list[str]:
    return [tidy(line) for line in normalise(text).split("\n") if line.strip()]
