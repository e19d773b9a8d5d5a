"""Parts told in a row: sector by sector, item by item, and on into the sentences that follow."""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.cells import is_sum, row_name
from extract.elliptic.columns import IN_COLUMN, column_of, tells_measure
from extract.elliptic.members import ACT
from extract.elliptic.rows import is_labelled, place_before
from extract.lexicon import Match
from extract.linking.acts import acted_on
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context, Row
from extract.linking.items import stands_in_item
from extract.linking.scope.part import as_part, part_words, phrase_behind
from extract.linking.shares import bracketed
from extract.linking.zone import Zone

_LEAST_PARTS = 2
_ACT_REACH = 2
_OF_SOME = frozenset({"scope.origin", "scope.giver", "scope.theme"})
_ROWS = frozenset({"scope.of_which", "scope.by", "scope.headed", "scope.item", "scope.resumed"})


def by_kind(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Theo lĩnh vực, y tế có 29 dự án; giáo dục 35 dự án": all is told by parts.

    One number alone is no row: "Theo ngành y tế, tỉnh có 12 tổ chức" names who says so. What a
    province has is its total.
    """
    named = place_before(zone.scan, zone.qualified_start)
    if any(p.end == named and p.place.level == "province" for p in zone.scan.places):
        return None
    for match in zone.scan.matches.of("scope.by"):
        row = [n for n in zone.scan.numbers if n.start >= match.end and not n.ordinal]
        several = len(row) >= _LEAST_PARTS
        if several and match.end <= zone.quantity.start and zone.quantity.unit != "percent":
            return as_part(zone, "scope.by", match.start, max(match.end, zone.left))
    return None


def in_row(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read the row of a table: the sum is the total, others are of what their first cell names."""
    start = zone.quantity.start
    if column_of(zone.scan, start, context.columns) is None and zone.quantity.rule not in IN_COLUMN:
        return None
    if is_sum(zone.scan):
        return Scope(Answer("total", "scope.sum"))
    named = row_name(zone.scan)
    column = column_of(zone.scan, start, context.columns)
    if column is not None and column.period is not None and tells_measure(zone.scan):
        named = None  # "Số dự án | 52 | 61" below "Năm | 2018 | 2019"
    if named is None or _is_place(zone, named):
        return None
    return Scope(Answer("subset", "scope.row", *named), named)


def _is_place(zone: Zone, name: tuple[int, int]) -> bool:
    """Whether a row is named by a place alone: "Jawa Timur", "tỉnh Hà Giang"."""
    placed = next((m for m in zone.scan.places if name[0] <= m.start < name[1]), None)
    if placed is None:
        return False
    units = ("place.province", "place.district")
    led = (m for unit in units if (m := zone.scan.matches.ending(unit, placed.start)) is not None)
    return placed.end == name[1] and min((m.start for m in led), default=placed.start) == name[0]


def headed(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Lĩnh vực y tế: 45 dự án; giáo dục: 38 dự án": sectors before colons, one said to be."""
    tokens = zone.scan.tokens
    themes = zone.scan.matches.of("scope.theme")
    own = zone.clause_start - 1
    if not themes or own < 0 or tokens[own].norm != ":":
        return None
    colon = next(at for at, token in enumerate(tokens) if token.norm == ":")
    start, _ = zone.scan.clause(own - 1)
    opened = any(zone.scan.clause(colon - 1)[0] <= theme.start < colon for theme in themes)
    numbered = any(start <= number.start < own for number in zone.scan.numbers)
    if not opened or numbered or own == start:
        return None
    listed = bracketed(zone) or _has_name(zone, own + 1)  # "Theo lĩnh vực: giáo dục (38%), ..."
    part = part_words(zone, own + 1) if listed else phrase_behind(zone, start)
    return Scope(Answer("subset", "scope.headed", start, own), part)


def _has_name(zone: Zone, start: int) -> bool:
    """Whether a percentage has its own name behind the colon: "các lĩnh vực: y tế 35%"."""
    matches, at = zone.scan.matches, zone.qualified_start
    for kind in ("qualifier.neutral", "kind.share"):
        led = matches.ending(kind, at)
        at = at if led is None else led.start
    return zone.quantity.unit == "percent" and at > start


def of_new(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Những khoản mới nhích lên: 6 dự án, vốn cam kết 898 ngàn USD": of the new ones."""
    scan = zone.scan
    if zone.quantity.measure == "ngo_count":
        return None
    for new in scan.matches.of("scope.new"):
        between = scan.tokens[new.end : zone.quantity.start]
        parted = any(token.norm == ";" for token in between)
        if new.end <= zone.quantity.start and not parted and _opens_with(zone, new):
            span = (new.start, new.end)
            return Scope(Answer("subset", "scope.new", *span), span)
    return None


def _opens_with(zone: Zone, new: Match) -> bool:
    """Whether the sentence begins with several projects of that kind: "những khoản mới"."""
    matches = zone.scan.matches
    kinds = ("noun.full", "noun.bare")
    noun = next((m for kind in kinds if (m := matches.ending(kind, new.start))), None)
    if noun is None or noun.value != "project_count":
        return False
    several = matches.ending("count.plural", noun.start) or matches.ending("count.head", noun.start)
    return several is not None and several.start == 0


def labelled_sums(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "senilai 6 juta USD: kesehatan 2 juta, pendidikan 3 juta": sums under names.

    A colon parts them from the sum of all.
    """
    scan, start = zone.scan, zone.quantity.start
    if zone.quantity.measure != "aid_amount" or zone.quantity.unit == "percent":
        return None
    colons = [at for at in range(start) if scan.tokens[at].norm == ":"]
    if not colons or not any(money.end == colons[-1] for money in scan.money):
        return None
    row = [money.start for money in scan.money if money.start > colons[-1]]
    named = [n.start for n in scan.numbers if n.start > colons[-1] and is_labelled(scan, n.start)]
    if len(named) < _LEAST_PARTS or zone.quantity.number.start not in named or not row:
        return None
    return Scope(Answer("subset", "scope.headed", colons[-1], start), part_words(zone, zone.left))


def itemised(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "- Yayasan: 120 ormas" below "423 ormas dengan rincian:": an item is a part."""
    if context.details != zone.quantity.measure or not stands_in_item(zone.scan, context):
        return None
    item = Answer("subset", "scope.item", zone.quantity.start, zone.quantity.end)
    return Scope(item, part_words(zone, zone.left))


def resumed(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Selanjutnya, kesehatan 3 ormas, sosial 8 ormas" behind "antara lain hukum 5 ormas".

    A row of names and numbers goes on with the parts of the sentence before, and so does what
    a word like "then" or "besides" opens, where several parts were told.
    """
    row = context.row
    if row is None or row.measure != zone.quantity.measure or zone.quantity.unit == "percent":
        return None
    start = zone.quantity.start
    turned = any(period.end <= start for period in zone.scan.periods)
    if turned or any(mention.end <= start for mention in zone.scan.places):
        return None
    labels = [at for at in zone.fellows if is_labelled(zone.scan, at)]
    opened = any(match.start == 0 for match in zone.scan.matches.of("clause.next"))
    broken = zone.qualified_start == 0  # the name ends in a stop: "sumber daya alam, dll. 5 ormas"
    in_row = len(labels) >= _LEAST_PARTS and (broken or start in labels)
    if not in_row and not (opened and row.several):
        return None
    answer = Answer("subset", "scope.resumed", zone.left, start)
    return Scope(answer, part_words(zone, zone.left))


def acted(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "cấp mới giấy đăng ký cho 17 tổ chức, gia hạn 103": by what was done with them."""
    if zone.quantity.unit not in {"organization", "project"}:
        return None
    further = acted_on(zone)
    if further is not None:
        span = (further.start, further.end)
        return Scope(Answer("subset", "scope.act", *span), span)
    act = zone.scan.matches.ending("list.act", zone.qualified_start)
    act = act or next(zone.before("list.act"), None)
    numbers = [n.start for n in zone.scan.numbers if n.start > zone.quantity.start]
    later = (m.end for m in zone.scan.matches.of("list.act") if m.start > zone.quantity.start)
    more = any(0 <= number - end <= _ACT_REACH for end in later for number in numbers)
    if act is None or not (more or zone.quantity.rule == ACT):
        return None
    return Scope(Answer("subset", "scope.act", act.start, act.end), (act.start, act.end))


def placed(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "83 proyek LSM Jerman: sebelas di Bac Giang": where the parts of a part are."""
    last = context.shared
    if zone.quantity.rule != "count.list" or last is None or last.rule not in _OF_SOME:
        return None
    named = place_before(zone.scan, zone.qualified_start)
    from_land = zone.scan.matches.at("scope.within", zone.quantity.end)  # "enam dari Jepang"
    behind = None if from_land is None else from_land.end
    lands = (m for m in zone.scan.places if m.place.level == "country")
    own = any(named == m.end or behind == m.start for m in lands)
    if own or last.sentence != zone.scan.sentence.start:
        return None  # "Mỹ nhiều nhất với 152 tổ chức, tiếp đến là Hàn Quốc (60)"
    return Scope(Answer("subset", last.rule, *(last.part or (None, None))), last.part)


def row_told(told: Sequence[tuple[str, str]]) -> Row | None:
    """Return the row of parts that a sentence ends with; ``told`` are its measures and rules."""
    parts = [measure for measure, rule in told if rule in _ROWS]
    if not parts or told[-1][1] not in _ROWS:
        return None
    return Row(parts[-1], len(parts) >= _LEAST_PARTS)
