"""The day a lead opens with: "(sonla.gov.vn) Ngày 12/4/2024, ...", "KUALA LUMPUR, 24 Ogos: ...".

It stands behind nothing but a place, an agency and words that lead to a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extract.periods.datechain import DAY_WORD, Moment
from extract.periods.dateline import (
    LONGEST_LINE,
    Dated,
    date_words,
    full_days,
    press_day,
    prints_year,
)
from extract.periods.datewords import DateWords
from extract.periods.points import point_at
from extract.tokens import Token

_MONTH = timedelta(days=31)
_PLACE_TOKENS = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """A day, perhaps without its year, in the first words of a lead.

    ``code`` is the language it is said in, ``start`` and ``end`` are offsets in the text.
    ``formal``: it stands between a place or agency and a dash, as agencies write it.
    """

    moment: Moment
    code: str
    start: int
    end: int
    formal: bool = False


def dateline(opening: Opening | None, paragraphs: Sequence[Sequence[Token]]) -> Dated | None:
    """Return the full date the lead opens with, unless the text tells of later days.

    ``paragraphs`` are those of the article, the lead first. What an agency's dateline
    says is the day of its report, whatever days the text looks ahead to.
    """
    day = press_day(opening.moment) if opening else None
    if opening is None or day is None:
        return None
    code = opening.code
    if not opening.formal and any(
        other - day > _MONTH for part in paragraphs for other in full_days(part, code)
    ):
        return None
    return Dated(day, opening.start, opening.end)


def opens_before(opening: Opening | None, published: date) -> bool | None:
    """Say whether the day the lead opens with, year or not, lies in the month before.

    ``None`` where the lead opens with no day, or with a full one of an older year.
    """
    if opening is None:
        return None
    moment = opening.moment
    years = [moment.year] if moment.year else [published.year, published.year - 1]
    days = [press_day(moment._replace(year=year)) for year in years]
    fits = any(timedelta(0) <= published - day <= _MONTH for day in days if day)
    return None if moment.year and not fits else fits


def opening_day(lead: Sequence[Token], codes: Sequence[str], *, full: bool) -> Opening | None:
    """Return the single day in the first words of ``lead``, tried in the languages ``codes``.

    ``full`` says that only a day with its year is of use.
    """
    first = lead[:LONGEST_LINE]
    if not any(token.kind == "number" for token in first) or (full and not prints_year(first)):
        return None
    for code in codes:
        words = date_words(first, code)
        at = _behind_place(words)
        point = point_at(words, at, cue=DAY_WORD)
        if point and point.last is None and point.first.day is not None:
            behind = _behind_bracket(words, point.end)
            dash = words.mark(behind, "-–—") or words.mark(behind - 1, "-–—")
            formal = _behind_name(words, 0) > 0 and dash
            return Opening(point.first, code, first[at].start, first[point.end - 1].end, formal)
    return None


def _behind_place(words: DateWords) -> int:
    """Step over "(sonla.gov.vn)", "KUALA LUMPUR,", "Hà Nội (TTXVN)" and words such as "Pada"."""
    at = _behind_name(words, _behind_bracket(words, 0))
    while at < len(words.tokens):
        found = (words.match(name, at) for name in ("in", "on", "daytime", "weekday"))
        step = max((match.end for match in found if match), default=at)
        if step == at:
            return at
        at = step + words.mark(step, ",")
    return at


def _behind_bracket(words: DateWords, start: int) -> int:
    if not words.mark(start, "("):
        return start
    for at in range(start + 1, min(len(words.tokens), start + _PLACE_TOKENS)):
        if words.mark(at, ")"):
            return at + 1 + words.mark(at + 1, "-:,")
    return start


def _behind_name(words: DateWords, start: int) -> int:
    """Step over a place that a mark or an agency in brackets sets off, or that is all capitals."""
    at = start
    while at < len(words.tokens) and at - start < _PLACE_TOKENS and words.tokens[at].capital:
        at += 1
    if at == start or at == len(words.tokens):
        return start
    behind = _behind_bracket(words, at)
    if behind > at:
        return behind
    if words.mark(at, ",-:"):
        return at + 1
    return at if all(token.upper for token in words.tokens[start:at]) else start
