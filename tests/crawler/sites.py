"""Sources for the tests, as source files are written."""

import json

from scrapy.http import Response

from crawler.discovery import Feed, Sitemap
from crawler.discovery.topic import FOREIGN_NGOS
from crawler.pages.epi import EpiPage
from crawler.pages.nstp_feed import FullTextFeed
from crawler.spider import NewsSpider


class Plain(NewsSpider):
    """A site with one sitemap."""

    name = "plain"
    title = "Plain"
    hosts = ("plain.example",)
    languages = ("vi",)
    country = "VN"
    kind = "newspaper"
    page = EpiPage
    article = r"/[\w-]+\.html$"
    discovery = (Sitemap("http://plain.example/sitemap.xml"),)
    topic = None
    delay = 0.0
    window_days = 36500


class Choosy(Plain):
    """The same with the topic filter and a window of 30 days."""

    name = "choosy"
    topic = FOREIGN_NGOS
    window_days = 30


class Whole(Plain):
    """A feed with whole texts."""

    name = "whole"
    page = FullTextFeed
    discovery = (Feed("http://plain.example/feed", full_text=True),)


class Local(Plain):
    """Hosts that no crawl may reach."""

    name = "local"
    hosts = ("localhost", "127.0.0.1", "::ffff:127.0.0.1", "::1", "2130706433")


class Small(Plain):
    """The same, where 3,000 bytes are enough for a run."""

    name = "small"
    custom_settings = {"PRESSFACTS_SOURCE_BYTES": 3_000}  # noqa: RUF012


class Crowded(Plain):
    """The same, on a disk that no machine has room enough on."""

    name = "crowded"
    custom_settings = {"PRESSFACTS_FREE_BYTES": 2**62}  # noqa: RUF012


class Hasty(Plain):
    """The same, with answers of at most a second and requests of at most two."""

    name = "hasty"
    custom_settings = {  # noqa: RUF012
        "PRESSFACTS_ANSWER_SECONDS": 1.0,
        "DOWNLOAD_TIMEOUT": 2,
        "RETRY_ENABLED": False,
    }


class Telling(Plain):
    """The same; what the crawl itself is handed goes into ``live.json`` of the data folder."""

    name = "telling"

    def kept(self, response: Response) -> None:
        told = {
            "url": response.url,
            "status": response.status,
            "headers": [
                [name.decode("latin-1"), [value.decode("latin-1") for value in values]]
                for name, values in response.headers.items()
            ],
            "body": response.body.hex(),
            "class": type(response).__name__,
            "protocol": response.protocol,
            "encoding": getattr(response, "encoding", None),
            "text": getattr(response, "text", None),
        }
        (self.run.data_dir / "live.json").write_text(json.dumps(told), "utf-8")


class Brief(Plain):
    """The same; three articles are enough for a run."""

    name = "brief"
    most_pages = 3


class Editions(Plain):
    """A platform where one slug serves three languages."""

    name = "editions"
    languages = ("vi", "ms", "id")
    article = r"^http://plain\.example/(?:ms/|id/)?[\w-]+$"
    editions = {"": "vi", "ms": "ms", "id": "id"}  # noqa: RUF012


class East(Plain):
    """One of two sources that share their hosts, as many pages as there are."""

    name = "east"
    hosts = ("shared.example",)
    discovery = (Sitemap("http://h0.shared.example/east.xml"),)
    most_pages = 1_000_000


class West(East):
    """The other one."""

    name = "west"
    discovery = (Sitemap("http://h0.shared.example/west.xml"),)
