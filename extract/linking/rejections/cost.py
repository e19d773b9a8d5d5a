"""What something costs: all of it theirs, or as a whole where they pay only a part of it."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.names import proper_names
from extract.linking.zone import Zone
from extract.numbers.money import Money
from extract.scan import Scan

WHOLE_COST = "reject.cost"
"""The rule of a cost of which the gift that is told next is a part."""

_COST_REACH = 3
_NAME_REACH = 4


def whole_cost(zone: Zone, context: Context) -> Answer | None:
    """Read "chi phí xây dựng 510 triệu đồng, VNAH lo 260 triệu đồng": only the 260 are a gift."""
    cost = next(zone.before("value.outlay"), None)
    if zone.quantity.measure != "aid_amount" or cost is None:
        return None
    near = zone.qualified_start - cost.end <= _COST_REACH
    if near and any(_is_paid(zone, money, context) for money in zone.scan.money):
        return Answer("other_money", WHOLE_COST, cost.start, cost.end)
    return None


def _is_paid(zone: Zone, money: Money, context: Context) -> bool:
    """Whether it is a part of the amount, with the name of who pays it right before it."""
    part = money.start >= zone.quantity.end and money.currency == zone.quantity.unit
    if not part or money.number.value >= zone.quantity.number.value:
        return False
    if context.names is None:
        context.names = tuple(proper_names(zone.scan, context))
    return any(
        zone.quantity.end < start
        and 0 <= money.start - end <= _NAME_REACH
        and not zone.scan.has_comma(end, money.start)
        for start, end in context.names
    )


def is_cost(zone: Zone, cue: Match, context: Context) -> bool:
    """Read "projek Aman Palestin di Syria membabitkan kos RM3 juta": what projects of aid cost.

    In an article that names an organisation as giver, where the sentence shows no state. What is
    invested or budgeted is aid where the sentence itself names it: "WVI melaksanakan 3 komponen
    dengan belanjawan 1.4 juta USD".
    """
    matches = zone.scan.matches
    said = matches.at("value.cost", cue.start)
    if said is None or matches.of("reject.state"):
        return False
    if said.value == "spent":
        known = (match for match in matches.of("giver.known") if match.end <= cue.start)
        capital = any(zone.scan.tokens[match.start].capital for match in known)
        return capital or by_letters(zone.scan, context, cue.start)
    if _organisations_run(zone, cue):
        return True
    projects = [*matches.of("scope.single"), *matches.of("noun.full")]
    told = any(p.end <= cue.start and p.value != "ngo_count" for p in projects)
    return told and (context.outline.known or context.given)


def _organisations_run(zone: Zone, cue: Match) -> bool:
    """Read "Lima NGO menyiapkan 28 rumah dengan kos RM1.1 juta": what they pay to do it."""
    named = [m.end for m in zone.scan.organisations() if zone.clause_start <= m.start]
    runs = (has.start for has in zone.in_clause_before("giver.has"))
    return any(min(named) <= at < cue.start for at in runs) if named else False


def by_letters(scan: Scan, context: Context, end: int) -> bool:
    """Whether an organisation stands before token ``end`` by the letters the article gave it."""
    return any(token.upper and token.norm in context.outline.short for token in scan.tokens[:end])
