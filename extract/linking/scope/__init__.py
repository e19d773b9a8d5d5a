"""All of it, a part of it, or one project: and whose money it is."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.parties import some_of_all
from extract.linking.scope.listed import by_name
from extract.linking.scope.part import phrase_behind
from extract.linking.scope.parts import (
    allotted,
    bracketed,
    by_kind,
    continued,
    headed,
    joined,
    of_which,
    shared,
    within,
)
from extract.linking.scope.project import named_project
from extract.linking.scope.totals import handed_out
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.periods import Period
from extract.places import PlaceMention
from extract.rows import unit_name

_LIST = "count.list"
_NEAR = 3
_DISTRICT_REACH = 6
_YEARS = frozenset({"span", "past_years", "since"})


def link_scope(
    zone: Zone, measure: Measure, status: Answer, where: Where, context: Context
) -> Scope:
    """Return the scope of a figure with the words that restrict it."""
    for rule in (
        shared,
        joined,
        by_kind,
        headed,
        continued,
        within,
        of_which,
        bracketed,
        named_project,
        by_name,
        _given,
        _origin,
        _new,
        _theme,
        allotted,
        handed_out,
        _of_these,
        _event,
        _district,
    ):
        found = rule(zone, where, context)
        if found is not None:
            return found
    return (some_of_all(zone, status) if measure.is_stock else None) or Scope(
        Answer("total", "scope.total")
    )


def link_donors(zone: Zone) -> Answer:
    """Return whose money an amount is: NGOs alone, NGOs and others, or not said."""
    others = _in_clause(zone, "donors.others")
    organisations = _in_clause(zone, "noun.full", value="ngo_count")
    organisations = organisations or _in_clause(zone, "donors.anaphora")
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


def _given(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read one named giver: its gift is one, its projects and the gifts of years are a part."""
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    name = named_giver(zone, context)
    if name is None:
        return None
    years = any(_is_of_years(p) for p in zone.scan.periods) or _is_listed(zone, name)
    years = years or _is_general(zone)
    single = zone.quantity.measure == "aid_amount" and not years
    answer = Answer("single_project" if single else "subset", "scope.giver", *name)
    return Scope(answer, None if single else name)


def _is_of_years(period: Period) -> bool:
    """Whether gifts of several years are told; a span of days is none: "ngày 24-25/4"."""
    return period.form in _YEARS and period.granularity != "day"


def _is_general(zone: Zone) -> bool:
    """Whether it is all one gave or raised: "hingga kini", "pada 2024 ... ke berbagai lembaga"."""
    said = (*zone.before("status.flow"), *zone.after("status.flow"))
    if any(match.value == "mobilised" for match in said):
        return True
    until = any(match.value == "until" for match in zone.scan.matches.of("periods.now"))
    plural = zone.scan.matches.of("count.plural")
    many = any(zone.scan.matches.ending("place.recipient", match.start) for match in plural)
    yearly = any(period.form in {"year", "same_year"} for period in zone.scan.periods)
    return until or (many and yearly)


def _is_listed(zone: Zone, name: tuple[int, int]) -> bool:
    """Whether another name stands before it: "MAG, NPA và PeaceTrees đã tài trợ"."""
    join = zone.scan.matches.ending("list.join", name[0])
    if join is None or join.start == 0 or not zone.scan.tokens[join.start - 1].capital:
        return False
    if zone.scan.tokens[join.start].norm == "/":
        return False  # "GPI/Hàn Quốc": where it is from
    taken = [(p.start, p.end) for p in zone.scan.places if _is_led(zone, p)]
    taken += [(period.start, period.end) for period in zone.scan.periods]
    return not any(start < join.start <= end for start, end in taken)


def _is_led(zone: Zone, mention: PlaceMention) -> bool:
    """Whether the place stands alone or behind "in"; "Mercy Malaysia" is a name."""
    kinds = ("place.at", "place.about", "place.province", "place.district")
    led = any(zone.scan.matches.ending(kind, mention.start) for kind in kinds)
    return led or mention.start == 0 or not zone.scan.tokens[mention.start - 1].capital


