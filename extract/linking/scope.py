"""All of it, a part of it, or one project: and whose money it is."""

from __future__ import annotations

from dataclasses import dataclass

from extract.linking.context import Context
from extract.linking.where import Where
from extract.linking.zone import Answer, Zone
from extract.measures import Measure
from extract.scan import Scan

_NEAR = 3
_NAMED_DONOR_REACH = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """``total``, ``subset`` or ``single_project``; ``part`` are the restricting tokens."""

    answer: Answer
    part: tuple[int, int] | None = None


def link_scope(zone: Zone, measure: Measure, where: Where, context: Context) -> Scope:
    """Return the scope of a figure with the words that restrict it."""
    for rule in (_of_which, _origin, _new, _theme, _district):
        found = rule(zone, where, context)
        if found is not None:
            return found
    if not measure.is_stock:
        single = _single(zone)
        if single is not None:
            return single
    return Scope(Answer("total", "scope.total"))


def link_donors(zone: Zone) -> Answer:
    """Return whose money an amount is: NGOs alone, NGOs and others, or not said."""
    others = _in_clause(zone, "donors.others")
    organisations = _in_clause(zone, "noun.full", value="ngo_count")
    if others is not None and organisations is not None:
        return Answer("ngos_and_others", "donors.others", *others)
    if organisations is not None:
        return Answer("ngos", "donors.ngos", *organisations)
    return Answer(None, "donors.none")


def _in_clause(zone: Zone, category: str, value: str | None = None) -> tuple[int, int] | None:
    for match in zone.scan.matches.of(category):
        inside = zone.clause_start <= match.start and match.end <= zone.clause_end
        if inside and value in {None, match.value}:
            return match.start, match.end
    return None


def _of_which(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "trong đó", "di antaranya": what stands behind it is a part of what stood before."""
    for match in zone.scan.matches.of("scope.part"):
        if match.end <= zone.quantity.start and _after_a_number(zone.scan, match.start):
            return Scope(
                Answer("subset", "scope.of_which", match.start, match.end), (match.start, match.end)
            )
        if match.end <= zone.quantity.start and match.start == 0 and not _place_only(zone, where):
            return Scope(
                Answer("subset", "scope.of_which", match.start, match.end), (match.start, match.end)
            )
    return None


def _place_only(zone: Zone, where: Where) -> bool:
    """ "Riêng tỉnh Cao Bằng" turns to a province; it makes no part of its total."""
    near_start = where.start is not None and where.start <= 3
    return near_start and where.place is not None


def _after_a_number(scan: Scan, at: int) -> bool:
    return any(number.end <= at for number in scan.numbers)


def _origin(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a foreign country right behind the noun: the organisations of one country."""
    country = context.outline.country
    end = zone.quantity.end
    for mention in zone.scan.places:
        foreign = country is None or mention.place.country != country.code
        behind = 0 <= mention.start - end < _NEAR and not zone.scan.has_comma(end, mention.start)
        if mention.place.level == "country" and foreign and behind:
            return Scope(
                Answer("subset", "scope.origin", mention.start, mention.end),
                (mention.start, mention.end),
            )
    return None


def _new(zone: Zone, where: Where, context: Context) -> Scope | None:
    found = zone.scan.matches.at("scope.new", zone.quantity.end)
    if found is None:
        return None
    return Scope(Answer("subset", "scope.new", found.start, found.end), (found.start, found.end))


def _theme(zone: Zone, where: Where, context: Context) -> Scope | None:
    for found in (*zone.after("scope.theme"), *zone.before("scope.theme")):
        close = (
            found.start - zone.quantity.end <= _NEAR + 3
            if found.start >= zone.quantity.end
            else zone.quantity.start - found.end <= 2 * _NEAR
        )
        if close and not zone.scan.has_comma(
            min(found.end, zone.quantity.end), max(found.start, zone.quantity.start)
        ):
            return Scope(
                Answer("subset", "scope.theme", found.start, found.end), (found.start, found.end)
            )
    return None


def _district(zone: Zone, where: Where, context: Context) -> Scope | None:
    if where.place is None or where.place.level != "district" or where.start is None:
        return None
    end = where.end if where.end is not None else where.start
    return Scope(Answer("subset", "scope.district", where.start, end), (where.start, end))


def _single(zone: Zone) -> Scope | None:
    """Read a named giver and one named thing: a gift, not a sum of gifts."""
    if zone.quantity.measure != "aid_amount":
        return None
    for match in zone.before("scope.single"):
        named = zone.scan.tokens[match.end : match.end + 2]
        if any(token.norm == '"' or token.capital for token in named):
            return Scope(Answer("single_project", "scope.single", match.start, match.end))
    return None
