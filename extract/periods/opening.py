"""The day a lead opens with: "(sonla.gov.vn) Ngày 12/4/2024, ...", "KUALA LUMPUR, 24 Ogos: ...".

It stands behind nothing but a place, an agency and words that lead to a date. Some close with it:
"(Agensi, 20 Januari 2022)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile

from extract.lexicon import lexicon
from extract.periods.datechain import DAY_WORD, Moment, is_year
from extract.periods.dateline import (
    LONGEST_LINE,
    Dated,
    date_line,
    date_words,
    day_at,
    full_days,
    press_day,
    prints_year,
)
from extract.periods.datewords import DateWords
from extract.periods.filed import filed
from extract.periods.points import point_at
from extract.tokens import Token, phrase_tokens

_MONTH = timedelta(days=31)
_WEEK = timedelta(days=7)
_PLACE_TOKENS = 10
_SIGNED = 20
_LEGAL = 8
_INITIALS = 3  # from the end: a slash, letters, the bracket
_DAY_WORDS = ("day", "daytime", "weekday", "on", "month", "month_name")
_DASHES = frozenset("-–—")
_STOPS = frozenset('.!?"”’)…')


@dataclass(frozen=True, slots=True)
class Opening:
    """A day, perhaps without its year, in the first words of a lead.

    ``code`` is the language it is said in, ``start`` and ``end`` are offsets in the text.
    ``formal``: a mark sets it off, as agencies write it.
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
    if opening is None or day is None or (not opening.formal and _looks_ahead(opening, paragraphs)):
        return None
    code = opening.code
    if not opening.formal and any(
        other - day > _MONTH for part in paragraphs for other in full_days(part, code)
    ):
        return None
    return Dated(day, opening.start, opening.end)


def _looks_ahead(opening: Opening, paragraphs: Sequence[Sequence[Token]]) -> bool:
    """Whether the sentence behind the day says what is to come: "Ngày 14/10, tỉnh sẽ tổ chức".

    Not where somebody says so on that day.
    """
    part = next((p for p in paragraphs if p[0].start <= opening.start < p[-1].end), ())
    first = list(takewhile(lambda token: token.norm not in ".;", part[: 2 * LONGEST_LINE]))
    found = lexicon(opening.code).only("period.ahead", "attribution.say").match(first)
    ahead = next(iter(found.of("period.ahead")), None)
    said = (match.start for match in found.of("attribution.say"))
    return ahead is not None and not any(at < ahead.start for at in said)


def closing_day(last: Sequence[Token], codes: Sequence[str]) -> Dated | None:
    """Return the full date that the last line of a text is signed with, behind its last sentence.

    It stands in a bracket, "(Diterbitkan 3/9/2025)", "(Ngày đăng: 23/6/2017)", or behind a dash,
    alone or with a paper in capitals before it: "– 13 Disember 2023", "– BERITA 13/9/2017".
    Pictures and decrees are dated as well.
    """
    at = _signature(last) if prints_year(last[-_SIGNED:]) else None
    if at is None:
        return None
    signed = _without_initials(last[at:])
    for code in codes:
        found = filed(date_words(signed, code))
        day = press_day(found.moment) if found and found.end == len(signed) else None
        if found is not None and day is not None:
            start, end = signed[found.first].start, signed[found.last - 1].end
            return None if _is_of_other(signed, codes) else Dated(day, start, end)
    inner = signed[1:-1] if signed[0].norm == "(" else signed
    return None if _is_of_other(signed, codes) else date_line(inner, codes)


def lone_day(line: Sequence[Token], codes: Sequence[str]) -> Dated | None:
    """Return the date of a line that holds it and an outlet's name, below the text.

    What says "today" is the clock of the site: "Hôm nay: 27/11/2026".
    """
    today = (date_words(line, code).matches.of("periods.relative_day") for code in codes)
    return None if any(today) else date_line(line, codes)


def own_day(line: Sequence[Token], codes: Sequence[str]) -> Dated | None:
    """Return the day a line says the text came out on: "Artikel ini disiarkan pada 11 Jun 2022"."""
    if not prints_year(line) or len(line) > LONGEST_LINE:
        return None
    own = (date_words(line, code).match("this_article", 0) for code in codes)
    return date_line(line, codes) if any(own) else None


def credit_day(line: Sequence[Token], codes: Sequence[str]) -> Dated | None:
    """Return the full date a line on the source ends with: "Nguồn: Báo Đắk Lắk, 19-3-2021"."""
    if len(line) > LONGEST_LINE or not prints_year(line[-_SIGNED:]):
        return None
    for code in codes:
        words = date_words(line, code)
        for at in words.openings:
            found = day_at(words, at, code)
            if found is not None:
                day, end = found
                closed = all(token.norm in ".)" for token in line[end:])
                other = not closed or _is_of_other(line[max(0, at - _LEGAL) : at], codes)
                return None if other else Dated(day, line[at].start, line[end - 1].end)
    return None


