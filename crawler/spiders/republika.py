"""Republika: an Indonesian newspaper."""

from crawler.discovery import Sitemap
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class Republika(NewsSpider):
    """All desks."""

    name = "republika"
    title = "Republika"
    hosts = ("www.republika.co.id", "republika.co.id")
    languages = ("id",)
    country = "ID"
    kind = "newspaper"
    page = GenericPage
    article = r"^https://[a-z]+\.republika\.co\.id/berita/"
    discovery = (Sitemap("https://www.republika.co.id/sitemap.xml"),)
    evidence = (
        Evidence("address title body date", "configured", "a public scraper", "2026"),
        Evidence("lead byline", "unknown", "read by the generic page object"),
        Evidence("discovery", "configured", "a public scraper", "2026"),
        UNSEEN,
    )
    notes = (
        "Discovery: a sitemap; pages of tags need a browser. The headline element is "
        "empty: OpenGraph has it. robots.txt and terms: not seen; robots.txt is asked for "
        "and obeyed at every run."
    )
