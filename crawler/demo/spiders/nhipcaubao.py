"""Nhịp Cầu Báo (invented): a Vietnamese newspaper."""

from crawler.discovery import Feed, Sitemap
from crawler.monitor.expectations import Expectation
from crawler.pages.epi import EpiPage
from crawler.spider import NewsSpider

_MONTHLY = r"/news-(?P<year>\d{4})-(?P<month>\d{1,2})\.xml$"


class NhipCauBao(NewsSpider):
    """A sitemap a month, and a feed of the newest articles."""

    name = "nhipcaubao"
    title = "Nhịp Cầu Báo (demonstration)"
    hosts = ("nhipcaubao.example",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"-post\d+\.html"
    discovery = (
        Sitemap("http://nhipcaubao.example/sitemap.xml", follow=_MONTHLY),
        Feed("http://nhipcaubao.example/rss/home.rss"),
    )
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
