"""Báo điện tử Chính phủ: the newspaper of the government of Vietnam."""

from crawler.discovery import Feed
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.vccorp import VcCorpPage
from crawler.spider import NewsSpider


class BaoChinhPhu(NewsSpider):
    """The Vietnamese edition."""

    name = "baochinhphu"
    title = "Báo điện tử Chính phủ"
    hosts = ("baochinhphu.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = VcCorpPage
    article = r"^https://baochinhphu\.vn/[^/]+-\d{15,18}\.htm"
    discovery = (Feed("https://baochinhphu.vn/home.rss"),)
    evidence = (
        Evidence("address title lead body date", "configured", "a public scraper", "2026"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "checked", "feed", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: a feed; those of sections carry no dates. Pages until 2021 (.vgp) "
        "have other markup and are not read. robots.txt and terms: not seen; robots.txt "
        "is asked for and obeyed at every run."
    )
