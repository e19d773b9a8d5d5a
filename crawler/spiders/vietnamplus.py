"""VietnamPlus: the news site of the Vietnam News Agency."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.epi import EpiPage
from crawler.spider import NewsSpider

_MONTHLY = r"/sitemaps/news-(?P<year>\d{4})-(?P<month>\d{1,2})\.xml$"


class VietnamPlus(NewsSpider):
    """The Vietnamese edition."""

    name = "vietnamplus"
    title = "VietnamPlus"
    hosts = ("www.vietnamplus.vn", "vietnamplus.vn")
    languages = ("vi",)
    country = "VN"
    kind = "agency"
    page = EpiPage
    article = r"^https://www\.vietnamplus\.vn/[^/]+-post\d+\.vnp"
    discovery = (
        Sitemap("https://www.vietnamplus.vn/sitemap.xml", follow=_MONTHLY),
        Feed("https://www.vietnamplus.vn/rss/home.rss"),
    )
    notes = (
        "Markup: as nhandan.vn, configured 2025. "
        "Discovery: feed and monthly sitemaps checked live 2026-07. Old texts have words glued. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
