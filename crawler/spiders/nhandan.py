"""Nhân Dân: the newspaper of the Communist Party of Vietnam."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.epi import EpiPage
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.spider import NewsSpider

_MONTHLY = r"/sitemaps/news-(?P<year>\d{4})-(?P<month>\d{1,2})\.xml$"


class NhanDan(NewsSpider):
    """The Vietnamese edition."""

    name = "nhandan"
    title = "Nhân Dân"
    hosts = ("nhandan.vn",)
    former_hosts = ("nhandan.com.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"^https://nhandan\.vn/[^/]+-post\d+\.html"
    discovery = (
        Sitemap("https://nhandan.vn/sitemap.xml", follow=_MONTHLY),
        Feed("https://nhandan.vn/rss/home.rss"),
    )
    evidence = (
        Evidence("address", "seen", "a stored front page", "2022-09"),
        Evidence("title lead body", "configured", "public scrapers", "2022/2025"),
        Evidence("date", "seen", "lists and texts", "2022"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "checked", "feed; sitemaps configured 2026", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: monthly sitemaps and a feed. The host was nhandan.com.vn until about "
        "2021. Other-language editions have their own hosts and are not crawled. Pages "
        "carry robots meta noarchive: the archive stays with the researcher. robots.txt "
        "and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
