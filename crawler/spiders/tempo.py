"""Tempo: an Indonesian magazine and news site."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class Tempo(NewsSpider):
    """The Indonesian edition."""

    name = "tempo"
    title = "Tempo"
    hosts = ("www.tempo.co", "tempo.co")
    languages = ("id",)
    country = "ID"
    kind = "magazine"
    page = GenericPage
    article = r"^https://[a-z]+\.tempo\.co/(?:[\w-]+/)+[\w-]+-\d+$"
    discovery = (
        Feed("https://rss.tempo.co/"),
        Sitemap("https://www.tempo.co/sitemap.xml"),
    )
    evidence = (
        Evidence("address title body date", "configured", "a public scraper", "2026"),
        Evidence("lead byline", "unknown", "read by the generic page object"),
        Evidence("discovery", "configured", "public scrapers"),
        UNSEEN,
    )
    notes = (
        "Discovery: a feed and a sitemap. Classes change often, so pages are read by what "
        "they say of themselves. robots.txt and terms: not seen; robots.txt is asked for "
        "and obeyed at every run."
    )
