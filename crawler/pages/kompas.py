"""kompas.com: markup as seen in a stored page of 2023 and configured in 2026."""

from __future__ import annotations

import re
from typing import ClassVar

from bs4 import Tag

from crawler.pages.blocks import Block, blocks
from crawler.pages.page import Page

# Invitations to other articles and to the paper's channels, which stand among the paragraphs.
_INVITATION = re.compile(r"(?:baca juga|simak breaking news|dapatkan update)\b", re.IGNORECASE)


class KompasPage(Page):
    """An article of ``/read/YYYY/MM/DD/<number>/<slug>``; whole with ``?page=all``."""

    marks = ("read__title", "read__content")
    title_css = ("h1.read__title",)
    body_css = ("div.read__content",)
    byline_css = (".credit-title-name", ".read__author")
    date_css = (".read__time",)
    drop = (
        ".inner-link-baca-juga", ".ads-on-body", ".fb-quote", ".read__paging", ".read__tagging",
        "[class*=advertisement]", "[id^=div-gpt-ad]", ".video", ".kompasidRec",
    )  # fmt: skip
    roles: ClassVar = {".photo__caption": "caption", "figcaption": "caption"}
    number_pattern = re.compile(r"/read/\d{4}/\d{2}/\d{2}/(\d+)")

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs without invitations to read something else."""
        return [b for b in blocks(element, self.roles) if not _INVITATION.match(b.text)]
