"""The letters by which an article calls organisations, or a kind of them, it named in full."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.scan import Scan

_LONGEST_NAME = 12
_LONGEST_KIND = 6
_LEAST = 3  # letters of a kind
_NGO = "ngo_count"


def letters_given(scan: Scan) -> Iterator[str]:
    """Yield the letters in a bracket behind the name of an organisation: "... World Vision (WVI)".

    The name is one everybody knows, or begins with a word for organisations.
    """
    tokens = scan.tokens
    bare = (match for match in scan.matches.of("noun.bare") if match.value == _NGO)
    named = [(match.start, match.end) for match in (*scan.organisations(), *bare)]
    for at in range(2, len(tokens) - 1) if named else ():
        if not (tokens[at].upper and tokens[at - 1].norm == "(" and tokens[at + 1].norm == ")"):
            continue
        for start, end in named:
            name = tokens[start : at - 1]
            small = sum(not token.capital for token in tokens[end : at - 1])
            initials = {token.norm[0] for token in name if token.capital}
            if 0 < len(name) <= _LONGEST_NAME and small <= 1 and tokens[at].norm[0] in initials:
                yield tokens[at].norm


def kinds_given(scan: Scan) -> Iterator[tuple[str, str]]:
    """Yield letters that call a kind of organisation, with its category: what they count by.

    "Lembaga kesejahteraan sosial (LKS)": words without capitals that begin with the letters. A
    name has capitals ("Lembaga Penelitian Sosial (LPS)"), and what counts nothing no letters.
    """
    tokens = scan.tokens
    for at in range(2, len(tokens) - 1) if scan.has_comma(0, len(tokens)) else ():
        letters = tokens[at]
        bracketed = tokens[at - 1].norm == "(" and tokens[at + 1].norm == ")"
        if not (bracketed and letters.upper and len(letters.norm) >= _LEAST):
            continue
        noun = _kind_before(scan, at - 1)
        known = scan.matches.at("noun.full", at) or scan.matches.at("noun.bare", at)
        if noun is not None and known is None:
            words = [token.norm for token in tokens[noun.start : at - 1]]
            if _begin_with(words, letters.norm):
                yield noun.category, letters.norm


def _kind_before(scan: Scan, end: int) -> Match | None:
    """Return the noun of organisations that the small words before token ``end`` begin with."""
    start = end
    while start > 0 and end - start < _LONGEST_KIND and scan.tokens[start - 1].kind == "word":
        start -= 1
        nouns = (scan.matches.at(name, start) for name in ("noun.full", "noun.bare"))
        noun = next(filter(None, nouns), None)
        if noun is not None and noun.value == _NGO and noun.end <= end:
            other = scan.matches.at("noun.counted", start)
            return noun if other is None else None
        if scan.tokens[start].capital:
            return None
    return None


def _begin_with(words: list[str], letters: str) -> bool:
    """Whether the letters are first letters of the words, in their order, the first among them."""
    at = 0
    for i, word in enumerate(words):
        if at < len(letters) and word[0] == letters[at]:
            at += 1
        elif i == 0:
            return False
    return at == len(letters)
