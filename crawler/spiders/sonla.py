"""Sơn La: the portal of the province."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.portal import PortalPage
from crawler.spider import NewsSpider


class SonLa(NewsSpider):
    """News of the province; its pages print no date."""

    name = "sonla"
    title = "Cổng thông tin điện tử tỉnh Sơn La"
    hosts = ("sonla.gov.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = PortalPage
    article = r"^https?://sonla\.gov\.vn/[^/]+-\d+/[^/]+-\d+/?$"
    discovery = (Listing("http://sonla.gov.vn/", links="a"),)
    expects = Expectation(fields={"date": 0.0}, fresh_days=60)
    evidence = (
        Evidence("address lead body byline", "seen", "page texts"),
        Evidence("title", "guessed", "headline or what the page says of itself"),
        Evidence("date", "seen", "none in the page text but the day of the event in the lead"),
        Evidence("discovery", "guessed", "links of the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page. Stored addresses are http. The English page "
        "of the same news is dated months later and is not crawled. robots.txt and terms: "
        "not seen; robots.txt is asked for and obeyed at every run."
    )
