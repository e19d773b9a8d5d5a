"""Which links of a page look like articles, and which like sections, where nobody has said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from scrapy.http import TextResponse

from crawler.discovery import Listing, read_listing
from crawler.urls import host_of, untracked

_LEAST_WORDS = 4
"""Words of a slug that is a headline rather than a section or a tag."""


def has_headline(url: str) -> bool:
    """Say whether a part of the address has as many words as headlines have."""
    parts = urlsplit(url)
    words = re.split(r"[/?&=.]", unquote(f"{parts.path}?{parts.query}"))
    return any(len(re.findall(r"[^\W\d_]+", part)) >= _LEAST_WORDS for part in words)


def headlines(page: TextResponse) -> list[str]:
    """Return the links of ``page`` that look like articles, each once, in their order."""
    return [url for url in _links(page) if has_headline(url)]


def sections(page: TextResponse) -> list[str]:
    """Return the links of ``page`` that look like sections: one short step below the front."""
    return [url for url in _links(page) if re.fullmatch(r"/[a-z][a-z-]{2,30}/?", urlsplit(url).path)
            and not urlsplit(url).query and not has_headline(url)]  # fmt: skip


def _links(page: TextResponse) -> Iterator[str]:
    found = dict.fromkeys(untracked(entry.url) for entry in read_listing(page, Listing("")))
    own = host_of(page.url).removeprefix("www.")
    return (url for url in found if host_of(url).removeprefix("www.") == own)
