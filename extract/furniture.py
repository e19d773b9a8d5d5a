"""The words that page furniture begins with: "Artikel Berkaitan", "Chia sẻ", "Nguồn: ...".

Furniture often stands in another language than the article, so the words of all language files
are used together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from extract.lexicon import languages, lexicon
from extract.tokens import Token, phrase_tokens

_FOOT_WORDS = 10
_REST_TOKENS = 4


def cut_role(tokens: Sequence[Token]) -> str | None:
    """Return the role that begins with a line of ``tokens`` and runs to the end of the page."""
    for role, phrase in _starts("segment.cut").get(_first(tokens), ()):
        rest = tokens[len(phrase) :]
        if not _begins(tokens, phrase):
            continue
        if role == "source_note":
            if not rest or rest[0].norm == ":":
                return role
        elif len(rest) <= _REST_TOKENS and all(token.kind != "word" for token in rest[:1]):
            return role
    return None


def opens_furniture(tokens: Sequence[Token]) -> str | None:
    """Return what a line begins like that stands around an article: "Bản quyền", "Nguồn: ...".

    The roles are "related", "boilerplate" and "source_note".
    """
    return starts_with(tokens, "segment.cut")


def is_blog_foot(tokens: Sequence[Token]) -> bool:
    """Whether a line holds little but what stands under the post of a blog: "No comments:"."""
    return len(tokens) <= _FOOT_WORDS and starts_with(tokens, "segment.blog") is not None


def starts_with(tokens: Sequence[Token], category: str) -> str | None:
    """Return the role of the phrase of ``category`` that a line of ``tokens`` begins with."""
    known = _starts(category).get(_first(tokens), ())
    return next((role for role, phrase in known if _begins(tokens, phrase)), None)


def _begins(tokens: Sequence[Token], phrase: tuple[str, ...]) -> bool:
    return tuple(token.norm for token in tokens[: len(phrase)]) == phrase


def _first(tokens: Sequence[Token]) -> str:
    return tokens[0].norm if tokens else ""


@lru_cache(maxsize=8)
def _starts(category: str) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for code in languages():
        for role, phrases in lexicon(code).values(category).items():
            for phrase in phrases:
                tokens = phrase_tokens(phrase)
                table.setdefault(tokens[0], []).append((role, tokens))
    return {
        first: tuple(sorted(dict.fromkeys(entries), key=lambda entry: -len(entry[1])))
        for first, entries in table.items()
    }
