"""The place a figure is about: not where the paper sits, nor where the meeting was."""

from __future__ import annotations

from extract.elliptic.rows import place_before
from extract.linking.answers import Where
from extract.linking.context import Context, Outline
from extract.linking.where.abroad import is_recipient, several_countries
from extract.linking.where.implied import implicit, implied
from extract.linking.where.lands import gives, is_loved, is_origin
from extract.linking.where.scene import is_dateline, is_elsewhere, is_of_listed, is_venue
from extract.linking.where.several import (
    are_others,
    before_many,
    counted_provinces,
    in_order,
    is_led_to,
    together,
)
from extract.linking.zone import Zone
from extract.places import Place, PlaceMention
from extract.scan import Scan

_BODY_REACH = 8
_LIST = "count.list"
_SINGLED_REACH = 2
_NAME_REACH = 4
_BESIDE_REACH = 2
_OPENING_REACH = 8
_WEAK = frozenset({"place.body", "place.venue"})
_COUNTRY = "country"
ASSUMED = "place.article"
"""The rule of a place that no sentence said: nothing to hand on."""


def link_place(zone: Zone, context: Context) -> Where:
    """Return the place: clause, then sentence, then what was handed on, then the article's."""
    outline = context.outline
    named = _named(zone, outline)
    if named is not None:
        return named
    unnamed = implicit(zone, context)
    if unnamed is not None:
        return unnamed
    several = several_countries(zone)
    if several is not None:
        return Where(None, "place.countries", *several)
    if context.place is not None:
        return Where(context.place, "place.inherited")
    if outline.abroad is not None and zone.quantity.measure == "aid_amount":
        return Where(outline.abroad, ASSUMED)
    if outline.place is not None:
        return Where(outline.place, ASSUMED)
    return Where(None, "place.unnamed" if outline.country is not None else "place.none")


def governing_place(scan: Scan, outline: Outline) -> Place | None:
    """Return the place a sentence without figures hands on: one it is about, not a venue.

    News of the whole country turns to a province only by a sentence that opens with it:
    "Seorang aktivis di Bandung ..." leaves the figures behind it those of the country. "Trang
    thứ hai là của tỉnh nhà." turns to the province the article is about.
    """
    if scan.matches.of("place.venue"):
        return None
    province = False
    for where in _mentions(scan, outline):
        opens = where.rule == "place.mention" and _is_subject(scan, where.start or 0)
        ranked = province and where.rule == "place.national"  # "Quảng Trị đứng thứ ba cả nước"
        ranked = ranked or is_origin(scan, where)
        turned = where.rule == "place.locative" and not _is_aside(where, outline)
        if (opens or turned or where.rule == "place.national") and not ranked:
            return where.place
        province = province or where.rule == "place.mention"
    unnamed = not scan.places and scan.matches.of("place.implicit")
    return outline.province if unnamed else None


def _is_aside(where: Where, outline: Outline) -> bool:
    """Whether news of the whole country only mentions the province."""
    national = outline.place is not None and outline.place.level == _COUNTRY
    return national and where.place is not None and where.place.level != _COUNTRY


def _is_subject(scan: Scan, at: int) -> bool:
    """Whether the name at ``at`` opens the sentence: "Năm 2023, tỉnh Lai Châu tiếp tục ..."."""
    unit = scan.matches.ending("place.province", at) or scan.matches.ending("place.district", at)
    at = at if unit is None else unit.start
    dated = any(at - _OPENING_REACH <= p.end <= at for p in scan.periods) and at <= _OPENING_REACH
    return at == 0 or (dated and scan.tokens[at - 1].norm == ",")


