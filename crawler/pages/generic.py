"""Any article page: what it says of itself first, then what trafilatura finds.

Which witness gave the body stands in ``page_class``, as ``GenericPage:json-ld``,
``GenericPage:trafilatura`` or ``GenericPage:paragraphs``. Pages too large to be
read in a second or two are not read at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timezone
from functools import cached_property, lru_cache
from importlib.resources import files

from scrapy.http import HtmlResponse

from corpus.model import Article
from crawler.decode import TooLargeError
from crawler.pages.blocks import Block, tidy
from crawler.pages.dates import zone
from crawler.pages.page import Page, Site
from crawler.pages.publication import Publication
from crawler.pages.structured import json_ld_article
from crawler.pages.witnesses import Candidate, decide
from crawler.urls import canonical, host_of
from extract.text import normalise

LARGEST = 2_000_000
"""Letters of HTML above which a page is not read."""

MOST_TAGS = 60_000
"""Tags above which a page is not read: trafilatura needs half a minute for 200,000."""

_LEAST = 200
"""Letters below which a declared body is a summary rather than the text."""


_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|hak cipta\b|bản quyền\b)[^.]{0,100}\.?"
                     r"(?: all rights reserved\.?)?$", re.IGNORECASE)  # fmt: skip
_RULE = re.compile(r"[-|: ]+")


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
        """Yield what the witnesses of an unknown page say (``publication.py``)."""
        found = [] if self._too_large else self.response.xpath("//body")
        body = found[0].root if found else None
        page = Publication(self.response, self.metas, body, self.lang_hint())
        yield from page.candidates()

    def published(self) -> tuple[str | None, str | None]:
        """Return the day of publication and the witness; where zones differ, none."""
        found = list(self.candidates())
        told = [decide(found, local=local, latest=self._fetched) for local in self._zones]
        return told[0] if len({day for day, _ in told}) == 1 else (None, None)

    @property
    def _zones(self) -> Sequence[timezone]:
        """The zones its outlet may be in: that of a known one, else by its host and language."""
        if self.site.known:
            return (self.site.zone,)
        said = self.response.xpath("/html/@lang").get() or self.metas.get("og:locale", "")
        by_host, by_language = _hours()["hosts"], _hours()["languages"]
        hours = by_host.get(host_of(self.response.url).rpartition(".")[2])
        hours = hours or by_language.get(re.split("[-_]", said.lower())[0])
        return [zone(east) for east in hours or by_language[""]]

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

        found = extract(html, favor_precision=True, include_comments=False, include_tables=True)
        if found:
            return "trafilatura", list(_rows_told(_lines(found)))
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
    declares, else UTF-8. Times in UTC are read in the zone of the language that the
    page declares; within hours of midnight there may be no day.
    """
    site = Site(source, languages=("vi", "ms", "id"), zone=zone(7), known=False)
    headers = {"Content-Type": content_type} if content_type else None
    empty = Article(source, url, canonical(url), None, text="", segments=())
    try:
        page = GenericPage(HtmlResponse(url or "about:blank", body=content, headers=headers), site)
    except TooLargeError:
        return empty
    return replace(next(page.articles(), empty), url=url)


def _lines(text: str) -> list[str]:
    return [tidy(line) for line in normalise(text).split("\n") if line.strip()]


def _rows_told(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, rows of tables without their outer bars and the rule below the head."""
    for line in lines:
        if not line.startswith("|"):
            yield line
        elif (cells := line.strip("| ")) and not _RULE.fullmatch(cells):
            yield cells


@lru_cache(maxsize=1)
def _hours() -> dict[str, dict[str, list[int]]]:
    """Hours east of Greenwich, by the last part of hosts and by language (``zones.toml``)."""
    found: dict[str, dict[str, list[int]]] = tomllib.loads(
        files("crawler.pages").joinpath("zones.toml").read_text("utf-8")
    )
    return found
