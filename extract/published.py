"""The publication date of an article, from its plain text alone.

Two places are trusted: a line near the head that holds nothing but a date with
what outlets print beside it (weekday, clock, zone, their own name), and a full
date as the first words of the lead. Days come before months. Where the places
leave a doubt there is no date: a date above the title may be the day the page
was fetched, two different dates may belong to two articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from extract import edtf
from extract.datechain import DAY_WORD, Moment, is_year, small_number
from extract.datewords import DateWords
from extract.lexicon import languages, lexicon
from extract.model import Segment
from extract.points import point_at
from extract.tokens import Token, tokenize

_HEAD_LINES = 40
_LONG_PARAGRAPH = 25
_DATE_LINE_TOKENS = 40
_BETWEEN_SUMMARY_AND_BODY = 2
_OUTLET_WORDS = 8
_AUTHOR_WORDS = 5
_PLACE_TOKENS = 10
_FIRST_PRESS_YEAR = 1995
_MONTH = timedelta(days=31)
_SEPARATORS = frozenset("-|,:•·–—/()")
_NOT_THE_ARTICLE = frozenset({"related", "source_note", "caption"})


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    tokens: tuple[Token, ...]
    role: str | None

    @property
    def long(self) -> bool:
        return sum(token.kind == "word" for token in self.tokens) >= _LONG_PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Dated:
    day: date
    start: int
    end: int
    updated: bool = False


def published(
    text: str, lang: str | None, segments: Sequence[Segment] | None = None
) -> tuple[str, int, int] | None:
    """Return the day ``text`` was published as EDTF with its offsets, or ``None``.

    ``lang`` is a language code; with ``None`` or an unsupported one every known
    language is tried. ``segments`` keep teasers, captions and sources out.
    """
    lines = _lines(text, segments or ())
    codes = _codes(lang)
    body = [i for i, line in enumerate(lines) if line.long]
    head = _head_dates(lines, body, codes)
    dateline = _dateline([lines[i] for i in body], codes)
    best = _choose(head, dateline, lines, body)
    return (best.day.isoformat(), best.start, best.end) if best else None


def _lines(text: str, segments: Sequence[Segment]) -> list[_Line]:
    lines: list[_Line] = []
    for found in re.finditer(r"[^\n]+", text):
        tokens = tuple(tokenize(text, start=found.start(), end=found.end()))
        if not tokens:
            continue
        at = tokens[0].start
        role = next((part.role for part in segments if part.start <= at < part.end), None)
        lines.append(_Line(at, tokens[-1].end, tokens, role))
    return lines


def _codes(lang: str | None) -> tuple[str, ...]:
    """Return the languages to try; furniture often stands in another than the text."""
    known = languages()
    own = (lang,) if lang in known else ()
    return tuple(dict.fromkeys((*own, *known)))


def _head_dates(
    lines: Sequence[_Line], body: Sequence[int], codes: Sequence[str]
) -> list[tuple[int, _Dated]]:
    """Return the dates of date lines before the body, or between its summary and the rest."""
    first = body[0] if body else len(lines)
    reach = first
    if len(body) > 1:
        reach = min(first + 1 + _BETWEEN_SUMMARY_AND_BODY, body[1])
    dates: list[tuple[int, _Dated]] = []
    for i, line in enumerate(lines[: min(reach, _HEAD_LINES)]):
        if i == first or line.role in _NOT_THE_ARTICLE:
            continue
        dated = _date_line(line, codes)
        if dated:
            dates.append((i, dated))
    return dates


def _choose(
    head: Sequence[tuple[int, _Dated]],
    dateline: _Dated | None,
    lines: Sequence[_Line],
    body: Sequence[int],
) -> _Dated | None:
    original = [(i, dated) for i, dated in head if not dated.updated] or list(head)
    title = next((i for i in range(len(lines)) if i not in dict(head)), len(lines))
    below = [dated for i, dated in original if i > title]
    if below:
        return below[0] if len({dated.day for dated in below}) == 1 else None
    above = [dated for _, dated in original]
    if not above:
        return dateline
    if len({dated.day for dated in above}) > 1:
        return dateline
    if dateline and not timedelta(0) <= above[0].day - dateline.day <= _MONTH:
        return dateline
    return above[0]


def _date_line(line: _Line, codes: Sequence[str]) -> _Dated | None:
    if len(line.tokens) > _DATE_LINE_TOKENS:
        return None
    for code in codes:
        words = _words(line.tokens, code)
        for at in range(len(line.tokens)):
            found = _full_day(words, at) or _other_writing(line.tokens, at, code)
            if found is None:
                continue
            day, end = found
            if not (_before(words, at) and _behind(words, end)):
                break
            updated = any(match.value == "updated" for match in words.matches.of("periods.stamp"))
            return _Dated(day, line.tokens[at].start, line.tokens[end - 1].end, updated)
    return None


def _words(tokens: Sequence[Token], code: str) -> DateWords:
    spoken = lexicon(code)
    return DateWords(tokens, spoken.match(tokens), spoken)


def _full_day(words: DateWords, at: int) -> tuple[date, int] | None:
    """Return one day with its printed year at token ``at``, and the token behind it."""
    point = point_at(words, at, cue=DAY_WORD)
    if point is None or point.last is not None or point.first.day is None:
        return None
    day = _press_day(point.first)
    return (day, point.end) if day else None


def _press_day(moment: Moment) -> date | None:
    if moment.year is None or moment.month is None or moment.day is None:
        return None
    text = edtf.write(moment.year, moment.month, moment.day)
    return date.fromisoformat(text) if text and moment.year >= _FIRST_PRESS_YEAR else None


def _other_writing(tokens: Sequence[Token], at: int, code: str) -> tuple[date, int] | None:
    """Read "12-Apr-2024" or "12. Apr. 2024": day, a word for the month, year."""
    parts = [
        i for i in range(at, min(at + 6, len(tokens))) if tokens[i].norm not in {"-", ".", ","}
    ]
    if len(parts) < 3 or parts[0] != at or tokens[parts[1]].kind != "word":
        return None
    number, year = small_number(tokens[at]), tokens[parts[2]]
    if number is None or not is_year(year):
        return None
    written = f"{number} {tokens[parts[1]].norm} {year.norm}"
    day = _parse(written, tuple(dict.fromkeys((code, "en"))))
    fits = day is not None and (day.day, day.year) == (number, int(year.norm))
    return (day, parts[2] + 1) if day and fits and day.year >= _FIRST_PRESS_YEAR else None


@lru_cache(maxsize=1024)
def _parse(written: str, codes: tuple[str, ...]) -> date | None:
    # Slow to load, and needed for few pages.
    from dateparser import parse

    found = parse(
        written,
        languages=list(codes),
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return found.date() if found else None


def _before(words: DateWords, end: int) -> bool:
    """Say whether only an outlet's name and what goes with a date stand before token ``end``."""
    names: list[Token] = []
    last_name = -1
    at = 0
    while at < end:
        step = _stamp(words, at)
        if step > at:
            at = step
            continue
        if words.tokens[at].kind != "word":
            return False
        names.append(words.tokens[at])
        last_name = at
        at += 1
    if not names:
        return True
    if len(names) > _OUTLET_WORDS or not names[0].capital:
        return False
    half = [name.norm for name in names[: len(names) // 2]]
    doubled = half == [name.norm for name in names[len(names) // 2 :]]
    behind = words.tokens[last_name + 1]
    return doubled or not behind.spaced or behind.norm in _SEPARATORS


def _behind(words: DateWords, start: int) -> bool:
    names = 0
    at = start
    while at < len(words.tokens):
        step = _stamp(words, at)
        if step == at and not words.tokens[at].capital:
            return False
        names += step == at
        at = max(step, at + 1)
    return names <= _AUTHOR_WORDS


def _stamp(words: DateWords, at: int) -> int:
    """Return the token behind a mark, weekday, clock or label at token ``at``, else ``at``."""
    clock = words.clock(at)
    if clock > at:
        return clock
    found = (words.match(name, at) for name in ("stamp", "weekday", "zone", "daytime", "day"))
    step = max((match.end for match in found if match), default=at)
    if step > at:
        return step
    token = words.tokens[at]
    if token.norm == "+" and at + 1 < len(words.tokens):
        return at + 1 + (words.tokens[at + 1].kind == "number")
    return at + (token.norm in _SEPARATORS or token.norm == ".")


def _dateline(paragraphs: Sequence[_Line], codes: Sequence[str]) -> _Dated | None:
    """Return the full date in the first words of the lead, unless the text tells of later days."""
    if not paragraphs:
        return None
    for code in codes:
        words = _words(paragraphs[0].tokens, code)
        at = _behind_place(words)
        found = _full_day(words, at)
        if found:
            day, end = found
            tokens = paragraphs[0].tokens
            late = any(other - day > _MONTH for other in _days(paragraphs, code))
            return None if late else _Dated(day, tokens[at].start, tokens[end - 1].end)
    return None


def _behind_place(words: DateWords) -> int:
    """Step over "(sonla.gov.vn)", "KUALA LUMPUR," and words such as "Pada", "Sáng"."""
    at = _behind_name(words, _behind_bracket(words))
    while at < len(words.tokens):
        found = (words.match(name, at) for name in ("in", "on", "daytime", "weekday"))
        step = max((match.end for match in found if match), default=at)
        if step == at:
            return at
        at = step + words.mark(step, ",")
    return at


def _behind_bracket(words: DateWords) -> int:
    if not words.mark(0, "("):
        return 0
    for at in range(1, min(len(words.tokens), _PLACE_TOKENS)):
        if words.mark(at, ")"):
            return at + 1 + words.mark(at + 1, "-:,")
    return 0


def _behind_name(words: DateWords, start: int) -> int:
    at = start
    while at < len(words.tokens) and at - start < _PLACE_TOKENS and words.tokens[at].capital:
        at += 1
    return at + 1 if at > start and words.mark(at, ",-:") else start


def _days(paragraphs: Sequence[_Line], code: str) -> Iterator[date]:
    for paragraph in paragraphs:
        words = _words(paragraph.tokens, code)
        for at, token in enumerate(paragraph.tokens):
            found = _full_day(words, at) if token.kind == "number" else None
            if found:
                yield found[0]
