"""qdnd.vn: markup as configured by a public scraper of 2026."""

from __future__ import annotations

import re

from bs4 import Tag

from crawler.pages.blocks import Block, blocks
from crawler.pages.page import Page


class QdndPage(Page):
    """An article of ``/<section>/<subsection>/<slug>-<number>``, without an ending."""

    marks = ("post-title", "post-summary", "post-content")
    title_css = ("h1.post-title",)
    lead_css = (".post-summary",)
    body_css = (".post-content", "[itemprop=articleBody]")
    date_css = (".post-date",)
    drop = (".related-post", ".video-wrapper", ".author-info", ".box-banner")
    number_pattern = re.compile(r"-(\d+)/?$")

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs; a last line in capitals is the author."""
        found = blocks(element, self.roles)
        if found and found[-1].role == "body" and found[-1].text.isupper():
            found[-1] = Block("byline", found[-1].text)
        return found
