"""The witnesses of the day of publication on a page whose markup nobody has vouched for.

Machines are told it in many places, readers in a line near headline or text, the
address often has it. Some of these are weak: they may be of a draft, or of what
surrounds the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml.html import HtmlElement
from scrapy.http import TextResponse

from crawler.pages import dates
from crawler.pages.articlebox import ArticleBox, article_box
from crawler.pages.declared import (
    in_attributes,
    in_broken_json,
    in_scripts,
    microdata,
    microformat,
    modified_days,
    moment_of,
)
from crawler.pages.lines import is_of_a_change, lines
from crawler.pages.numericdates import Writing
from crawler.pages.printed import UPDATED, Printed, printed_day, yearless_day
from crawler.pages.structured import PUBLISHED, json_ld_article, json_ld_page
from crawler.pages.witnesses import Candidate
from extract.published import published

_CREATED = (
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date", "created",
    "creation_date", "publish_date", "publish-date", "pub_date", "parsely-pub-date",
    "citation_publication_date", "citation_date", "sailthru.date", "og:pubdate",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_LINES = 40
_LONGEST_BYLINE = 70
_TITLE_PARTS = re.compile(r"\s+[-–—|»·:]+\s+|\s*[|»]\s*")
# Times in lists, side columns and frames belong to other articles or to the day of the visit.
_TIMES = (
    "//time[@datetime][not(ancestor::li or ancestor::aside or ancestor::nav or ancestor::footer)]"
    "[not(ancestor::*[contains(@class, 'related') or contains(@class, 'comment')])]"
)


class Publication:
    """What a page says of its day of publication.

    ``body`` is its element, ``None`` where the page is too large to be looked at;
    ``lang`` the language of its outlet, if that has one.
    """

    def __init__(
        self,
        response: TextResponse,
        metas: Mapping[str, str],
        body: HtmlElement | None,
        lang: str | None,
    ) -> None:
        self._response = response
        self._metas = metas
        self._body = body
        self._lang = lang

    def candidates(self) -> Iterator[Candidate]:
        """Yield what machines are told, what is printed for readers, the address, the lead.

        A day that is called an update counts only where nothing else is told, and so
        does one without its year, which addresses on the page must tell.
        """
        told = [*self._told(), *self._lead()]
        yield from told
        if any(one.said for one in told):
            return
        printed = self._printed
        if printed is not None and printed.name == UPDATED:
            if printed.said.day in modified_days(self._response, self._metas):
                return
        elif printed is None and self._box is not None:
            printed = yearless_day(self._box, self._years)
        if printed is not None:
            yield Candidate("byline", printed.words, printed.said, "printed")

    def _told(self) -> Iterator[Candidate]:
        machines = list(self._machines())
        zoned = [one for one in machines if one.said and one.said.offset is not None]
        yield from zoned
        printed = self._printed
        if printed is not None and printed.name != UPDATED:
            yield Candidate("byline", printed.words, printed.said, "printed")
        yield from (one for one in machines if one not in zoned)
        url = self._response.url
        address, number = dates.from_url(url), dates.from_number(url)
        yield Candidate("url", url, dates.Moment(address) if address else None)
        yield Candidate("url", url, dates.Moment(number) if number else None, weak=True)

    def _machines(self) -> Iterator[Candidate]:
        """Yield what is told in figures for machines, in attributes and scripts."""
        article = json_ld_article(self._response) or json_ld_page(self._response)
        said = article.get("datePublished")
        strong = (
            ("json-ld", str(said or "")),
            ("meta", self._meta(PUBLISHED)),
            ("microdata", microdata(self._response, "datePublished")),
            ("time", microformat(self._response) or self._time),
        )
        weak = (
            ("meta", self._meta(_CREATED)),
            ("script", in_scripts(self._response, self._titles)),
            ("json-ld", "" if said else in_broken_json(self._response)),
        )
        for witness, words in strong:
            if words:
                yield Candidate(witness, words, moment_of(words), witness)
        for witness, words in weak:
            if words:
                yield Candidate(witness, words, moment_of(words), f"weak {witness}", weak=True)
        box = self._box
        inside = box.box if box is not None and box.box is not None else self._body
        moment = in_attributes(inside) if inside is not None else None
        if moment is not None:
            yield Candidate("time", moment.day, moment, "attribute", weak=True)

    def _meta(self, names: tuple[str, ...]) -> str:
        return next((self._metas[name] for name in names if name in self._metas), "")

    def _lead(self) -> Iterator[Candidate]:
        """Yield the day with which the text opens, which may be that of an event."""
        box = self._box
        if box is None:
            return
        begin = box.first if box.title is None else box.title
        words = "\n\n".join(line.text for line in box.lines[begin:][:_LINES] if not line.beside)
        found = published(words, self._lang)
        if found:
            day, start, end = found
            line = words[words.rfind("\n", 0, start) + 1 : words.find("\n", end)]
            if len(line) > _LONGEST_BYLINE:
                yield Candidate("lead (event)", words[start:end], dates.Moment(day), "printed")

    @property
    def _time(self) -> str:
        """The time that the elements between headline and text agree on, else all of the page."""
        times = (one.root for one in self._response.xpath(_TIMES))
        found = [one for one in times if not is_of_a_change(one)]
        heads = {line.element for line in self._box.head()} if self._box is not None else set()
        own = [one for one in found if not heads.isdisjoint((one, *one.iterancestors()))]
        told = {one.get("datetime").strip() for one in own or found} - {""}
        return told.pop() if len(told) == 1 else ""

    @property
    def _years(self) -> dict[int, int]:
        """The years of the months in the page's address, else in those of its pictures."""
        own = dates.years_by_month(self._response.url)
        pictures = [self._metas.get("og:image", ""), *self._response.xpath("//img/@src").getall()]
        return own or dates.years_by_month(" ".join(pictures))

    @cached_property
    def _titles(self) -> list[str]:
        """The headlines that the page declares, the name of the outlet among them at times."""
        whole = self._response.xpath("//head/title/text()").get() or ""
        # The longest part of a title is the headline, the others are names of outlet and section.
        parts = [max(_TITLE_PARTS.split(whole), key=len)]
        said = json_ld_article(self._response).get("headline")
        heads = [h.xpath("string()").get("") for h in self._response.xpath("//h1")]
        named = [self._metas[name] for name in ("og:title", "twitter:title") if name in self._metas]
        return [*([said] if isinstance(said, str) else []), *named, *heads, whole, *parts]

    @cached_property
    def _box(self) -> ArticleBox | None:
        return None if self._body is None else article_box(lines(self._body), self._titles)

    @cached_property
    def _printed(self) -> Printed | None:
        box = self._box
        if box is None:
            return None
        url = self._response.url
        address = dates.from_url(url) or dates.from_number(url)
        told = frozenset({address} if address else ())
        return printed_day(box, Writing("\n".join(line.text for line in box.lines), told))
