"""COMINGO: the Committee for Foreign Non-Governmental Organization Affairs of Vietnam."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class Comingo(NewsSpider):
    """News of the committee, the office that counts."""

    name = "comingo"
    title = "Ủy ban công tác về các tổ chức phi chính phủ nước ngoài"
    hosts = ("comingo.gov.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = GenericPage
    article = r"^https?://(?:www\.)?comingo\.gov\.vn/\w+/news/"
    discovery = (Listing("http://comingo.gov.vn/"),)
    expects = Expectation(fresh_days=120)
    evidence = (
        Evidence("address", "seen", "stored addresses of the English pages"),
        Evidence("date", "seen", "page texts"),
        Evidence("title lead body byline", "unknown", "read by the generic page object"),
        Evidence("discovery", "guessed", "links of the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page. Days printed are those of an upload, years "
        "after the event where the site was moved; counters of views stand beside them. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
