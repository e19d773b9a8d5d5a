"""VietnamPlus: the news site of the Vietnam News Agency."""

from crawler.discovery import Feed, Sitemap
from crawler.pages.epi import EpiPage
from crawler.pages.evidence import UNSEEN, Evidence
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
    article = r"^https://www\.vietnamplus\.vn/(?:[^/]+-post\d+|[^/]+/\d+)\.vnp"
    discovery = (
        Sitemap("https://www.vietnamplus.vn/sitemap.xml", follow=_MONTHLY),
        Feed("https://www.vietnamplus.vn/rss/home.rss"),
    )
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title lead body date", "configured", "public scrapers", "2025"),
        Evidence("byline", "guessed", "sister sites"),
        Evidence("discovery", "checked", "feed and monthly sitemaps", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: monthly sitemaps since 2010, and a feed. Older addresses end in "
        "/<slug>/<number>.vnp. Old texts have words glued. robots.txt and terms: not "
        "seen; robots.txt is asked for and obeyed at every run."
    )
