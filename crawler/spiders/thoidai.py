"""Thời Đại: the magazine of the Vietnam Union of Friendship Organizations."""

from crawler.discovery import Listing
from crawler.pages.mastercms import MasterCmsPage
from crawler.spider import NewsSpider


class ThoiDai(NewsSpider):
    """The Vietnamese edition; the paper nearest to the subject."""

    name = "thoidai"
    title = "Thời Đại"
    hosts = ("thoidai.com.vn",)
    languages = ("vi",)
    country = "VN"
    kind = "magazine"
    page = MasterCmsPage
    article = r"^https://(?:www\.)?thoidai\.com\.vn/[^/]+-\d+\.html$"
    discovery = (Listing("https://thoidai.com.vn/", links="a[href$='.html']"),)
    notes = (
        "Markup: configured about 2025, addresses and form of dates seen; attributes are broken "
        "where titles hold quotes. Discovery: links of the front page; sitemap and feed are known "
        "of sister sites only. Editions vietnamtimes., shidai. and others are not crawled. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
