"""VUFO: the Vietnam Union of Friendship Organizations."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.generic import GenericPage
from crawler.spider import NewsSpider


class Vufo(NewsSpider):
    """News of the union, to which the committee for foreign NGO affairs is near."""

    name = "vufo"
    title = "Liên hiệp các tổ chức hữu nghị Việt Nam"
    hosts = ("vufo.org.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = GenericPage
    article = r"^https?://(?:www\.)?vufo\.org\.vn/[^?#]*\w+-\w+-\w+"
    discovery = (Listing("http://vufo.org.vn/"),)
    expects = Expectation(fresh_days=120)
    evidence = (
        Evidence(
            "address title lead body byline date", "unknown", "read by the generic page object"
        ),
        Evidence("discovery", "seen", "titles and leads on the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page. Form of addresses not known: every address "
        "of three words counts. robots.txt and terms: not seen; robots.txt is asked for "
        "and obeyed at every run."
    )
