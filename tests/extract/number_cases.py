"""Cases of ``cases/numbers-*.toml`` and ``money-*.toml``, and how a reading is written there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.lexicon import Lexicon
from extract.numbers.currencies import find_currencies
from extract.numbers.money import find_money
from extract.numbers.numerals import Number, find_numbers
from extract.parse import ParsedNumber, money_in, number_in
from extract.tokens import tokenize

LANGUAGES = ("vi", "ms", "id", "en")
_FOLDER = Path(__file__).parent / "cases"

Reading = str | list[str]


@dataclass(frozen=True)
class Case:
    """``text`` and what is to be read in it by the reader called ``reader``."""

    lang: str
    reader: str
    text: str
    reading: Reading


def load(lang: str) -> list[Case]:
    """Return all number and money cases of ``lang``."""
    found: list[Case] = []
    for kind in ("numbers", "money"):
        content = tomllib.loads((_FOLDER / f"{kind}-{lang}.toml").read_text(encoding="utf-8"))
        for section, cases in content.items():
            reader = f"{kind}.{section}" if section == "in_text" else section
            found.extend(Case(lang, reader, text, reading) for text, reading in cases.items())
    return found


def read(case: Case, words: Lexicon) -> Reading:
    """Return what is read in ``case`` with the phrases of ``words``."""
    return _READERS[case.reader](case.text, words)


def written(parsed: ParsedNumber | None) -> str:
    """Return a parsed string in the notation of the cases."""
    if parsed is None:
        return "-"
    parts = [] if parsed.qualifier == "exact" else [parsed.qualifier]
    high = "" if parsed.value_max is None else f"..{parsed.value_max:f}"
    value = f"{parsed.value:f}{high}"
    parts.extend(["ordinal", value] if parsed.unit == "ordinal" else [value, parsed.unit or ""])
    parts.append(f"/{parsed.per}" if parsed.per else "")
    return " ".join(part for part in parts if part)


def _numbers_in_text(text: str, words: Lexicon) -> list[str]:
    tokens = tokenize(text)
    matches = words.match(tokens)
    numbers = find_numbers(tokens, matches, words, find_currencies(tokens, matches))
    return [
        f"{text[tokens[n.start].start : tokens[n.end - 1].end]} = {_number(n)}" for n in numbers
    ]


def _money_in_text(text: str, words: Lexicon) -> list[str]:
    tokens = tokenize(text)
    matches = words.match(tokens)
    currencies = find_currencies(tokens, matches)
    numbers = find_numbers(tokens, matches, words, currencies)
    return [
        f"{text[tokens[m.start].start : tokens[m.end - 1].end]} = {_number(m.number)} {m.currency}"
        + (f" /{m.per}" if m.per else "")
        for m in find_money(tokens, numbers, matches, currencies)
    ]


def _number(number: Number) -> str:
    high = "" if number.value_max is None else f"..{number.value_max:f}"
    ordinal = "ordinal " if number.ordinal else ""
    flags = f" ({', '.join(number.flags)})" if number.flags else ""
    return f"{ordinal}{number.value:f}{high}{flags}"


def _vague_in_text(text: str, words: Lexicon) -> list[str]:
    """Return the vague words, and any number that was wrongly read beside them."""
    tokens = tokenize(text)
    vague = [
        text[tokens[match.start].start : tokens[match.end - 1].end]
        for match in words.match(tokens).of("numbers.vague")
    ]
    return vague + _numbers_in_text(text, words)


_READERS: dict[str, Callable[[str, Lexicon], Reading]] = {
    "number": lambda text, words: written(number_in(text, words)),
    "money": lambda text, words: written(money_in(text, words)),
    "numbers.in_text": _numbers_in_text,
    "money.in_text": _money_in_text,
    "vague": _vague_in_text,
}
