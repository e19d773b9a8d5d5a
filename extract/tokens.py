"""Words, numbers and marks of a text, each with its place.

One regular expression cuts the matching view; digits with inner separators
stay whole (``228,7``, ``1.094``), letters and digits never share a token, and
words glued by a lost line break come apart where a capital follows a small
letter (``triệuUSD``). All later stages work on these tokens.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.text import View, view

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|(?:[^\W\d_][\u0300-\u036f]*)+|\S")

# Both ways of placing the tone mark are in use (hòa/hoà, Ủy/Uỷ); one is chosen.
_TONE_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_TONE = dict(_TONE_PAIRS)
_TONE_PATTERN = re.compile("(?:" + "|".join(old for old, _ in _TONE_PAIRS) + r")(?![^\W\d_])")


class Token(NamedTuple):
    """One word, number or mark.

    ``norm`` is folded and in small letters; ``start`` and ``end`` are offsets
    into the stored text; ``spaced`` says whether white space stands before it;
    ``capital`` whether a word begins with a capital, ``upper`` whether it is
    all capitals.
    """

    norm: str
    start: int
    end: int
    kind: str
    spaced: bool
    capital: bool = False
    upper: bool = False


def fold_word(word: str) -> str:
    """Return ``word`` in small letters with one placing of the tone mark."""
    low = word.lower()
    if low.isascii():
        return low
    return _TONE_PATTERN.sub(lambda found: _TONE[found.group()], low)


def tokenize(text: str, *, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with offsets into ``text``."""
    stretch = text[start:end]
    seen = view(stretch)
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(seen.folded):
        spaced = found.start() > last or found.start() == 0
        last = found.end()
        tokens.extend(_cut(found.group(), found.start(), spaced, seen, start))
    return tokens


def phrase_tokens(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a lexicon phrase."""
    return tuple(token.norm for token in tokenize(phrase))


def _cut(word: str, at: int, spaced: bool, seen: View, base: int) -> list[Token]:
    first = word[0]
    if "0" <= first <= "9":
        return [_token(word, at, "number", spaced, seen, base)]
    if not first.isalpha():
        return [_token(word, at, "mark", spaced, seen, base)]
    if word.islower() or word.isupper() or word[1:].islower():
        return [_token(word, at, "word", spaced, seen, base)]
    pieces: list[Token] = []
    begin = 0
    for cut in (*_glue_points(word), len(word)):
        piece = word[begin:cut]
        pieces.append(_token(piece, at + begin, "word", spaced and begin == 0, seen, base))
        begin = cut
    return pieces


def _glue_points(word: str) -> list[int]:
    return [i for i in range(1, len(word)) if word[i - 1].islower() and word[i].isupper()]


def _token(piece: str, at: int, kind: str, spaced: bool, seen: View, base: int) -> Token:
    start, end = base + seen.start(at), base + seen.end(at + len(piece))
    if kind != "word":
        return Token(piece, start, end, kind, spaced)
    return Token(fold_word(piece), start, end, kind, spaced, piece[0].isupper(), piece.isupper())