def _origin(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a foreign country right behind the noun: the organisations of one country."""
    country = context.outline.country
    counted: list[tuple[int, int | None]] = [(zone.quantity.end, None)]
    if zone.quantity.measure == "aid_amount":
        for kind in ("noun.full", "noun.bare"):
            counted += [(m.end, m.start) for m in zone.in_clause_before(kind)]
    for mention in zone.scan.places:
        foreign = country is None or mention.place.country != country.code
        if mention.place.level != "country" or not foreign:
            continue
        if zone.scan.matches.ending("place.at", mention.start) is not None:
            continue  # "310 projek di Laos": where, not whose
        if zone.quantity.unit in {"organization", "project"} and _has(zone, mention):
            span = (mention.start, mention.end)
            return Scope(Answer("subset", "scope.origin", *span), span)
        for end, start in counted:
            between = zone.scan.has_comma(end, mention.start)
            if 0 <= mention.start - end < _NEAR and not between:
                answer = Answer("subset", "scope.origin", mention.start, mention.end)
                return Scope(answer, (mention.start if start is None else start, mention.end))
    return None


def _has(zone: Zone, mention: PlaceMention) -> bool:
    """Whether the country is the one that has them: "Mỹ có nhiều tổ chức nhất với 152 tổ chức"."""
    matches = zone.scan.matches
    ahead = zone.left <= mention.start and mention.end <= zone.quantity.start
    placed = any(matches.ending(name, mention.start) for name in ("place.about", "place.at"))
    marks = (token.norm for token in zone.scan.tokens[mention.end : zone.quantity.start])
    return ahead and not placed and "," not in marks


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
            named = phrase_behind(zone, found.end)
            span = (found.start, found.end)
            return Scope(Answer("subset", "scope.theme", *span), named or span)
    return None


def _of_these(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "các tổ chức này cam kết 2,5 triệu USD" after some that were a part themselves."""
    if zone.quantity.measure == "ngo_count" or not context.some_organisations:
        return None
    for match in zone.in_clause_before("donors.anaphora"):
        span = (match.start, match.end)
        return Scope(Answer("subset", "scope.of_these", *span), span)
    return None


def _event(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read aid for one event or cause (Covid-19, a storm, mines), said anywhere in the clause."""
    for found in zone.scan.matches.of("scope.event"):
        if zone.scan.matches.of("scope.despite") or _is_of_part(zone, found.start):
            return None
        inside = zone.clause_start <= found.start and found.end <= zone.clause_end
        if inside and not _is_backdrop(zone, found) and not _among_sectors(zone, found):
            return Scope(
                Answer("subset", "scope.event", found.start, found.end), (found.start, found.end)
            )
    return None


def _is_backdrop(zone: Zone, found: Match) -> bool:
    """Whether the event is told in a part of the sentence that ends before the figure's begins."""
    return found.end <= zone.quantity.start and any(
        zone.scan.tokens[at].norm == "," and zone.scan.matches.at("clause.but", at + 1)
        for at in range(found.end, zone.quantity.start)
    )


def _among_sectors(zone: Zone, found: Match) -> bool:
    """Whether it is one of several sectors that all of it went to: "các lĩnh vực y tế, bom mìn"."""
    return any(
        zone.quantity.end <= theme.start < found.start
        and zone.scan.has_comma(theme.end, found.start)
        for theme in zone.scan.matches.of("scope.theme")
    )


def _is_of_part(zone: Zone, at: int) -> bool:
    """Whether "trong đó" stands between the number and token ``at``, which is then of a part."""
    parts = zone.scan.matches.of("scope.part")
    return any(zone.quantity.end <= part.start < at for part in parts)


def _district(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a town or district, named in the gazetteer or only called one: "huyện Tân Lập"."""
    unit = unit_name(zone.scan, zone.quantity.start)
    if unit is not None and zone.quantity.rule == _LIST:
        return Scope(Answer("subset", "scope.district", *unit), unit)
    if where.place is None or where.start is None or where.end is None:
        return None
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
