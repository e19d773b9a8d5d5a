"""VOV World: the foreign service of the Voice of Vietnam."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class VovWorld(NewsSpider):
    """The Vietnamese and Indonesian editions; their articles have addresses of their own."""

    name = "vovworld"
    title = "VOV World"
    hosts = ("vovworld.vn",)
    languages = ("vi", "id")
    country = "VN"
    kind = "broadcaster"
    page = GenericPage
    article = r"^https://vovworld\.vn/(?:vi-VN|id-ID)/[^/]+/[^/]+-\d+\.vov$"
    discovery = (
        Listing("https://vovworld.vn/vi-VN.vov"),
        Listing("https://vovworld.vn/id-ID.vov"),
    )
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("lead body date", "configured", "a public scraper"),
        Evidence("title byline", "unknown", "read by the generic page object"),
        Evidence("discovery", "configured", "a public scraper"),
        UNSEEN,
    )
    notes = (
        "Discovery: front pages of the two editions. The lead begins (VOVWORLD) and is "
        "printed twice; captions end with a picture number. robots.txt and terms: not "
        "seen; robots.txt is asked for and obeyed at every run."
    )
