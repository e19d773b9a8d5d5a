"""The marked words of a text: spans that may lie in one another or overlap, cut into pieces.

Each span gets a lane, the shorter ones nearer to the words, so that a span
keeps its height however many others it crosses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

FIELDS = (
    "value",
    "unit",
    "qualifier",
    "status",
    "kind",
    "base_period",
    "period",
    "place",
    "donors",
    "scope",
    "part",
    "attribution",
    "equivalent",
    "repeat",
)
"""Fields with a colour of their own; any other has a common one."""

LANES = 6
"""So many heights the style sheet knows; what lies deeper shares the last."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text that decided ``field``: ``text[start:end] == quote``."""

    field: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark around one piece; ``anchor`` is its HTML id on its first piece, else ``None``."""

    field: str
    colour: str
    lane: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch under the same marks, the outermost first; ``ends`` are fields that end with it."""

    text: str
    marks: tuple[Shown, ...]
    ends: tuple[str, ...]
    figure: bool
    begins_figure: bool


@dataclass(frozen=True, slots=True)
class Marking:
    """All marks of a page with their lanes; ``figure`` is the span of the figure itself."""

    figure: tuple[int, int]
    lanes: tuple[tuple[Mark, int], ...]

    def pieces(self, text: str, offset: int = 0, *, anchors: bool = True) -> list[Piece]:
        """Return ``text``, which begins at ``offset`` of the article, in pieces.

        With ``anchors`` the first piece of each mark carries an id, ``mark-<field>-<start>``;
        a page may show a mark with its id only once.
        """
        low, high = offset, offset + len(text)
        inside = [(mark, lane) for mark, lane in self.lanes if mark.start < high and mark.end > low]
        cuts = {low, high, *self._cuts(self.figure, low, high)}
        for mark, _ in inside:
            cuts.update(self._cuts((mark.start, mark.end), low, high))
        ordered = sorted(cuts)
        return [
            self._piece(text[start - low : end - low], start, end, inside, anchors=anchors)
            for start, end in pairwise(ordered)
        ]

    def _cuts(self, span: tuple[int, int], low: int, high: int) -> list[int]:
        return [offset for offset in span if low < offset < high]

    def _piece(
        self, text: str, start: int, end: int, inside: Sequence[tuple[Mark, int]], *, anchors: bool
    ) -> Piece:
        over = [(mark, lane) for mark, lane in inside if mark.start <= start and mark.end >= end]
        shown = [
            Shown(
                mark.field,
                colour(mark.field),
                min(lane, LANES - 1),
                anchor_of(mark.field, start) if anchors and mark.start == start else None,
            )
            for mark, lane in sorted(over, key=lambda pair: -pair[1])
        ]
        ends = [mark.field for mark, _ in sorted(over, key=lambda p: p[1]) if mark.end == end]
        first, last = self.figure
        return Piece(
            text,
            tuple(shown),
            tuple(dict.fromkeys(ends)),
            figure=first <= start and end <= last,
            begins_figure=anchors and start == first,
        )


def marking(marks: Iterable[Mark], figure: tuple[int, int]) -> Marking:
    """Return ``marks`` with lanes: two that share a letter never share a lane."""
    placed: list[tuple[Mark, int]] = []
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start, mark.field)):
        taken = {lane for other, lane in placed if _overlap(mark, other)}
        lane = next(lane for lane in range(len(placed) + 1) if lane not in taken)
        placed.append((mark, lane))
    return Marking(figure, tuple(placed))


def colour(field: str) -> str:
    """Return the name of the field's colour in the style sheet."""
    return field if field in FIELDS else "other"


def anchor_of(field: str, start: int) -> str:
    """Return the HTML id of the mark of ``field`` that begins at ``start``."""
    return f"mark-{field}-{start}"


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end
