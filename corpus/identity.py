"""The ids of article, claim and fact: what stays the same when the program improves.

An id is the first 16 hex digits of a SHA-256. A claim is "this printed number
here in this article": its id comes from the article, the folded number, the
letters around it within the segment and line, and its place among equals. No
sentence splitter, offset or reading rule is in it, so a review stays with its
number.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from corpus.amounts import written
from corpus.folding import plain
from corpus.model import Article, Snapshot
from extract.model import Equivalent, Fact, Segment
from extract.text import View, view

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AROUND = 16

READING = (
    "measure", "value", "value_max", "unit", "qualifier", "value_low", "value_high", "kind",
    "direction", "base_period", "per", "status", "donors", "scope", "part", "period",
    "period_start", "period_end", "place", "place_asof", "equivalent",
)  # fmt: skip
"""Fields that make two readings of a claim the same: what is said of it, not where and how."""


def digest16(*parts: str | None) -> str:
    """Return 16 hex digits that stand for ``parts`` and no other list of parts."""
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def article_id(article: Article) -> str:
    """Return the id from source and post number, else from source and canonical address."""
    if article.post_number:
        return digest16(article.source, "post", article.post_number)
    return digest16(article.source, "url", article.canonical_url)


def snapshot_id(snapshot: Snapshot) -> str:
    """Return the id from address, capture time and digest of the body."""
    return digest16(snapshot.url, snapshot.captured, snapshot.digest)


def version_id(article: str, text: str) -> str:
    """Return the id of the version of ``article`` (an id) that reads ``text``."""
    return digest16(article, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def fact_id(claim: str, fact: Fact) -> str:
    """Return the id of this reading of ``claim`` (an id)."""
    return digest16(claim, *(_said(getattr(fact, name)) for name in READING))


@dataclass(frozen=True, slots=True)
class Print:
    """A printed number: its folded text, the letters around it, and the n-th of equals from 0."""

    number: str
    before: str
    after: str
    nth: int


class Prints:
    """The printed numbers of one text, found once for all its facts."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self._view = view(text)
        self._bounds = _bounds(self._view, segments)
        self._letters, self._before = _letters(self._view.folded)
        self._starts: list[int] = []
        self._found: list[Print] = []
        self._collect()

    def claim_id(self, article: str, start: int, end: int) -> str:
        """Return the id of the claim whose quote is ``text[start:end]``, in ``article`` (an id).

        The first digits in the quote are its number; a quote without digits is
        a number in words, and counts with all its words.
        """
        at = bisect_left(self._starts, start)
        if at < len(self._starts) and self._starts[at] < end:
            found = self._found[at]
        else:
            found = self._in_words(start, end)
        return digest16(article, found.number, found.before, found.after, str(found.nth))

    def number(self, start: int, end: int) -> str:
        """Return the folded number text of the quote ``text[start:end]``."""
        at = bisect_left(self._starts, start)
        if at < len(self._starts) and self._starts[at] < end:
            return self._found[at].number
        return self._in_words(start, end).number

    def _collect(self) -> None:
        seen: Counter[tuple[str, str, str]] = Counter()
        for match in _NUMBER.finditer(self._view.folded):
            key = (match.group(), *self._around(match.start(), match.end()))
            self._starts.append(self._view.start(match.start()))
            self._found.append(Print(*key, seen[key]))
            seen[key] += 1

    def _in_words(self, start: int, end: int) -> Print:
        first, last = _to_view(self._view, start), _to_view(self._view, end)
        words = self._view.folded[first:last]
        key = self._around(first, last)
        nth, at = 0, self._view.folded.find(words)
        while 0 <= at < first:
            nth += self._around(at, at + len(words)) == key
            at = self._view.folded.find(words, at + 1)
        return Print(words, *key, nth)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """The letters before and after, within the segment and the line."""
        text = self._view.folded
        low, high = _segment_of(self._bounds, start, len(text))
        low = max(low, text.rfind("\n", 0, start) + 1)
        line_end = text.find("\n", end)
        high = max(end, high if line_end < 0 else min(high, line_end))
        first, here, after, last = (self._before[at] for at in (low, start, end, high))
        before = self._letters[max(first, here - _AROUND) : here]
        return before, self._letters[after : min(last, after + _AROUND)]


def _said(value: str | Decimal | Equivalent | None) -> str | None:
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, Equivalent):
        return digest16(*(_said(getattr(value, field.name)) for field in fields(value)))
    return value


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the plain letters of ``text``, and for each offset how many stand before it."""
    known: dict[str, str] = {}
    letters: list[str] = []
    before = [0]
    for letter in text:
        if letter not in known:
            known[letter] = "".join(part for part in plain(letter) if part.isalpha())
        letters.append(known[letter])
        before.append(before[-1] + len(known[letter]))
    return "".join(letters), before


def _bounds(text: View, segments: Sequence[Segment]) -> list[tuple[int, int]]:
    pairs = sorted((segment.start, segment.end) for segment in segments)
    return [(_to_view(text, start), _to_view(text, end)) for start, end in pairs]


def _segment_of(bounds: list[tuple[int, int]], offset: int, length: int) -> tuple[int, int]:
    at = bisect_left(bounds, (offset + 1,)) - 1
    if at >= 0 and offset < bounds[at][1]:
        return bounds[at]
    return 0, length


def _to_view(text: View, offset: int) -> int:
    return offset if text.origin is None else bisect_left(text.origin, offset)
