"""Bare words for organisations, which count only where something says that NGOs are meant."""

from __future__ import annotations

from extract.elliptic.bare import nothing_counted_behind
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.rejections.excused import is_handed
from extract.linking.zone import Zone

_NAMED_REACH = 2
_BEHIND = ("noun.full", "value.intro", "giver.by", "status.flow", "kind.share", "place.recipient")


def antecedent(zone: Zone, context: Context) -> Answer | None:
    """A bare "tổ chức" counts only where NGOs were named in this or the previous sentence."""
    if not zone.quantity.bare:
        return None
    if zone.quantity.unit == "project" and _is_of_goods(zone):
        return Answer("beneficiary", "reject.goods", zone.quantity.start, zone.quantity.end)
    named = any(match.value == zone.quantity.measure for match in zone.scan.matches.of("noun.full"))
    told = zone.quantity.measure in context.wholes  # "71,248 pertubuhan berdaftar" before
    if named or told or context.organisations or context.outline.organisations:
        return None
    if _speaks_of_aid(zone, context) or _is_of_register(zone):
        return None
    if context.outline.aid and (_is_handed_aid(zone) or _beside_aid(zone)):
        return None
    for match in zone.after("status.stock"):
        if match.value == "registered" and match.start - zone.quantity.end <= _NAMED_REACH:
            return None  # "1,404 pertubuhan berdaftar": registered societies
    if any(match.value == "registered" for match in zone.in_clause_before("status.stock")):
        return None  # "... berdaftar daripada 60,980 pertubuhan"
    return Answer("no_antecedent", "reject.antecedent")


def _is_of_register(zone: Zone) -> bool:
    """Read "Statistik JPPM menunjukkan 80,210 pertubuhan aktif": societies, in their register."""
    registers = (m for m in zone.scan.matches.of("place.register") if m.end <= zone.quantity.start)
    named = any(zone.scan.tokens[match.start].capital for match in registers)
    status = (m.start - zone.quantity.end for m in zone.after("status.stock"))
    return named and any(gap <= _NAMED_REACH for gap in status)


def _is_of_goods(zone: Zone) -> bool:
    """Read "340 bantuan makanan": the word behind tells what was given."""
    end = zone.quantity.end
    alone = nothing_counted_behind(zone.scan, zone.quantity)
    return not (alone or any(zone.scan.matches.at(kind, end) is not None for kind in _BEHIND))


def _beside_aid(zone: Zone) -> bool:
    """Whether their money or projects are told with them: "43 tổ chức và 8,7 triệu USD"."""
    matches = zone.scan.matches
    counted = (m for m in matches.of("noun.full") if m.value == "project_count")
    projects = any(number.end == noun.start for noun in counted for number in zone.scan.numbers)
    given_to = matches.ending("place.recipient", zone.qualified_start) is not None
    return not given_to and (projects or bool(zone.scan.money))


def _speaks_of_aid(zone: Zone, context: Context) -> bool:
    """Whether organisations are told of with aid: "9 yayasan menerima hibah".

    The aid stands in their sentence, in this paragraph before them or in the one before.
    """
    aid = context.aid_near or bool(zone.scan.matches.of("evidence.strong"))
    return aid and zone.quantity.unit == "organization"


def _is_handed_aid(zone: Zone) -> bool:
    """Whether money goes to them, in an article about aid: "Rp6 miliar kepada 14 yayasan"."""
    money = any(zone.clause_start <= money.start < zone.quantity.start for money in zone.scan.money)
    to = zone.scan.matches.ending("place.recipient", zone.qualified_start)
    return to is not None and money and is_handed(zone)
