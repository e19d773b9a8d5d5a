"""Vietnam.vn: a platform that reprints Vietnamese papers in several languages."""

from typing import ClassVar

from crawler.discovery import Sitemap
from crawler.pages.evidence import UNSEEN, Evidence
from crawler.pages.platform import PlatformPage
from crawler.spider import NewsSpider

_DAILY = r"/sitemap-post/(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\.xml$"


class VietnamVn(NewsSpider):
    """The Vietnamese, Malay and Indonesian editions; one Vietnamese slug serves all."""

    name = "vietnam_vn"
    title = "Vietnam.vn"
    hosts = ("www.vietnam.vn", "vietnam.vn")
    languages = ("vi", "ms", "id")
    country = "VN"
    kind = "platform"
    page = PlatformPage
    article = r"^https://(?:www\.)?vietnam\.vn/(?:ms/|id/)?[\w%-]+$"
    discovery = (Sitemap("https://www.vietnam.vn/sitemap.xml", follow=_DAILY),)
    republishes = ("Vietnamese newspapers", "portals of Vietnamese provinces")
    evidence = (
        Evidence("address", "seen", "stored addresses"),
        Evidence("body byline", "configured", "a public reading rule", "2026-06"),
        Evidence("title lead date", "seen", "page texts"),
        Evidence("discovery", "checked", "index of one sitemap a day", "2026-07"),
        UNSEEN,
    )
    notes = (
        "Discovery: the daily sitemaps list the Vietnamese addresses; the other editions "
        "follow by prefix (a guess). Answers 403 at times, which is noted as blocked. "
        "Texts are machine translations; of the credited address host and number survive, "
        "and some credits are of another article. robots.txt and terms: not seen; "
        "robots.txt is asked for and obeyed at every run."
    )
    editions: ClassVar = {"": "vi", "ms": "ms", "id": "id"}
