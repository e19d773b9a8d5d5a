"""Currency words in a token sequence: symbols, ISO 4217 codes and names.

What the press writes stands in the language files::

    [money.unit]     beside a number, before or after it (USD, RM)
    [money.before]   before it (Rp.)
    [money.after]    after it (đô-la Mỹ, rupiah)
    [money.scaled]   after it, where a scale stands between (triệu bảng, but bảng đấu)
    [money.small]    after it, and not with a capital (đồng, but Đồng Nai)
    [money.not]      looks like a currency and is none (đồng chí: comrade)

Codes and signs come from ``data/currencies.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from extract.lexicon import LexiconError, Matches
from extract.tokens import Token, phrase_tokens

_FILE = "currencies.toml"
_CODE_LENGTH = 3
_SCALED = "money.scaled"
_SIDES = {
    "money.unit": "both",
    "money.before": "before",
    "money.after": "after",
    "money.small": "after",
    _SCALED: "after",
}


class CurrencyWord(NamedTuple):
    """Tokens ``start`` to ``end`` name the currency ``code`` (ISO 4217).

    ``side`` says where it may stand: ``before`` or ``after`` its number, or ``both``.
    """

    code: str
    start: int
    end: int
    side: str


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currency words of one token sequence, by first and by last token."""

    by_start: Mapping[int, CurrencyWord]
    by_end: Mapping[int, CurrencyWord]

    def before(self, number_start: int) -> CurrencyWord | None:
        """Return the currency word directly before token ``number_start``."""
        word = self.by_end.get(number_start)
        return word if word is not None and word.side != "after" else None

    def after(self, number_end: int) -> CurrencyWord | None:
        """Return the currency word directly behind the number that ends at ``number_end``."""
        word = self.by_start.get(number_end)
        return word if word is not None and word.side != "before" else None


_NONE = Currencies({}, {})


def is_known_code(code: str) -> bool:
    """Whether ``code`` is an ISO 4217 code in use."""
    return code in _all_codes()


def home_dollars(lang: str) -> Mapping[str, str]:
    """Return the further lands with a press in ``lang`` and a dollar of their own."""
    table = _data().get("home_dollars")
    lands = table.get(lang, {}) if isinstance(table, dict) else {}
    if not isinstance(lands, dict) or not all(_is_code(code) for code in lands.values()):
        raise LexiconError(f"{_FILE}: home_dollars.{lang} is {lands!r}, expected land = code")
    return lands


def is_bare_dollar(words: Sequence[Token]) -> bool:
    """Whether the currency words say no more than dollar: ``$``, ``dolar``."""
    bare = _data().get("bare_dollars")
    return isinstance(bare, list) and bool(words) and all(word.norm in bare for word in words)


def find_currencies(
    tokens: Sequence[Token], matches: Matches, *, whole: bool = False
) -> Currencies:
    """Return the currency words of ``tokens``; the longest wins where several begin.

    ``whole`` says that the tokens are one amount and no running text: then
    codes that are also words (TOP, ALL) are read too.
    """
    longest: dict[int, CurrencyWord] = {}
    for word in _candidates(tokens, matches, whole):
        known = longest.get(word.start)
        if known is None or word.end > known.end:
            longest[word.start] = word
    for other in matches.of("money.not"):
        word_there = longest.get(other.start)
        if word_there is not None and word_there.end <= other.end:
            del longest[other.start]
    if not longest:
        return _NONE
    by_start: dict[int, CurrencyWord] = {}
    end = 0
    for start in sorted(longest):
        if start >= end:
            by_start[start] = longest[start]
            end = longest[start].end
    return Currencies(by_start, {word.end: word for word in by_start.values()})


def _candidates(tokens: Sequence[Token], matches: Matches, whole: bool) -> Iterator[CurrencyWord]:
    for category, side in _SIDES.items():
        for match in matches.of(category):
            if category == _SCALED and matches.ending("numbers.scale", match.start) is None:
                continue
            first = tokens[match.start]
            if category != "money.small" or whole or not first.capital or first.upper:
                yield CurrencyWord(match.value, match.start, match.end, side)
    signs, codes = _signs(), _all_codes() if whole else _codes()
    for at, token in enumerate(tokens):
        if token.upper and len(token.norm) == _CODE_LENGTH and token.norm.upper() in codes:
            yield CurrencyWord(token.norm.upper(), at, at + 1, "both")
        if token.norm in signs and not _ends_unknown_sign(tokens, at):
            yield from _signed(tokens, at, signs[token.norm])


def _signed(
    tokens: Sequence[Token], at: int, signs: Sequence[tuple[tuple[str, ...], str]]
) -> Iterator[CurrencyWord]:
    for sign, code in signs:
        end = at + len(sign)
        if tuple(token.norm for token in tokens[at:end]) == sign:
            yield CurrencyWord(code, at, end, "both")


def _ends_unknown_sign(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters stand glued before a sign: the ``$`` of ``BZ$`` is not the dollar's."""
    if at == 0 or tokens[at].spaced or tokens[at].kind != "mark":
        return False
    multiplier = at > 1 and tokens[at - 2].kind == "number" and not tokens[at - 1].spaced
    return tokens[at - 1].upper and not multiplier  # 10K$


@lru_cache(maxsize=1)
def _data() -> dict[str, object]:
    source = files("extract").joinpath("data", _FILE)
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{_FILE}: {error}, expected TOML") from error


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return _code_list("codes")


@lru_cache(maxsize=1)
def _all_codes() -> frozenset[str]:
    return _codes() | _code_list("word_codes")


def _code_list(key: str) -> frozenset[str]:
    listed = _data().get(key)
    if not isinstance(listed, list) or not all(_is_code(code) for code in listed):
        raise LexiconError(f"{_FILE}: {key} is {listed!r}, expected a list of ISO 4217 codes")
    return frozenset(listed)


def _is_code(code: object) -> bool:
    return isinstance(code, str) and len(code) == _CODE_LENGTH and code.isupper()


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Return the signs as folded tokens, each with its code, by their first token."""
    return _by_first(_data().get("symbols"))


def _by_first(table: object) -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    if not isinstance(table, dict):
        raise LexiconError(f"{_FILE}: symbols is {table!r}, expected a table of signs")
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, signs in table.items():
        if not isinstance(signs, list) or not _is_code(code):
            raise LexiconError(f"{_FILE}: symbols.{code} is {signs!r}, expected a list of signs")
        for tokens in map(phrase_tokens, signs):
            by_first.setdefault(tokens[0], []).append((tokens, code))
    return by_first
