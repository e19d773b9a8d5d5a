"""Kabar Pagi (invented): a Malaysian newspaper whose feed carries the whole texts."""

from crawler.discovery import Feed
from crawler.monitor.expectations import Expectation
from crawler.pages.nstp_feed import FullTextFeed
from crawler.spider import NewsSpider


class KabarPagi(NewsSpider):
    """The pages need a browser, so the feed is read instead."""

    name = "kabarpagi"
    title = "Kabar Pagi (demonstration)"
    hosts = ("kabarpagi.example",)
    languages = ("ms",)
    country = "MY"
    kind = "newspaper"
    page = FullTextFeed
    article = r"/\d{4}/\d{2}/[\w-]+$"
    discovery = (Feed("http://kabarpagi.example/feed", full_text=True),)
    zone_hours = 8
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
