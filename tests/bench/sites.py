"""Two sources of eight hosts each, as large as one likes."""

from crawler.discovery import Sitemap
from tests.crawler.sites import Plain


class First(Plain):
    """The one."""

    name = "first"
    hosts = ("first.example",)
    discovery = (Sitemap("http://h0.first.example/first.xml"),)
    most_pages = 1_000_000


class Second(First):
    """The other."""

    name = "second"
    hosts = ("second.example",)
    discovery = (Sitemap("http://h0.second.example/second.xml"),)
