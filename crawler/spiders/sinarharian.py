"""Sinar Harian: a Malay newspaper."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.sinar import SinarPage
from crawler.spider import NewsSpider


class SinarHarian(NewsSpider):
    """Articles met on the front page."""

    name = "sinarharian"
    title = "Sinar Harian"
    hosts = ("www.sinarharian.com.my", "sinarharian.com.my")
    languages = ("ms",)
    country = "MY"
    kind = "newspaper"
    page = SinarPage
    article = r"^https://www\.sinarharian\.com\.my/article/\d+/"
    discovery = (Listing("https://www.sinarharian.com.my/", links="a[href*='/article/']"),)
    zone_hours = 8
    evidence = (
        Evidence("address", "seen", "links"),
        Evidence("title body byline date", "configured", "public scrapers", "2025"),
        Evidence("lead", "guessed", "first paragraph"),
        Evidence("discovery", "guessed", "links of the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page; numbered feeds exist, their numbers are not "
        "known. Sections in paths were in capitals once. robots.txt and terms: not seen; "
        "robots.txt is asked for and obeyed at every run."
    )
