"""The same value with other marks, written out or in thousands."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal

from applying import Written, rewritten
from editing import Case, Edit
from printed import Figure, Printing, crowded, plainly_repeated, step
from wording import Wording, wording

_SHORT_DECIMAL = re.compile(r"[0-9]+([.,])[0-9]{1,2}")
_SEVERAL_MARKS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?")
_SWAP = str.maketrans(".,", ",.")


def other_marks(case: Case, rng: random.Random) -> Case | None:
    """Print the same value written out, or with the other pair of marks where both are clear."""
    return rewritten(case, rng, _other_marks)


def _other_marks(case: Case, group: Sequence[Figure], rng: random.Random) -> Written | None:
    fact, own = group[0].fact, group[0].own
    same = all(plainly_repeated(figure) for figure in group)
    if not same or len(own.numbers) != 1 or crowded(case, group, fact.value):
        return None
    texts = [text for text in _ways(wording(case.lang), fact.value, own) if text is not None]
    if not texts:
        return None
    text, place = rng.choice(texts)
    edits = [
        Edit(printing.numbers[0].start, (printing.multiplier or printing.numbers[0]).end, text)
        for figure in group
        for printing in figure.printings
    ]
    return Written(
        edits=tuple(edits),
        value=fact.value,
        value_max=None,
        step=place if place is not None else step(fact, own.numbers[0]),
    )


def _ways(
    words: Wording, value: Decimal, own: Printing
) -> tuple[tuple[str, Decimal | None] | None, ...]:
    """Return the ways to write ``value``, each with the place value of its last digit if new."""
    number = own.numbers[0].quote
    multiplier = f" {own.multiplier.quote}" if own.multiplier else ""
    return (
        _written_out(words, value) if own.multiplier else None,
        (number.translate(_SWAP) + multiplier, None) if _SHORT_DECIMAL.fullmatch(number) else None,
        (number.translate(_SWAP) + multiplier, None) if _clear(number) else None,
        _in_thousands(words, value) if not own.multiplier else None,
    )


def _clear(number: str) -> bool:
    """Whether each sign can only mean one thing: one of them repeated, or two different ones."""
    return number.count(".") + number.count(",") > 1 and bool(_SEVERAL_MARKS.fullmatch(number))


def _written_out(words: Wording, value: Decimal) -> tuple[str, Decimal] | None:
    if value != value.to_integral_value() or value < 1000:
        return None
    return f"{int(value):,}".replace(",", words.thousands), Decimal(1)


def _in_thousands(words: Wording, value: Decimal) -> tuple[str, Decimal] | None:
    if value % 1000 or not 1000 <= value < 1000000:
        return None
    return f"{int(value) // 1000} {words.written_multipliers[1000]}", Decimal(1000)
