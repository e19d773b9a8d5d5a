"""What was told before and is a part itself: these organisations, that money, the same figure."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.zone import Zone

_AGAIN = frozenset({"count.taken_up", "count.reached"})
_MONEY = ("evidence.strong", "evidence.weak", "value.noun", "status.flow")
_MONEY_REACH = 1


def of_these(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "các tổ chức này cam kết 2,5 triệu USD" after some that were a part themselves."""
    if not context.some_organisations:
        return None
    if zone.quantity.measure == "ngo_count":
        again = zone.quantity.rule in _AGAIN
        return Scope(Answer("subset", "scope.of_these"), None) if again else None
    for match in zone.in_clause_before("donors.anaphora"):
        span = (match.start, match.end)
        return Scope(Answer("subset", "scope.of_these", *span), span)
    return None


def of_that_money(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Trong số tiền này, 3 tỷ ...", "Daripada kutipan sejak Mei itu, RM2 juta": a part."""
    money = that_money(zone)
    return None if money is None else Scope(Answer("subset", "scope.of_which", *money), None)


def that_money(zone: Zone) -> tuple[int, int] | None:
    """Return the tokens of "of that money" before an amount; what was raised by it is no part."""
    if zone.quantity.measure != "aid_amount":
        return None
    for within in zone.in_clause_before("scope.within"):
        this = _this(zone, within)
        if this is None:
            continue
        later = (verb for verb in zone.before("status.flow") if verb.start >= this.end)
        raised = any(verb.value == "mobilised" for verb in later)
        return None if raised else (within.start, this.end)
    return None


def _this(zone: Zone, within: Match) -> Match | None:
    """Return the "that" of "of that money"."""
    matches = zone.scan.matches
    near = range(within.end, within.end + _MONEY_REACH + 1)
    if not any(matches.at(kind, at) for kind in _MONEY for at in near):
        return None
    for this in matches.of("count.this"):
        inside = within.end < this.start and this.end <= zone.quantity.start
        if inside and not zone.scan.has_comma(within.end, this.start):
            return this
    return None