def _named(zone: Zone, outline: Outline) -> Where | None:
    quantity = zone.quantity
    mentions = _mentions(zone.scan, outline)
    own_of = in_order(zone, mentions)
    if own_of is not None:
        return own_of
    behind = [
        where
        for where in mentions
        if where.start is not None
        and quantity.end <= where.start < zone.right
        and (where.rule in {"place.locative", "place.national"} or is_led_to(zone, where))
        and not _parted(zone, where)
    ]
    ahead = [where for where in mentions if where.end is not None and where.end <= quantity.start]
    about = [w for w in ahead if w.rule not in _WEAK and not _narrowed(zone, w)]
    if quantity.rule == _LIST:  # "Đắk Lắk nhiều nhất với 41, tiếp đến Lâm Đồng 33"
        named = place_before(zone.scan, zone.qualified_start)
        own = [where for where in ahead if where.end == named]
        if own:
            return own[-1]
    if about and behind and _beside(about[-1], behind[0], zone):
        return about[-1]
    if behind and not (about and _closer(about[-1], behind[0], zone)):
        return behind[0]
    if about:
        return about[-1]
    if behind:
        return behind[0]
    far = [where for where in mentions if where.start is not None and where.start >= zone.right]
    within = [w for w in far if w.end is not None and w.end <= zone.clause_end]
    shared = [
        where
        for where in within
        if where.rule in {"place.locative", "place.national"}
        and not _parted(zone, where)
        and not _of_percentage(zone, where)
    ]
    unnamed = any(said.end <= zone.right for said in implied(zone))
    if shared and not unnamed and not are_others(zone, shared):
        return shared[0]
    bodies = [where for where in ahead if where.rule == "place.body"]
    kept = [where for where in mentions if where.rule == "place.body" and _keeps(zone, where)]
    return bodies[-1] if bodies else next(iter(kept), None)


def _narrowed(zone: Zone, where: Where) -> bool:
    """Read "với đối tác Việt Nam trên địa bàn tỉnh": the province behind the country.

    However far behind, if the whole country is said: "điểm sáng của cả nước: riêng ..., tỉnh có".
    """
    country = where.place is not None and where.place.level == _COUNTRY
    said = [m.start for m in implied(zone) if m.end <= zone.quantity.start]
    end = where.end if where.end is not None else zone.quantity.start
    if where.rule == "place.national":
        return any(end <= start for start in said)
    return country and any(0 <= start - end <= _BESIDE_REACH for start in said)


def _keeps(zone: Zone, where: Where) -> bool:
    """Whether they are registered there: "512 ormas yang tercatat di Kesbangpol Kota Bekasi"."""
    at = where.start or 0
    registers = [m for m in zone.after("place.register") if m.start <= at < zone.right]
    registers = [m for m in registers if not zone.scan.has_comma(m.start, at)]
    return any(zone.scan.matches.ending("place.at", m.start) is not None for m in registers)


def _parted(zone: Zone, where: Where) -> bool:
    """Whether the figure's whole ended before the place: "220 triệu USD, riêng Quảng Trị".

    Or it is that of a part's number: "84 ormas, termasuk 14 di Jambi dan 9 di Bali".
    """
    at = where.start
    return at is not None and any(
        (at - part.end <= _SINGLED_REACH or is_of_listed(zone.scan, at, part))
        and zone.scan.has_comma(zone.quantity.end, part.start)
        for part in zone.scan.matches.of("scope.part")
        if zone.quantity.end <= part.start and part.end <= at
    )


def _of_percentage(zone: Zone, where: Where) -> bool:
    """Whether the place is what a later percentage is of: "chiếm 14 % cả nước"."""
    return where.start is not None and any(
        zone.right <= percent.end <= where.start
        and not any(percent.end <= n.start < where.start for n in zone.scan.numbers)
        for percent in zone.scan.matches.of("unit.percent")
    )


def _beside(about: Where, behind: Where, zone: Zone) -> bool:
    """Read "X, Garut, Jawa Barat, senilai Rp1,2 miliar, Y di Sragen": the place stands at hand."""
    if about.end is None or behind.start is None or about.end < zone.left:
        return False
    near = zone.quantity.start - about.end <= _BESIDE_REACH
    parted = zone.scan.has_comma(about.end, zone.quantity.start)
    return near and parted and zone.scan.has_comma(zone.quantity.end, behind.start)


