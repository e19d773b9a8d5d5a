"""What a page says of itself in JSON-LD and in meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scrapy.http import TextResponse

_ARTICLE_TYPES = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting"})
_LONGEST = 500_000


def json_ld_article(response: TextResponse) -> Mapping[str, Any]:
    """Return the first article object (https://schema.org/NewsArticle), or an empty mapping.

    Broken JSON is passed over: it says nothing, and other witnesses are asked.
    """
    for script in response.xpath('//script[@type="application/ld+json"]/text()').getall():
        for item in _objects(script):
            kinds = item.get("@type")
            if _ARTICLE_TYPES.intersection([kinds] if isinstance(kinds, str) else kinds or ()):
                return item
    return {}


def _objects(script: str) -> Iterator[Mapping[str, Any]]:
    if len(script) > _LONGEST:
        return
    try:
        data = json.loads(script, strict=False)
    except (json.JSONDecodeError, RecursionError):
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
