"""Amounts that only restate another in a second currency: one figure, told twice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.linking.zone import Zone
from extract.scan import Scan

_RESTATED_REACH = 12
_ALSO = ("qualifier.before", "value.intro")


def equivalents(all_zones: Sequence[Zone]) -> dict[int, Zone]:
    """Return for each amount the amount in another currency that only restates it."""
    found: dict[int, Zone] = {}
    used: set[int] = set()
    sums = {id(b) for a, b in itertools.pairwise(all_zones) if _added(a, b)}
    for first, second in itertools.pairwise(all_zones):
        if id(first) not in used | sums and _restates(first, second):
            found[id(first)] = second
            used.add(id(second))
    return found


def _added(one: Zone, two: Zone) -> bool:
    """Whether they stand in one list: "10.000 EUR và 5.000 AUD, tương đương ..." tells the sum."""
    join = one.scan.matches.at("list.join", one.quantity.end)
    amounts = one.quantity.measure == two.quantity.measure == "aid_amount"
    currencies = one.quantity.unit != two.quantity.unit
    return amounts and currencies and join is not None and join.end == two.qualified_start


def _restates(first: Zone, second: Zone) -> bool:
    one, two = first.quantity, second.quantity
    if one.measure != "aid_amount" or two.measure != "aid_amount" or one.unit == two.unit:
        return False
    between = range(one.end, two.start)
    scan = first.scan
    said = [m for m in scan.matches.of("link.equivalent") if one.end <= m.start < two.start]
    bracket = any(scan.tokens[i].norm in "(/" for i in between)
    plainly = said and not any(scan.matches.at(kind, said[-1].start) for kind in _ALSO)
    near = len(between) - _bracketed(scan, between) <= _RESTATED_REACH
    if plainly and said[-1].end == second.qualified_start and near:
        return True  # "26,7 triệu USD vốn cam kết, tương đương 636 tỷ đồng"
    plain = all(
        scan.tokens[i].kind == "mark"
        or any(
            match.start <= i < match.end
            for category in ("link.equivalent", "qualifier.before", "qualifier.neutral")
            for match in scan.matches.of(category)
        )
        for i in between
    )
    return plain and (bool(said) or bracket)


def _bracketed(scan: Scan, between: range) -> int:
    """Return how many tokens stand in brackets: "24 tỷ đồng (chưa tính ...), tương đương ..."."""
    depth = inside = 0
    for at in between:
        opens, closes = scan.tokens[at].norm == "(", scan.tokens[at].norm == ")"
        depth += opens
        inside += depth > 0
        depth -= closes
    return inside
