"""Feeds that carry whole articles, as hmetro.com.my and bharian.com.my publish them.

RSS 2.0 with ``content:encoded`` (http://purl.org/rss/1.0/modules/content/), seen
in a stored feed of 2024. Its faults are known: the wrong language, an old build
date, a desk e-mail as first line, a copyright line as last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from corpus.model import Article
from crawler.decode import TooLargeError, UndecodableError, gunzipped
from crawler.discovery.xml import NotXmlError, entries, text
from crawler.pages import dates
from crawler.pages.blocks import Block, blocks, clean, compose, tidy, without_repeats
from crawler.pages.page import Page
from crawler.urls import canonical

_EMAIL = re.compile(r"\S+@\S+\.\w+")
_COPYRIGHT = re.compile(r"^(?:©|\(c\)|hak cipta)", re.IGNORECASE)


class FullTextFeed(Page):
    """A feed; every item with a text of its own is an article under the address it links to."""

    drop = (".related", ".ads", "figure.ad")

    def articles(self) -> Iterator[Article]:
        """Yield the articles in the order of the feed; a page that is no feed yields none."""
        with suppress(NotXmlError, UndecodableError):
            for item in entries(gunzipped(self.response.body), root=("rss",), names=("item",)):
                with suppress(TooLargeError):
                    article = self._item(item)
                    if article is not None:
                        yield article

    def _item(self, item: etree._Element) -> Article | None:
        url, html = text(item, "link"), text(item, "encoded")
        if not url or not html:
            return None
        title = tidy(text(item, "title") or "") or None
        found = [Block("title", title)] if title else []
        author = text(item, "creator")
        if author:
            found.append(Block("byline", tidy(author)))
        whole, segments = compose(found + self._text(html))
        published = dates.from_feed(text(item, "pubDate") or "", local=self.site.zone)
        guid = text(item, "guid") or ""
        return Article(
            source=self.site.source,
            url=url,
            canonical_url=canonical(url),
            title=title,
            text=whole,
            segments=segments,
            lang_hint=self.lang_hint(),
            published=published,
            published_witness="feed" if published else None,
            post_number=guid if guid.isdigit() else None,
            page_class=type(self).__name__,
        )

    def _text(self, html: str) -> list[Block]:
        found = without_repeats(blocks(clean(html, self.drop), self.roles))
        if found and _EMAIL.fullmatch(found[0].text):
            found = found[1:]
        if found and _COPYRIGHT.match(found[-1].text):
            found = found[:-1]
        return [Block("lead", block.text) if not at else block for at, block in enumerate(found)]
