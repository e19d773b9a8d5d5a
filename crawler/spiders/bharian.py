"""Berita Harian: a Malay newspaper of the New Straits Times Press."""

from crawler.discovery import Feed
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.nstp_feed import FullTextFeed
from crawler.spider import NewsSpider


class BeritaHarian(NewsSpider):
    """The feed carries the whole texts; the pages need a browser."""

    name = "bharian"
    title = "Berita Harian"
    hosts = ("www.bharian.com.my", "bharian.com.my")
    languages = ("ms",)
    country = "MY"
    kind = "newspaper"
    page = FullTextFeed
    article = r"^https://www\.bharian\.com\.my/[\w/-]+/\d{4}/\d{2}/\d+/"
    discovery = (Feed("https://www.bharian.com.my/feed", full_text=True),)
    zone_hours = 8
    evidence = (
        Evidence("address discovery", "configured", "public scrapers", "2024"),
        Evidence("title lead body byline date", "guessed", "the feed of hmetro.com.my", "2024-12"),
        UNSEEN,
    )
    notes = (
        "Feed: as that of hmetro.com.my, the same publisher. robots.txt and terms: not "
        "seen; robots.txt is asked for and obeyed at every run."
    )
