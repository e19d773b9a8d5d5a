"""Suara Rakyat (invented): a Malaysian newspaper."""

from crawler.discovery import Feed
from crawler.monitor.expectations import Expectation
from crawler.pages.sinar import SinarPage
from crawler.spider import NewsSpider


class SuaraRakyat(NewsSpider):
    """A feed that announces the articles."""

    name = "suararakyat"
    title = "Suara Rakyat (demonstration)"
    hosts = ("suararakyat.example",)
    languages = ("ms",)
    country = "MY"
    kind = "newspaper"
    page = SinarPage
    article = r"/article/\d+/"
    discovery = (Feed("http://suararakyat.example/rssFeed/211"),)
    zone_hours = 8
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
