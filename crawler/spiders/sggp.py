"""Sài Gòn Giải Phóng: the newspaper of the party committee of Ho Chi Minh City."""

from crawler.discovery import Feed
from crawler.pages.epi import EpiPage
from crawler.spider import NewsSpider


class SaiGonGiaiPhong(NewsSpider):
    """The Vietnamese edition."""

    name = "sggp"
    title = "Sài Gòn Giải Phóng"
    hosts = ("www.sggp.org.vn", "sggp.org.vn")
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"^https://www\.sggp\.org\.vn/[^/]+-post\d+\.html"
    discovery = (Feed("https://www.sggp.org.vn/rss/home.rss"),)
    notes = (
        "Markup: as nhandan.vn, configured about 2025; addresses seen. "
        "Discovery: feed checked live 2026-07. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
