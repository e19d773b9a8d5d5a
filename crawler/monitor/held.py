"""What a page was when it was read, held against what it was in an earlier run.

A page that had a date and has none now tells more than a new page without one: the
site has changed, and not only what it publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.model import Article
from crawler.monitor.barriers import is_scrambled

# UTF-8 read as windows-1252: "Viá»‡t", "Ä‘á»“ng", "phÃ¡t".
_MISREAD = re.compile(
    "[\u00c3\u00c4\u00c5\u00c6][\u0080-\u00bf\u2018-\u201d\u2020-\u2026]|\u00e1[\u00ba\u00bb]"
)
_MOST_DAMAGED = 3
_TEXT_ROLES = frozenset({"lead", "body"})
_SHORT = 0.35
"""The share of its earlier letters below which a text is another: a teaser, or nothing."""

_MOVED = timedelta(days=2)
"""A date may be put right by a day, or be that of a correction."""


@dataclass(frozen=True, slots=True)
class Held:
    """One article as the monitor looks at it; ``day`` is an ISO day or ``None``."""

    titled: bool
    day: str | None
    dated: bool
    letters: int
    body: int
    text: int
    garbled: bool
    scrambled: bool
    free: bool


def held(article: Article, *, free: bool) -> Held:
    """Return what ``article`` holds; ``free``: its page does not say that it is sold."""
    body = "\n".join(
        article.text[part.start : part.end] for part in article.segments if part.role in _TEXT_ROLES
    )
    published = article.published
    return Held(
        titled=bool(article.title),
        day=published if published and len(published) == 10 else None,
        dated=published is not None,
        letters=len(body),
        body=hash(body),
        text=hash(article.text),
        garbled=_is_garbled(body),
        scrambled=is_scrambled(body),
        free=free,
    )


def lost(before: Held, now: Held, *, captured: str) -> Iterator[str]:
    """Yield what is wrong now and was not before, as codes of list cause; ``captured``: ISO day."""
    if before.titled and not now.titled:
        yield "title_missing"
    if before.dated and not now.dated:
        yield "date_missing"
    if before.day and now.day and _apart(before.day, now.day) > _MOVED:
        yield "crawl_day_as_date" if now.day == captured else "date_moved"
    if now.garbled and not before.garbled:
        yield "garbled"
    if now.scrambled and not before.scrambled:
        yield "scrambled"
    if before.free and not now.free:
        yield "paywall"
    if now.letters < _SHORT * before.letters:
        yield "shorter_texts"


def _apart(first: str, second: str) -> timedelta:
    return abs(date.fromisoformat(first) - date.fromisoformat(second))


def _is_garbled(text: str) -> bool:
    return text.count("\ufffd") + len(_MISREAD.findall(text)) > _MOST_DAMAGED
