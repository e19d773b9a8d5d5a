"""MasterCMS, the system of thoidai.com.vn, baoquocte.vn, thoibaonganhang.vn and others.

Markup as seen in a stored page of 2021 and configured by public scrapers until
2026. Quotes inside of titles and captions are not escaped there, so words spill
out as attributes; the parser drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from bs4 import Tag

from crawler.pages.blocks import Block, blocks
from crawler.pages.page import Page
from crawler.pages.witnesses import Candidate

_TEASER_END = re.compile(r"\s(?:\.\.\.|…)$")


class MasterCmsPage(Page):
    """An article of ``/<slug>-<number>.html``."""

    marks = ("__MASTERCMS",)
    title_css = ("h1.article-detail-title", "h1.detail-title", "h1.post-title")
    lead_css = (".article-detail-desc", "p.detail-sapo", ".post-desc")
    body_css = (".__MASTERCMS_CONTENT .__MB_MASTERCMS_EL", ".__MASTERCMS_CONTENT")
    byline_css = (".article-detail-author",)
    date_css = ("span.article-detail-date", ".article-date", "span.format_date")
    credit_css = (".article-detail-source",)
    drop = (
        ".__ads_click", "#user-comment", ".__API_WIDGET", ".article-detail-related",
        ".article-tag", ".font-size", ".print", "[class*=related]",
    )  # fmt: skip
    roles: ClassVar = {
        "table.MASTERCMS_TPL_TABLE tr + tr": "caption",
        "p[align=right]": "byline",
        "figcaption": "caption",
    }
    number_pattern = re.compile(r"-(\d+)\.html")

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs without the table cells in which teasers of articles stand."""
        for cell in element.select("td"):
            if _TEASER_END.search(cell.get_text().strip()):
                cell.decompose()
        return blocks(element, self.roles)

    def candidates(self) -> Iterator[Candidate]:
        """Yield the date printed under the headline first: it is seen, the rest is not."""
        yield self.printed("family", self.first_text(self.date_css) or "")
        yield from super().candidates()
