"""Vietnam.vn: a platform that reprints Vietnamese papers in several languages."""

from typing import ClassVar

from crawler.discovery import Sitemap
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
    editions: ClassVar = {"": "vi", "ms": "ms", "id": "id"}
    discovery = (Sitemap("https://www.vietnam.vn/sitemap.xml", follow=_DAILY),)
    notes = (
        "Discovery: index of one sitemap a day with true lastmod, checked live 2026-07; lists the "
        "Vietnamese addresses, the other editions follow by prefix (a guess). "
        "Markup: body and author configured 2026; headline, lead and glued byline seen in texts. "
        "Answers 403 at times, which is noted as blocked. "
        "Texts are machine translations; the credited address is mangled, host and number survive. "
        "robots.txt and terms: not seen; robots.txt is asked for and obeyed at every run."
    )
