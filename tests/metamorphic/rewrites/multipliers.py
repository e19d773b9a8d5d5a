"""Other multipliers: a thousand times more or less."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from applying import Written, adds_up, ends_of, rewritten
from editing import Case, Edit
from printed import Figure, Printing, crowded, parse, step
from wording import Wording, wording


def other_multipliers(case: Case, rng: random.Random) -> Case | None:
    """Print a thousand times more or less: ``triệu`` for ``tỷ``."""
    return rewritten(case, rng, _other_multiplier)


def _other_multiplier(case: Case, group: Sequence[Figure], rng: random.Random) -> Written | None:
    if adds_up(case, group):
        return None
    fact = group[0].fact
    factor = rng.choice((Decimal(1000), Decimal("0.001")))
    edits: list[Edit] = []
    for figure in group:
        printings = list(figure.printings)
        if figure.fact.equivalent is not None:
            other = parse(case, figure.fact.anchors["equivalent"][0])
            if other is None:
                return None
            printings.append(other)
        for printing in printings:
            edit = _multiplier_edit(wording(case.lang), printing, factor)
            if edit is None:
                return None
            edits.append(edit)
    ends = [end * factor for end in ends_of(group[0])]
    if any(crowded(case, group, end) for end in ends):
        return None
    equivalent = fact.equivalent.value * factor if fact.equivalent else None
    return Written(
        edits=tuple(edits),
        value=ends[0],
        value_max=ends[1] if len(ends) == 2 else None,
        step=step(fact, group[0].own.numbers[0]) * factor,
        equivalent=equivalent,
    )


def _multiplier_edit(words: Wording, printing: Printing, factor: Decimal) -> Edit | None:
    if printing.multiplier is None:
        return None
    old = words.multipliers[" ".join(printing.multiplier.quote.split()).lower()]
    new = words.written_multipliers.get(int(old * factor))
    if new is None:
        return None
    return Edit(printing.multiplier.start, printing.multiplier.end, new)
