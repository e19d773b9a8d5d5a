"""What a change is measured against, where only the sums tell: two levels that it lies between.

"Nửa đầu năm nay (108,3 triệu USD) ... nửa đầu năm ngoái (95,7 triệu USD), mức tăng 13,2%": no word
says of what, but from the earlier to the later level it is 13.2 percent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from extract import edtf
from extract.drafts import Draft
from extract.linking.answers import When
from extract.repeats import Figure

_BEFORE, _BEHIND = 6, 2
_HUNDRED = Decimal(100)
_MOVES = frozenset({"change", "ratio"})
_DOWN = "down"


def find_bases(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Give changes whose base no words tell the periods of the two levels they lie between."""
    for at, figure in enumerate(figures):
        move = figure.draft
        if move.kind.answer.value not in _MOVES or move.base_span is not None:
            continue
        near = figures[max(0, at - _BEFORE) : at + 1 + _BEHIND]
        pair = next(_pairs([f.draft for f in near], move), None)
        if pair is not None:
            base, when = pair
            figure.draft = replace(move, base=base.edtf, when=_reckoned(when, move.when))
    return figures


def _pairs(drafts: Sequence[Draft], move: Draft) -> Iterator[tuple[When, When]]:
    """Yield the periods of an earlier and a later level that make the move."""
    levels = [draft for draft in drafts if _may_be_end(draft, move)]
    for one, two in permutations(levels, 2):
        alike = one.zone.quantity.unit == two.zone.quantity.unit
        if alike and _precedes(one.when, two.when) and _makes(one, two, move):
            yield one.when, two.when


def _may_be_end(draft: Draft, move: Draft) -> bool:
    same = draft.measure is move.measure and draft.where.place == move.where.place
    plain = draft.kind.answer.value == "level" and draft.zone.quantity.number.value_max is None
    return same and plain and draft.when.edtf is not None


def _precedes(one: When, two: When) -> bool:
    first, second = edtf.parse(one.edtf or ".."), edtf.parse(two.edtf or "..")
    if first.last is None or second.last is None:
        return False
    return first.last < second.last


def _makes(one: Draft, two: Draft, move: Draft) -> bool:
    """Whether the move leads from the first value to the second, as sharply as it is printed."""
    start, end = one.zone.quantity.number, two.zone.quantity.number
    number, unit = move.zone.quantity.number, move.zone.quantity.unit
    gap = end.value - start.value
    if move.kind.direction is not None and (gap < 0) != (move.kind.direction == _DOWN):
        return False
    if not start.value:
        return False
    if unit == "percent":
        told = abs(gap) if move.kind.answer.value == "change" else end.value
        return abs(told / start.value * _HUNDRED - number.value) <= number.step
    if unit == "times":
        return abs(end.value / start.value - number.value) <= number.step / 2
    sharp = max(start.step, end.step, number.step)
    return unit == two.zone.quantity.unit and abs(abs(gap) - number.value) < sharp


def _reckoned(when: When, own: When) -> When:
    """Return the period of the later level, unless the move has the very same of its own."""
    return own if own.edtf == when.edtf else When(when.edtf, "inherited", "period.compared")
