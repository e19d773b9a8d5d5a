"""Amounts that only restate another in a second currency: one figure, told twice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extract.lexicon import Match
from extract.linking.zone import Zone
from extract.scan import Scan

_RESTATED_REACH = 24
_ALSO = ("qualifier.before", "value.intro")
_LEADS = ("link.equivalent", "qualifier.before", "qualifier.neutral", "value.intro")
_ROUND = frozenset({"about", "nearly"})
_DASHES = frozenset({"-", "–", "—"})
_PARTS = frozenset({",", "(", *_DASHES})
_CLOSES = frozenset({",", ")", ";", ".", "!", "?", "…", "”", '"', *_DASHES})


def equivalents(all_zones: Sequence[Zone]) -> dict[int, Zone]:
    """Return for each amount the amount in another currency that only restates it.

    What else is counted may stand between: "450.000 EUR cho 200 hộ, tương đương 12 tỷ đồng".
    """
    amounts = [zone for zone in all_zones if zone.quantity.measure == "aid_amount"]
    found: dict[int, Zone] = {}
    used: set[int] = set()
    sums = {id(b) for a, b in itertools.pairwise(amounts) if _added(a, b)}
    for first, second in itertools.pairwise(amounts):
        if id(first) not in used | sums and _restates(first, second):
            found[id(first)] = second
            used.add(id(second))
    return found


def beyond(zone: Zone, restated: Zone) -> Zone:
    """Return ``zone`` with what is said behind its restatement: "RM1 juta (AS$250,000) disalurkan".

    Another figure between the two has words of its own.
    """
    beside = zone.right == restated.quantity.start
    return replace(zone, right=restated.right) if beside else zone


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
    scan = first.scan
    if scan.clause(one.start) != scan.clause(two.start):
        return False
    between = range(one.end, two.start)
    near = len(between) - bracketed(scan, between) <= _RESTATED_REACH
    near = near and not any(m.start in between for m in scan.matches.of("reject.actor"))
    led = led_by(scan, one.end, second.qualified_start)
    if near and (led is not None or scan.matches.at("link.rate", two.end)):
        return True  # "26,7 triệu USD vốn cam kết, tương đương 636 tỷ đồng"
    marks = [at for at in between if scan.tokens[at].kind == "mark"]
    plain = all(
        at in marks or any(m.start <= at < m.end for name in _LEADS for m in scan.matches.of(name))
        for at in between
    )
    said = any(one.end <= m.start < two.start for m in scan.matches.of("link.equivalent"))
    bracket = any(scan.tokens[at].norm in "(/" for at in marks)
    if plain and (said or bracket):
        return True
    return near and _is_aside(second, marks, plain=plain)


def led_by(scan: Scan, start: int, end: int) -> Match | None:
    """Return the word for "which is" that leads to the amount at token ``end``.

    Words of amount may stand between: "tương đương khoảng", "jika dirupiahkan senilai".
    """
    at = end
    while at > start:
        said = scan.matches.ending("link.equivalent", at)
        if said is not None and not any(scan.matches.at(kind, said.start) for kind in _ALSO):
            return said if said.start >= start else None
        step = next(filter(None, (scan.matches.ending(name, at) for name in _LEADS)), None)
        if step is None:
            return None
        at = step.start
    return None


def _is_aside(zone: Zone, marks: Sequence[int], *, plain: bool) -> bool:
    """Whether a rounded amount stands by itself behind a comma, a dash or in a bracket.

    "Rp1 miliar" in "9 juta yen, kurang lebih Rp1 miliar, untuk sekolah"; where more than marks
    lies before it, nothing may follow: "1 triệu USD cho Huế, gần 24 tỷ đồng."
    """
    scan, start, end = zone.scan, zone.qualified_start, zone.quantity.end
    marks = [at for at in marks if not any(p.start <= at < p.end for p in scan.periods)]
    if not marks or marks[-1] != start - 1 or scan.tokens[start - 1].norm not in _PARTS:
        return False
    worth = scan.matches.at("value.noun", end)  # "hampir Rp8 miliar nilainya"
    end = end if worth is None else worth.end
    dashed = scan.tokens[start - 1].norm in _DASHES
    qualifier = scan.matches.ending("qualifier.before", zone.quantity.start)
    rounded = qualifier is not None and qualifier.value in _ROUND
    closed = end == len(scan.tokens) or scan.tokens[end].norm in _CLOSES
    bracket = scan.tokens[start - 1].norm == "(" and len(_brackets(scan)) == 1
    return closed and (bracket or (rounded and (plain or dashed or len(marks) == 1)))


def _brackets(scan: Scan) -> list[int]:
    return [at for at, token in enumerate(scan.tokens) if token.norm == "("]


def bracketed(scan: Scan, between: range) -> int:
    """Return how many tokens stand in brackets: "24 tỷ đồng (chưa tính ...), tương đương ..."."""
    depth = inside = 0
    for at in between:
        opens, closes = scan.tokens[at].norm == "(", scan.tokens[at].norm == ")"
        depth += opens
        inside += depth > 0
        depth -= closes
    return inside
