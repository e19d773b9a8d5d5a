"""Parts told by their sum: the figures behind a whole that add up to it exactly.

"Jumlahnya 344.039 ormas. ... di kementerian 370 ormas, ... 71 ormas, ... 343.598 ormas": whatever
words lead to them, they are parts of the first. Figures of other places keep to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from extract.drafts import Draft
from extract.linking.answers import Answer, Scope
from extract.linking.scope.part import part_words
from extract.linking.status import UNSPECIFIED
from extract.repeats import Figure

_LEAST = 2
_MOST = 20


def mark_parts(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Mark the figures that add up to one before them as parts; return all of them."""
    for at, whole in enumerate(figures):
        for part in _parts(whole.draft, figures[at + 1 :]):
            part.draft = _as_part(part.draft, whole.draft)
    return figures


def _parts(whole: Draft, behind: Sequence[Figure]) -> list[Figure]:
    """Return the next figures of the same kind if they add up to ``whole``, else nothing."""
    alike = list(islice((f for f in behind if _alike(f.draft, whole)), _MOST))
    for count, total in enumerate(_sums(alike), start=1):
        if total == _value(whole) and count >= _LEAST:
            return alike[:count]
    return []


def _sums(figures: Sequence[Figure]) -> Iterator[Decimal]:
    total = Decimal(0)
    for figure in figures:
        total += _value(figure.draft)
        yield total


def _alike(one: Draft, two: Draft) -> bool:
    return (
        _kind(one) == _kind(two)
        and one.where.place == two.where.place
        and one.zone.quantity.number.value_max is None
    )


def _kind(draft: Draft) -> tuple[str, str, str | None]:
    return draft.measure.name, draft.zone.quantity.unit, draft.kind.answer.value


def _value(draft: Draft) -> Decimal:
    return draft.zone.quantity.number.value


def _as_part(draft: Draft, whole: Draft) -> Draft:
    if draft.scope.answer.value == "total":
        scope = Scope(Answer("subset", "scope.sum"), part_words(draft.zone, draft.zone.left))
        draft = replace(draft, scope=scope)
    if draft.status.value == UNSPECIFIED and whole.status.value != UNSPECIFIED:
        draft = replace(draft, status=Answer(whole.status.value, "status.sum"))
    return draft
