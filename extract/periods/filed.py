"""The dateline a report opens with: "KUANTAN, 24 Ogos (Kabar) -", "(Tin từ Sở Y tế, 15/3/2023)".

A day stands among names, agencies in brackets, a weekday and the clock, in any order, and a mark
sets all of it off: a dash, a colon, a full stop, a closing bracket or the end of the line. It
says where and when the paper sat, nothing of the figures behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.lexicon import languages, lexicon
from extract.periods.datechain import DAY_WORD, Moment, exists, is_year, may_be_date
from extract.periods.datewords import DateWords
from extract.periods.points import point_at
from extract.tokens import Token

LONGEST = 28
_NAME_WORDS = 10
_SMALL_NAME_WORDS = 8
_DASHES = frozenset("-–—|")
_CLOSERS = frozenset("-–—|:.")
_JOINTS = frozenset(",/.|-–—:&'’;")
_OPENERS = frozenset(",|([.-–—")
_LEADS = ("in", "on", "from", "as_of", "bound", "since_event")
_LEADING = frozenset(f"periods.{name}" for name in _LEADS)
_BESIDE = ("weekday", "daytime")


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline up to token ``end``; its day stands at tokens ``first`` to ``last``.

    ``named``: a place, paper or agency stands in it; ``small``: with words that only the text's
    own language tells from those of a sentence. ``mark`` is what closes it, nothing at the end
    of a line.
    """

    moment: Moment
    first: int
    last: int
    end: int
    named: bool
    small: bool
    mark: str


@dataclass(slots=True)
class _Seen:
    """What has been stepped over so far."""

    moment: Moment | None = None
    first: int = 0
    last: int = 0
    depth: int = 0
    words: int = 0
    small: bool = False
    named: bool = False
    bracketed: bool = False
    set_off: bool = False
    weekday: bool = False


def filed(words: DateWords) -> Filed | None:
    """Return the dateline that the tokens of ``words`` open with, or ``None``."""
    tokens = words.tokens
    if not may_be_filed(tokens):
        return None
    seen = _Seen()
    at = 0
    while at < min(len(tokens), LONGEST):
        if seen.moment is not None and seen.depth == 0:
            closed = _closed(words, at, seen)
            if closed is not None:
                return closed
        stepped = _stepped(words, at, seen)
        if stepped is None:
            return None
        at = stepped
    if at < len(tokens) or seen.moment is None or seen.depth or not (seen.named or seen.bracketed):
        return None
    return _told(seen, at, "")


def may_be_filed(tokens: Sequence[Token]) -> bool:
    """Whether a day may stand before a name would be too long: most open without.

    Other digits end what could be a dateline, but where they are glued to a name: "VOV5".
    """
    small = 0
    for token in tokens[:LONGEST]:
        if token.kind == "number":
            return may_be_date(token) or not token.spaced
        small += token.kind == "word" and not token.capital
        if small > _SMALL_NAME_WORDS:
            return False
    return False


def _told(seen: _Seen, end: int, mark: str) -> Filed | None:
    """Return what was seen; small letters in a name ask for a mark before a day with its year.

    With a weekday they are a sentence: "Pelatihan itu digelar Kamis (12/4/2024)."
    """
    plain = seen.set_off and not (seen.weekday and mark in ("", "."))
    if seen.moment is None or (seen.small and not (plain and seen.moment.year)):
        return None
    return Filed(seen.moment, seen.first, seen.last, end, seen.named, seen.small, mark)


