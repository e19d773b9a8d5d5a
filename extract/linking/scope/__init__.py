"""All of it, a part of it, or one project: and whose money it is."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.parties import some_of_all
from extract.linking.scope.given import given, phased
from extract.linking.scope.listed import by_name
from extract.linking.scope.of_which import of_them, of_which
from extract.linking.scope.parts import (
    allotted,
    as_far,
    bracketed,
    continued,
    joined,
    of_more,
    of_most,
    of_those,
    only,
    shared,
    within,
)
from extract.linking.scope.places import district, of_several, region, registered_at, told_district
from extract.linking.scope.project import named_project
from extract.linking.scope.rows import (
    acted,
    by_kind,
    headed,
    in_row,
    itemised,
    labelled_sums,
    of_new,
    placed,
    resumed,
)
from extract.linking.scope.taken_over import of_that_money, of_these
from extract.linking.scope.theme import of_event, of_theme, ranked
from extract.linking.scope.totals import handed_out, of_body, one_got, to_receiver
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.places import PlaceMention

_NEAR = 3


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
        labelled_sums,
        of_new,
        continued,
        within,
        of_more,
        of_which,
        of_most,
        itemised,
        resumed,
        only,
        of_those,
        of_them,
        bracketed,
        as_far,
        named_project,
        by_name,
        given,
        phased,
        _origin,
        _new,
        of_theme,
        ranked,
        allotted,
        one_got,
        handed_out,
        to_receiver,
        of_body,
        of_these,
        of_that_money,
        of_event,
        registered_at,
        of_several,
        region,
        district,
        told_district,
    ):
        found = rule(zone, where, context)
        if found is not None:
            return found
    return (some_of_all(zone, status) if measure.is_stock else None) or Scope(
        Answer("total", "scope.total")
    )


def _origin(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a foreign country or continent right behind the noun: the organisations of one land."""
    counted: list[tuple[int, int | None]] = [(zone.quantity.end, None)]
    for kind in ("noun.full", "noun.bare"):
        counted += [(m.end, m.start) for m in zone.in_clause_before(kind) if _is_head(zone, m)]
    end = zone.quantity.end  # the land right behind it first: "..., enam dari Jepang"
    for mention in sorted(_foreign(zone, context), key=lambda m: not 0 <= m.start - end < _NEAR):
        if _of_currency(zone, mention):
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


def _foreign(zone: Zone, context: Context) -> Iterator[PlaceMention | Match]:
    """Yield other countries and the continents: "tổ chức châu Âu"."""
    home = context.outline.country
    for mention in zone.scan.places:
        if mention.place.level == "country" and (
            home is None or mention.place.country != home.code
        ):
            yield mention
    yield from zone.scan.matches.of("place.continent")


def _of_currency(zone: Zone, mention: PlaceMention | Match) -> bool:
    """Whether the country only tells the currency: "hibah 2 juta dolar AS"."""
    return any(m.start <= mention.start and mention.end <= m.end for m in zone.scan.money)


def _is_head(zone: Zone, noun: Match) -> bool:
    """Whether what is told is of the noun: money of givers, or "số tổ chức Hàn Quốc là 20"."""
    if zone.quantity.measure == "aid_amount":
        return True
    at = noun.start
    plural = zone.scan.matches.ending("count.plural", at)
    at = at if plural is None else plural.start
    headed = zone.scan.matches.ending("count.head", at) is not None
    return headed and noun.value == zone.quantity.measure


def _has(zone: Zone, mention: PlaceMention | Match) -> bool:
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
        found = found or _new_projects(zone, kind)
        if found is not None:
            span = (found.start, found.end)
            return Scope(Answer("subset", kind, *span), span)
    return None


def _new_projects(zone: Zone, kind: str) -> Match | None:
    """Return the "new" of "proyek baru menyerap Rp8 miliar": money of the new ones, not counted."""
    if kind != "scope.new" or zone.quantity.measure != "aid_amount":
        return None
    for noun in zone.before("noun.full"):
        counted = any(number.end == noun.start for number in zone.scan.numbers)
        if noun.value == "project_count" and not counted:
            return zone.scan.matches.at(kind, noun.end)
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
        told = any(zone.quantity.end <= n.start < match.start for n in numbers)
        parted = any(t.norm == ";" for t in zone.scan.tokens[zone.quantity.end : match.start])
        if counted and told and not parted:
            return match
    return None
