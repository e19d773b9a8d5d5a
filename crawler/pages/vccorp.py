"""The system of baochinhphu.vn, vtv.vn and others (VCCorp), by its ``data-role`` anchors.

Markup as configured by public scrapers of 2025 and 2026. The number in an address
is the time at which the article was made, which may be hours before it appeared:
it identifies the article and dates nothing.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawler.pages.page import Page


class VcCorpPage(Page):
    """An article of ``/<slug>-<15 to 18 digits>.htm``."""

    marks = ('data-role="title"', 'data-role="content"')
    title_css = ("[data-role=title]", "h1.detail-title", "h1.title_detail")
    lead_css = ("[data-role=sapo]", ".detail-sapo", "h2.sapo")
    body_css = ("[data-role=content]", ".detail-content", "#entry-body", "div.noidung")
    byline_css = ("[data-role=author]", ".detail-author")
    date_css = ("[data-role=publishdate]", ".detail-time", ".time")
    drop = (
        "[type=RelatedNewsBox]", ".seo-suggest-link", "[class*=related]", "[class*=banner]",
        "[id^=admzone]", "zone",
    )  # fmt: skip
    roles: ClassVar = {"figcaption": "caption", ".PhotoCMS_Caption": "caption"}
    number_pattern = re.compile(r"-(\d{15,18})\.htm")
