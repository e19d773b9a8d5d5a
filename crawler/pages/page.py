"""The base of all page objects: fields by selectors, dates by witnesses, an article at the end.

A subclass states for one family of sites where title, lead, body, byline and
date stand and what is to be dropped. It overrides a method only where a
selector can't say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timezone
from functools import cached_property
from typing import ClassVar

from bs4 import Tag
from parsel import Selector, SelectorList
from parsel.csstranslator import HTMLTranslator
from scrapy.http import TextResponse

from corpus.model import Article
from crawler.live import selectable
from crawler.pages import dates
from crawler.pages.blocks import Block, blocks, clean, compose, tidy, without_repeats
from crawler.pages.structured import PUBLISHED, json_ld_article, metas
from crawler.pages.witnesses import Candidate, decide
from crawler.urls import canonical
from extract.text import normalise

_CSS = HTMLTranslator()


@dataclass(frozen=True, slots=True)
class Site:
    """What a page object must know of the outlet whose page it reads.

    ``languages`` are ISO 639-1; ``zone`` is that of its dates; ``editions`` maps
    the first part of a path to the language of that edition. ``known`` is false of a
    saved page whose outlet nobody described: the rest is then assumed.
    """

    source: str
    languages: tuple[str, ...]
    zone: timezone
    editions: Mapping[str, str] = field(default_factory=dict)
    known: bool = True


class Page:
    """One archived page. ``articles()`` yields what it says; most pages hold one article or none.

    Selectors are CSS; of a tuple the first that finds anything decides. ``drop``
    is removed from the body, ``roles`` names what within it is no body text. ``marks``
    are words in the markup that, all together, tell pages of the family.
    """

    marks: ClassVar[tuple[str, ...]] = ()
    title_css: ClassVar[tuple[str, ...]] = ("h1",)
    lead_css: ClassVar[tuple[str, ...]] = ()
    body_css: ClassVar[tuple[str, ...]] = ()
    byline_css: ClassVar[tuple[str, ...]] = ()
    date_css: ClassVar[tuple[str, ...]] = ()
    credit_css: ClassVar[tuple[str, ...]] = ()
    drop: ClassVar[tuple[str, ...]] = ()
    roles: ClassVar[Mapping[str, str]] = {"figcaption": "caption"}
    number_pattern: ClassVar[re.Pattern[str] | None] = None

    def __init__(self, response: TextResponse, site: Site) -> None:
        self.response = selectable(response)
        self.site = site

    # ---------------------------------------------------------------- fields

    def title(self) -> str | None:
        """Return the headline."""
        return self.first_text(self.title_css)

    def lead(self) -> str | None:
        """Return the summary between headline and body, where the family has one."""
        return self.first_text(self.lead_css)

    def byline(self) -> str | None:
        """Return the line that names the author."""
        return self.first_text(self.byline_css)

    def post_number(self) -> str | None:
        """Return the outlet's own number of the article, from the address."""
        if self.number_pattern is None:
            return None
        match = self.number_pattern.search(self.response.url)
        return match[1] if match else None

    def edition_slug(self) -> str | None:
        """Return the slug that all language editions share, where the family does so."""
        return None

    def credit(self) -> tuple[str | None, str | None]:
        """Return the outlet named as origin and the address printed for it."""
        for selector in self.credit_css:
            for line in self.css(selector):
                words = tidy(" ".join(line.css("::text").getall()))
                return credited_name(words), credited_url(words, line.css("a::attr(href)").get())
        return None, None

    def published(self) -> tuple[str | None, str | None]:
        """Return the day of publication (EDTF) and the witness that gave it, or ``None`` twice."""
        return decide(self.candidates(), local=self.site.zone, latest=self._fetched)

    def candidates(self) -> Iterator[Candidate]:
        """Yield what the witnesses say of the day of publication, the most trusted first.

        The order is that of trust: a time with its zone, what is printed for
        readers, a time without a zone, the address.
        """
        article = json_ld_article(self.response)
        stamps = [
            ("json-ld", str(article.get("datePublished") or ""), "json-ld"),
            ("meta", next((self.metas[name] for name in PUBLISHED if name in self.metas), ""), ""),
            ("time", self._date_attribute, "printed"),
        ]
        read = [Candidate(name, words, dates.stamp(words), at) for name, words, at in stamps]
        zoned = [one for one in read if one.said and one.said.offset is not None]
        yield from zoned
        words = self._date_text
        yield self.printed("family", words)
        yield from (one for one in read if one.printed and one not in zoned)
        address = dates.from_url(self.response.url)
        yield Candidate("url", self.response.url, dates.Moment(address) if address else None)

    def printed(self, witness: str, words: str) -> Candidate:
        """Return what ``words``, printed where this family of sites prints dates, say."""
        said = dates.shown(words, languages=self.site.languages) if words else None
        return Candidate(witness, words, said, "printed")

    @property
    def _fetched(self) -> date | None:
        header = self.response.headers.get("Date") or b""
        said = dates.stamp(header.decode("latin-1"))
        return date.fromisoformat(said.day) if said and len(said.day) == 10 else None

    def body_html(self) -> str | None:
        """Return the HTML of the element that holds the body."""
        for selector in self.body_css:
            html = self.css(selector).get()
            if html is not None:
                return html
        return None

    # --------------------------------------------------------------- article

    def articles(self) -> Iterator[Article]:
        """Yield the article, if the page holds a headline or a body with text."""
        title, body = self.title(), self._body_blocks()
        if not any(block.role == "body" for block in body):
            return
        yield self.article(self._around(title, body), title=title)

    def article(self, found: list[Block], *, title: str | None) -> Article:
        """Return the article made of these blocks and the fields of the page."""
        text, segments = compose(found)
        published, witness = self.published()
        credit, credit_url = self.credit()
        return Article(
            source=self.site.source,
            url=self.response.url,
            canonical_url=canonical(self.response.url),
            title=title,
            text=text,
            segments=segments,
            lang_hint=self.lang_hint(),
            published=published,
            published_witness=witness,
            post_number=self.post_number(),
            edition_slug=self.edition_slug(),
            credit=credit,
            credit_url=credit_url,
            page_class=type(self).__name__,
        )

    def lang_hint(self) -> str | None:
        """Return the language of the outlet, or of the edition in which the page stands."""
        first = self.response.url.split("/", 4)[3] if self.response.url.count("/") > 2 else ""
        if first in self.site.editions:
            return self.site.editions[first]
        if "" in self.site.editions:
            return self.site.editions[""]
        return self.site.languages[0] if len(self.site.languages) == 1 else None

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs of the cleaned body; for families that must look closer."""
        return blocks(element, self.roles)

    def _body_blocks(self) -> list[Block]:
        html = self.body_html()
        return self.body_blocks(clean(html, self.drop)) if html else []

    def _around(self, title: str | None, body: list[Block]) -> list[Block]:
        lead, byline = self.lead(), self.byline()
        head = [
            Block(role, text)
            for role, text in (("title", title), ("byline", byline), ("lead", lead))
            if text
        ]
        body = without_repeats(body)
        if lead is None:
            body = _first_as_lead(body)
        elif body and body[0].text == lead:
            body = body[1:]
        return head + body

    # -------------------------------------------------------------- selectors

    @cached_property
    def metas(self) -> dict[str, str]:
        """The meta elements of the page by name, property or itemprop in small letters."""
        return metas(self.response)

    def css(self, selector: str) -> SelectorList[Selector]:
        """Return what a CSS selector finds anywhere on the page.

        From the document down, not from its first element: some papers close
        ``<html>`` before they begin.
        """
        return self.response.xpath(_CSS.css_to_xpath(selector, prefix="//"))

    def first_text(self, selectors: tuple[str, ...]) -> str | None:
        """Return the text of the first element found that has any."""
        for selector in selectors:
            for found in self.css(selector):
                words = tidy(normalise(" ".join(found.css("::text").getall())))
                if words:
                    return words
        return None

    @property
    def _date_text(self) -> str:
        return self.first_text(self.date_css) or ""

    @property
    def _date_attribute(self) -> str:
        for selector in self.date_css:
            stamp = self.css(selector).css("time::attr(datetime)").get()
            if stamp:
                return stamp
        return ""


def _first_as_lead(body: list[Block]) -> list[Block]:
    """Where a family prints no lead of its own, the first paragraph of the body is it."""
    for at, block in enumerate(body):
        if block.role == "body":
            return [*body[:at], Block("lead", block.text), *body[at + 1 :]]
    return body


_LABEL = re.compile(r"^\s*(?:Nguồn(?: tin)?|Sumber|Theo|Source)\s*:?\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def credited_name(words: str) -> str | None:
    """Return the outlet named in a source note, without its label; an address is no name."""
    name = _ADDRESS.sub("", _LABEL.sub("", words)).strip(" .:-–")
    return name or None


def credited_url(words: str, link: str | None) -> str | None:
    """Return the address of a source note: the printed one, or that of the link.

    Of a printed address the translator may have altered the slug; host and post
    number survive. A link that leads elsewhere than to http(s) is none.
    """
    match = _ADDRESS.search(words)
    if match:
        return match[0].rstrip(".,)")
    return link if link and _ADDRESS.match(link) else None
