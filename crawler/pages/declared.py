"""The day of publication as pages declare it elsewhere than in JSON-LD and meta elements.

In microdata and microformats, in what the page's own scripts work with, and in attributes
from which a script would print the day.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml.html import HtmlElement
from scrapy.http import TextResponse

from crawler.pages import dates
from crawler.pages.lines import bare
from crawler.pages.structured import json_ld_article

_OWN = "[not(ancestor::li or ancestor::aside or ancestor::nav)]"
_MICRODATA = f"//*[not(self::meta)][@itemprop='{{name}}' or @property='{{name}}']{_OWN}"
# Blogs: <abbr class="published" title="2014-10-22T10:00:00+08:00">
_MICROFORMAT = f"//abbr[@title][contains(@class, 'published')]{_OWN}/@title"
# Keys of a page's state, without capitals and marks, the most trusted first.
_KEYS = (
    "datepublished", "publishedat", "publishdate", "publisheddate", "publishtime", "publishedtime",
    "publicationdate", "publishedon", "firstpublished", "createdat", "createddate", "datecreated",
)  # fmt: skip
_ASSIGNED = re.compile(
    r"[\"']?(?:date_?published|publish(?:ed)?_?(?:date|time|at|on)|pub_?date)[\"']?\s*[:=]\s*"
    r"[\"']([^\"']{8,40})[\"']",
    re.IGNORECASE,
)
_STATE = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w.$\[\]\"']+\s*=\s*(\{.*\})\s*;?\s*", re.DOTALL)
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified",
)  # fmt: skip
_MOST_STATE = 3_000_000
_MOST_NODES = 50_000
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
_DATED = re.compile(r"^data-.*(?:publish|pub|time|date|epoch|stamp|created|posted)", re.IGNORECASE)
_CHANGED = re.compile(r"updat|modif|chang|edit", re.IGNORECASE)


def microdata(response: TextResponse, name: str) -> str:
    """Return the value of the property ``name`` that all its elements agree on, or nothing."""
    told = set()
    for found in response.xpath(_MICRODATA.format(name=name)):
        values = (found.attrib.get(key) for key in ("content", "datetime", "title"))
        value = next((value for value in values if value), found.xpath("string()").get(""))
        told.add(value.strip())
    return told.pop() if len(told) == 1 else ""


def microformat(response: TextResponse) -> str:
    """Return the time that all ``abbr`` of publication agree on, or nothing."""
    told = {value.strip() for value in response.xpath(_MICROFORMAT).getall()}
    return told.pop() if len(told) == 1 else ""


def in_scripts(response: TextResponse, titles: Collection[str]) -> str:
    """Return when the article with one of ``titles`` appeared, as scripts have it, or nothing.

    Of a script that is no JSON, the one day of publication that it assigns.
    """
    wanted = {bare(title) for title in titles}
    plain = response.xpath("//script[not(@src)][not(contains(@type, 'json'))]/text()").getall()
    states = response.xpath('//script[@type="application/json"]/text()').getall()
    for script in (*states, *(state for one in plain for state in _states(one))):
        for item in _objects(script):
            if not wanted.isdisjoint(bare(v) for v in item.values() if isinstance(v, str)):
                named = {re.sub(r"[^a-z]", "", key.lower()): item[key] for key in item}
                value = next((named[key] for key in _KEYS if named.get(key)), None)
                if value is not None:
                    return str(value)
    return _assigned(plain)


def in_broken_json(response: TextResponse) -> str:
    """Return the one day of publication in JSON-LD that is none, or nothing."""
    scripts = response.xpath('//script[@type="application/ld+json"]/text()').getall()
    return _assigned(script for script in scripts if not any(_objects(script)))


def _assigned(scripts: Iterable[str]) -> str:
    found = (_ASSIGNED.finditer(script[:_MOST_STATE]) for script in scripts)
    told = {one[1] for matches in found for one in matches}
    return told.pop() if len(told) == 1 else ""


def in_attributes(box: HtmlElement) -> dates.Moment | None:
    """Return the moment that all data attributes of elements in ``box`` give, or ``None``."""
    told = {
        said.day: said
        for element in box.iter("*")
        for name, value in element.attrib.items()
        if _DATED.search(name) and not _CHANGED.search(name) and _is_own(element)
        if (said := _seconds(value) or dates.stamp(value)) is not None
    }
    return next(iter(told.values())) if len(told) == 1 else None


def moment_of(told: str) -> dates.Moment | None:
    """Read what is declared: a date for machines, seconds since 1970, or words."""
    return _seconds(told) or dates.stamp(told) or _in_words(told)


def modified_days(response: TextResponse, metas: Mapping[str, str]) -> set[str]:
    """Return the days that the page declares as those of a change, as they are written."""
    told = [
        str(json_ld_article(response).get("dateModified") or ""),
        microdata(response, "dateModified"),
        *(metas[name] for name in _MODIFIED if name in metas),
    ]
    return {said.day for one in told if (said := dates.stamp(one))}


def _seconds(told: str) -> dates.Moment | None:
    if not _SECONDS.fullmatch(told):
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(told[:10]))
    return dates.stamp(at.isoformat())


def _in_words(told: str) -> dates.Moment | None:
    # Figures alone are in doubt here: programs write them in both orders.
    return dates.shown(told, languages=()) if re.search(r"[^\W\d_]{3}", told) else None


def _is_own(element: HtmlElement) -> bool:
    """Say whether ``element`` is neither a link nor one of a list, which are of other articles."""
    return not any(above.tag in ("a", "li") for above in (element, *element.iterancestors()))


def _states(script: str) -> Iterator[str]:
    """Yield the object that ``script`` assigns, if it does nothing else: window.STATE = {...};"""
    found = _STATE.fullmatch(script[:_MOST_STATE])
    if found:
        yield found[1]


def _objects(script: str) -> Iterator[Mapping[str, Any]]:
    """Yield every object in ``script``, outer ones first, within a limit."""
    if len(script) > _MOST_STATE:
        return
    try:
        waiting = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < _MOST_NODES:
        item = waiting.popleft()
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
