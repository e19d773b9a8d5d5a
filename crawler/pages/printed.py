"""The day of publication that a page of unknown markup prints for its readers.

It stands in a line between headline and text as a rule, else right above the headline
or behind the text. Dates elsewhere belong to other articles, to the day of the
visit or to a licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
    yearless_days,
)
from extract.periods.opening import opening_day
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
    head = list(_read(article.head(), writing, links=True))
    if article.title is None:
        # A day further above may be that of the visit.
        head = [one for one in head if one.words == head[-1].words]
    below = [*head, *_sure(article.between(), writing)]
    above, behind = _sure(article.above(), writing), _sure(article.behind(), writing)
    if len({one.said.day for one in behind}) > 1:
        # A list of others has days; the article itself has its clock too.
        timed = [one for one in behind if one.said.clock is not None]
        behind = timed if len(timed) == 1 else []
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


def _read(lines: Iterable[Line], writing: Writing, *, links: bool = False) -> Iterator[Printed]:
    """Yield every day that ``lines`` print, running text left out.

    ``links``: a day that is itself a link is read, as blogs link to the article so.
    """
    for line in lines:
        if line.beside or line.running or line.text.count(" ") >= _LONGEST:
            continue
        if not line.link:
            yield from _days(line, writing)
        elif links:
            yield from (one for one in _days(line, writing) if one.rank == 0)


def _sure(lines: Iterable[Line], writing: Writing) -> Sequence[Printed]:
    """Return what ``lines`` print that are nothing but a date, or say more of it than the day."""
    read = _read(lines, writing)
    return [one for one in read if one.rank < 2 or one.name or one.said.offset is not None]


def yearless_day(article: ArticleBox, years: Mapping[int, int]) -> Printed | None:
    """Return the one day printed without its year between headline and text, or opening the text.

    ``years`` says of which year an address on the page tells that month; a weekday
    beside the day must be right.
    """
    codes = tuple(languages())
    heads = [line for line in article.head() if not (line.link or line.beside or line.running)]
    found = [one for line in heads for one in _completed(line, codes, years)]
    if not heads or not found:
        opening = opening_day(tokenize(article.lines[article.first].text), codes)
        if opening and opening.formal and opening.moment.year is None:
            moment = opening.moment
            day = _of_year(years, moment.month, moment.day, None)
            found = [Printed(article.lines[article.first].text, day, None, 2)] if day else []
    return found[0] if len({one.said.day for one in found}) == 1 else None


def _completed(line: Line, codes: tuple[str, ...], years: Mapping[int, int]) -> Iterator[Printed]:
    tokens = tokenize(line.text)
    weekday = weekday_in(tokens, codes)
    for month, day in yearless_days(tokens, codes):
        said = _of_year(years, month, day, weekday)
        if said is not None:
            yield Printed(line.text, said, None, 2)


def _of_year(
    years: Mapping[int, int], month: int | None, day: int | None, weekday: int | None
) -> dates.Moment | None:
    if month is None or day is None or month not in years:
        return None
    try:
        found = date(years[month], month, day)
    except ValueError:
        return None
    return dates.Moment(found.isoformat()) if weekday in (None, found.isoweekday()) else None


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
