"""Counts that rise by a number to another, their noun said before: "jumlah ormas naik 20 jadi 370".

``Số tổ chức tăng 5, lên 45`` - ``Bilangan NGO bertambah 20 kepada 370`` - ``giảm 5 so với 2022``.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier, nothing_counted_behind
from extract.elliptic.headed import are_registered
from extract.lexicon import Match
from extract.quantities import Quantity
from extract.scan import Scan

_CHANGED, _REACHED = "count.changed", "count.reached"
_TIME_REACH = 6
_REACHES = ("kind.reach", "place.recipient")


def risen(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read the number that a count behind "the number of" rises by, and the one it comes to."""
    quantity = quantities[i]
    start = before_qualifier(scan, quantity)
    before = quantities[i - 1] if i > 0 else None
    if before is not None and before.rule == _CHANGED and before.measure in COUNTED:
        reach = _reach(scan, before.end)
        if reach is not None and reach.end == start and nothing_counted_behind(scan, quantity):
            return str(before.measure), _REACHED, quantity.end
    moves = scan.matches.ending("kind.up", start) or scan.matches.ending("kind.down", start)
    if moves is None or not _is_alone(scan, quantity):
        return None
    noun = _headed(scan, moves.start)
    return None if noun is None else (noun.value, _CHANGED, quantity.end)


def _is_alone(scan: Scan, quantity: Quantity) -> bool:
    """Whether no noun follows the number, or what it has come to does: "20 menjadi 370"."""
    reach = _reach(scan, quantity.end)
    numbers = (number.start for number in scan.numbers)
    led = reach is not None and any(0 <= at - reach.end <= 1 for at in numbers)
    return led or nothing_counted_behind(scan, quantity)


def _reach(scan: Scan, at: int) -> Match | None:
    """Return the "to" at token ``at``, a comma before it or not."""
    at = _behind_time(scan, at)
    at += at < len(scan.tokens) and scan.tokens[at].norm == ","
    return next(filter(None, (scan.matches.at(kind, at) for kind in _REACHES)), None)


def _behind_time(scan: Scan, at: int) -> int:
    """Step over the time it took: "dalam tempoh setahun kepada", "trong một năm lên"."""
    if scan.matches.at("periods.in", at) is None:
        return at
    for end in range(at + 1, min(at + _TIME_REACH, len(scan.tokens))):
        if scan.tokens[end].kind == "mark":
            return at
        if any(scan.matches.at(kind, end) is not None for kind in _REACHES):
            return end
    return at


def _headed(scan: Scan, at: int) -> Match | None:
    """Return the noun behind "the number of" before token ``at``, no other number between."""
    clause, _ = scan.clause(at)
    bare = [noun for noun in scan.matches.of("noun.bare") if are_registered(scan, noun)]
    for noun in reversed([*scan.matches.of("noun.full"), *bare]):
        if not clause <= noun.start or noun.end > at:
            continue
        head = scan.matches.ending("count.head", noun.start)
        numbered = any(noun.end <= number.start < at for number in scan.numbers)
        return noun if head is not None and noun.value in COUNTED and not numbered else None
    return None
