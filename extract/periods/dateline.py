"""Dates as outlets print them in a line of its own.

A date line holds one full date and nothing but what goes with it: weekday,
clock, zone, labels such as "cập nhật", the outlet's name before it, glued or
set off, or an author behind it. Days come before months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract import edtf
from extract.furniture import starts_with
from extract.lexicon import Match, lexicon
from extract.periods.datechain import DAY_WORD, Moment, is_year, small_number
from extract.periods.datewords import DateWords, is_full_year
from extract.periods.filed import filed
from extract.periods.points import point_at
from extract.tokens import Token

LONGEST_LINE = 40
_OUTLET_WORDS = 8
_FULL_NAME = 3
_REMARK_TOKENS = 12
_COLUMN = 2
_EDITION_DIGITS = 3
_BESIDE = ("stamp", "weekday", "zone", "daytime", "clock", "day", "in", "on")
_SET_OFF = frozenset("-|•·–—")
_FIRST_PRESS_YEAR = 1995
_YEAR_DIGITS = 4
_DOTTED_CLOCK = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]")
_SEPARATORS = frozenset("-|,:•·–—/()[]@›»>")
_PATH = frozenset("/›»>")
_HALVES = frozenset({"am", "pm"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A day with its offsets in the text; ``updated`` when it is called so."""

    day: date
    start: int
    end: int
    updated: bool = False


def date_line(tokens: Sequence[Token], codes: Sequence[str]) -> Dated | None:
    """Return the date of a line that is nothing else, tried in the languages ``codes``."""
    if "number" not in [token.kind for token in tokens]:
        return None
    tokens = list(_parted(tokens))
    if len(tokens) > LONGEST_LINE or not prints_year(tokens):
        return None
    for code in codes:
        words = date_words(tokens, code)
        for at in words.openings:
            found = day_at(words, at, code)
            if found is None:
                continue
            day, end = found
            if not (_before(words, at) and _behind(words, end)):
                break
            label = _label(words, at)
            updated = label is None or label.value == "updated"
            updated = updated and any(_says_updated(date_words(tokens, other)) for other in codes)
            return Dated(day, tokens[at].start, tokens[end - 1].end, updated)
        whole = filed(words)
        alone = press_day(whole.moment) if whole and whole.end == len(tokens) else None
        if whole is not None and alone is not None and not (whole.small and code != codes[0]):
            return Dated(alone, tokens[whole.first].start, tokens[whole.last - 1].end)
    return None


