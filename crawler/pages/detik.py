"""detik.com: markup as seen in a stored page of 2023 and configured in 2026.

A meta element writes local time as if it were UTC (``2023-11-02T20-59-53Z``);
the time in it is malformed, so only its day is read.
"""

from __future__ import annotations

import re
from typing import ClassVar

from bs4 import Tag

from crawler.pages.blocks import Block, blocks
from crawler.pages.page import Page

_INVITATION = re.compile(r"(?:simak|lihat) (?:juga )?video\b|\[Gambas:", re.IGNORECASE)
# (vyp/kna): author and editor
_SIGNED = re.compile(r"\([a-z]{2,4}/[a-z]{2,4}\)")


class DetikPage(Page):
    """An article of ``/<section>/d-<number>/<slug>``."""

    marks = ("detail__title", "detail__body-text")
    title_css = ("h1.detail__title",)
    body_css = (".detail__body-text",)
    byline_css = (".detail__author",)
    date_css = (".detail__date",)
    drop = (
        "table.linksisip", ".parallaxindetail", ".embed", ".detail__body-tag", ".detail__long-nav",
        ".sisip_video_ds", ".noncontent", ".paradetail", ".cb-ads", "[class*=banner]",
    )  # fmt: skip
    roles: ClassVar = {".detail__media-caption": "caption", "figcaption": "caption"}
    number_pattern = re.compile(r"/d-(\d+)")

    def body_blocks(self, element: Tag) -> list[Block]:
        """Return the paragraphs, the place of the dateline before the first of them.

        It stands outside of all paragraphs: ``<strong>Jakarta</strong> - <p>...``.
        """
        found = [
            Block("byline", block.text) if _SIGNED.fullmatch(block.text) else block
            for block in blocks(element, self.roles)
            if not _INVITATION.match(block.text)
        ]
        if len(found) > 1 and len(found[0].text) < 40 and found[0].text.endswith("-"):
            found[:2] = [Block(found[1].role, f"{found[0].text} {found[1].text}")]
        return found
