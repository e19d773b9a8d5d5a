"""Quân đội Nhân dân: the newspaper of the Vietnamese army."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.evidence import UNSEEN_TERMS, Evidence
from crawler.pages.qdnd import QdndPage
from crawler.spider import NewsSpider


class Qdnd(NewsSpider):
    """The Vietnamese edition."""

    name = "qdnd"
    title = "Quân đội Nhân dân"
    hosts = ("www.qdnd.vn", "qdnd.vn")
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = QdndPage
    article = r"^https://www\.qdnd\.vn/(?:[\w-]+/)+[\w-]+-\d+$"
    discovery = (
        Sitemap("https://www.qdnd.vn/sitemaps/0/top300article.xml"),
        Feed("https://www.qdnd.vn/rss/cate/tin-tuc-moi-nhat.rss"),
    )
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title lead body date", "configured", "a public scraper", "2026"),
        Evidence("byline", "seen", "page texts"),
        Evidence("discovery", "checked", "feed; sitemap configured", "2026-07"),
        Evidence("robots", "reported", "limits or a delay"),
        UNSEEN_TERMS,
    )
    notes = (
        "Discovery: a sitemap of 300 articles, and a feed that answers only with a "
        "session's cookie. robots.txt is said to ask for a delay, and is obeyed at every "
        "run. terms: not seen."
    )
