"""Single strings read as a whole, for ``pressfacts parse``.

A string that is not understood to its last character is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.lexicon import Lexicon, Matches, lexicon
from extract.numbers.currencies import find_currencies
from extract.numbers.money import money_at
from extract.numbers.numerals import Number, NumberFinder
from extract.numbers.phrasecheck import check_phrases
from extract.text import normalise
from extract.tokens import Token, tokenize

LONGEST_LINE = 1000
"""Longer lines are no single number or amount, and are not looked at."""

_EXACT = "exact"


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A number or amount of money; ``unit`` is ISO 4217, "ordinal" or ``None``.

    ``qualifier`` is exact, more_than, nearly, about, at_least or up_to;
    ``per`` is year, month or ``None``. ``value`` may be negative for a number.
    """

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    qualifier: str
    per: str | None = None


def read_number(line: str, lang: str) -> ParsedNumber | None:
    """Return the number that ``line`` is, or ``None`` where it is not understood whole.

    Raises ``LexiconError`` for an unknown language.
    """
    return number_in(line, _words(lang))


def read_money(line: str, lang: str) -> ParsedNumber | None:
    """Return the amount of money that ``line`` is, or ``None``.

    Raises ``LexiconError`` for an unknown language.
    """
    return money_in(line, _words(lang))


@lru_cache(maxsize=16)
def _words(lang: str) -> Lexicon:
    words = lexicon(lang)
    check_phrases(words)
    return words.only("numbers", "money", "qualifier")


def number_in(line: str, words: Lexicon) -> ParsedNumber | None:
    """Return the number that ``line`` is in the language of ``words``, or ``None``."""
    core = _core(line, words)
    if core is None:
        return None
    sign = core.matches.at("numbers.sign", core.start)
    if sign is not None:
        core = core._replace(start=sign.end)
    core = _with_leading_zero(core, words)
    currencies = find_currencies(core.tokens, core.matches, whole=True)
    finder = NumberFinder(core.tokens, core.matches, words, currencies, whole=True)
    number = finder.number_at(core.start)
    if number is None or number.end != core.end or "separator" in number.flags:
        return None
    if sign is not None and (number.value_max is not None or number.ordinal):
        return None
    return ParsedNumber(
        value=-number.value if sign is not None else number.value,
        value_max=number.value_max,
        unit="ordinal" if number.ordinal else None,
        qualifier=_qualifier(number, core.qualifier),
    )


def money_in(line: str, words: Lexicon) -> ParsedNumber | None:
    """Return the amount that ``line`` is in the language of ``words``, or ``None``."""
    core = _core(line, words)
    if core is None:
        return None
    currencies = find_currencies(core.tokens, core.matches, whole=True)
    finder = NumberFinder(core.tokens, core.matches, words, currencies, whole=True)
    money = money_at(core.tokens, core.start, finder, core.matches, currencies)
    if money is None or money.end != core.end or "separator" in money.number.flags:
        return None
    return ParsedNumber(
        value=money.number.value,
        value_max=money.number.value_max,
        unit=money.currency,
        qualifier=_qualifier(money.number, core.qualifier),
        per=money.per,
    )


class _Core(NamedTuple):
    """The line without its qualifiers: tokens ``start`` to ``end``."""

    text: str
    tokens: list[Token]
    matches: Matches
    start: int
    end: int
    qualifier: str


def _core(line: str, words: Lexicon) -> _Core | None:
    """Cut the line and find its qualifiers: the last one before the number decides."""
    if len(line) > LONGEST_LINE:
        return None
    text = normalise(line)
    tokens = tokenize(text)
    if tokens and tokens[-1].norm == ".":
        tokens.pop()
    matches = words.match(tokens)
    start, qualifier = 0, _EXACT
    while found := (
        matches.at("qualifier.before", start) or matches.at("qualifier.neutral", start)
    ):
        if found.category == "qualifier.before":
            qualifier = found.value
        start = found.end
    end = len(tokens)
    behind = matches.ending("qualifier.after", end)
    if behind is not None and behind.start > start:
        end, qualifier = behind.start, behind.value
    return _Core(text, tokens, matches, start, end, qualifier) if start < end else None


def _with_leading_zero(core: _Core, words: Lexicon) -> _Core:
    """Read ``,77`` as ``0,77``."""
    tokens = core.tokens[core.start : core.end]
    if len(tokens) < 2 or tokens[0].norm not in {".", ","} or tokens[1].spaced:
        return core
    text = "0" + core.text[tokens[0].start : tokens[-1].end]
    tokens = tokenize(text)
    return _Core(text, tokens, words.match(tokens), 0, len(tokens), core.qualifier)


def _qualifier(number: Number, said: str) -> str:
    return "about" if "about" in number.flags and said == _EXACT else said
