"""vietnam.vn: one platform, one Vietnamese slug in every language edition.

The body's class and the author's meta are configured by a public rule of 2026.
Headline, lead and the line that glues source name, source name and date are seen
in page texts only, so they are found by their order: between headline and body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlsplit

from bs4 import Tag
from lxml import etree

from crawler.pages.blocks import Block, blocks, tidy
from crawler.pages.page import Page, credited_name, credited_url
from crawler.pages.witnesses import Candidate

_BODY = "post-detail-body"
_NOTE = re.compile(r"(?:Sumber|Nguồn|Source)\b\s*:?(?:\s*https?://\S+|[^.!?]{0,60})$")
# Báo Nhân dânBáo Nhân dân04/12/2025
_GLUED = re.compile(r"^(?:(?P<name>.+?)\s*(?P=name)\s*)?(?P<day>\d{1,2}/\d{1,2}/\d{4})$")
_ALT_TEXT = re.compile(r"anh tin bai|dia percaya artikel itu|(?:dia )?percaya berita itu", re.I)


class PlatformPage(Page):
    """An article of ``/<language>/<slug>``; the Vietnamese edition has no language part."""

    marks = (_BODY,)
    body_css = (f"div.{_BODY}",)
    date_css = ("time",)
    drop = (
        "[class*=related]", "[class*=comment]", "[class*=share]", "[class^=ads]", ".tags",
        "[class*=toc]",
    )  # fmt: skip
    roles: ClassVar = {"figcaption": "caption", ".wp-caption-text": "caption"}

    def title(self) -> str | None:
        """Return the headline, or what the page says of itself where there is none."""
        return self.first_text(("h1",)) or self.metas.get("og:title")

    def lead(self) -> str | None:
        """Return the longest paragraph between headline and byline."""
        lines = [line for line in self._header if not _GLUED.match(line) and len(line) > 60]
        return max(lines, key=len, default=None)

    def byline(self) -> str | None:
        """Return the line of source and date as it is glued on the page."""
        # Where the parts stand in elements of their own, they are the last three lines.
        lines = (*self._header, "".join(self._header[-3:]))
        found = [match for line in lines if (match := _GLUED.match(line))]
        named = [match for match in found if match["name"]]
        return next((match[0] for match in named or found), None)

    def edition_slug(self) -> str | None:
        """Return the slug, equal in every edition."""
        return urlsplit(self.response.url).path.rstrip("/").rsplit("/", 1)[-1] or None

    def credit(self) -> tuple[str | None, str | None]:
        """Return the source named before the date and the address in the note at the end."""
        match = _GLUED.match(self.byline() or "")
        name = match["name"] if match else None
        for line in reversed(self.css(f"div.{_BODY} p, div.{_BODY} > div")):
            words = tidy(" ".join(line.css("::text").getall()))
            if _NOTE.match(words):
                url = credited_url(words, line.css("a::attr(href)").get())
                return name or credited_name(words), url
        return name, None

    def candidates(self) -> Iterator[Candidate]:
        """Yield the day glued to the byline first: it is what the page shows its readers."""
        match = _GLUED.match(self.byline() or "")
        if match:
            yield self.printed("byline", match["day"])
        yield from super().candidates()

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs; the note of the source is told apart, alt texts are dropped."""
        found = [b for b in blocks(element, self.roles) if not _ALT_TEXT.fullmatch(b.text)]
        return [
            Block("source_note", block.text) if _NOTE.match(block.text) else block
            for block in found
        ]

    @cached_property
    def _header(self) -> list[str]:
        """The lines between headline and body, as a reader sees them."""
        headline = self.response.xpath(f'//h1[following::div[contains(@class, "{_BODY}")]]')
        body = self.css(f"div.{_BODY}")
        if not headline or not body:
            return []
        return _lines_between(headline[-1].root, body[0].root)


_INLINE = frozenset({"a", "b", "em", "i", "img", "span", "strong", "time", "u"})


def _lines_between(first: etree._Element, last: etree._Element) -> list[str]:
    """Return the texts after element ``first`` and before element ``last``, by line element."""
    lines: list[str] = []
    home: object = None
    within = False
    for event, element in etree.iterwalk(first.getroottree(), events=("start", "end")):
        if element is last:
            break
        if event == "end" and element is first:
            within, words, here = True, element.tail, element.getparent()
        elif not within or not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        elif event == "start":
            words, here = element.text, element
        else:
            words, here = element.tail, element.getparent()
        while here is not None and here.tag in _INLINE:
            here = here.getparent()
        if words and words.strip():
            lines.append(words) if here is not home else lines.append(lines.pop() + words)
            home = here
    return [tidy(line) for line in lines]
