"""Sentences of a segment.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` followed by white space and a
capital, a digit or a quotation mark, and at a line break; not after an
abbreviation, a single letter or a list number. The members of a list ("Hibah: NU: Rp 5 miliar;
PMI: Rp 2 miliar") are sentences of their own, as the lines of one are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.grids import members
from extract.lexicon import lexicon

_END = re.compile(r"[.!?…]+[\"”'’)\]]*(?=\s+[\"“'‘(\[•-]*\S)|\n+")
_LONGEST = 2_500
_APART = 3
_DOTS = 3
_LONGEST_ABBREVIATION = 24
_LAST_WORD = re.compile(r"(\w+)\.$")
_NEXT = re.compile(r"\s+[\"“'‘(\[•-]*(\S)")


def split_sentences(text: str, start: int, end: int, lang: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, trimmed, as offsets into ``text``."""
    begin = start
    for found in _END.finditer(text, start, end):
        if found.group()[0] != "\n" and not _ends_here(text, begin, found, lang):
            continue
        yield from _listed(text, begin, found.end())
        begin = found.end()
    yield from _listed(text, begin, end)


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the head and the members of the list that it is."""
    list_ = members(text[start:end].rstrip()) if text.find(";", start, end) >= 0 else []
    for one, two in list_ or [(0, end - start)]:
        yield from _pieces(text, start + one, start + two)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or its pieces where it is so long that it must be a table."""
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in ";, ")
        cut = start + _LONGEST if cut <= start else cut + 1
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends_here(text: str, begin: int, found: re.Match[str], lang: str) -> bool:
    following = _NEXT.match(text, found.end())
    if following is None:
        return True
    letter = following.group(1)
    if _parts_cells(text, begin, found, following):
        return False
    if letter.isalpha() and not letter.isupper():
        return False
    if found.group() != ".":
        return True
    word = _LAST_WORD.search(text, max(begin, found.end() - _LONGEST_ABBREVIATION), found.end())
    if word is None:
        return True
    last = word.group(1)
    known = last in _abbreviations(lang) or last in _titles(lang)
    if known or (letter.isdigit() and last in _months(lang)):
        return False
    is_initial = len(last) == 1 and last.isupper()
    opens = not text[begin : word.start()].strip()
    is_list_number = opens and len(last) <= (2 if last.isdigit() else 1)
    return not (is_initial or is_list_number)


def _parts_cells(text: str, begin: int, found: re.Match[str], following: re.Match[str]) -> bool:
    """Whether stops part the cells of a row: "Bil.   Pertubuhan", "Y tế ........ 118"."""
    apart = text[found.end() : following.start(1)].count(" ") >= _APART
    opens = " " not in text[begin : found.start()].strip()
    return (apart and opens) or (len(found.group()) > _DOTS and following.group(1).isdigit())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = text[start:end]
    kept = stretch.strip()
    if kept:
        lead = len(stretch) - len(stretch.lstrip())
        yield start + lead, start + lead + len(kept)


@lru_cache(maxsize=16)
def _months(lang: str) -> frozenset[str]:
    """Return names of months: "17 Dis. 2010" is one date."""
    known = lexicon(lang).values("periods.month_name")
    return frozenset(word for words in known.values() for word in words)


@lru_cache(maxsize=16)
def _titles(lang: str) -> frozenset[str]:
    """Return the titles that are written small: "dr. Ratna"."""
    known = lexicon(lang).values("sentence.title")
    return frozenset(word for words in known.values() for word in words)


@lru_cache(maxsize=16)
def _abbreviations(lang: str) -> frozenset[str]:
    known = lexicon(lang).values("sentence.abbreviation")
    return frozenset(word for words in known.values() for word in words)
