"""antaranews.com and its regional hosts: markup as configured by a public scraper of 2026."""

from __future__ import annotations

import re

from crawler.pages.page import Page


class AntaraPage(Page):
    """An article of ``/berita/<number>/<slug>``."""

    marks = ("wrap__article-detail-title", "wrap__article-detail-content")
    title_css = (".wrap__article-detail-title h1", ".wrap__article-detail-title")
    body_css = (".wrap__article-detail-content", ".post-content")
    drop = (".baca-juga", ".text-muted", ".related", ".ads", "[class^=ads-]", ".share")
    number_pattern = re.compile(r"/berita/(\d+)/")

    def byline(self) -> str | None:
        """Return the line of reporter and editor, which stands muted below the text."""
        return self.first_text((".wrap__article-detail-content .text-muted",))

    @property
    def _date_text(self) -> str:
        # Section and author come in the same list; the date is its last item.
        items = self.css(".list-inline-item.mr-2")
        return " ".join(items[-1].css("::text").getall()).strip() if items else ""
