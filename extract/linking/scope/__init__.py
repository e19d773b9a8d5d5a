"""All of it, a part of it, or one project: and whose money it is."""

from __future__ import annotations

from extract.elliptic.rows import unit_name
from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.parties import some_of_all
from extract.linking.scope.given import given
from extract.linking.scope.listed import by_name
from extract.linking.scope.parts import (
    allotted,
    bracketed,
    continued,
    joined,
    of_more,
    of_those,
    of_which,
    only,
    shared,
    within,
)
from extract.linking.scope.project import named_project
from extract.linking.scope.rows import acted, by_kind, headed, in_row, itemised, placed, resumed
from extract.linking.scope.theme import of_event, of_theme
from extract.linking.scope.totals import handed_out
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.places import PlaceMention

_LIST = "count.list"
_AGAIN = frozenset({"count.taken_up", "count.reached"})
_NEAR = 3
_DISTRICT_REACH = 6
_LEAST_REGISTERS = 2
_REGISTER_REACH = 6


def link_scope(
    zone: Zone, measure: Measure, status: Answer, where: Where, context: Context
) -> Scope:
    """Return the scope of a figure with the words that restrict it."""
    for rule in (
        in_row,
        shared,
        joined,
        acted,
        placed,
        by_kind,
        headed,
        continued,
        within,
        of_more,
        of_which,
        itemised,
        resumed,
        only,
        of_those,
        bracketed,
        named_project,
        by_name,
        given,
        _origin,
        _new,
        of_theme,
        allotted,
        handed_out,
        _of_these,
        of_event,
        _registered_at,
        _region,
        _district,
    ):
        found = rule(zone, where, context)
        if found is not None:
            return found
    return (some_of_all(zone, status) if measure.is_stock else None) or Scope(
        Answer("total", "scope.total")
    )


