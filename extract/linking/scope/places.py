"""Figures of a part of the land: of one register, of a region, a district or a town."""

from __future__ import annotations

from collections.abc import Iterator

from extract.elliptic.rows import unit_name
from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_LIST = "count.list"
_HANDED_ON = frozenset({"place.inherited", "place.article"})
_DISTRICT_REACH = 6
_SEVERAL = 2
_LEAST_REGISTERS = 2
_REGISTER_REACH = 6


def registered_at(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "di Kemendagri ada 370 ormas, di Kemenkumham 48.866 ormas": each has a part of all."""
    registers = zone.scan.matches.of("place.register")
    own = next((m for m in zone.before("place.register") if _leads(zone, m)), None)
    if own is None or len(registers) < _LEAST_REGISTERS or len(zone.fellows) < _LEAST_REGISTERS:
        return None
    return Scope(Answer("subset", "scope.register", own.start, own.end), (own.start, own.end))


def _leads(zone: Zone, register: Match) -> bool:
    at = zone.scan.matches.ending("place.at", register.start)
    return at is not None and zone.quantity.start - register.end <= _REGISTER_REACH


def of_several(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "di Cao Bang, Bac Kan dan Lang Son": several provinces are a part of the land."""
    if where.place is None or where.place.level != "country" or where.start is None:
        return None
    span = (where.start, where.end or where.start)
    inside = [place for place in zone.scan.places if span[0] <= place.start < span[1]]
    if len({place.place.code for place in inside if place.place.level != "country"}) < _SEVERAL:
        return None
    return Scope(Answer("subset", "scope.several", *span), span)


def region(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Tây Nguyên có 112 tổ chức", "toàn vùng": several provinces are a part of the land."""
    if where.place is not None and where.place.level != "country":
        return None
    for match in (*zone.before("place.region"), *zone.after("place.region")):
        span = (match.start, match.end)
        if not zone.scan.has_comma(match.end, zone.quantity.start):
            return Scope(Answer("subset", "scope.region", *span), span)
    return None


def district(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a town or district, named in the gazetteer or only called one: "huyện Tân Lập"."""
    unit = unit_name(zone.scan, zone.quantity.start)
    if unit is not None and zone.quantity.rule == _LIST:
        return Scope(Answer("subset", "scope.district", *unit), unit)
    if where.place is None:
        return None
    if where.start is None or where.end is None:
        handed_on = where.place.level == "district" and where.rule in _HANDED_ON
        whole = Scope(Answer("subset", "scope.district"), None) if handed_on else None
        return _unplaced_district(zone) or whole
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


def districts_told(scan: Scan) -> Iterator[tuple[str, ...]]:
    """Yield the names that a sentence calls districts: "huyện Kỳ Sơn", "Kabupaten Ketapang"."""
    for match in scan.matches.of("place.district"):
        end = match.end
        while end < len(scan.tokens) and scan.tokens[end].capital and not _is_province(scan, end):
            end += 1
        if end > match.end:
            yield tuple(token.norm for token in scan.tokens[match.end : end])


def told_district(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Kỳ Sơn có 14 dự án" behind "huyện Kỳ Sơn", and "kabupaten itu", "toàn huyện"."""
    said = (*zone.in_clause_before("place.this_district"), *zone.after("place.this_district"))
    spans = [(match.start, match.end) for match in said if not _is_several(zone.scan, match)]
    spans += [*_named_again(zone, context), *_pointed_at(zone)]
    for span in spans:
        if not _placed_between(zone, span):
            return Scope(Answer("subset", "scope.district", *span), span)
    return None


def _pointed_at(zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield "di kabupaten terluas di provinsi itu": a district without a name, pointed at."""
    scan = zone.scan
    for match in scan.matches.of("place.district"):
        near = range(match.end + 1, min(match.end + _DISTRICT_REACH, len(scan.tokens)))
        this = next(filter(None, (scan.matches.at("count.this", at) for at in near)), None)
        led = scan.matches.ending("place.at", match.start)
        if this is None or led is None or scan.tokens[match.end].capital:
            continue
        plain = all(token.kind == "word" for token in scan.tokens[match.end : this.start])
        nouns = (m for kind in ("noun.full", "noun.bare") for m in scan.matches.of(kind))
        other = any(match.end <= noun.start < this.start for noun in nouns)
        if plain and not other and zone.clause_start <= match.start < zone.clause_end:
            yield match.start, this.end


def _named_again(zone: Zone, context: Context) -> Iterator[tuple[int, int]]:
    """Yield where a district told before is the subject, or the place of the figure."""
    tokens = zone.scan.tokens
    for name in context.districts:
        for at in range(zone.clause_start, zone.clause_end - len(name) + 1):
            end = at + len(name)
            if tuple(token.norm for token in tokens[at:end]) != name or not tokens[at].capital:
                continue
            longer = (at > 1 and tokens[at - 1].capital) or any(
                t.capital for t in tokens[end : end + 1]
            )
            led = zone.scan.matches.ending("place.at", at) is not None
            if not longer and (led or end <= zone.quantity.start):
                yield at, end


def _is_several(scan: Scan, match: Match) -> bool:
    """Whether they are several: "tại các huyện này", "tại 5 huyện này"."""
    counted = any(number.end == match.start for number in scan.numbers)
    return counted or scan.matches.ending("count.plural", match.start) is not None


def _placed_between(zone: Zone, span: tuple[int, int]) -> bool:
    """Whether a province or the land is named between the district and the figure."""
    start = min(span[1], zone.quantity.end)
    end = max(span[0], zone.quantity.start)
    named = any(start <= place.start < end for place in zone.scan.places)
    kinds = ("place.implicit", "place.national")
    return named or any(start <= m.start < end for k in kinds for m in zone.scan.matches.of(k))


def _is_province(scan: Scan, at: int) -> bool:
    return any(p.start <= at < p.end and p.place.level != "district" for p in scan.places)