def _stepped(words: DateWords, at: int, seen: _Seen) -> int | None:
    """Return the token behind what stands at ``at``, ``None`` where it is no dateline."""
    token = words.tokens[at]
    if token.kind == "word" and words.are_silent(at):
        return _word(words, at, seen)
    if seen.moment is None:
        day = _day(words, at, seen)
        if day is not None:
            return day
    clock = words.clock(at)
    if clock > at:
        return None if seen.moment is None else clock
    beside = next((m for m in (words.match(name, at) for name in _BESIDE) if m is not None), None)
    if beside is not None:
        seen.weekday = True
        return beside.end
    if token.norm in "([":
        seen.depth += 1
        seen.bracketed = seen.bracketed or seen.moment is None
        return at + 1
    if token.norm in ")]":
        seen.depth -= 1
        return None if seen.depth < 0 else at + 1
    if token.kind == "mark":
        return at + 1 if token.norm in _JOINTS and at else None
    if token.kind == "number":
        return _number(words, at, seen)
    return _word(words, at, seen)


def _day(words: DateWords, at: int, seen: _Seen) -> int | None:
    """Step over a single day, whose year may stand right behind it in a bracket of its own."""
    point = point_at(words, at, cue=DAY_WORD)
    if point is None or point.last is not None or point.first.day is None or point.turn:
        return None
    if point.first.month is None or (point.dated and point.first.year is None):
        return None
    start = at
    while (beside := _beside(words, start)) is not None:
        start = beside
    if any(words.before(name, start) is not None for name in _LEADS):
        return None
    seen.moment, seen.first, seen.last = point.first, at, point.end
    seen.set_off = start > 0 and words.tokens[start - 1].norm in _OPENERS
    return point.end


def _beside(words: DateWords, end: int) -> int | None:
    """Return where the weekday or time of day before token ``end`` begins."""
    found = (words.before(name, end) for name in _BESIDE)
    return next((match.start for match in found if match is not None), None)


def _number(words: DateWords, at: int, seen: _Seen) -> int | None:
    """Step over the year of the day in a bracket: "Hà Nội, 27/10 (TTM 2020) -", or "VOV5"."""
    token = words.tokens[at]
    if not token.spaced and words.tokens[at - 1].kind == "word":
        return at + 1
    if seen.moment is None or seen.moment.year is not None or not seen.depth:
        return None
    if not is_year(token):
        return None
    dated = seen.moment._replace(year=int(token.norm))
    if not exists(dated):
        return None
    seen.moment, seen.last = dated, at + 1
    return at + 1


def _word(words: DateWords, at: int, seen: _Seen) -> int | None:
    """Step over a word of a name: capitals, or small letters behind one before the day."""
    token = words.tokens[at]
    if seen.depth == 0 and words.opens(at, _LEADING):
        return None
    if token.norm in _places_at():
        return None
    seen.words += 1
    seen.named = seen.named or token.capital
    if not token.capital and seen.depth == 0:
        if seen.moment is not None or not seen.named or seen.words > _SMALL_NAME_WORDS:
            return None
        seen.small = True
    return at + 1 if seen.words <= _NAME_WORDS else None


@lru_cache(maxsize=1)
def _places_at() -> frozenset[str]:
    """Return the words for "in" of all languages: furniture often stands in another."""
    return frozenset(
        phrase
        for code in languages()
        for phrases in lexicon(code).values("place.at").values()
        for phrase in phrases
    )


def _closed(words: DateWords, at: int, seen: _Seen) -> Filed | None:
    """Return the dateline that closes before or at token ``at``, ``None`` where none does."""
    tokens = words.tokens
    end = at
    while end < len(tokens) and tokens[end].norm in _CLOSERS:
        end += 1
    marks = {token.norm for token in tokens[at:end]}
    behind = tokens[end] if end < len(tokens) else None
    if marks & _DASHES and (behind is None or behind.spaced or tokens[at].spaced):
        return _told(seen, end, "-")
    if ":" in marks and seen.named:
        return _told(seen, end, ":")
    full = seen.moment is not None and seen.moment.year is not None
    if marks == {"."} and full and (behind is None or behind.kind != "word" or behind.capital):
        return _told(seen, end, ".")
    bracket = tokens[at - 1].norm in ")]" and seen.bracketed and full
    if not marks and bracket and behind is not None and behind.capital:
        return _told(seen, end, ")")
    return None
