"""What can be wrong with the declarations of a source, told key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsel.csstranslator import HTMLTranslator

from crawler.discovery import Listing, Sitemap
from crawler.pages.page import Page
from crawler.sources.outlet import Outlet
from crawler.spider import NewsSpider

REQUIRED = ("name", "title", "hosts", "languages", "country", "kind", "page", "article")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_name(words: str) -> bool:
    """Say whether ``words`` can be the name of a source."""
    return _NAME.fullmatch(words) is not None


def faults_of(kind: type[NewsSpider]) -> list[str]:
    """Say what is wrong with the declarations of ``kind``."""
    missing = [key for key in REQUIRED if not getattr(kind, key, None)]
    faults = [f"{key} is missing" for key in missing]
    faults += _unknown_keys(kind)
    if "page" not in missing and not (isinstance(kind.page, type) and issubclass(kind.page, Page)):
        faults.append(f"page is {kind.page!r}, expected a page class of crawler.pages")
    if "name" not in missing and not is_name(kind.name):
        faults.append(f"name is {kind.name!r}, expected small letters, digits and underscores")
    for key, pattern in _patterns(kind):
        try:
            re.compile(pattern)
        except re.error as error:
            faults.append(f"{key} is no pattern: {error}")
    return [*faults, *_selectors(kind), *_days(kind)]


def _unknown_keys(kind: type[NewsSpider]) -> Iterator[str]:
    known = {*dir(NewsSpider), *Outlet.__annotations__, *REQUIRED}
    for key, value in vars(kind).items():
        if not key.startswith("_") and key not in known and not _is_method(value):
            yield f"unknown key {key}, expected one of those of NewsSpider"


def _is_method(value: object) -> bool:
    return callable(value) or isinstance(value, classmethod | staticmethod | property)


def _patterns(kind: type[NewsSpider]) -> Iterator[tuple[str, str]]:
    yield "article", getattr(kind, "article", None) or ""
    yield "former_article", kind.former_article
    for at, seed in enumerate(kind.discovery, start=1):
        if isinstance(seed, Sitemap):
            yield f"discovery[{at}].follow", seed.follow


def _selectors(kind: type[NewsSpider]) -> Iterator[str]:
    for at, seed in enumerate(kind.discovery, start=1):
        if not isinstance(seed, Listing):
            continue
        for key, selector in (("links", seed.links), ("next_page", seed.next_page or "a")):
            try:
                HTMLTranslator().css_to_xpath(selector)
            # Its errors are of both kinds: syntax, and what XPath can't say.
            except (SyntaxError, RuntimeError) as error:
                yield f"discovery[{at}].{key} is no selector: {error}"


def _days(kind: type[NewsSpider]) -> Iterator[str]:
    days = (kind.shortest_days, kind.every_days, kind.longest_days)
    numbers = all(isinstance(one, int | float) for one in days)
    if not numbers or not 0 < days[0] <= days[1] <= days[2]:
        told = ", ".join(map(repr, days))
        yield f"shortest_days, every_days, longest_days are {told}, expected growing days"
