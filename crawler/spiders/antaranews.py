"""Antara: the national news agency of Indonesia."""

from crawler.discovery import Listing, Sitemap
from crawler.pages.antara import AntaraPage
from crawler.spider import NewsSpider


class AntaraNews(NewsSpider):
    """The national desk; regional hosts carry the same articles."""

    name = "antaranews"
    title = "Antara"
    hosts = ("www.antaranews.com", "antaranews.com")
    languages = ("id",)
    country = "ID"
    kind = "agency"
    page = AntaraPage
    article = r"^https://www\.antaranews\.com/berita/\d+/"
    discovery = (
        Sitemap("https://www.antaranews.com/sitemap.xml"),
        Listing("https://www.antaranews.com/terkini", links="a[href*='/berita/']"),
    )
    notes = (
        "Markup and discovery: configured 2026; addresses seen. A copyright line ends the body. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
