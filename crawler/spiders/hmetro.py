"""Harian Metro: a Malay newspaper of the New Straits Times Press."""

from crawler.discovery import Feed
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.nstp_feed import FullTextFeed
from crawler.spider import NewsSpider


class HarianMetro(NewsSpider):
    """The feed carries the whole texts; the pages need a browser."""

    name = "hmetro"
    title = "Harian Metro"
    hosts = ("www.hmetro.com.my", "hmetro.com.my")
    languages = ("ms",)
    country = "MY"
    kind = "newspaper"
    page = FullTextFeed
    article = r"^https://www\.hmetro\.com\.my/[\w/-]+/\d{4}/\d{2}/\d+/"
    discovery = (Feed("https://www.hmetro.com.my/feed", full_text=True),)
    zone_hours = 8
    evidence = (
        Evidence(
            "address title lead body byline date discovery", "seen", "a stored feed", "2024-12"
        ),
        UNSEEN,
    )
    notes = (
        "Feed: 50 whole articles with UTC dates; its language tag and build date are "
        "wrong. Every article of the feed is read, on the topic or not. robots.txt and "
        "terms: not seen; robots.txt is asked for and obeyed at every run."
    )