def _is_of_other(signed: Sequence[Token], codes: Sequence[str]) -> bool:
    """Whether words of decrees or pictures stand there."""
    other = (lexicon(code).only("legal.cue", "segment.caption").match(signed) for code in codes)
    return any(said.by_start for said in other)


def _without_initials(signed: Sequence[Token]) -> Sequence[Token]:
    """Leave out who typed it, behind the day: "(3 Mei 2024/min)"."""
    short = len(signed) > _INITIALS and signed[-_INITIALS].norm == "/"
    return [*signed[:-_INITIALS], signed[-1]] if short and signed[-2].kind == "word" else signed


def _signature(last: Sequence[Token]) -> int | None:
    """Return where the bracket, the day or the capitals begin that the line ends with."""
    for at in range(len(last) - 1, max(len(last) - _SIGNED, 0) - 1, -1):
        opens = last[at].norm == "(" and last[-1].norm == ")"
        signs = at > 0 and last[at - 1].norm in _DASHES and last[at].spaced
        dated = signs and last[at].kind == "number"
        signs = signs and all(token.upper or token.kind != "word" for token in last[at : at + 2])
        before = at - (signs or dated) - 1
        if (opens or signs or dated) and (before < 0 or last[before].norm in _STOPS):
            return at
    return None


def opens_before(opening: Opening | None, published: date) -> bool | None:
    """Say whether the day the lead opens with, year or not, lies in the month before.

    ``None`` where the lead opens with no day, or with a full one of an older year.
    """
    if opening is None:
        return None
    fits = _is_within(opening.moment, published, _MONTH)
    return None if opening.moment.year and not fits else fits


def tells_near(paragraphs: Sequence[Sequence[Token]], published: date, code: str) -> bool:
    """Whether the text names the year of ``published``, or a day of the week before it."""
    return any(
        any(is_year(token) and int(token.norm) == published.year for token in part)
        or any(_is_within(moment, published, _WEEK) for moment in _moments(part, code))
        for part in paragraphs
    )


def _is_within(moment: Moment, published: date, reach: timedelta) -> bool:
    """Whether a day, year or not, lies at most ``reach`` before ``published``."""
    years = [moment.year] if moment.year else [published.year, published.year - 1]
    days = [press_day(moment._replace(year=year)) for year in years]
    return any(timedelta(0) <= published - day <= reach for day in days if day)


def _moments(tokens: Sequence[Token], code: str) -> Iterator[Moment]:
    """Yield the single days of a paragraph, with their years or without."""
    words = date_words(tokens, code)
    points = (point_at(words, at, cue=DAY_WORD) for at in words.openings)
    yield from (p.first for p in points if p and p.last is None and p.first.day is not None)


def opening_day(lead: Sequence[Token], codes: Sequence[str]) -> Opening | None:
    """Return the single day in the first words of ``lead``, tried in the languages ``codes``."""
    first = lead[:LONGEST_LINE]
    if not any(token.kind == "number" for token in first):
        return None
    norms = {token.norm for token in first}
    for code in codes:
        if code != codes[0] and norms.isdisjoint(_day_words(code)):
            continue  # bare digits were read in the first language
        words = date_words(first, code)
        dateline = filed(words)
        if dateline is not None and not (dateline.small and code != codes[0]):
            start, end = first[dateline.first].start, first[dateline.last - 1].end
            return Opening(dateline.moment, code, start, end, formal=True)
        at = _behind_place(words)
        point = point_at(words, at, cue=DAY_WORD)
        if point and point.last is None and point.first.day is not None:
            behind = _behind_bracket(words, point.end)
            dash = words.mark(behind, "-–—") or words.mark(behind - 1, "-–—")
            formal = _behind_name(words, 0) > 0 and dash
            return Opening(point.first, code, first[at].start, first[point.end - 1].end, formal)
    return None


@lru_cache(maxsize=16)
def _day_words(code: str) -> frozenset[str]:
    """Return the first words of all that can lead to a day or name it."""
    named = (lexicon(code).values(f"periods.{name}") for name in _DAY_WORDS)
    said = (phrase for values in named for phrases in values.values() for phrase in phrases)
    return frozenset(phrase_tokens(phrase)[0] for phrase in said)


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
    """Step over a place that a mark or an agency in brackets sets off, or that is all capitals.

    An outlet's name may begin small: "kabarID, 29 Desember 2022 –".
    """
    at = start
    glued = any(token.capital and not token.spaced for token in words.tokens[start + 1 : start + 2])
    at += glued
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
