"""Percentages right behind an amount: how much of all the money it is."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.zone import Zone

OF_AMOUNT = frozenset({"ratio.amount", "share.amount"})
"""The rules of percentages that belong to the amount before them."""

_LEADS = ("qualifier.neutral", "qualifier.before", "link.equivalent", "kind.ratio", "kind.reach")
_AS_MUCH = ("kind.ratio", "qualifier.neutral", "kind.share", "link.equivalent")
_PASSING = 10
_OF_THEM = "of_them"
_CLOSES = frozenset({",", ")", ";", ".", "!", "?", "…", "”", '"'})


def of_amount(zone: Zone) -> Answer | None:
    """Read "giải ngân 2 triệu USD, đạt 60%" as a ratio, "atau 80 persen dari anggaran" as a share.

    Nothing but what it is of may follow: "đạt 60% dân số" is of something else.
    """
    scan, end = zone.scan, zone.quantity.end
    pledged = _pledged(zone)
    if pledged is not None and is_as_much(zone):
        return Answer("share", "share.amount", pledged.start, pledged.end)
    at = zone.qualified_start
    while led := next((m for kind in _LEADS if (m := scan.matches.ending(kind, at))), None):
        at = led.start
    if at == zone.qualified_start or zone.quantity.unit != "percent":
        return None
    at -= scan.tokens[at - 1].norm in {",", "("}
    if not any(money.end == at for money in scan.money):
        return None
    same = scan.matches.ending("link.equivalent", zone.qualified_start)
    parts = [part for part in zone.scan.matches.of("scope.part") if part.end <= at]
    equals = same is not None and scan.matches.at("kind.ratio", same.start) is not None
    done = any(match.end <= at for match in zone.in_clause_before("count.done"))
    if same is not None and not equals and (done or (parts and parts[-1].value == _OF_THEM)):
        # "trong đó ..., tức 81%", "yang sudah cair Rp55 miliar atau 44 persen"
        return Answer("share", "share.amount", same.start, same.end)
    whole = scan.matches.at("value.budget", end) or _amount_of(zone)
    if whole is not None:
        return Answer("share", "share.amount", whole.start, whole.end)
    closed = end == len(scan.tokens) or scan.tokens[end].norm in _CLOSES
    return Answer("ratio", "ratio.amount", at, zone.quantity.start) if closed else None


def _pledged(zone: Zone) -> Match | None:
    """Return the pledges of "giải ngân 6 triệu USD, bằng 65% cam kết", where nothing follows."""
    tokens = zone.scan.tokens
    flow = zone.scan.matches.at("status.flow", zone.quantity.end)
    if flow is None or flow.value != "committed" or zone.quantity.unit != "percent":
        return None
    closed = flow.end == len(tokens) or tokens[flow.end].norm in _CLOSES
    return flow if closed else None


def _amount_of(zone: Zone) -> Match | None:
    """Return the "of" of "atau 62 persen dari Rp12 miliar yang disepakati"."""
    within = zone.scan.matches.at("scope.within", zone.quantity.end)
    if within is None:
        return None
    about = zone.scan.matches.at("qualifier.before", within.end)
    at = within.end if about is None else about.end
    return within if any(money.start == at for money in zone.scan.money) else None


def is_as_much(zone: Zone) -> bool:
    """Read "giải ngân 233 triệu USD, bằng gần 80% tổng giá trị cam kết": of the amount before.

    Where and when may stand between, no other figure and no further comma. Or it stands in a
    bracket behind the amount.
    """
    tokens, start = zone.scan.tokens, zone.qualified_start
    before = (zone.scan.matches.ending(kind, start) for kind in _AS_MUCH)
    led = next(filter(None, before), None)
    at = start if led is None else led.start
    mark = at > 0 and tokens[at - 1].norm in {",", "("}
    if at == 0 or (led is None and tokens[at - 1].norm != "("):
        return False
    at -= mark
    last = max((money.end for money in zone.scan.money if money.end <= at), default=None)
    near = last is not None and zone.clause_start <= last and at - last <= _PASSING
    others = any(last is not None and last <= number.start < at for number in zone.scan.numbers)
    return last is not None and near and not others and not zone.scan.has_comma(last, at)