def _origin(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a foreign country right behind the noun: the organisations of one country."""
    country = context.outline.country
    counted: list[tuple[int, int | None]] = [(zone.quantity.end, None)]
    for kind in ("noun.full", "noun.bare"):
        counted += [(m.end, m.start) for m in zone.in_clause_before(kind) if _is_head(zone, m)]
    for mention in zone.scan.places:
        foreign = country is None or mention.place.country != country.code
        if mention.place.level != "country" or not foreign:
            continue
        if zone.scan.matches.ending("place.at", mention.start) is not None:
            continue  # "310 projek di Laos": where, not whose
        if zone.quantity.unit in {"organization", "project"} and _has(zone, mention):
            span = (mention.start, mention.end)
            return Scope(Answer("subset", "scope.origin", *span), span)
        if not zone.clause_start <= mention.start < zone.clause_end:
            continue  # "400 tổ chức: Mỹ 130": the first of a row
        for end, start in counted:
            between = zone.scan.has_comma(end, mention.start)
            if 0 <= mention.start - end < _NEAR and not between:
                answer = Answer("subset", "scope.origin", mention.start, mention.end)
                return Scope(answer, (mention.start if start is None else start, mention.end))
    return None


def _is_head(zone: Zone, noun: Match) -> bool:
    """Whether what is told is of the noun: money of givers, or "số tổ chức Hàn Quốc là 20"."""
    if zone.quantity.measure == "aid_amount":
        return True
    at = noun.start
    plural = zone.scan.matches.ending("count.plural", at)
    at = at if plural is None else plural.start
    headed = zone.scan.matches.ending("count.head", at) is not None
    return headed and noun.value == zone.quantity.measure


def _has(zone: Zone, mention: PlaceMention) -> bool:
    """Whether the country is the one that has them: "Mỹ có nhiều tổ chức nhất với 152 tổ chức"."""
    matches = zone.scan.matches
    ahead = zone.left <= mention.start and mention.end <= zone.quantity.start
    placed = any(matches.ending(name, mention.start) for name in ("place.about", "place.at"))
    marks = (token.norm for token in zone.scan.tokens[mention.end : zone.quantity.start])
    return ahead and not placed and "," not in marks


def _new(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "12 dự án mới", "11 lembaga anggota", "71 ormas lainnya": new ones, members, others."""
    for kind in ("scope.new", "scope.member", "scope.other"):
        found = zone.scan.matches.at(kind, zone.quantity.end) or _others(zone, kind)
        if found is not None:
            span = (found.start, found.end)
            return Scope(Answer("subset", kind, *span), span)
    return None


def _others(zone: Zone, kind: str) -> Match | None:
    """Return "others" of the same kind counted later: "80 NGO ..., manakala 40 NGO lain ..."."""
    if kind != "scope.other" or zone.quantity.measure is None:
        return None
    for match in zone.scan.matches.of(kind):
        nouns = (zone.scan.matches.ending(n, match.start) for n in ("noun.full", "noun.bare"))
        noun = next((n for n in nouns if n is not None), None)
        counted = noun is not None and noun.value == zone.quantity.measure
        numbers = zone.scan.numbers  # a contrast may part their clauses
        if counted and any(zone.quantity.end <= n.start < match.start for n in numbers):
            return match
    return None


def _of_these(zone: Zone, where: Where, context: Context) -> Scope | None:
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


def _registered_at(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "di Kemendagri ada 370 ormas, di Kemenkumham 48.866 ormas": each has a part of all."""
    registers = zone.scan.matches.of("place.register")
    own = next((m for m in zone.before("place.register") if _leads(zone, m)), None)
    if own is None or len(registers) < _LEAST_REGISTERS or len(zone.fellows) < _LEAST_REGISTERS:
        return None
    return Scope(Answer("subset", "scope.register", own.start, own.end), (own.start, own.end))


def _leads(zone: Zone, register: Match) -> bool:
    at = zone.scan.matches.ending("place.at", register.start)
    return at is not None and zone.quantity.start - register.end <= _REGISTER_REACH


def _region(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Tây Nguyên có 112 tổ chức", "toàn vùng": several provinces are a part of the land."""
    if where.place is not None and where.place.level != "country":
        return None
    for match in (*zone.before("place.region"), *zone.after("place.region")):
        span = (match.start, match.end)
        if not zone.scan.has_comma(match.end, zone.quantity.start):
            return Scope(Answer("subset", "scope.region", *span), span)
    return None


def _district(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a town or district, named in the gazetteer or only called one: "huyện Tân Lập"."""
    unit = unit_name(zone.scan, zone.quantity.start)
    if unit is not None and zone.quantity.rule == _LIST:
        return Scope(Answer("subset", "scope.district", *unit), unit)
    if where.place is None:
        return None
    if where.start is None or where.end is None:
        return _unplaced_district(zone)
    if where.place.level == "district":
        span = (where.start, where.end)
        return Scope(Answer("subset", "scope.district", *span), span)
    for match in zone.scan.matches.of("place.district"):
        named = match.end < len(zone.scan.tokens) and zone.scan.tokens[match.end].capital
        if named and 0 < where.start - match.end <= _DISTRICT_REACH:
            return Scope(
                Answer("subset", "scope.district", match.start, where.end), (match.start, where.end)
            )
    return None


def _unplaced_district(zone: Zone) -> Scope | None:
    """Read "Huyện Tân Lập có 11 dự án", where the province was said before."""
    tokens = zone.scan.tokens
    for match in zone.before("place.district"):
        named = match.end < zone.quantity.start and tokens[match.end].capital
        body = zone.scan.matches.ending("place.body", match.start)
        if named and body is None and not zone.scan.has_comma(match.end, zone.quantity.start):
            end = match.end
            while end < zone.quantity.start and tokens[end].capital:
                end += 1
            return Scope(Answer("subset", "scope.district", match.start, end), (match.start, end))
    return None
