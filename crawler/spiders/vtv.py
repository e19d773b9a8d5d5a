"""VTV: the site of Vietnam Television."""

from crawler.discovery import Sitemap
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.vccorp import VcCorpPage
from crawler.spider import NewsSpider


class Vtv(NewsSpider):
    """The Vietnamese edition."""

    name = "vtv"
    title = "VTV"
    hosts = ("vtv.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "broadcaster"
    page = VcCorpPage
    article = r"^https://vtv\.vn/(?:[^/]+/)?[^/]+-\d{14,18}\.htm"
    discovery = (Sitemap("https://vtv.vn/latest-news-sitemap.xml"),)
    evidence = (
        Evidence("address title lead body", "configured", "public scrapers", "2025"),
        Evidence("date", "configured", "a public scraper", "2019"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "checked", "sitemap of the newest days", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: the sitemap of the newest days; those of earlier ones cover five days "
        "each. robots.txt and terms: not seen; robots.txt is asked for and obeyed at "
        "every run."
    )
