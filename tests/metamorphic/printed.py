"""The figures of a case as they are printed: digits, multiplier, currency and qualifier apart.

A figure is looked at only where its words are of one known form in every
printing; anything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from editing import Case
from wording import wording

from extract.model import Fact, Span

HEAD_ROLES = frozenset({"title", "lead", "caption"})
_NEAR = Decimal("0.25")
_DIGITS = r"[0-9]+(?:[.,][0-9]+)*"


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a figure; the numbers are its digits with marks (two in a range)."""

    whole: Span
    numbers: tuple[Span, ...]
    multiplier: Span | None
    currency: Span | None
    qualifier: Span | None

    @property
    def start(self) -> int:
        """Where the figure begins behind its qualifier: at the currency or the number."""
        first = self.numbers[0].start
        if self.currency is not None and self.currency.start < first:
            return self.currency.start
        return first


@dataclass(frozen=True, slots=True)
class Figure:
    """The printings of fact ``index``; the first is its own, the others are its repeats."""

    index: int
    fact: Fact
    printings: tuple[Printing, ...]

    @property
    def own(self) -> Printing:
        """The printing the fact quotes."""
        return self.printings[0]


def digits(number: str) -> str:
    """Return the digits of a printed number without its marks."""
    return re.sub(r"[.,]", "", number)


def step(fact: Fact, number: Span) -> Decimal:
    """Return the place value of the last printed digit of a fact's (lower) number."""
    return fact.value / int(digits(number.quote))


def figures(case: Case) -> list[list[Figure]]:
    """Return the figures of ``case`` whose words are plain, equal amounts together."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    spoilt: set[tuple[object, ...]] = set()
    for i, fact in enumerate(case.facts):
        key = (fact.value, fact.value_max, fact.unit)
        figure = _figure(case, i, fact)
        if figure is None:
            spoilt.add(key)
        else:
            groups.setdefault(key, []).append(figure)
    return [group for key, group in groups.items() if key not in spoilt]


def parse(case: Case, span: Span, qualifier: str | None = None) -> Printing | None:
    """Return the parts of a printed figure, or ``None`` where it is of no known form.

    ``qualifier`` is a qualifier already known to stand in ``span``.
    """
    words = wording(case.lang)
    found = _pattern(case.lang).fullmatch(span.quote)
    if found is None:
        return None
    said = " ".join(found["qualifier"].split()).lower()
    known = {"", *words.qualifier_words, *words.other_qualifiers, (qualifier or "").lower()}
    if said not in known:
        return None
    return Printing(
        whole=span,
        numbers=tuple(_part(span, found, name) for name in ("first", "second") if found[name]),
        multiplier=_part(span, found, "multiplier") if found["multiplier"] else None,
        currency=next(
            (_part(span, found, name) for name in ("before", "after") if found[name]), None
        ),
        qualifier=_part(span, found, "qualifier") if said else None,
    )


def crowded(case: Case, group: Sequence[Figure], value: Decimal, *, near: Decimal = _NEAR) -> bool:
    """Whether ``value`` would come so near another figure that a headline could mean either."""
    mine = {figure.index for figure in group}
    for i, fact in enumerate(case.facts):
        if i in mine or fact.unit != group[0].fact.unit:
            continue
        head = any(_in_head(case, other) for other in (fact, *(f.fact for f in group)))
        reach = near if head else Decimal("0.01")
        for other in (fact.value, fact.value_max):
            if other is not None and abs(other - value) <= reach * max(other, value):
                return True
    return False


def plainly_repeated(figure: Figure) -> bool:
    """Whether every repeat prints the same number and multiplier as the fact itself."""
    own = _shape(figure.own)
    return all(_shape(printing) == own for printing in figure.printings)


def _figure(case: Case, index: int, fact: Fact) -> Figure | None:
    qualifier = fact.anchors.get("qualifier")
    own = parse(
        case, Span(fact.start, fact.end, fact.quote), qualifier[0].quote if qualifier else None
    )
    if own is None or not _agrees(fact, own):
        return None
    repeats = [parse(case, span) for span in fact.repeats]
    printings = tuple(printing for printing in (own, *repeats) if printing is not None)
    if len(printings) <= len(fact.repeats):
        return None
    return Figure(index, fact, printings)


def _agrees(fact: Fact, own: Printing) -> bool:
    """Whether the parts found are the words the fact itself names, and digits and value fit."""
    last = own.multiplier or own.numbers[-1]
    value = fact.anchors["value"][0]
    if (value.start, value.end) != (own.numbers[0].start, last.end):
        return False
    marked = fact.anchors.get("qualifier")
    named = marked[0].start if marked else None
    if named != (own.qualifier.start if own.qualifier else None):
        return False
    ends = (fact.value, fact.value_max) if len(own.numbers) == 2 else (fact.value,)
    if len(own.numbers) == 1 and fact.value_max is not None:
        return False
    return all(end and int(digits(n.quote)) for end, n in zip(ends, own.numbers, strict=True))


def _in_head(case: Case, fact: Fact) -> bool:
    spans = (fact.start, *(span.start for span in fact.repeats))
    return any(case.role_at(start) in HEAD_ROLES for start in spans)


def _shape(printing: Printing) -> tuple[str, ...]:
    multiplier = printing.multiplier.quote.lower() if printing.multiplier else ""
    return (*(number.quote for number in printing.numbers), multiplier)


def _part(span: Span, found: re.Match[str], name: str) -> Span:
    return Span(span.start + found.start(name), span.start + found.end(name), found[name])


@lru_cache(maxsize=8)
def _pattern(lang: str) -> re.Pattern[str]:
    words = wording(lang)
    multipliers = _either(words.multipliers)
    return re.compile(
        rf"(?P<qualifier>[^\d]*?)\s*"
        rf"(?P<before>{_either(words.before)})?\s?"
        rf"(?P<first>{_DIGITS})(?:\s?[-–]\s?(?P<second>{_DIGITS}))?"
        rf"(?:\s+(?P<multiplier>{multipliers})\b)?"
        rf"(?:\s+(?P<after>{_either(words.after)})(?!\w))?"
        rf"(?P<rest>(?:%|[\s/(]).*)?",
        re.IGNORECASE | re.DOTALL,
    )


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) or "(?!)"
