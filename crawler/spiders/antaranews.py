"""Antara: the national news agency of Indonesia."""

from crawler.discovery import Listing, Sitemap
from crawler.pages.antara import AntaraPage
from crawler.pages.evidence import UNSEEN, Evidence
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
    article = r"^https://(?:[a-z]+\.)?antaranews\.com/berita/\d+/"
    discovery = (
        Sitemap("https://www.antaranews.com/sitemap.xml"),
        Listing("https://www.antaranews.com/terkini", links="a[href*='/berita/']"),
    )
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title body date", "configured", "a public scraper", "2026"),
        Evidence("lead", "seen", "page texts"),
        Evidence("byline", "guessed", "muted line below the text"),
        Evidence("discovery", "configured", "a public scraper", "2026"),
        UNSEEN,
    )
    notes = (
        "Discovery: sitemap and newest list. A copyright line ends the body. robots.txt "
        "and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
