"""Hữu Nghị (invented): a Vietnamese newspaper on foreign relations."""

from crawler.discovery import Listing
from crawler.monitor.expectations import Expectation
from crawler.pages.mastercms import MasterCmsPage
from crawler.spider import NewsSpider


class HuuNghi(NewsSpider):
    """A section in several pages; one article on it is closed by robots.txt."""

    name = "huunghi"
    title = "Hữu Nghị (demonstration)"
    hosts = ("huunghi.example",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = MasterCmsPage
    article = r"-\d+\.html$"
    discovery = (
        Listing(
            "http://huunghi.example/doi-ngoai-nhan-dan",
            links="._MB_CATEGORY_LIST .bx-article a",
            next_page=".__MB_ARTICLE_PAGING a",
        ),
    )
    topic = None
    expects = Expectation(fresh_days=None)
    delay = 0.02
    window_days = 36500
