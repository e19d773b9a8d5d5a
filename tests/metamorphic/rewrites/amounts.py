"""Other values, other multipliers, and the same value with other marks."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from editing import Case, Edit, Moved, change
from intervals import interval
from printed import Figure, Printing, crowded, digits, figures, parse, plainly_repeated, step
from wording import Wording, wording

_TRIES = 12
_MOST_FIGURES = 3
_HUNDRED = Decimal(100)
_SHORT_DECIMAL = re.compile(r"[0-9]+([.,])[0-9]{1,2}")
_SEVERAL_MARKS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?")
_SWAP = str.maketrans(".,", ",.")


@dataclass(frozen=True, slots=True)
class _Written:
    """How a figure is written now: its edits, values and the place value of its last digit."""

    edits: tuple[Edit, ...]
    value: Decimal
    value_max: Decimal | None
    step: Decimal
    equivalent: Decimal | None = None


_Way = Callable[[Case, Sequence[Figure], random.Random], "_Written | None"]


def other_values(case: Case, rng: random.Random) -> Case | None:
    """Print other digits, as many as before; a headline follows its figure."""
    return _rewritten(case, rng, _other_digits)


def other_multipliers(case: Case, rng: random.Random) -> Case | None:
    """Print a thousand times more or less: ``triệu`` for ``tỷ``."""
    return _rewritten(case, rng, _other_multiplier)


def other_marks(case: Case, rng: random.Random) -> Case | None:
    """Print the same value written out, or with the other pair of marks where both are clear."""
    return _rewritten(case, rng, _other_marks)


def _rewritten(case: Case, rng: random.Random, way: _Way) -> Case | None:
    groups = [group for group in figures(case) if way is _other_marks or not _adds_up(case, group)]
    rng.shuffle(groups)
    changed: Case | None = None
    for group in groups[: rng.randint(1, _MOST_FIGURES)]:
        now = changed or case
        same = [g for g in figures(now) if g[0].index == group[0].index]
        written = way(now, same[0], rng) if same else None
        if written is not None:
            changed = _apply(now, same[0], written)
    return changed


def _adds_up(case: Case, group: Sequence[Figure]) -> bool:
    """Whether the figure is the sum of others or part of one: another value would break it."""
    unit, value = group[0].fact.unit, group[0].fact.value
    values = sorted({fact.value for fact in case.facts if fact.unit == unit})
    sums = {sum(some): some for n in (2, 3) for some in itertools.combinations(values, n)}
    wholes = [*values, _HUNDRED] if unit == "percent" else values
    return any(value == whole or value in sums[whole] for whole in wholes if whole in sums)


def _apply(case: Case, group: Sequence[Figure], written: _Written) -> Case:
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


def _other_digits(case: Case, group: Sequence[Figure], rng: random.Random) -> _Written | None:
    for _ in range(_TRIES):
        written = _try_digits(case, group, rng)
        if written is not None:
            return written
    return None


def _try_digits(case: Case, group: Sequence[Figure], rng: random.Random) -> _Written | None:
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
        for end, text, number in zip(_ends(group[0]), new, own.numbers, strict=True)
    ]
    if not _plausible(case, group, ends):
        return None
    other = _equivalent_digits(case, group, ends[0] / fact.value)
    if other is None:
        return None
    return _Written(
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
    kept = len(old) - len(old.rstrip("0"))
    length = len(old) - kept
    if length == 1:
        return _fill(number, str(rng.randint(2, 9)) + "0" * kept)
    first, last = rng.randint(1, 9), rng.randint(1, 9)
    inner = "".join(str(rng.randint(0, 9)) for _ in range(length - 2))
    filled = _fill(number, f"{first}{inner}{last}{'0' * kept}")
    is_year = filled == old and len(old) == 4
    return number if is_year else filled


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


def _other_multiplier(case: Case, group: Sequence[Figure], rng: random.Random) -> _Written | None:
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
    ends = [end * factor for end in _ends(group[0])]
    if any(crowded(case, group, end) for end in ends):
        return None
    equivalent = fact.equivalent.value * factor if fact.equivalent else None
    return _Written(
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


def _other_marks(case: Case, group: Sequence[Figure], rng: random.Random) -> _Written | None:
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
    return _Written(
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


def _ends(figure: Figure) -> list[Decimal]:
    fact = figure.fact
    return [fact.value] if fact.value_max is None else [fact.value, fact.value_max]


def _number_edits(printing: Printing, numbers: Sequence[str]) -> list[Edit]:
    return [
        Edit(span.start, span.end, text)
        for span, text in zip(printing.numbers, numbers, strict=True)
    ]
