"""Nhân Dân: the newspaper of the Communist Party of Vietnam."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.epi import EpiPage
from crawler.spider import NewsSpider

_MONTHLY = r"/sitemaps/news-(?P<year>\d{4})-(?P<month>\d{1,2})\.xml$"


class NhanDan(NewsSpider):
    """The Vietnamese edition."""

    name = "nhandan"
    title = "Nhân Dân"
    hosts = ("nhandan.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"^https://nhandan\.vn/[^/]+-post\d+\.html"
    discovery = (
        Sitemap("https://nhandan.vn/sitemap.xml", follow=_MONTHLY),
        Feed("https://nhandan.vn/rss/home.rss"),
    )
    notes = (
        "Markup: configured by scrapers 2022 to 2025; form of dates seen on lists of 2022. "
        "Discovery: feed checked live 2026-07, monthly sitemaps configured 2026. "
        "Other-language editions have their own hosts and are not crawled. "
        "Pages carry robots meta noarchive: the archive stays with the researcher. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
