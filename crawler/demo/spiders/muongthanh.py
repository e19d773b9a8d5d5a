"""Mường Thanh (invented): the portal of a province."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.portal import PortalPage
from crawler.spider import NewsSpider


class MuongThanh(NewsSpider):
    """No dates, and a robots.txt that asks for a pause between requests."""

    name = "muongthanh"
    title = "Mường Thanh (demonstration)"
    hosts = ("muongthanh.example",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = PortalPage
    article = r"/doi-ngoai-1204/[\w-]+-\d+$"
    discovery = (Listing("http://muongthanh.example/doi-ngoai-1204", links=".list-news a"),)
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
