"""Other digits, as many as before: a headline follows its figure, a restatement its rate."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal

from applying import Written, adds_up, ends_of, rewritten
from editing import Case, Edit
from printed import Figure, Printing, crowded, digits, parse, step

_TRIES = 12
_HUNDRED = Decimal(100)


def other_values(case: Case, rng: random.Random) -> Case | None:
    """Print other digits, as many as before; a headline follows its figure."""
    return rewritten(case, rng, _other_digits)


def _other_digits(case: Case, group: Sequence[Figure], rng: random.Random) -> Written | None:
    if adds_up(case, group):
        return None
    for _ in range(_TRIES):
        written = _try_digits(case, group, rng)
        if written is not None:
            return written
    return None


def _try_digits(case: Case, group: Sequence[Figure], rng: random.Random) -> Written | None:
    own, fact = group[0].own, group[0].fact
    new = tuple(_other_number(number.quote, rng) for number in own.numbers)
    edits: list[Edit] = []
    for figure in group:
        for printing in figure.printings:
            numbers = _follow(own, new, printing)
            if numbers is None:
                return None
            edits += _number_edits(printing, numbers)
    ends = [
        end * int(digits(text)) / int(digits(number.quote))
        for end, text, number in zip(ends_of(group[0]), new, own.numbers, strict=True)
    ]
    if not _plausible(case, group, ends):
        return None
    other = _equivalent_digits(case, group, ends[0] / fact.value)
    if other is None:
        return None
    return Written(
        edits=(*edits, *other[0]),
        value=ends[0],
        value_max=ends[1] if len(ends) == 2 else None,
        step=step(fact, own.numbers[0]),
        equivalent=other[1],
    )


def _plausible(case: Case, group: Sequence[Figure], ends: Sequence[Decimal]) -> bool:
    fact = group[0].fact
    if fact.unit == "percent" and fact.value < _HUNDRED and max(ends) >= _HUNDRED:
        return False
    rising = len(ends) == 1 or ends[0] < ends[1]
    return rising and ends[0] != fact.value and not any(crowded(case, group, end) for end in ends)


def _equivalent_digits(
    case: Case, group: Sequence[Figure], factor: Decimal
) -> tuple[list[Edit], Decimal | None] | None:
    """Change the amount restated in another currency by the same factor, as near as its digits go."""
    restated = [figure for figure in group if figure.fact.equivalent is not None]
    if not restated:
        return [], None
    if len(restated) > 1 or restated[0].fact.equivalent is None:
        return None
    equivalent = restated[0].fact.equivalent
    printing = parse(case, restated[0].fact.anchors["equivalent"][0])
    if printing is None or len(printing.numbers) != 1:
        return None
    old = digits(printing.numbers[0].quote)
    new = str(int(int(old) * factor))
    if len(new) != len(old) or int(new) < 2:
        return None
    number = _fill(printing.numbers[0].quote, new)
    return _number_edits(printing, (number,)), equivalent.value * int(new) / int(old)


def _other_number(number: str, rng: random.Random) -> str:
    """Return other digits in the same places; zeros at the end stay."""
    old = digits(number)
    if number == old and len(old) == 4:
        return number  # four bare digits could be taken for a year
    kept = len(old) - len(old.rstrip("0"))
    length = len(old) - kept
    if length == 1:
        return _fill(number, str(rng.randint(2, 9)) + "0" * kept)
    first, last = rng.randint(1, 9), rng.randint(1, 9)
    inner = "".join(str(rng.randint(0, 9)) for _ in range(length - 2))
    return _fill(number, f"{first}{inner}{last}{'0' * kept}")


def _fill(number: str, new: str) -> str:
    """Return ``number`` with the digits of ``new`` in order, its marks where they are."""
    following = iter(new)
    return "".join(next(following) if letter.isdigit() else letter for letter in number)


def _follow(own: Printing, new: Sequence[str], printing: Printing) -> tuple[str, ...] | None:
    """Return what another printing of the figure must say now: the same, or its whole part."""
    if not _same_multiplier(own, printing) or len(printing.numbers) != len(own.numbers):
        return None
    quotes = [number.quote for number in printing.numbers]
    if quotes == [number.quote for number in own.numbers]:
        return tuple(new)
    whole = re.split("[.,]", own.numbers[0].quote)
    if len(quotes) == 1 and len(whole) == 2 and quotes[0] == whole[0] and own.multiplier:
        return _rounded(own.numbers[0].quote, new[0])
    return None


def _rounded(old: str, new: str) -> tuple[str, ...] | None:
    """Return the whole part of ``new`` for a headline, if it rounds no more than that of ``old``."""
    return (re.split("[.,]", new)[0],) if _rest(new) <= _rest(old) else None


def _rest(number: str) -> Decimal:
    """Return which part of a decimal number its whole part leaves out."""
    whole, behind = re.split("[.,]", number)
    exact = Decimal(f"{whole}.{behind}")
    return (exact - int(whole)) / exact


def _same_multiplier(one: Printing, two: Printing) -> bool:
    if one.multiplier is None or two.multiplier is None:
        return one.multiplier is two.multiplier
    return one.multiplier.quote.lower() == two.multiplier.quote.lower()


def _number_edits(printing: Printing, numbers: Sequence[str]) -> list[Edit]:
    return [
        Edit(span.start, span.end, text)
        for span, text in zip(printing.numbers, numbers, strict=True)
    ]
