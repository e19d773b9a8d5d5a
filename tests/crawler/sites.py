"""Sources for the tests, as source files are written."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.epi import EpiPage
from crawler.pages.nstp_feed import FullTextFeed
from crawler.spider import NewsSpider
from crawler.topic import FOREIGN_NGOS


class Plain(NewsSpider):
    """A site with one sitemap."""

    name = "plain"
    title = "Plain"
    hosts = ("plain.example",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"/[\w-]+\.html$"
    discovery = (Sitemap("http://plain.example/sitemap.xml"),)
    topic = None
    delay = 0.0
    window_days = 36500


class Choosy(Plain):
    """The same with the topic filter and a window of 30 days."""

    name = "choosy"
    topic = FOREIGN_NGOS
    window_days = 30


class Whole(Plain):
    """A feed with whole texts."""

    name = "whole"
    page = FullTextFeed
    discovery = (Feed("http://plain.example/feed", full_text=True),)


class Local(Plain):
    """Hosts that no crawl may reach."""

    name = "local"
    hosts = ("localhost", "127.0.0.1", "::ffff:127.0.0.1", "::1", "2130706433")
