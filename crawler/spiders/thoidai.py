"""Thời Đại: the magazine of the Vietnam Union of Friendship Organizations."""

from crawler.discovery import Listing
from crawler.pages.evidence import UNSEEN, Evidence
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
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("title lead body", "configured", "public scrapers", "2025"),
        Evidence("byline", "seen", "a page of a sister site", "2021"),
        Evidence("date", "seen", "page texts"),
        Evidence("discovery", "guessed", "links of the front page"),
        UNSEEN,
    )
    notes = (
        "Discovery: links of the front page; sitemap and feed are known of sister sites "
        "only. Attributes are broken where titles hold quotes. Editions vietnamtimes., "
        "shidai. and others are not crawled; before 2018 the site had another system. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
