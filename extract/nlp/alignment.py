"""From offsets of a reading to spans of a ``Doc``.

A reading has offsets into the normalised text (NFC, LF line ends); a ``Doc``
keeps the text as given, cut by anybody's tokenizer. ``origins`` leads back to
the given text, ``Aligner`` on to tokens. A stretch that begins or ends inside
a token is widened to whole tokens. Both what was widened and what found no
token at all are counted.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from extract.text import normalise


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the characters of a normalised text stand in the text as given.

    Character ``i`` comes from ``given[starts[i]:ends[i]]``.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the given text of normalised ``start`` to ``end``, half-open.

        Raises ``IndexError`` for offsets outside the normalised text.
        """
        return self.starts[start], self.ends[end - 1]


def origins(given: str, text: str) -> Origins | None:
    """Return the way back to ``given`` from ``text``, which is ``normalise(given)``.

    ``None`` where both are equal, as nearly always.
    """
    if text == given:
        return None
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(given):
        # Only at the head of a text is U+FEFF a byte-order mark, which is dropped.
        piece = given[start:end]
        kept = len(normalise(piece) if start == 0 else normalise("\n" + piece)[1:])
        if kept == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * kept)
            ends.extend([end] * kept)
    return Origins(tuple(starts), tuple(ends))


def _clusters(given: str) -> Iterator[tuple[int, int]]:
    """Yield stretches that normalise by themselves, whatever stands beside them."""
    start = 0
    for at in range(1, len(given)):
        if not _joins(given[start:at], given[at]):
            yield start, at
            start = at
    if given:
        yield start, len(given)


def _joins(before: str, letter: str) -> bool:
    if letter.isascii():
        return before == "\r" and letter == "\n"
    if unicodedata.combining(letter):
        return True
    both = unicodedata.normalize("NFC", before + letter)
    return both != unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", letter)


@dataclass(slots=True)
class Aligner:
    """Turns offsets of a reading into spans of ``doc`` and counts, per span group, misfits.

    ``widened`` counts spans that had to take in more than was asked for,
    ``unaligned`` stretches for which there is no token.
    """

    doc: Doc
    back: Origins | None
    widened: dict[str, int] = field(default_factory=dict)
    unaligned: dict[str, int] = field(default_factory=dict)

    def span(
        self, start: int, end: int, *, group: str, label: str, span_id: str = ""
    ) -> Span | None:
        """Return the tokens that hold the characters ``start`` to ``end``, or ``None``."""
        if self.back is not None:
            start, end = self.back.locate(start, end)
        span = self.doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
        if span is None or len(span) == 0:  # empty: the space behind a token
            self.unaligned[group] = self.unaligned.get(group, 0) + 1
            return None
        if (span.start_char, span.end_char) != (start, end):
            self.widened[group] = self.widened.get(group, 0) + 1
        return span
