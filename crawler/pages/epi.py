"""The system of nhandan.vn, vietnamplus.vn, tienphong.vn and sggp.org.vn (EPI/ONECMS).

Markup as configured by public scrapers of these sites, 2022 to 2025; the form of
dates as seen on nhandan.vn lists in 2022. Classes are matched one by one: pages
add others.
"""

from __future__ import annotations

import re
from typing import ClassVar

from crawler.pages.page import Page


class EpiPage(Page):
    """An article of ``/<slug>-post<number>.html`` (``.vnp``, ``.tpo``)."""

    marks = ("cms-title", "cms-body")
    title_css = ("h1.article__title", "h1.cms-title")
    lead_css = (".article__sapo", ".cms-desc")
    body_css = (".article__body", ".cms-body")
    byline_css = (".article__author", ".article__meta .author")
    date_css = (".article__meta", "time.time")
    credit_css = (".article__source",)
    drop = (
        ".article-relate", ".cms-relate", ".related-news", ".notebox", ".cms-note", ".banner",
        ".fyi", "[id^=adsWeb]", "[id^=adsMobile]", ".social", ".comment", ".article__tag",
    )  # fmt: skip
    roles: ClassVar = {"figcaption": "caption", "table.picture": "caption"}
    number_pattern = re.compile(r"-post(\d+)\.\w+$")
