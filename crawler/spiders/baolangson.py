"""Báo Lạng Sơn: the newspaper of the province."""

from crawler.discovery import Feed
from crawler.pages.evidence import UNSEEN_TERMS, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class BaoLangSon(NewsSpider):
    """Closed to robots when last heard of."""

    name = "baolangson"
    title = "Báo Lạng Sơn"
    hosts = ("baolangson.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = GenericPage
    article = r"^https://baolangson\.vn/[^/]+-\d{7}\.html"
    discovery = (Feed("https://baolangson.vn/rss/home.rss"),)
    evidence = (
        Evidence("address body", "configured", "a public scraper"),
        Evidence("title lead byline date", "unknown", "read by the generic page object"),
        Evidence("discovery", "configured", "listed, unchecked"),
        Evidence("robots", "reported", "disallows", "2026-10"),
        UNSEEN_TERMS,
    )
    notes = (
        "Discovery: a feed. robots.txt is said to close the site (2026-10): it is asked "
        "at every run and obeyed, and what it closes is noted as skipped. terms: not "
        "seen."
    )
