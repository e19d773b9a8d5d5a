"""The spiders of a look: at a source by its file, or at a site that has none yet.

Both ask in rounds; each round follows from what the one before brought, and all
rounds together are some fifteen requests.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response, TextResponse

from crawler.decode import UndecodableError
from crawler.discovery import Entry, Feed, Seed, Sitemap, read
from crawler.discovery.xml import NotXmlError
from crawler.look.links import headlines, sections
from crawler.spider import NewsSpider
from crawler.urls import untracked

ARTICLES = 3
"""Articles that are looked at."""

SECTIONS, FEEDS, SITEMAPS = 2, 3, 2
_DEEPEST = 2

_FEED_LINKS = "link[rel=alternate][type*='rss'], link[rel=alternate][type*='atom']"


class Look(NewsSpider):
    """Mixed into a source: its discovery documents, then a few of the articles they announce."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._entries: list[Entry] = []
        self._rounds: Iterator[Callable[[], Iterable[Request]]] = iter(self.rounds())

    def rounds(self) -> list[Callable[[], Iterable[Request]]]:
        """Return what is asked when all that went before is answered."""
        return [self._chosen_articles]

    def waiting(self) -> None:
        """Ask the next round."""
        if self.crawler.engine is None:
            return
        for next_round in self._rounds:
            requests = list(next_round())
            for request in requests:
                self.crawler.engine.crawl(request)
            if requests:
                raise DontCloseSpider

    async def found(self, response: Response, seed: Seed, depth: int = 0) -> AsyncIterator[Request]:
        """Remember what a document announces; of an index, ask for the newest sitemap only."""
        self.settled()
        announced: list[Entry] = []
        try:
            announced.extend(entry for entry in read(response, seed) if entry and entry.url)
        except (NotXmlError, UndecodableError) as error:
            self.run.keeper.spoiled(response.url, self.name, str(error))
        self._entries += [entry for entry in announced if not entry.is_sitemap]
        followed = [one for one in announced if one.is_sitemap and _is_followed(seed, one)]
        if followed and depth < _DEEPEST:
            newest = max(followed, key=_age)
            yield self._discovery(newest.url, seed, depth + 1)

    def _chosen_articles(self) -> Iterator[Request]:
        """The newest articles, those on the topic first; a feed of whole texts has its own."""
        whole = [s for s in self.discovery if isinstance(s, Feed) and s.full_text]
        urls = [] if whole else [e for e in self._entries if self.is_article(e.url)]
        ordered = sorted(urls, key=self._interest, reverse=True)
        chosen = dict.fromkeys(untracked(entry.url) for entry in ordered)
        return (self._article(url) for url in list(chosen)[:ARTICLES])

    def _interest(self, entry: Entry) -> tuple[bool, str]:
        on_topic = self.topic is not None and self.topic.matches(entry.url, entry.title)
        return on_topic, self._selection.day(entry) or ""


class Scout(Look):
    """Mixed into a draft of a source whose file is still to be written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pages: list[TextResponse] = []

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the pages named: the front page, perhaps an article."""
        for url in self._urls:
            yield self._page(url)

    def rounds(self) -> list[Callable[[], Iterable[Request]]]:
        """Return the rounds: what the site announces, then sections and articles."""
        return [self._announcements, self._sections, self._scouted]

    def kept(self, response: Response) -> None:
        """Remember a page for its links."""
        self.settled()
        if isinstance(response, TextResponse) and response.status == 200:
            self._pages.append(response)

    def _page(self, url: str) -> Request:
        return Request(url, callback=self.kept, errback=self.failed, meta={"kind": "article"})

    def _announcements(self) -> Iterator[Request]:
        """Sitemaps that robots.txt names, else the usual one; feeds that the pages name."""
        for page in self._pages[:1]:
            named = list(self._sitemaps_named())[:SITEMAPS]
            for url in named or [urljoin(page.url, "/sitemap.xml")]:
                yield self._discovery(url, Sitemap(url))
        feeds = dict.fromkeys(
            page.urljoin(href)
            for page in self._pages
            for href in page.css(_FEED_LINKS).css("::attr(href)").getall()
        )
        for url in [url for url in feeds if self.covers(url)][:FEEDS]:
            yield self._discovery(url, Feed(url))

    def _sitemaps_named(self) -> Iterator[str]:
        for verdict in self.run.robots.values():
            rules = verdict.result().rules if verdict.done() else None
            yield from (url for url in (rules.sitemaps if rules else ()) if self.covers(url))

    def _sections(self) -> Iterator[Request]:
        links = dict.fromkeys(url for page in self._pages for url in sections(page))
        return (self._page(url) for url in [url for url in links if self.covers(url)][:SECTIONS])

    def _scouted(self) -> Iterator[Request]:
        """Articles: announced ones, else links of the pages that look like headlines."""
        announced = [untracked(e.url) for e in self._entries if urlsplit(e.url).path.strip("/")]
        linked = [url for page in self._pages for url in headlines(page)]
        seen = {page.url for page in self._pages}
        chosen = [u for u in dict.fromkeys(announced or linked) if self.covers(u) and u not in seen]
        return (self._page(url) for url in chosen[:ARTICLES])


def _age(entry: Entry) -> tuple[str, list[int]]:
    """What sorts sitemaps by time: what is said of them, else the numbers in their names."""
    return entry.lastmod or "", [int(digits) for digits in re.findall(r"\d+", entry.url)]


def _is_followed(seed: Seed, entry: Entry) -> bool:
    return isinstance(seed, Sitemap) and re.search(seed.follow, entry.url) is not None
