"""Words, numbers and marks of a text, each with its place.

One regular expression cuts the matching view; digits with inner separators
stay whole (``228,7``, ``1.094``), letters and digits never share a token, and
words glued by a lost line break come apart where a capital follows a small
letter (``triệuUSD``). All later stages work on these tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from extract.text import View, view

_WIDE = 3
_TOKEN = re.compile(r"(\s*)([0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*|\S)")
_SHAPES = 20_000
"""How many different words are remembered with their shapes."""

# Both ways of placing the tone mark are in use (hòa/hoà, Ủy/Uỷ); one is chosen.
_TONE_PAIRS = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
# Before a consonant only one is right: "hoạt", however often old keyboards wrote "họat".
_INNER_PAIRS = tuple((first, old) for old, first in _TONE_PAIRS if old[0] == "o")
_TONE = dict((*_TONE_PAIRS, *_INNER_PAIRS))
_TONE_PATTERN = re.compile(
    "(?:" + "|".join(old for old, _ in _TONE_PAIRS) + r")(?![^\W\d_])"
    "|(?:" + "|".join(old for old, _ in _INNER_PAIRS) + r")(?=[^\W\d_])"
)


class Token(NamedTuple):
    """One word, number or mark.

    ``norm`` is folded and in small letters; ``start`` and ``end`` are offsets
    into the stored text; ``spaced`` says whether white space stands before it;
    ``capital`` whether a word begins with a capital, ``upper`` whether it is
    all capitals, ``opens`` whether it opens a cell of a row printed one cell a line.
    """

    norm: str
    start: int
    end: int
    kind: str
    spaced: bool
    capital: bool = False
    upper: bool = False
    opens: bool = False


# Token(...) without a Python call in between: a long text has thousands of them.
_token: Callable[[tuple[str, int, int, str, bool, bool, bool, bool]], Token] = partial(
    tuple.__new__, Token
)


class Tokens:
    """The tokens of a whole text, cut once for all who read a stretch of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokenize(text)
        self._starts = [token.start for token in self._tokens]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens of ``text[start:end]`` as ``tokenize`` cuts them."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = self._tokens[first:behind]
        split = first > 0 and self._tokens[first - 1].end > start
        if split or (found and (found[-1].end > end or not found[0].spaced)):
            return tokenize(self._text, start=start, end=end)
        return found


def fold_words(text: str) -> str:
    """Return ``text`` in small letters with one placing of the tone mark, no longer or shorter."""
    low = text.lower()
    if low.isascii():
        return low
    return _TONE_PATTERN.sub(lambda found: _TONE[found.group()], low)


def tokenize(text: str, *, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with offsets into ``text``."""
    seen = view(text[start:end])
    tokens = _cut(seen.folded)
    if start or seen.origin is not None:
        return [_moved(token, seen, start) for token in tokens]
    return tokens


def phrase_tokens(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a lexicon phrase."""
    return tuple(token.norm for token in tokenize(phrase))


def _cut(text: str) -> list[Token]:
    low = fold_words(text)
    tokens: list[Token] = []
    end = 0
    for space, word in _TOKEN.findall(text):
        at = end + len(space)
        spaced = at > end or at == 0
        end = at + len(word)
        kind, capital, upper = _shape(word)
        if kind == "glued":
            tokens += _unglued(word, at, spaced)
        else:
            norm = low[at:end] if kind == "word" else word
            tokens.append(_token((norm, at, end, kind, spaced, capital, upper, False)))
    return tokens


@lru_cache(maxsize=_SHAPES)
def _shape(word: str) -> tuple[str, bool, bool]:
    """Return kind, ``capital`` and ``upper`` of what stands alone; "glued" has capitals inside."""
    if not word[0].isalpha():
        return "number" if "0" <= word[0] <= "9" else "mark", False, False
    if word.islower():
        return "word", False, False
    if (upper := word.isupper()) or word[1:].islower():
        return "word", word[0].isupper(), upper
    return "glued", False, False


def _unglued(word: str, at: int, spaced: bool) -> Iterator[Token]:
    """Yield the pieces of a word that capitals inside it part."""
    glued = [i for i in range(1, len(word)) if word[i - 1].islower() and word[i].isupper()]
    begin = 0
    for cut in (*glued, len(word)):
        piece = word[begin:cut]
        yield Token(
            fold_words(piece), at + begin, at + cut, "word", spaced and begin == 0,
            piece[0].isupper(), piece.isupper(),
        )  # fmt: skip
        begin = cut


def _moved(token: Token, seen: View, base: int) -> Token:
    """Return a token of the view with its offsets in the stored text."""
    return token._replace(start=base + seen.start(token.start), end=base + seen.end(token.end))


def is_apart(one: Token, two: Token) -> bool:
    """Whether two tokens stand in cells of their own: white space as wide as that between them."""
    return two.opens or two.start - one.end >= _WIDE


def in_cells(tokens: Sequence[Token], starts: Container[int]) -> list[Token]:
    """Return the tokens of a row whose cells begin at the offsets ``starts``."""
    return [token._replace(opens=token.start in starts) for token in tokens]
