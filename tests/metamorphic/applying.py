"""A figure written in another way, applied to every printing of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from editing import Case, Edit, Moved, change
from intervals import interval
from printed import Figure, figures

_MOST_FIGURES = 3
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Written:
    """How a figure is written now: its edits, values and the place value of its last digit."""

    edits: tuple[Edit, ...]
    value: Decimal
    value_max: Decimal | None
    step: Decimal
    equivalent: Decimal | None = None


Way = Callable[[Case, Sequence[Figure], random.Random], Written | None]


def rewritten(case: Case, rng: random.Random, way: Way) -> Case | None:
    """Write up to three figures of the article in another way; ``None`` where none can be."""
    groups = figures(case)
    rng.shuffle(groups)
    changed: Case | None = None
    for group in groups[: rng.randint(1, _MOST_FIGURES)]:
        now = changed or case
        same = [g for g in figures(now) if g[0].index == group[0].index]
        written = way(now, same[0], rng) if same else None
        if written is not None:
            changed = _apply(now, same[0], written)
    return changed


def ends_of(figure: Figure) -> list[Decimal]:
    """Return the value of a figure, or both ends of its range."""
    fact = figure.fact
    return [fact.value] if fact.value_max is None else [fact.value, fact.value_max]


def adds_up(case: Case, group: Sequence[Figure]) -> bool:
    """Whether the figure is the sum of others or part of one: another value would break it."""
    unit, value = group[0].fact.unit, group[0].fact.value
    values = sorted({fact.value for fact in case.facts if fact.unit == unit})
    sums = {sum(some): some for n in (2, 3) for some in itertools.combinations(values, n)}
    wholes = [*values, _HUNDRED] if unit == "percent" else values
    return any(value == whole or value in sums[whole] for whole in wholes if whole in sums)


def _apply(case: Case, group: Sequence[Figure], written: Written) -> Case:
    moved = Moved(case.text, written.edits)
    changes: dict[int, dict[str, object]] = {}
    for figure in group:
        fact = figure.fact
        changes[figure.index] = {
            "value": written.value,
            "value_max": written.value_max,
            **interval(fact, fact.qualifier, written.value, written.value_max, written.step),
        }
        if fact.equivalent is not None and written.equivalent is not None:
            changes[figure.index]["equivalent"] = replace(fact.equivalent, value=written.equivalent)
    return change(moved.case(case), changes)
