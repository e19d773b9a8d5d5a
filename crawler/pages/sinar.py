"""sinarharian.com.my: markup as configured by public scrapers of 2025."""

from __future__ import annotations

import re

from crawler.pages.page import Page


class SinarPage(Page):
    """An article of ``/article/<number>/<section>/<subsection>/<slug>``."""

    marks = ('id="articleText"',)
    title_css = ("h1.title", "h1")
    body_css = ("div#articleText",)
    byline_css = ("span.author",)
    date_css = (".byline-date-readingtime .timespan",)
    drop = (".related-article-inside-body", ".ads", "[id^=div-gpt-ad]", ".share")
    number_pattern = re.compile(r"/article/(\d+)/", re.IGNORECASE)
