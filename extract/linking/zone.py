"""Where the words that belong to one quantity may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.lexicon import Match
from extract.quantities import Quantity
from extract.scan import Scan

_INVEST = "give.invest"
_GIVERS = ("noun.bare", "giver.this")


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """The words of one quantity: its own stretch and the clause around it.

    ``left`` is where the previous quantity of the clause ends (or the clause
    begins), ``right`` where the next one begins (or the clause ends). ``fellows``
    are the starts of all quantities of the clause that count something. ``qualified_start``
    is the first token of the figure, a qualifier before it included.
    """

    scan: Scan
    quantity: Quantity
    left: int
    right: int
    clause_start: int
    clause_end: int
    fellows: tuple[int, ...] = ()
    qualified_start: int = field(init=False)

    def __post_init__(self) -> None:
        start = self.quantity.start
        qualifier = self.scan.matches.ending("qualifier.before", start)
        first = start if qualifier is None else qualifier.start
        object.__setattr__(self, "qualified_start", first)

    @property
    def listed(self) -> bool:
        """Whether it is one of several amounts in brackets, "A (RM7,000); B (RM6,000)"."""
        listed = _bracketed(self.scan)
        return self.quantity.start in listed and len(listed) > 1

    def before(self, category: str) -> Iterator[Match]:
        """Yield matches of ``category`` in the own stretch left of the number, nearest first."""
        for match in reversed(self.scan.matches.of(category)):
            if self.left <= match.start and match.end <= self.quantity.start:
                yield match

    def after(self, category: str) -> Iterator[Match]:
        """Yield matches of ``category`` in the own stretch right of the noun, nearest first."""
        for match in self.scan.matches.of(category):
            if self.quantity.end <= match.start and match.end <= self.right:
                yield match

    def inside(self, category: str) -> Iterator[Match]:
        """Yield matches of ``category`` between number and noun: "31 registered NGOs"."""
        for match in self.scan.matches.of(category):
            if self.quantity.number.end <= match.start and match.end <= self.quantity.end:
                yield match

    def gives(self) -> Iterator[Match]:
        """Yield verbs of giving left in the clause, nearest first."""
        for verb in reversed(self.scan.gives):
            left = self.clause_start <= verb.start and verb.end <= self.quantity.start
            if left and (verb.category != _INVEST or self._is_invested(verb)):
                yield verb

    def _is_invested(self, verb: Match) -> bool:
        """Whether organisations invest: "tổ chức VNAH đã đầu tư", not "vốn đầu tư".

        Or spend what stands right behind the verb: "tổ chức này chi 2 tỷ đồng".
        """
        led = self.scan.matches.ending("give.adverb", verb.start)
        at = verb.start if led is None else led.start
        said = [giver for kind in _GIVERS for giver in self.in_clause_before(kind)]
        said += [giver for giver in self.scan.organisations() if giver.start >= self.clause_start]
        givers = [g for g in said if g.end <= at and g.value != "project_count"]
        known = any(g.category == "giver.known" or g.end == at for g in givers)
        return bool(givers) and (led is not None or (known and verb.end == self.qualified_start))

    def said_before(self, category: str) -> Iterator[Match]:
        """Yield matches left of the number, nearest first, beyond a word of contrast too."""
        start, _ = self.scan.clause(self.quantity.start, contrast=False)
        for match in reversed(self.scan.matches.of(category)):
            if start <= match.start and match.end <= self.quantity.start:
                yield match

    def in_clause_before(self, category: str) -> Iterator[Match]:
        """Yield matches of ``category`` anywhere left in the clause, nearest first."""
        for match in reversed(self.scan.matches.of(category)):
            if self.clause_start <= match.start and match.end <= self.quantity.start:
                yield match


def _bracketed(scan: Scan) -> list[int]:
    """Return where amounts begin that fill a bracket by themselves."""
    tokens = scan.tokens
    return [
        money.start
        for money in scan.money
        if money.start > 0
        and money.end < len(tokens)
        and (tokens[money.start - 1].norm, tokens[money.end].norm) == ("(", ")")
    ]


def zones(scan: Scan, quantities: Sequence[Quantity]) -> list[Zone]:
    """Return the zone of each quantity; numbers that count nothing do not part zones."""
    parting = [q for q in quantities if q.reason is None or q.unit or q.measure]
    result: list[Zone] = []
    for quantity in quantities:
        start, end = scan.clause(quantity.start)
        left, right = start, end
        fellows = tuple(q.start for q in parting if start <= q.start < end)
        for other in parting:
            if other is quantity:
                continue
            if start <= other.end <= quantity.start:
                left = max(left, other.end)
            behind = quantity.end <= other.start < right
            if behind and not _joined(scan, quantity, other):
                right = other.start
        result.append(Zone(scan, quantity, left, right, start, end, fellows))
    return result


def _joined(scan: Scan, one: Quantity, two: Quantity) -> bool:
    """Whether two counts are one list, "6 dự án và 18 phi dự án": what follows is said of both.

    So are a part and its whole, "27 dari 90 ormas terdaftar".
    """
    join = scan.matches.at("list.join", one.end)
    within = scan.matches.at("scope.within", one.end)
    led = scan.matches.ending("qualifier.before", two.number.start)
    if within is not None and within.end == (two.number.start if led is None else led.start):
        return one.measure is not None and one.measure == two.measure
    counts = one.measure is not None and one.measure == two.measure and not one.unit.isupper()
    return counts and join is not None and join.end == two.number.start
