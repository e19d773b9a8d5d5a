"""Bernama: the national news agency of Malaysia."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class Bernama(NewsSpider):
    """The Malay edition."""

    name = "bernama"
    title = "Bernama"
    hosts = ("www.bernama.com", "bernama.com")
    languages = ("ms",)
    country = "MY"
    kind = "agency"
    page = GenericPage
    article = r"^https://(?:www\.)?bernama\.com/bm/(?:\w+/)?news\.php\?id=\d+"
    discovery = (Listing("https://www.bernama.com/bm/am/index.php", links="a[href*='news.php']"),)
    zone_hours = 8
    evidence = (
        Evidence("address", "seen", "links"),
        Evidence("body", "configured", "public scrapers", "2025"),
        Evidence("title lead byline date", "unknown", "read by the generic page object"),
        Evidence("discovery", "configured", "a public scraper", "2026"),
        UNSEEN,
    )
    notes = (
        "Discovery: list of the general section, with relative links. A browser challenge "
        "with 403 was met in 2026 and is noted as blocked. robots.txt and terms: not "
        "seen; robots.txt is asked for and obeyed at every run."
    )
