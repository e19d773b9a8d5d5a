"""Figures of one sector, or of one event or cause, are a part of all."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.scope.part import part_words, phrase_behind
from extract.linking.zone import Zone

_OWNERS = ("noun.full", "noun.bare", "evidence.strong")
_NEAR = 3
_SECTORS = 12
_SECTOR_WORDS = 4


def of_theme(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "12 dự án về y tế", "3 tỷ đồng cho lĩnh vực giáo dục": one sector beside the figure."""
    for found in (*zone.after("scope.theme"), *zone.before("scope.theme")):
        close = (
            found.start - zone.quantity.end <= _NEAR + 3
            if found.start >= zone.quantity.end
            else zone.quantity.start - found.end <= 2 * _NEAR
        )
        parted = zone.scan.has_comma(
            min(found.end, zone.quantity.end), max(found.start, zone.quantity.start)
        )
        of_part = _is_of_part(zone, found.start)
        if close and not parted and not of_part and not _are_all_sectors(zone, found):
            named = phrase_behind(zone, found.end)
            span = (found.start, found.end)
            return Scope(Answer("subset", "scope.theme", *span), named or span)
    return _of_their_field(zone)


def _of_their_field(zone: Zone) -> Scope | None:
    """Read whose the money is: "các tổ chức trong lĩnh vực này đã hỗ trợ 20 tỷ đồng".

    Or of which projects or aid, or what field gets it: "Bidang kesehatan menyerap Rp4 miliar".
    """
    if zone.quantity.measure == "ngo_count":
        return None
    nouns = [m for kind in _OWNERS for m in zone.in_clause_before(kind)]
    for theme in zone.in_clause_before("scope.theme"):
        if zone.quantity.unit == "percent" and theme.end < zone.left:
            continue  # "các lĩnh vực y tế (30%), giáo dục (25%)": of the first
        beside = any(
            0 <= theme.start - noun.end <= _NEAR and not zone.scan.has_comma(noun.end, theme.start)
            for noun in nouns
        )
        joins = (m.start - theme.end for m in zone.scan.matches.of("list.join"))
        several = any(0 <= gap <= _SECTOR_WORDS for gap in joins)
        if (beside or _is_subject(zone, theme)) and not several:
            span = (theme.start, theme.end)
            named = phrase_behind(zone, theme.end)
            return Scope(Answer("subset", "scope.theme", *span), named or span)
    return None


def _is_subject(zone: Zone, theme: Match) -> bool:
    """Whether the clause opens with the field, and no comma parts it from the figure."""
    opens = theme.start == zone.clause_start or zone.scan.tokens[theme.start - 1].kind == "mark"
    opens = opens or any(period.end == theme.start for period in zone.scan.periods)
    nearest = zone.left <= theme.start
    return opens and nearest and not zone.scan.has_comma(theme.end, zone.quantity.start)


def ranked(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "y tế nhiều nhất với 4 tỷ, tiếp đến là giáo dục 2 tỷ": the next of a row of fields."""
    last = context.shared
    if last is None or last.rule != "scope.theme" or last.sentence != zone.scan.sentence.start:
        return None
    rank = next(zone.before("list.rank"), None)
    if rank is None or rank.start - zone.left > _NEAR:
        return None
    return Scope(Answer("subset", "scope.theme", rank.start, rank.end), part_words(zone, rank.end))


def _are_all_sectors(zone: Zone, theme: Match) -> bool:
    """Read "43 dự án, tập trung vào các lĩnh vực y tế, giáo dục, ...": several, what all is for."""
    matches = zone.scan.matches
    before = matches.ending("count.plural", theme.start)
    plural = before or matches.at("count.plural", theme.end)
    joins = [m for m in matches.of("list.join") if theme.end <= m.start <= theme.end + _SECTORS]
    return plural is not None and bool(joins)


def of_event(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read aid for one event or cause (Covid-19, a storm, mines), said anywhere in the clause."""
    for found in zone.scan.matches.of("scope.event"):
        if zone.scan.matches.of("scope.despite") or _is_of_part(zone, found.start):
            return None
        if _is_whole(zone, found.start):
            continue
        inside = zone.clause_start <= found.start and found.end <= zone.clause_end
        inside = inside and not _is_of_place(zone, found)
        if inside and not _is_backdrop(zone, found) and not _among_sectors(zone, found):
            return Scope(
                Answer("subset", "scope.event", found.start, found.end), (found.start, found.end)
            )
    return None


def _is_whole(zone: Zone, at: int) -> bool:
    """Read "Daripada RM12 juta derma, RM5 juta untuk mangsa banjir": said of the part alone."""
    opens = zone.scan.matches.at("scope.within", zone.clause_start)
    behind = any(zone.quantity.end <= fellow <= at for fellow in zone.fellows)
    first = not any(fellow < zone.quantity.start for fellow in zone.fellows)
    parted = zone.scan.has_comma(zone.quantity.end, at)
    return opens is not None and behind and first and parted


def _is_backdrop(zone: Zone, found: Match) -> bool:
    """Whether the event is told in a part of the sentence that ends before the figure's begins."""
    return found.end <= zone.quantity.start and any(
        zone.scan.tokens[at].norm == "," and zone.scan.matches.at("clause.but", at + 1)
        for at in range(found.end, zone.quantity.start)
    )


def _is_of_place(zone: Zone, found: Match) -> bool:
    """Read "Ở Sơn La, mảnh đất nhiều bom mìn, viện trợ là ...": the place between commas."""
    commas = [at for at in range(zone.quantity.start) if zone.scan.tokens[at].norm == ","]
    before = max((at for at in commas if at < found.start), default=None)
    closed = any(at >= found.end for at in commas)
    return closed and any(place.end == before for place in zone.scan.places)


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
