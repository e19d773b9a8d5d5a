"""Lạng Sơn: the portal of the province's Department of Foreign Affairs."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.portal import PortalPage
from crawler.spider import NewsSpider


class LangSon(NewsSpider):
    """News of the department."""

    name = "langson"
    title = "Sở Ngoại vụ tỉnh Lạng Sơn"
    hosts = ("songv.langson.gov.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "portal"
    page = PortalPage
    article = r"^https?://songv\.langson\.gov\.vn/tin-tuc-su-kien/[\w-]+/[\w-]+\.html$"
    discovery = (Listing("https://songv.langson.gov.vn/tin-tuc-su-kien/tin-hoat-dong"),)
    expects = Expectation(fields={"date": 0.0}, fresh_days=60)
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title lead body byline date", "unknown", "read by what the page says of itself"),
        Evidence("discovery", "guessed", "the section's address"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the section page. Another system before, at http addresses "
        "under /vi/. robots.txt and terms: not seen; robots.txt is asked for and obeyed "
        "at every run."
    )
