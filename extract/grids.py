"""Tables printed one cell a line, and lists: which lines, or parts of a line, are their rows.

A saved page often has its tables so: the cells of the head each in a line, then those of the
first row, and so on. Works on the lines alone, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_SIGN = r"(?:[^\W\d_]{1,3}\.?|[^\W\d_]{0,3}[$€£])?\s?"
_NUMBER = re.compile(rf"\W?{_SIGN}\d[\d.,]*(?:\s?[^\W\d_]{{1,8}}){{0,3}}\s?%?")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_DAY = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d{2}(?![\d.])|\b\d{1,2}:\d{2}\b")
YEAR = re.compile(r"(?:19|20)\d\d")
"""A plain year, as tables print it."""

_EMPTY = frozenset({"-", "–", "—", "+/-", "%"})
_SENTENCE_ENDS = (".", "!", "?", ";", ":", "…")
_NAMES = frozenset({"label", "year"})
_LABEL_WORDS = 9
_FEWEST, _MOST = 2, 8
_ROWS = {2: 3}
_LEAST_ROWS = 2
_MOST_LINES = 512
"""How many lines are remembered with their kinds: more than one asks of those of a text."""
_BULLET = r"(?:[-–•*+▪●○]\s?|\d{1,3}[.)/]\s|[^\W\d_][.)]\s)"
_NAMED = (
    r"(?:\D.{1,79}?|(?:19|20)\d\d)(?::|=|\s[-–—]|\s\(|\s)\s*"
    rf"{_SIGN}\d[\d.,]*(?:\s?[^\W\d_]{{1,10}}){{0,3}}\s?%?\)?[.;,]?"
)
_ITEM = re.compile(rf"{_BULLET}?{_NAMED}")
_MARKED = re.compile(_BULLET + _NAMED)
_MEMBER = re.compile(
    rf"\s*\D[^:;]{{0,60}}(?::|\s[-–—])\s*{_SIGN}\d[\d.,]*(?:\s?[^\W\d_]{{1,10}}){{0,3}}\s?%?\.?"
)


def grid_rows(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the rows of all tables printed one cell a line, as first line and line behind.

    The head comes as a row too, where as many lines without a number stand above the first.
    A sum may leave out the cell that numbers the rows.
    """
    kinds = [_kind(line) for line in lines]
    rows: list[tuple[int, int]] = []
    at = 0
    while at < len(kinds):
        width, count = _widest(kinds, at)
        if not count:
            at += 1
            continue
        start = at - width
        free = not rows or rows[-1][1] <= start
        head = kinds[start:at] if start >= 0 else []
        if free and head[:1] == ["label"] and all(kind in _NAMES for kind in head):
            rows.append((start, at))
        rows += [(at + n * width, at + (n + 1) * width) for n in range(count)]
        pattern = kinds[at : at + width]
        at += width * count
        if kinds[at : at + width - 1] == pattern[1:] and pattern[:2] == ["number", "label"]:
            rows.append((at, at + width - 1))
            at += width - 1
    return rows


def _widest(kinds: Sequence[str], at: int) -> tuple[int, int]:
    """Return how many cells the rows from line ``at`` on have, and how many rows there are."""
    best = 0, 0
    for width in range(_FEWEST, _MOST + 1):
        pattern = kinds[at : at + width]
        if len(pattern) < width or "other" in pattern or "number" not in pattern:
            continue
        led = (pattern[0] in _NAMES and pattern[1] != "year") or pattern[:2] == ["number", "label"]
        if not led:
            continue
        count = 1
        while _are_alike(kinds[at + count * width : at + (count + 1) * width], pattern):
            count += 1
        if count >= _ROWS.get(width, _LEAST_ROWS) and count * width > best[0] * best[1]:
            best = width, count
    return best


def _are_alike(row: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a row has the cells of the first; a year may name one, and a word their sum."""
    if len(row) != len(pattern):
        return False
    named = row[0] in _NAMES and pattern[0] in _NAMES
    cells = ["number" if kind == "year" else kind for kind in row[1:]]
    return (named or row[0] == pattern[0]) and cells == [
        "number" if kind == "year" else kind for kind in pattern[1:]
    ]


@lru_cache(maxsize=_MOST_LINES)
def _kind(line: str) -> str:
    line = line.strip("| ")
    if line in _EMPTY:
        return "number"
    if YEAR.fullmatch(line):
        return "year"
    if _NUMBER.fullmatch(line) and not _NUMBERED.match(line) and not _DAY.search(line):
        return "number"
    words = line.split(maxsplit=_LABEL_WORDS)
    short = 0 < len(words) <= _LABEL_WORDS and not line.endswith(_SENTENCE_ENDS)
    return "label" if short and not _DAY.search(line) else "other"


def is_number_cell(text: str) -> bool:
    """Whether a cell holds a number, with its currency or noun, and no name: "Rp 1,2 miliar"."""
    return _kind(text.strip()) in {"number", "year"}


def list_lines(lines: Sequence[str]) -> set[int]:
    """Return the lines that are items of a list, two or more below one another.

    Each ends in a number. Where no line with a colon leads to them they begin with a bullet or a
    number of their own.
    """
    found: set[int] = set()
    at = 0
    while at < len(lines):
        below = at > 0 and lines[at - 1].endswith(":")
        item = _ITEM if below else _MARKED
        end = at
        while end < len(lines) and item.fullmatch(lines[end]):
            end += 1
        if end - at >= _LEAST_ROWS:
            found.update(range(at, end))
        at = max(end, at + 1)
    return found


def members(text: str) -> list[tuple[int, int]]:
    """Return the head and the members of a list in one sentence: "Hibah: NU: Rp 5 miliar; ...".

    They are stretches of ``text``; semicolons part the members, each ends in its number, and a
    colon or a dash stands before that.
    """
    colon = text.find(":") + 1
    while 0 < colon < len(text):
        parts = text[colon:].split(";")
        if len(parts) < _LEAST_ROWS:
            break
        if all(_MEMBER.fullmatch(part) for part in parts):
            found, start = [(0, colon)], colon
            for part in parts:
                found.append((start, start + len(part)))
                start += len(part) + 1
            return found
        colon = text.find(":", colon) + 1
    return []