def _parted(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with a year parted from the hour glued to it: "10-03-2022,16:29"."""
    for token in tokens:
        year, comma, hour = token.norm.partition(",")
        if not (comma and len(year) == _YEAR_DIGITS and year.isdigit() and len(hour) == 2):
            yield token
            continue
        cut = token.start + _YEAR_DIGITS
        yield token._replace(norm=year, end=cut)
        yield token._replace(norm=comma, start=cut, end=cut + 1, kind="mark", spaced=False)
        yield token._replace(norm=hour, start=cut + 1, spaced=False)


def prints_year(tokens: Sequence[Token]) -> bool:
    """Say whether digits stand there that can be a year, as every full date has."""
    return any(map(is_full_year, [token for token in tokens if token.kind == "number"]))


def _says_updated(words: DateWords) -> bool:
    return any(match.value == "updated" for match in words.matches.of("periods.stamp"))


def date_words(tokens: Sequence[Token], code: str) -> DateWords:
    """Return the words of dates in ``tokens``, read in the language ``code``."""
    spoken = lexicon(code).only("periods")
    return DateWords(tokens, spoken.match(tokens), spoken)


def day_at(words: DateWords, at: int, code: str) -> tuple[date, int] | None:
    """Return the full day that begins at token ``at``, however written, and the token behind it."""
    if not words.may_be_full_day(at):
        return None
    found = _full_day(words, at) or _other_writing(words.tokens, at, code)
    return found or _month_first(words, at)


def _full_day(words: DateWords, at: int) -> tuple[date, int] | None:
    """Return one day with its printed year at token ``at``, and the token behind it."""
    point = point_at(words, at, cue=DAY_WORD)
    if point is None or point.last is not None or point.first.day is None:
        return None
    day = press_day(point.first)
    return (day, point.end) if day else None


def press_day(moment: Moment) -> date | None:
    """Return the day of a full date since the press is online, or ``None``."""
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


def _month_first(words: DateWords, at: int) -> tuple[date, int] | None:
    """Read "Julai 13, 2024": only in a line of its own, where nothing else can be meant."""
    month = words.match("month_name", at)
    if month is None or month.end + 1 >= len(words.tokens):
        return None
    behind = month.end + 1 + words.mark(month.end + 1, ",")
    day = small_number(words.tokens[month.end])
    if day is None or behind >= len(words.tokens) or not is_year(words.tokens[behind]):
        return None
    found = press_day(Moment(int(words.tokens[behind].norm), int(month.value), day))
    return (found, behind + 1) if found else None


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
    """Say whether only an outlet's name and what goes with a date stand before token ``end``.

    Or whatever is short where a label leads to the date: "Kemas kini 3 tahun lalu · Diterbitkan".
    """
    names: list[Token] = []
    last_name = -1
    label = _label(words, end)
    at = 0 if label is None else label.start
    while at < end:
        step = _stamp(words, at)
        if step > at:
            at = step
            continue
        token = words.tokens[at]
        if token.kind == "number" and names and (not token.spaced or _is_edition(words, at)):
            last_name = at  # "(VTV8)", "Buletin edisi 41 | 27 Juni 2022"
            at += 1
            continue
        joins = token.norm == "&" and bool(names)  # "Báo Thế giới & Việt Nam"
        if token.kind != "word" and not joins:
            return False
        names.append(token)
        last_name = at
        at += 1
    if not names or _is_path(words.tokens[:end]):
        return True
    sentence = words.tokens[-1].norm in ".!?" and not all(name.capital for name in names)
    doubled = _is_doubled("".join(name.norm for name in names))
    glued = len(names) == 1 and not words.tokens[last_name + 1].spaced  # "baoviet29/06/2023"
    called = names[0].capital or glued or _is_host(words.tokens[: last_name + 1])
    called = called or _is_by_line(words.tokens[: last_name + 2])
    if len(names) > _OUTLET_WORDS * (1 + doubled) or not called or sentence:
        return False
    behind = words.tokens[last_name + 1]
    set_off = not behind.spaced or behind.norm in _SEPARATORS
    small = sum(not name.capital for name in names)  # "Cổng TTĐT tỉnh Lào Cai 27/12/2017"
    return doubled or set_off or small == 0 or (small == 1 and len(names) > _FULL_NAME)


def _is_path(tokens: Sequence[Token]) -> bool:
    """Whether the way to the page stands there: "Trang chủ / Hữu nghị"."""
    home = starts_with(tokens, "segment.inline") == "boilerplate"
    return home and any(token.norm in _PATH for token in tokens)


def _is_host(tokens: Sequence[Token]) -> bool:
    """Whether the address of an outlet stands there alone: "kabarkita.co.id"."""
    glued = not any(token.spaced for token in tokens[1:])
    return glued and any(token.norm == "." for token in tokens)


def _is_by_line(tokens: Sequence[Token]) -> bool:
    """Whether an author stands there, set off behind: "by Redaksi |", "oleh Nur Aina [Jambi]"."""
    names = [token.capital for token in tokens[1:-1] if token.norm != "["]
    return bool(names) and all(names) and tokens[-1].norm in _SET_OFF | {"]"}


def _label(words: DateWords, end: int) -> Match | None:
    """Return the label that leads to the date at ``end`` behind a remark, ``None`` without one.

    A mark sets the label off, "Semasa · Diterbitkan pada 9 Jan", or it says what the day is of,
    "Berita ini telah dipublikasikan pada 12 April".
    """
    for label in words.matches.of("periods.stamp"):
        if label.value == "label" or not 0 < label.start <= _REMARK_TOKENS:
            continue
        set_off = words.tokens[label.start - 1].norm in _SET_OFF
        own = any(this.end <= label.start for this in words.matches.of("periods.this_article"))
        at = label.end
        while at < end and _stamp(words, at) > at:
            at = _stamp(words, at)
        if (set_off or own) and at == end:
            return label
    return None


def _is_doubled(letters: str) -> bool:
    """Whether a name stands there twice, glued or not: "Báo Sông QuêBáo Sông Quê"."""
    half = len(letters) // 2
    return letters[:half] == letters[half:]


def _is_edition(words: DateWords, at: int) -> bool:
    """Whether a number of few digits stands there and a line sets it off from the date."""
    return len(words.tokens[at].norm) <= _EDITION_DIGITS and words.mark(at + 1, "|•–—")


def _behind(words: DateWords, start: int) -> bool:
    """Say whether only what goes with a date stands behind it, or a short remark set off.

    Nor need a remark be set off behind the clock: "12/4/2024 17:40 327 lượt xem".
    """
    at = start
    clocked = False
    while at < len(words.tokens):
        step = _stamp(words, at)
        if step == at:
            break
        clocked = clocked or words.clock(at) > at
        at = step
    rest = words.tokens[at:]
    if not rest:
        return True
    if prints_year(rest):
        return False  # the end of a span, or another day
    set_off = clocked or any(token.norm in _SET_OFF for token in words.tokens[start:at])
    set_off = set_off or rest[0].start - words.tokens[at - 1].end >= _COLUMN  # "12/4/2024   327"
    by_name = all(token.capital or token.norm in _SEPARATORS for token in rest)
    return (set_off or by_name) and len(rest) <= _REMARK_TOKENS and rest[-1].norm not in ".!?"


def _stamp(words: DateWords, at: int) -> int:
    """Return the token behind a mark, weekday, clock or label at token ``at``, else ``at``."""
    clock = words.clock(at)
    if clock > at:
        return clock
    found = (words.match(name, at) for name in _BESIDE)
    step = max((match.end for match in found if match), default=at)
    if step > at:
        return step
    token = words.tokens[at]
    if _DOTTED_CLOCK.fullmatch(token.norm):
        return at + 1
    if token.norm == "+" and at + 1 < len(words.tokens):
        return at + 1 + (words.tokens[at + 1].kind == "number")
    return at + (token.norm in _SEPARATORS or token.norm == "." or token.norm in _HALVES)


def full_days(tokens: Sequence[Token], code: str) -> Iterator[date]:
    """Return every single day with its year printed in ``tokens``."""
    if not prints_year(tokens):
        return
    words = date_words(tokens, code)
    for at in words.openings:
        found = _full_day(words, at) if words.may_be_full_day(at) else None
        if found:
            yield found[0]