def _closer(about: Where, behind: Where, zone: Zone) -> bool:
    """A province named before the number holds against its country named behind it.

    And against the next of its kind behind a comma: "ở Lào có 80 tổ chức, ở Myanmar ...".
    """
    if about.place is None or behind.place is None or about.end is None:
        return False
    alike = about.place.level == behind.place.level and about.rule == behind.rule
    if alike and about.end > zone.left and behind.start is not None:
        return zone.scan.has_comma(zone.quantity.end, behind.start)
    narrower = about.place.level != _COUNTRY and behind.place.code == about.place.country
    return narrower and about.end > zone.left and about.rule == "place.locative"


def _mentions(scan: Scan, outline: Outline) -> list[Where]:
    """Return what the sentence says of places, left to right, each with its rule."""
    judged = (_judged(scan, mention, outline) for mention in scan.places)
    found = [together(scan, where) for where in judged if where is not None]
    if outline.country is not None:
        national = scan.matches.of("place.national")
        for match in (*national, *counted_provinces(scan, outline.country)):
            found.append(Where(outline.country, "place.national", match.start, match.end))
    return sorted(found, key=lambda where: where.start or 0)


def _judged(scan: Scan, mention: PlaceMention, outline: Outline) -> Where | None:
    place = mention.place
    span = (mention.start, mention.end)
    if is_dateline(scan, mention):
        return None
    if place.level == _COUNTRY and outline.country and place.code != outline.country.code:
        if is_recipient(scan, mention):
            return Where(place, "place.locative", *span)
        return None  # a donor or a neighbour, not where the figure belongs
    if place.level == _COUNTRY and is_loved(scan, mention):
        return None  # nor where those live who love it
    if place.level == _COUNTRY and gives(scan, mention):
        return None  # nor is the country itself where its gifts go
    if is_elsewhere(scan, mention):
        return None
    if _in_body_name(scan, mention):
        return None if place.level == _COUNTRY else Where(place, "place.body", *span)
    if is_venue(scan, mention):
        return Where(place, "place.venue", *span)
    if _locative(scan, mention):
        return Where(place, "place.locative", *span)
    if place.level == _COUNTRY and not _opens(scan, mention):
        return None  # "Children of Vietnam": part of a name
    return Where(place, "place.mention", *span)


def _in_body_name(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the name belongs to an office or union: Sở Ngoại vụ tỉnh Lạng Sơn."""
    for match in scan.matches.of("place.body"):
        if not scan.tokens[match.start].capital:
            continue
        if mention.start - _BODY_REACH <= match.start < mention.start:
            between = scan.tokens[match.end : mention.start]
            if all(token.kind == "word" for token in between) and not any(
                scan.matches.at("place.about", match.end + i) for i in range(len(between))
            ):
                return True
    return False


def _opens(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the name opens a clause, as its subject: "năm 2019, Việt Nam có ..."."""
    if mention.start == 0:
        return True
    before = scan.tokens[mention.start - 1]
    if before.norm in "-–" and mention.start > 1 and scan.tokens[mention.start - 2].capital:
        return False  # "Medical Committee Netherlands - Vietnam"
    named = before.norm == "of" and mention.start > 1  # "Children of Vietnam"
    return before.kind == "mark" or not (before.capital or named)


def _locative(scan: Scan, mention: PlaceMention) -> bool:
    at = mention.start
    for _ in range(2):
        if scan.matches.ending("place.about", at):
            return True
        unit = scan.matches.ending("place.province", at) or scan.matches.ending(
            "place.district", at
        )
        if unit is None:
            return False
        at = before_many(scan, _before_district(scan, unit.start))
    return False


def _before_district(scan: Scan, at: int) -> int:
    """Return where the "huyện Tân Lập," before "tỉnh Gia Lai" begins, else ``at``."""
    if at == 0 or scan.tokens[at - 1].norm != ",":
        return at
    for name in range(at - 2, max(at - 2 - _NAME_REACH, 0), -1):
        unit = scan.matches.ending("place.district", name)
        if unit is not None or not scan.tokens[name].capital:
            return at if unit is None else unit.start
    return at
