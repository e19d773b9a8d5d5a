"""A pattern for the addresses of articles, guessed from addresses that are announced.

Each address has a shape: constant endings and markers stay, numbers and words
become classes. Shapes that many addresses have make the pattern; a page that is
none (front page, section) must not match it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_LEAST_SHARE = 0.1
"""Share of the addresses that a shape must have to go into the pattern."""

_MOST_SHAPES = 3
_LEAF = re.compile(r"(?P<slug>.*?)(?P<mark>[-_][a-z]{0,5})?(?P<number>\d{3,})?(?P<end>\.\w{2,5})?")


@dataclass(frozen=True, slots=True)
class Guess:
    """A pattern, how many of how many announced addresses match it, and pages it must not match."""

    pattern: str
    matched: int
    announced: int
    wrong: tuple[str, ...]


def guess_pattern(articles: Sequence[str], others: Iterable[str], *, host: str) -> Guess | None:
    """Return a pattern for ``articles`` on ``host``; ``others`` are pages that are none.

    ``None`` where there are no addresses to go by.
    """
    shapes = Counter(_shape(url) for url in articles if urlsplit(url).path.strip("/"))
    if not shapes:
        return None
    least = max(1, int(shapes.total() * _LEAST_SHARE))
    chosen = [shape for shape, count in shapes.most_common(_MOST_SHAPES) if count >= least]
    paths = chosen[0] if len(chosen) == 1 else f"(?:{'|'.join(chosen)})"
    pattern = rf"^https?://(?:[\w-]+\.)*{_escaped(host)}{paths}$"
    matched = sum(bool(re.search(pattern, url)) for url in articles)
    wrong = tuple(url for url in others if re.search(pattern, url))
    return Guess(pattern, matched, len(articles), wrong)


def _shape(url: str) -> str:
    parts = urlsplit(url)
    *folders, leaf = parts.path.strip("/").split("/")
    path = "".join(f"/{_folder(name)}" for name in folders)
    query = "".join(rf"[?&]{_escaped(name)}=\d+" for name in re.findall(r"(\w+)=\d+", parts.query))
    return f"{path}/{_leaf(leaf)}{'/' if parts.path.endswith('/') else ''}{query and '.*' + query}"


def _folder(name: str) -> str:
    if name.isdigit():
        return rf"\d{{{len(name)}}}" if len(name) in (2, 4) else r"\d+"
    return r"[\w-]+"


def _leaf(leaf: str) -> str:
    match = _LEAF.fullmatch(leaf)
    if leaf.isdigit() or match is None:
        return _folder(leaf)
    number = r"\d+" if match["number"] else ""
    mark = _escaped(match["mark"] or "") if number else ""
    slug = r"[^/]+" if match["slug"] or (match["mark"] and not number) else ""
    return f"{slug}{mark}{number}{_escaped(match['end'] or '')}"


def guess_calendar(sitemaps: Iterable[str]) -> str | None:
    """Return a pattern for sitemaps whose names tell a month or a day, where most of them do."""
    every = list(sitemaps)
    dated = re.compile(r"(.*/)([\w-]*?)(\d{4})-(\d{1,2})(-\d{1,2})?(\.xml(?:\.gz)?)$")
    found = [match for url in every if (match := dated.match(urlsplit(url).path))]
    if len(found) * 2 <= len(every) or not found:
        return None
    name = Counter(match[2] for match in found).most_common(1)[0][0]
    day = r"-(?P<day>\d{1,2})" if found[0][5] else ""
    return rf"/{_escaped(name)}(?P<year>\d{{4}})-(?P<month>\d{{1,2}}){day}\.xml"


def _escaped(words: str) -> str:
    """As ``re.escape``, but hyphens stay: outside brackets they mean themselves."""
    return re.escape(words).replace(r"\-", "-")
