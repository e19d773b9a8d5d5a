"""Tiền Phong: a Vietnamese daily newspaper."""

from crawler.discovery import Feed
from crawler.pages.epi import EpiPage
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.spider import NewsSpider


class TienPhong(NewsSpider):
    """The Vietnamese edition."""

    name = "tienphong"
    title = "Tiền Phong"
    hosts = ("tienphong.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"^https://tienphong\.vn/[^/]+-post\d+\.tpo"
    discovery = (Feed("https://tienphong.vn/rss/home.rss"),)
    evidence = (
        Evidence("address", "configured", "public scrapers"),
        Evidence("title lead body date", "configured", "public scrapers"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "configured", "public scrapers"),
        UNSEEN,
    )
    notes = (
        "Discovery: a feed, listed at /rss.html. Markup as that of nhandan.vn. robots.txt "
        "and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
