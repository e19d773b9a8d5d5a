"""Sài Gòn Giải Phóng: the newspaper of the party committee of Ho Chi Minh City."""

from crawler.discovery import Feed
from crawler.pages.epi import EpiPage
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.spider import NewsSpider


class SaiGonGiaiPhong(NewsSpider):
    """The Vietnamese edition."""

    name = "sggp"
    title = "Sài Gòn Giải Phóng"
    hosts = ("www.sggp.org.vn", "sggp.org.vn")
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"^https://www\.sggp\.org\.vn/[^/]+-post\d+\.html"
    discovery = (Feed("https://www.sggp.org.vn/rss/home.rss"),)
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title lead body date", "configured", "public scrapers", "2025"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "checked", "feed", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: a feed. Markup as that of nhandan.vn. robots.txt and terms: not seen; "
        "robots.txt is asked for and obeyed at every run."
    )
