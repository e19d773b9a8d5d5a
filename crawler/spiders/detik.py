"""Detikcom: an Indonesian news site."""

from crawler.discovery import Listing, Sitemap
from crawler.pages.detik import DetikPage
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.spider import NewsSpider


class Detik(NewsSpider):
    """All desks."""

    name = "detik"
    title = "Detikcom"
    hosts = ("news.detik.com", "detik.com")
    languages = ("id",)
    country = "ID"
    kind = "newspaper"
    page = DetikPage
    article = r"^https://[a-z]+\.detik\.com/[\w-]+/d-\d+/"
    discovery = (
        Sitemap("https://news.detik.com/sitemap_news.xml"),
        Listing("https://news.detik.com/indeks", links="a[href*='/d-']"),
    )
    evidence = (
        Evidence("address title body byline date", "seen", "a stored page", "2023-11"),
        Evidence("lead", "guessed", "first paragraph"),
        Evidence("discovery", "configured", "a public scraper", "2026"),
        UNSEEN,
    )
    notes = (
        "Discovery: a sitemap of about a day, and the index of the newest; the index by "
        "days takes month before day. robots.txt and terms: not seen; robots.txt is asked "
        "for and obeyed at every run."
    )
