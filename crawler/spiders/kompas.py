"""Kompas.com: an Indonesian newspaper."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN_TERMS, Evidence
from crawler.pages.kompas import KompasPage
from crawler.spider import NewsSpider


class Kompas(NewsSpider):
    """All desks; an article in several pages is asked for whole."""

    name = "kompas"
    title = "Kompas.com"
    hosts = ("www.kompas.com", "kompas.com")
    languages = ("id",)
    country = "ID"
    kind = "newspaper"
    page = KompasPage
    article = r"^https://[a-z]+\.kompas\.com/read/\d{4}/\d{2}/\d{2}/\d+/"
    discovery = (Listing("https://indeks.kompas.com/", links="a[href*='/read/']"),)
    evidence = (
        Evidence("address title body byline date", "seen", "a stored page", "2023-11"),
        Evidence("lead", "guessed", "first paragraph"),
        Evidence("discovery", "configured", "a public scraper", "2026"),
        Evidence(
            "robots",
            "seen",
            "a stored copy: search, comments, copies and addresses with source= are closed",
        ),
        UNSEEN_TERMS,
    )
    notes = (
        "Discovery: the index of the newest. robots.txt is asked for and obeyed at every "
        "run. terms: not seen. Some articles ask for a login."
    )

    def addresses(self, url: str) -> list[str]:
        """Return the address of the whole article instead of that of its first page."""
        return [f"{url.partition('?')[0]}?page=all"]
