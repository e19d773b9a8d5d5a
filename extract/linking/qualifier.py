"""How sure a number is said to be, and the interval that follows from it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.kind import more_than_before
from extract.linking.zone import Zone

_BETWEEN = ("qualifier.neutral", "status.stock", "part.empty", "giver.has")
_TENTH = Decimal("0.1")


class Bounds(NamedTuple):
    """The interval a figure stands for; ``None`` is open. ``rule`` names how it follows."""

    low: Decimal | None
    high: Decimal | None
    rule: str


def link_qualifier(zone: Zone) -> Answer:
    """Return the qualifier: the last word before the number decides, else one behind it."""
    matches = zone.scan.matches
    quantity = zone.quantity
    for end in dict.fromkeys((quantity.number.start, quantity.start)):
        found = matches.ending("qualifier.before", end)
        found = found or _apart(zone, end)
        if found is not None and more_than_before(zone) is None:
            return Answer(found.value, "qualifier.before", found.start, found.end)
    for start in dict.fromkeys((quantity.number.end, quantity.end)):
        found = matches.at("qualifier.after", start)
        if found is not None and not _goes_on(zone, found):
            return Answer(found.value, "qualifier.after", found.start, found.end)
    if "about" in quantity.number.flags:  # 320-an, seratusan
        return Answer("about", "qualifier.number", quantity.number.start, quantity.number.end)
    return Answer("exact", "qualifier.none")


def _apart(zone: Zone, end: int) -> Match | None:
    """Return the qualifier before the verb: "sedikitnya tercatat 143", "ít nhất có 30"."""
    matches = zone.scan.matches
    for name in _BETWEEN:
        verb = matches.ending(name, end)
        found = None if verb is None else matches.ending("qualifier.before", verb.start)
        if found is not None and found.value == "at_least":
            return found
    return None


def _goes_on(zone: Zone, found: Match) -> bool:
    """Whether the word belongs to what follows: "lebih dari", "AS$8 juta lebih tinggi"."""
    matches = zone.scan.matches
    moved = matches.at("kind.up", found.start) or matches.at("kind.down", found.start)
    return moved is not None or matches.at("qualifier.before", found.start + 1) is not None


def bounds(
    qualifier: str, value: Decimal, value_max: Decimal | None, step: Decimal, *, counted: bool
) -> Bounds:
    """Return the interval of a value; ``step`` is the place value of its last printed digit.

    Counts are whole and stand for themselves; other values are rounded, half a
    step either way. "More than" opens upwards. "Nearly" and "about" reach a
    tenth of the value: further off nobody would say so.
    """
    if value_max is not None:
        return Bounds(value, value_max, "range")
    if qualifier in {"more_than", "at_least"}:
        return Bounds(value, None, "open_above")
    if qualifier == "up_to":
        return Bounds(Decimal(0), value, "up_to")
    if qualifier == "nearly":
        return Bounds(value - value * _TENTH, value, "nearly_tenth")
    if qualifier == "about":
        return Bounds(value - value * _TENTH, value + value * _TENTH, "about_tenth")
    if counted and step <= 1:
        return Bounds(value, value, "point")
    return Bounds(value - step / 2, value + step / 2, "rounding")
