"""Which addresses of an archive's index look like articles of a source, on its topic.

Of a page nobody has opened only the address is known. One that the source's own
pattern matches is an article; older layouts had other addresses, so elsewhere a
slug of several words counts as well. The topic must stand in the address; where
addresses had no words at all, ``former_article`` tells articles by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from crawler.look.links import has_headline
from crawler.spider import NewsSpider
from crawler.urls import host_of


def is_wanted(source: type[NewsSpider], url: str) -> bool:
    """Say whether ``url``, met in an index, is to be fetched for ``source``."""
    if not source.covers(url):
        return False
    if source.former_article and re.search(source.former_article, url):
        return True
    if source.topic is not None and not source.topic.matches(_path(url)):
        return False
    return _is_article(source, url) or (source.topic is not None and has_headline(url))


def _is_article(source: type[NewsSpider], url: str) -> bool:
    return any(source.is_article(form) for form in _forms(source, url))


def _forms(source: type[NewsSpider], url: str) -> Iterator[str]:
    """The address as it is, and as the source would have it today."""
    yield url
    parts = urlsplit(url)
    for host in (host_of(url), *source.hosts):
        for scheme in ("https", "http"):
            yield parts._replace(scheme=scheme, netloc=host).geturl()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.path}?{parts.query}")
