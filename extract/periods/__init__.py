"""Periods in a sentence: from points of the calendar to spans, as of, since, the past n years.

``find_periods`` reads running text, ``read_period`` one whole string. Both go
from left to right once. What is said goes into ``form``:

day, month, months (n months, quarter, half), year, decade
    a point of the calendar;
span
    from one point to another;
as_of, since, now, future
    up to a point, from a point to the publication, up to the publication,
    from the publication to a point ("từ nay đến cuối năm");
relative
    reckoned from the publication ("năm ngoái"), or from the period that is
    spoken of ("năm trước": ``shift``);
past_years
    n years ending with the year under review;
same_period
    the base of a comparison, see ``same_period_of``;
same_year, that
    the year or the span that is spoken of ("năm đó", "tempoh itu");
fiscal
    a fiscal year that is no calendar year.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract import lexicon as lexicons
from extract.lexicon import Lexicon, Matches
from extract.periods.anchor import read_anchor
from extract.periods.datewords import DateWords
from extract.periods.forms import PeriodForms
from extract.periods.period import Period, same_period_of
from extract.periods.reckoned import named_years
from extract.periods.yearrow import years_in_row
from extract.text import normalise
from extract.tokens import Token, tokenize

__all__ = ["Period", "find_periods", "read_period", "same_period_of", "whole_period"]

_AROUND = ("in", "on", "article", "weekday", "daytime")
_MARKS = frozenset("(),.-|")


def find_periods(
    words: DateWords, *, anchor: str | None = None, review: str | None = None
) -> list[Period]:
    """Return the periods that ``words`` are part of from left to right, none overlapping another.

    ``anchor`` is the publication, EDTF of a day, month or year; ``review`` EDTF
    of the period under review, whose last year counts. Raises
    ``edtf.EdtfError`` where one of them is not so written.
    Time is linear in the number of tokens.
    """
    forms = PeriodForms(words, read_anchor(anchor), review)
    found = _walk(words, forms)
    row = [*years_in_row(words, found), *named_years(words, found)]
    return sorted([*found, *row], key=lambda period: period.start) if row else found


def _walk(words: DateWords, forms: PeriodForms) -> list[Period]:
    found: list[Period] = []
    behind = 0
    for start in words.openings:
        if start >= behind:
            periods = forms.at(start)
            found.extend(periods)
            behind = periods[-1].end if periods else forms.behind(start)
    return found


def read_period(line: str, lang: str, *, anchor: str | None) -> Period | None:
    """Return the period that all of ``line`` says, or ``None``.

    Raises ``LexiconError`` for an unknown language and ``edtf.EdtfError`` for
    an anchor that is no day, month or year.
    """
    spoken = lexicons.lexicon(lang).only("periods", "qualifier")
    tokens = tokenize(normalise(line))
    return whole_period(tokens, spoken.match(tokens), spoken, anchor=anchor)


def whole_period(
    tokens: Sequence[Token], matches: Matches, lexicon: Lexicon, *, anchor: str | None
) -> Period | None:
    """Return the period that all of ``tokens`` say, or ``None``.

    Words that only lead to a period ("trong", "pada"), a weekday, a clock time
    and marks may stand around it.
    """
    words = DateWords(tokens, matches, lexicon)
    forms = PeriodForms(words, read_anchor(anchor), None)
    found = _walk(words, forms) or _alone(tokens, words, forms)
    if not found or any(period.edtf != found[0].edtf for period in found):
        return None  # "hôm nay (27/10)" says one day twice
    start, end = found[0].start, _behind(words, found[-1])
    between = itertools.pairwise(found)
    joined = all(_around(tokens, words, one.end, two.start) for one, two in between)
    led = _around(tokens, words, 0, start) or _counts(tokens, words, start)
    return found[0] if led and joined and _around(tokens, words, end, len(tokens)) else None


def _behind(words: DateWords, period: Period) -> int:
    """Return where a word of the past or the century behind a date ends: "Juli 2019 lalu"."""
    past = words.match("turn", period.end)
    if past is not None and past.value == "past":
        return past.end
    century = words.match("century", period.end)
    told = century is not None and (period.edtf or "").startswith(century.value)
    return century.end if century is not None and told else period.end


def _counts(tokens: Sequence[Token], words: DateWords, end: int) -> bool:
    """Whether "trong 15 năm (" leads to a span: how many years it has, said before them."""
    at = 0
    while at < end and (stepped := _step(tokens, words, at)) > at:
        at = stepped
    count = words.match("count", at)
    if count is None and (at >= end or not tokens[at].norm.isdigit()):
        return False
    unit = words.match("years", at + 1 if count is None else count.end)
    return unit is not None and _around(tokens, words, unit.end, end)


def _alone(tokens: Sequence[Token], words: DateWords, forms: PeriodForms) -> list[Period]:
    """Read digits that only a whole string makes a date: "2023", "4/2024", "31/07"."""
    at = 0
    while at < len(tokens) and (stepped := _step(tokens, words, at)) > at:
        at = stepped
    return list(forms.digits(at))


def _around(tokens: Sequence[Token], words: DateWords, at: int, end: int) -> bool:
    """Say whether tokens ``at`` to ``end`` hold only what may stand around a period."""
    while at < end:
        stepped = _step(tokens, words, at)
        if not at < stepped <= end:
            return False
        at = stepped
    return True


def _step(tokens: Sequence[Token], words: DateWords, at: int) -> int:
    if tokens[at].norm in _MARKS:
        return at + 1
    clock = words.clock(at)
    if clock > at:
        return clock
    found = (words.match(name, at) for name in _AROUND)
    return max((match.end for match in found if match), default=at)
