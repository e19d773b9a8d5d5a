"""What a source file declares of its outlet, and what follows from that alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import unquote, urlsplit, urlunsplit

from crawler.discovery import Feed, Seed
from crawler.discovery.topic import FOREIGN_NGOS, Topic
from crawler.monitor.expectations import Expectation
from crawler.pages.dates import zone
from crawler.pages.evidence import Evidence
from crawler.pages.page import Page, Site
from crawler.urls import host_of


class Outlet:
    """One outlet. A source file sets these attributes and nothing else, as a rule.

    ``title`` is the outlet's name as people write it, ``hosts`` its hosts (their
    subdomains belong to it), ``languages`` ISO 639-1, ``country`` ISO 3166-1
    alpha-2, ``kind`` what sort of outlet it is; ``page`` the page object,
    ``article`` a pattern that the addresses of articles match, ``discovery``
    where they are found; ``zone_hours`` the outlet's hours east of Greenwich;
    ``editions`` the first part of the path of each language edition, where one
    slug serves all; ``topic`` ``None`` takes everything; of the links it drops one
    in ``sample_one_in`` is asked for all the same, at most ``sample_most`` a run, so
    that it is known what the filter misses; ``delay`` seconds
    between requests; ``window_days`` how far back a crawl looks by itself;
    ``every_days`` how often it is due, which its feed and its news move between
    ``shortest_days`` and ``longest_days``;
    ``expects`` what it should bring, so that its absence is noticed;
    ``notes`` what is known of markup, robots.txt and terms, and since when;
    ``evidence`` how sure each field is; ``republishes`` what the outlet reprints;
    ``former_hosts`` hosts the outlet had before, for pages kept by web archives or
    saved by hand; ``former_article`` a pattern for addresses that had no words.
    """

    name: str
    title: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]
    languages: ClassVar[tuple[str, ...]]
    country: ClassVar[str]
    kind: ClassVar[str]
    page: ClassVar[type[Page]]
    article: ClassVar[str]
    discovery: ClassVar[tuple[Seed, ...]] = ()
    zone_hours: ClassVar[int] = 7
    editions: ClassVar[Mapping[str, str]] = {}
    topic: ClassVar[Topic | None] = FOREIGN_NGOS
    delay: ClassVar[float] = 5.0
    window_days: ClassVar[int] = 30
    most_pages: ClassVar[int] = 5000
    sample_one_in: ClassVar[int] = 50
    sample_most: ClassVar[int] = 5
    every_days: ClassVar[float] = 7.0
    shortest_days: ClassVar[float] = 1.0
    longest_days: ClassVar[float] = 14.0
    expects: ClassVar[Expectation] = Expectation()
    notes: ClassVar[str] = ""
    evidence: ClassVar[tuple[Evidence, ...]] = ()
    republishes: ClassVar[tuple[str, ...]] = ()
    former_hosts: ClassVar[tuple[str, ...]] = ()
    former_article: ClassVar[str] = ""

    @classmethod
    def site(cls) -> Site:
        """Return what the page object must know of this source."""
        return Site(cls.name, cls.languages, zone(cls.zone_hours), cls.editions)

    @classmethod
    def is_article(cls, url: str) -> bool:
        """Say whether ``url`` is an article of this source, or a feed that holds its articles."""
        feeds = (seed.url for seed in cls.discovery if isinstance(seed, Feed) and seed.full_text)
        # Letters beyond ASCII come as percent signs or as such, composed or not.
        plain = unicodedata.normalize("NFC", unquote(url))
        forms = (url,) if plain == url else (url, plain)
        return url in feeds or any(re.search(cls.article, form) for form in forms)

    @classmethod
    def covers(cls, url: str) -> bool:
        """Say whether ``url`` lies on a host of this source, today or formerly."""
        host = host_of(url)
        every = (*cls.hosts, *cls.former_hosts)
        return any(host == own or host.endswith(f".{own}") for own in every)

    def addresses(self, url: str) -> list[str]:
        """Return the addresses of all editions of the article at ``url``."""
        if not self.editions:
            return [url]
        parts = urlsplit(url)
        slug = parts.path.rstrip("/").rsplit("/", 1)[-1]
        paths = (f"/{edition}/{slug}" if edition else f"/{slug}" for edition in self.editions)
        return [urlunsplit(parts._replace(path=path)) for path in paths]
