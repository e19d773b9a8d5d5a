"""Counts told year by year, whose noun is said with the first of them only.

``Jumlah LSM tahun 2021 sebanyak 362 dan tahun 2022 sebanyak 381`` - ``30 LSM pada 2021, 35 pada
2022`` - ``30 LSM (2021), 35 (2022)``.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier, nothing_counted_behind
from extract.periods import Period
from extract.quantities import Quantity
from extract.scan import Scan

_REACHED = "count.reached"
_PARTS = frozenset({"(", ";"})
_AMOUNT = ("qualifier.neutral", "kind.reach", "status.done", "give.adverb")


def next_year(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read a number with a year of its own, joined to a count that has one as well."""
    quantity = quantities[i]
    if not nothing_counted_behind(scan, quantity):
        return None
    start = _before_amount(scan, quantity)
    if start > 0 and scan.tokens[start - 1].norm == ":":
        start -= 1
    year = next((period for period in scan.periods if period.end == start), None)
    if year is not None:
        led = scan.matches.ending("periods.in", year.start)
        return _joined(scan, quantities, i, year.start if led is None else led.start)
    behind = _year_behind(scan, quantity)
    dated = [q for q in quantities[:i] if _year_behind(scan, q) is not None]
    return _joined(scan, quantities, i, start) if behind is not None and dated else None


def _before_amount(scan: Scan, quantity: Quantity) -> int:
    start = before_qualifier(scan, quantity)
    said = (scan.matches.ending(name, start) for name in _AMOUNT)
    neutral = next(filter(None, said), None)
    return start if neutral is None else neutral.start


def _joined(
    scan: Scan, quantities: Sequence[Quantity], i: int, at: int
) -> tuple[str, str, int] | None:
    """Return what the count before is of, where a comma or "and" stands before token ``at``."""
    join = scan.matches.ending("list.join", at)
    if at > 0 and scan.tokens[at - 1].norm in _PARTS:  # "611 (2023: 540)"
        ends = {at - 1}
    elif join is None:
        return None
    else:
        before = scan.matches.ending("list.join", join.start)  # ", dan"
        ends = {join.start} if before is None else {join.start, before.start}
    for other in quantities[:i]:
        dated = _year_behind(scan, other)
        closed = other.end if dated is None else _closed(scan, dated.end)
        if {other.end, closed} & ends and other.measure in COUNTED:
            return str(other.measure), _REACHED, quantities[i].end
    return None


def _year_behind(scan: Scan, quantity: Quantity) -> Period | None:
    """Return the period right behind a number, "in" or a bracket between them."""
    at = quantity.end
    if at < len(scan.tokens) and scan.tokens[at].norm == "(":
        at += 1
    led = scan.matches.at("periods.in", at)
    starts = {at} if led is None else {at, led.end}
    return next((period for period in scan.periods if period.start in starts), None)


def _closed(scan: Scan, end: int) -> int:
    return end + 1 if end < len(scan.tokens) and scan.tokens[end].norm == ")" else end
