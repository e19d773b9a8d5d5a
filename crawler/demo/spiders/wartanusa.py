"""Warta Nusa (invented): an Indonesian agency."""

from crawler.discovery import Sitemap
from crawler.monitor.expectations import Expectation
from crawler.pages.antara import AntaraPage
from crawler.spider import NewsSpider


class WartaNusa(NewsSpider):
    """One sitemap with everything."""

    name = "wartanusa"
    title = "Warta Nusa (demonstration)"
    hosts = ("wartanusa.example",)
    languages = ("id",)
    country = "ID"
    kind = "agency"
    page = AntaraPage
    article = r"/berita/\d+/"
    discovery = (Sitemap("http://wartanusa.example/sitemap.xml"),)
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
