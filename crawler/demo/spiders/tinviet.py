"""Tin Việt (invented): a platform in three editions."""

from typing import ClassVar

from crawler.discovery import Sitemap
from crawler.monitor.expectations import Expectation
from crawler.pages.platform import PlatformPage
from crawler.spider import NewsSpider

_DAILY = r"/sitemap-post/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\.xml$"


class TinViet(NewsSpider):
    """One Vietnamese slug serves the Vietnamese, Malay and Indonesian edition."""

    name = "tinviet"
    title = "Tin Việt (demonstration)"
    hosts = ("tinviet.example",)
    languages = ("vi", "ms", "id")
    country = "VN"
    kind = "platform"
    page = PlatformPage
    article = r"^http://tinviet\.example/(?:ms/|id/)?[\w-]+$"
    editions: ClassVar = {"": "vi", "ms": "ms", "id": "id"}
    discovery = (Sitemap("http://tinviet.example/sitemap.xml", follow=_DAILY),)
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
