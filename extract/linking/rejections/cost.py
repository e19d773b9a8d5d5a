"""What something costs as a whole, where organisations pay only a part of it."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.names import proper_names
from extract.linking.zone import Zone
from extract.numbers.money import Money

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
