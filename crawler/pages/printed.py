"""The day of publication that a page of unknown markup prints for its readers.

It stands in a line between headline and text as a rule, else right above the headline
or behind the text. Dates elsewhere belong to other articles, to the day of the
visit or to a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawler.pages import dates
from crawler.pages.articlebox import ArticleBox
from crawler.pages.lines import Line
from crawler.pages.numericdates import Writing
from extract.lexicon import languages
from extract.periods.dateline import date_line
from extract.periods.namedays import (
    NamedDay,
    is_of_today,
    name_in,
    named_days,
    says_day,
    strange_words,
    weekday_in,
)
from extract.tokens import Token, tokenize

_PARTS = re.compile(r"\s+[-–—•·]\s+|\s*[|()]\s*")
_LONGEST = 30
"""Words above which a line is none that prints a date."""

_BESIDE = 8
"""Words that may stand beside a date in one part of a line."""

_LABEL = 6
"""Tokens of a label, and at the beginning of a line in which it is looked for."""

PUBLISHED, UPDATED = "published", "updated"


@dataclass(frozen=True, slots=True)
class Printed:
    """A day as printed: the line, what it says, what it is called, if anything.

    ``rank`` is 0 where its part of the line holds nothing but a date and what goes
    with it, 1 with an outlet's or author's name, 2 with other words.
    """

    words: str
    said: dates.Moment
    name: str | None
    rank: int


def printed_day(article: ArticleBox, writing: Writing) -> Printed | None:
    """Return the day that ``article`` prints as its own; of several that differ, none.

    One called an update is returned only where there is no other.
    """
    head = list(_read(article.head(), writing))
    if article.title is None:
        # A day further above may be that of the visit.
        head = [one for one in head if one.words == head[-1].words]
    below = [*head, *_sure(article.between(), writing)]
    above, behind = _sure(article.above(), writing), _sure(article.behind(), writing)
    if len({one.said.day for one in behind}) > 1:
        behind = []
    opening = list(_opening(article.text(), writing))
    plain = [one for one in below if one.name is None]
    least = min((one.rank for one in plain), default=0)
    trusted = (
        [one for one in below if one.name == PUBLISHED],
        [one for one in plain if one.rank == least],
        [one for one in (*above, *behind, *opening) if one.name == PUBLISHED],
        [one for one in above if one.name is None],
        [one for one in behind if one.name is None],
        [one for one in (*below, *above, *behind) if one.name == UPDATED],
    )
    told = next((group for group in trusted if group), [])
    return told[0] if len({one.said.day for one in told}) == 1 else None


def _read(lines: Iterable[Line], writing: Writing) -> Iterator[Printed]:
    """Yield every day that ``lines`` print, running text and links left out."""
    for line in lines:
        if not (line.link or line.beside or line.running) and line.text.count(" ") < _LONGEST:
            yield from _days(line, writing)


def _sure(lines: Iterable[Line], writing: Writing) -> Sequence[Printed]:
    """Return what ``lines`` print that are nothing but a date, or say what it is."""
    return [one for one in _read(lines, writing) if one.rank < 2 or one.name]


def _opening(lines: Iterable[Line], writing: Writing) -> Iterator[Printed]:
    """Yield the days of lines that open with the word for publication, running or not."""
    codes = tuple(languages())
    for line in lines:
        opening = " ".join(line.text.split()[:_LONGEST])
        if name_in(tokenize(opening)[:_LABEL], codes) == PUBLISHED:
            found = named_days(tokenize(writing.plain(opening, weekday=None)), codes)
            if found and found[0].name == PUBLISHED and found[0].start <= _LABEL:
                yield Printed(line.text, dates.Moment(found[0].day.isoformat()), PUBLISHED, 2)


def _days(line: Line, writing: Writing) -> Iterator[Printed]:
    codes = tuple(languages())
    words = " | ".join(piece.text for piece in line.pieces)
    whole = tokenize(words)
    if is_of_today(whole, codes):
        return
    weekday, name = weekday_in(whole, codes), None
    for part, changed in _parts(line, writing, weekday):
        tokens = tokenize(part)
        found = named_days(tokens, codes)
        if not found:
            # "Published | 12 August 2024": a label in an element of its own.
            name = name_in(tokens[:_LABEL], codes) or name
            continue
        strange = strange_words(tokens, codes)
        rank = (1 if strange else 0) if date_line(tokens, codes) else 2
        if (rank < 2 or strange <= _BESIDE) and not _is_of_an_event(tokens, found[0], codes):
            for one in found:
                said = dates.clocked(one.day.isoformat(), words)
                yield Printed(words, said, one.name or name or (UPDATED if changed else None), rank)
        name = None


def _parts(line: Line, writing: Writing, weekday: int | None) -> Iterator[tuple[str, bool]]:
    """Yield the parts of ``line``, each with whether its markup says that it is of a change."""
    for piece in line.pieces:
        for part in _PARTS.split(writing.plain(piece.text, weekday=weekday)):
            yield part, piece.changed


def _is_of_an_event(tokens: Sequence[Token], first: NamedDay, codes: Sequence[str]) -> bool:
    """Say whether a label without a word for day stands before it: "Waktu: 12 Agustus 2024"."""
    colon = next((at for at in range(first.start) if tokens[at].norm == ":"), None)
    if first.name is not None or colon is None:
        return False
    label, rest = tokens[:colon], tokens[colon + 1 : first.start]
    strange = strange_words(label, codes) > 0 and not says_day(label, codes)
    return strange and strange_words(rest, codes) == 0
