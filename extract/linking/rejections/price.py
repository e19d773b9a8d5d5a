"""Amounts too small for aid: prices, fees and wages, but for those with a giver or receiver."""

from __future__ import annotations

from decimal import Decimal

from extract.elliptic.columns import column_of
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.rejections.evidence import speaks_of_aid
from extract.linking.zone import Zone
from extract.measures import measures

PRICE = "reject.price"
"""The rule of an amount that is too small: larger ones beside it are none for that."""

_LEAST_ROW = 2
_PASSED = ("qualifier.neutral", "evidence.strong", "evidence.weak")
_PAID = frozenset({"received", "disbursed"})


def is_price(zone: Zone, context: Context) -> Answer | None:
    """Read an amount too small for aid: "80.000 đồng một khối", "ojek Rp40.000".

    What each of many receives, what one of several is named with, and what organisations are
    said to give, may be as small.
    """
    if zone.quantity.measure != "aid_amount" or zone.quantity.unit == "percent":
        return None
    least = measures()["aid_amount"].least
    value = zone.quantity.number.value_max or zone.quantity.number.value
    if value >= least.get(zone.quantity.unit, least.get("other", Decimal(0))):
        return None
    rates = (*zone.in_clause_before("kind.rate"), *zone.after("kind.rate"))
    each = zone.quantity.per or any(match.value == "recipient" for match in rates)
    if (
        (each and (speaks_of_aid(zone) or _is_shared_out(zone, context)))
        or named_giver(zone, context)
        or _organisations_give(zone)
        or _is_received(zone, context)
        or _is_next_row(zone, context)
    ):
        return None
    return Answer("other_money", PRICE, zone.quantity.start, zone.quantity.end)


def _is_shared_out(zone: Zone, context: Context) -> bool:
    """Read "640 hộ được hỗ trợ con giống, mỗi hộ 4 triệu đồng" where aid was told before."""
    kinds = ("give.verb", "status.flow", "value.noun", "value.intro")
    said = (m for kind in kinds for m in zone.scan.matches.of(kind))
    near = context.organisations or context.aid_near or context.given
    near = near or (context.outline.aid and not zone.quantity.per)  # no monthly fee
    return near and any(match.end <= zone.quantity.start for match in said)


def _organisations_give(zone: Zone) -> bool:
    """Whether organisations and a verb of giving stand before the amount."""
    named = any(m.value == "ngo_count" for m in zone.in_clause_before("noun.full"))
    verbs = (*zone.gives(), *zone.in_clause_before("status.flow"))
    return named and bool(verbs)


def _is_received(zone: Zone, context: Context) -> bool:
    """Read "gereja itu mendapat RM2,000" where aid was told before: what a receiver got."""
    near = context.aid_near or context.given or (context.outline.aid and context.organisations)
    return near and (_is_got(zone) or _is_one_of_row(zone))


def _is_next_row(zone: Zone, context: Context) -> bool:
    """Whether it stands in a column, below an amount that was read: "Gereja Kudus    RM2,000"."""
    scan, (name, last) = zone.scan, context.last or (None, None)
    if last is None or name != "aid_amount" or context.columns is None:
        return False
    above = scan.text[last.sentence : scan.sentence.start].strip()
    return "\n" not in above and column_of(scan, zone.quantity.start, context.columns) is not None


def _is_got(zone: Zone) -> bool:
    """Whether a verb of receiving has the amount for its object."""
    matches, at = zone.scan.matches, zone.qualified_start
    while passed := next((m for kind in _PASSED if (m := matches.ending(kind, at))), None):
        at = passed.start
    verb = matches.ending("status.flow", at)
    return verb is not None and verb.value == "received"


def _is_one_of_row(zone: Zone) -> bool:
    """Read "tiga NGO dibantu: Rumah Kasih RM5,000, Tabung Guru RM2,000": names with amounts.

    Or with their amounts in brackets: "Antara penerima ialah Kelab Belia (RM1,500), ...".
    """
    scan = zone.scan
    starts = [money.start for money in scan.money]
    said = [m.end for m in scan.matches.of("status.flow") if m.value in _PAID]
    said += [m.end for m in scan.matches.of("noun.full") if m.value == "ngo_count"]
    paid = any(end <= starts[0] for end in said) if starts else False
    at = zone.qualified_start - 1
    named = at >= 0 and (scan.tokens[at].capital or scan.tokens[at].norm == ")")
    return paid and len(starts) >= _LEAST_ROW and (named or zone.listed)
