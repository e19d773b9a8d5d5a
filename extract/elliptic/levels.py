"""Counts by level: "37 LSM skala nasional, 33 skala provinsi", "cấp tỉnh 5, cấp huyện 12"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.elliptic.bare import COUNTED, before_qualifier, end_of
from extract.lexicon import Match
from extract.measures import measures
from extract.quantities import NO_NOUN, Quantity
from extract.scan import Scan

_LEVEL = "count.level"
_SHORT = "short"
_LEADS = ("qualifier.neutral", "part.empty", "giver.has", "scope.only")
_BY_NOUN = frozenset({"count", "count.bare"})
_LEAST = 2


def by_level(scan: Scan, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return ``quantities`` with the numbers beside levels as those of the one that has the noun.

    It may stand before the first, or they are parts of what was counted before them: "140 LSM:
    nasional 37, provinsi 103".
    """
    if not scan.matches.of(_LEVEL):
        return list(quantities)
    row = {q.start: found for q in quantities if (found := _beside(scan, q)) is not None}
    if len(row) < _LEAST or all(level.value == _SHORT for level in row.values()):
        return list(quantities)
    members = [q for q in quantities if q.start in row]
    counted = [q.measure for q in members if q.measure in COUNTED and q.reason is None]
    measure = counted[0] if counted else _headed(scan, row[members[0].start])
    measure = measure or _of_whole(quantities, members)
    if measure is None:
        return list(quantities)
    return [_of_level(q, row[q.start], measure) if q.start in row else q for q in quantities]


def _of_level(quantity: Quantity, level: Match, measure: str) -> Quantity:
    rule = "count.labelled" if level.end <= quantity.start else "count.continued"
    if quantity.measure == measure and rule == "count.labelled":
        return replace(quantity, rule=rule) if quantity.rule in _BY_NOUN else quantity
    if quantity.rule != NO_NOUN:
        return quantity
    unit = measures()[measure].unit
    return replace(quantity, unit=unit, measure=measure, rule=rule, reason=None)


def _beside(scan: Scan, quantity: Quantity) -> Match | None:
    """Return the level right before a number, or behind it and its noun."""
    at = before_qualifier(scan, quantity)
    while led := next((m for name in _LEADS if (m := scan.matches.ending(name, at))), None):
        at = led.start
    before = scan.matches.ending(_LEVEL, at)
    return before if before is not None else level_behind(scan, end_of(scan, quantity))


def level_behind(scan: Scan, end: int) -> Match | None:
    """Return the level that is told right behind a number or its noun: "33 di tingkat provinsi"."""
    where = scan.matches.at("place.at", end)
    found = scan.matches.at(_LEVEL, end if where is None else where.end)
    return found if found is not None and found.value != _SHORT else None


def _headed(scan: Scan, level: Match) -> str | None:
    """Return what the noun right before the first level counts: "LSM tingkat nasional 12, ..."."""
    noun = scan.matches.ending("noun.full", level.start)
    return noun.value if noun is not None and noun.value in COUNTED else None


def _of_whole(quantities: Sequence[Quantity], members: Sequence[Quantity]) -> str | None:
    """Return what was counted before the row, where its numbers are no more than that."""
    before = [q for q in quantities if q.end <= members[0].start]
    whole = next((q for q in reversed(before) if q.measure in COUNTED and q.reason is None), None)
    fits = whole is not None and sum(q.number.value for q in members) <= whole.number.value
    return whole.measure if fits and whole is not None else None
