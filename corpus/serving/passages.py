"""An article's text as paragraphs of marked pieces; without it, the words around a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.serving.marks import Mark, Marking, Piece
from extract.model import READ_ROLES


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment of the text; ``role`` is ``None`` for words outside all segments.

    ``read`` says whether figures are looked for in it, ``here`` whether the figure stands in it.
    """

    role: str | None
    pieces: tuple[Piece, ...]
    read: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article that begin at ``start``, an offset of its text."""

    text: str
    start: int


def paragraphs(
    text: str, segments: Sequence[Sequence[str | int]], marking: Marking
) -> list[Paragraph]:
    """Return the whole text; ``segments`` are ``[role, start, end]`` in order."""
    found = []
    for role, start, end in _all_stretches(text, segments):
        words = text[start:end]
        if not words.strip():
            continue
        found.append(
            Paragraph(
                role,
                tuple(marking.pieces(words, start)),
                read=role in READ_ROLES,
                here=start <= marking.figure[0] < end,
            )
        )
    return found


def sentence_excerpt(sentence: str, quote: str, start: int, marks: Sequence[Mark]) -> Excerpt:
    """Return the sentence with its offset, found by its quote, which stands at ``start``.

    If the quote stands in the sentence more than once, the offset is taken under
    which most marks fall on their own words. A quote that is not in the sentence
    is an excerpt of its own.
    """
    offsets = [start - at for at in _places_of(quote, sentence)]
    if not offsets:
        return Excerpt(quote, start)
    return Excerpt(sentence, max(offsets, key=lambda offset: _fitting(sentence, offset, marks)))


def around(excerpt: Excerpt, before: str, after: str) -> Excerpt:
    """Return ``excerpt`` with the neighbouring words that the database keeps of it."""
    return Excerpt(before + excerpt.text + after, excerpt.start - len(before))


def _all_stretches(
    text: str, segments: Sequence[Sequence[str | int]]
) -> Iterator[tuple[str | None, int, int]]:
    at = 0
    for role, start, end in segments:
        first, last = int(start), int(end)
        if first > at:
            yield None, at, first
        yield str(role), first, last
        at = max(at, last)
    yield None, at, len(text)


def _places_of(quote: str, sentence: str) -> Iterator[int]:
    at = sentence.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = sentence.find(quote, at + 1)


def _fitting(sentence: str, offset: int, marks: Sequence[Mark]) -> int:
    return sum(
        1
        for mark in marks
        if offset <= mark.start and sentence[mark.start - offset : mark.end - offset] == mark.quote
    )
