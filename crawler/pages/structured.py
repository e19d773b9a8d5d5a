"""What a page says of itself in JSON-LD and in meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from scrapy.http import TextResponse

from crawler.urls import canonical

PUBLISHED = (
    "article:published_time", "datepublished", "dtk:publishdate", "publishdate",
    "content_publisheddate", "pubdate", "dc.date.issued", "dcterms.issued",
)  # fmt: skip
"""Names of meta elements that tell when an article appeared, the most trusted first."""

_POSTS = frozenset({"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report"})
_WRAPPED = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$")
_LONGEST = 500_000


def json_ld_article(response: TextResponse) -> Mapping[str, Any]:
    """Return the article object of this page (https://schema.org/NewsArticle), or an empty mapping.

    Of several, the one that names this address or this headline: the others are
    articles the page links to. Broken JSON is passed over: it says nothing, and
    other witnesses are asked.
    """
    found = [
        item
        for script in response.xpath('//script[@type="application/ld+json"]/text()').getall()
        for item in _objects(script)
        if any(kind.endswith("Article") or kind in _POSTS for kind in _kinds(item))
    ]
    if len(found) < 2:
        return found[0] if found else {}
    own = {canonical(response.url), *(" ".join(h.split()) for h in _headlines(response))}
    return next((item for item in found if own.intersection(_names(item))), {})


def json_ld_page(response: TextResponse) -> Mapping[str, Any]:
    """Return the one page object (https://schema.org/WebPage), or an empty mapping."""
    found = [
        item
        for script in response.xpath('//script[@type="application/ld+json"]/text()').getall()
        for item in _objects(script)
        if "WebPage" in _kinds(item)
    ]
    return found[0] if len(found) == 1 else {}


def _kinds(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind for kind in listed if isinstance(kind, str)]


def _headlines(response: TextResponse) -> list[str]:
    told = response.xpath('//meta[@property="og:title"]/@content').getall()
    return told + [h.xpath("string()").get("") for h in response.xpath("//h1")]


def _names(item: Mapping[str, Any]) -> list[str]:
    page = item.get("mainEntityOfPage")
    addresses = [item.get("url"), page.get("@id") if isinstance(page, dict) else page]
    names = [_canonical(address) for address in addresses if isinstance(address, str)]
    return [*names, " ".join(str(item.get("headline") or "").split())]


def _canonical(address: str) -> str:
    try:
        return canonical(address)
    except ValueError:  # no address at all, such as http://[x
        return address


def _objects(script: str) -> Iterator[Mapping[str, Any]]:
    if len(script) > _LONGEST:
        return
    try:
        data = json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):  # no JSON, a number of thousands of digits, a deep nest
        return
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            members = graph if isinstance(graph, list) else [item]
            yield from (member for member in members if isinstance(member, dict))


def metas(response: TextResponse) -> dict[str, str]:
    """Return name, property or itemprop of every ``<meta>`` with its content; the first wins."""
    found: dict[str, str] = {}
    for meta in response.xpath("//meta[@content]"):
        content = meta.attrib["content"].strip()
        for key in ("property", "name", "itemprop"):
            if key in meta.attrib and content:
                found.setdefault(meta.attrib[key].lower(), content)
    return found
