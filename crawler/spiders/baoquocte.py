"""Thế giới và Việt Nam: the newspaper of the Ministry of Foreign Affairs of Vietnam."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class BaoQuocTe(NewsSpider):
    """The Vietnamese edition."""

    name = "baoquocte"
    title = "Thế giới và Việt Nam"
    hosts = ("baoquocte.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = GenericPage
    article = r"^https://baoquocte\.vn/[^/]+-\d+\.html"
    discovery = (Listing("https://baoquocte.vn/", links="a[href$='.html']"),)
    evidence = (
        Evidence("address title lead body date", "configured", "a public scraper"),
        Evidence("byline", "unknown", "read by the generic page object"),
        Evidence("discovery", "guessed", "links of the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page. The system is MasterCMS, but its pages are "
        "read by what they say of themselves. Addresses with &mobile=yes are copies. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
