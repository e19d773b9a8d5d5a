"""Parts of a whole told before: behind "trong đó", "di antaranya", or with that word behind."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Scope, Where
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.scope.given import given
from extract.linking.scope.part import as_part
from extract.linking.zone import Zone
from extract.scan import Scan

_VERBAL = ("give.verb", "give.adverb", "status.flow", "status.done")
_RULE = "scope.of_which"
_DETAIL = "detail"
_NUMBER_REACH = 3
_TURNING = frozenset({"with", "year"})
_NOUN_BEFORE = "count.noun_before"


def of_which(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "trong đó", "di antaranya": what stands behind it is a part of what stood before."""
    for match in zone.scan.matches.of("scope.part"):
        if _turns(zone, match.end) or closed(zone, match.end) or _is_apposition(zone, match):
            continue
        if _is_where(zone, match) or _is_aside(zone, match) or _is_summed_up(zone, match):
            continue
        if _has_more(zone, match):
            continue
        if zone.quantity.rule == _NOUN_BEFORE and match.end == zone.quantity.start:
            continue  # "jumlah LSM di Aceh yakni 67": the number of all
        if match.end <= zone.quantity.start and _after_a_number(zone.scan, match.start):
            gift = given(zone, where, context) if _is_of_refused(zone, match, context) else None
            return gift or _named(zone, match, context)
        first = all(token.kind == "mark" for token in zone.scan.tokens[: match.start])
        opens = first and bool(context.measure) and not _place_only(zone, where)
        leads = bool(context.measure) and _leads_on(zone, match)
        if match.end <= zone.quantity.start and (opens or leads or _lists(zone.scan, match.end)):
            gift = given(zone, where, context) if match.value == _DETAIL else None
            if gift is not None and gift.answer.value == "single_project":
                return gift  # "Cụ thể, ... lô giày do tổ chức X tài trợ, trị giá 600 triệu"
            return as_part(zone, _RULE, match.start, match.end)
    return None


def _leads_on(zone: Zone, match: Match) -> bool:
    """Read "mendapat porsi terbesar, yakni Rp4 miliar": no more than "that is" stands between."""
    at = zone.qualified_start
    while at > match.end:
        steps = (zone.scan.matches.ending(k, at) for k in ("qualifier.neutral", "scope.part"))
        step = next(filter(None, steps), None)
        comma = zone.scan.tokens[at - 1].norm == ","
        if step is None and not comma:
            return False
        at = at - 1 if step is None else step.start
    return match.value == "part" and at == match.end


def _has_more(zone: Zone, match: Match) -> bool:
    """Read "52 penderma, termasuk 41 NGO asing, dengan 74 projek": the projects are of all.

    Behind a comma and "with", or a word like "each year", something else is counted, and its
    worth behind it.
    """
    if match.value not in {"part", "of_them"} or zone.quantity.measure == "ngo_count":
        return False
    scan, tokens = zone.scan, zone.scan.tokens
    kinds = ("noun.full", "noun.bare")
    nouns = [m for kind in kinds for m in scan.matches.of(kind)]
    behind = (m for m in nouns if match.end <= m.start < zone.quantity.end)
    first = min(behind, key=lambda m: m.start, default=None)
    if first is None or first.value != "ngo_count" or not _lists(scan, match.end):
        return False
    led = [*scan.matches.of("giver.with"), *scan.matches.of("kind.rate")]
    turns = (word.start for word in led if word.start > first.end and word.value in _TURNING)
    return any(tokens[at - 1].norm == "," and at < zone.quantity.start for at in turns)


def _is_summed_up(zone: Zone, match: Match) -> bool:
    """Read "..., trong đó 2 triệu đồng làm chuồng trại; tổng kinh phí 1,2 tỷ": the sum of all."""
    at = zone.clause_start
    sums = any(zone.scan.matches.at(kind, at) for kind in ("row.total", "value.intro"))
    return match.end <= at and sums


def _named(zone: Zone, match: Match, context: Context) -> Scope:
    """Read "trong đó tổ chức Good Neighbors (GNI) tài trợ 3 tỷ đồng": the giver names the part."""
    scope = as_part(zone, _RULE, match.start, match.end)
    verb = None if scope.part is None else zone.scan.matches.at("give.verb", scope.part[0])
    if scope.part is not None and (verb is None or verb.end < scope.part[1]):
        return scope
    name = _giver_behind(zone, match, context)
    return scope if name is None else scope._replace(part=name)


def _giver_behind(zone: Zone, match: Match, context: Context) -> tuple[int, int] | None:
    """Return the name of who gives the amount, where it stands behind the cue."""
    name = named_giver(zone, context) if zone.quantity.measure == "aid_amount" else None
    return name if name is not None and name[0] >= match.end else None


def _is_of_refused(zone: Zone, match: Match, context: Context) -> bool:
    """Read "tổng mức đầu tư 4 tỷ đồng, trong đó tổ chức X tài trợ 3 tỷ": the whole is no aid.

    The amounts before it in its sentence were all set aside.
    """
    here = zone.scan.sentence.start
    told = context.last is not None and context.last[1].sentence == here
    before = any(money.end <= zone.quantity.start for money in zone.scan.money)
    name = _giver_behind(zone, match, context) if before and not told else None
    return name is not None and any(verb.start >= name[1] for verb in zone.gives())


def _is_aside(zone: Zone, match: Match) -> bool:
    """Read "Tujuh LSM, termasuk Oxfam dan CARE, menyalurkan ...": names between commas, a verb."""
    if match.value not in {"part", "all", _DETAIL} or match.start == 0:
        return False
    opened = zone.scan.tokens[match.start - 1].norm == ","
    for at in range(match.end, zone.quantity.start) if opened else ():
        if any(number.start == at for number in zone.scan.numbers):
            return False
        verb = any(zone.scan.matches.at(kind, at + 1) for kind in _VERBAL)
        if zone.scan.tokens[at].norm == "," and verb:
            return True
    return False


def of_them(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Rp5 miliar di antaranya telah disalurkan": the figure before the cue is the part.

    Where a number follows at once, the cue leads to that one.
    """
    found = zone.scan.matches.at("scope.part", zone.quantity.end)
    if found is None or found.value != "of_them" or zone.scan.tokens[found.start].norm == ",":
        return None
    follows = any(0 <= n.start - found.end <= _NUMBER_REACH for n in zone.scan.numbers)
    if follows or not (context.measure or _after_a_number(zone.scan, zone.quantity.start)):
        return None
    return as_part(zone, _RULE, found.start, found.end)


def _is_where(zone: Zone, match: Match) -> bool:
    """Whether it only says where: "di Lampung, di mana 28 LSM bekerja", no whole before it."""
    placed = any(place.end == match.start for place in zone.scan.places)
    nouns = (m for k in ("noun.full", "noun.bare") for m in zone.scan.matches.of(k))
    counted = any(m.value == zone.quantity.measure and m.end <= match.start for m in nouns)
    return zone.scan.tokens[match.start].norm == "," and placed and not counted


def _is_apposition(zone: Zone, match: Match) -> bool:
    """Whether "yaitu", "iaitu" only leads to the figure: no whole before it, no list behind."""
    if match.value != "namely":
        return False
    if len([at for at in zone.fellows if at >= match.end]) == len(zone.fellows) == 1:
        return True
    if any(land.end == match.start for land in _lands(zone.scan)):
        return True  # "0,5% bantuan seluruh negeri, yakni 290 juta USD"
    counted = any(number.end <= match.start for number in zone.scan.numbers)
    joined = any(zone.scan.matches.ending("list.join", at) for at in zone.fellows)
    return not counted and not (joined and len(zone.fellows) > 1)


def _lands(scan: Scan) -> Iterator[Match]:
    """Yield the words for the whole country, with a comma behind them."""
    for match in scan.matches.of("place.national"):
        comma = match.end < len(scan.tokens) and scan.tokens[match.end].norm == ","
        yield match._replace(end=match.end + comma)


def _place_only(zone: Zone, where: Where) -> bool:
    """ "Riêng tỉnh Cao Bằng" turns to a province; a district is a part of the province's total."""
    near_start = where.start is not None and where.start <= 3
    return near_start and where.place is not None and where.place.level != "district"


def closed(zone: Zone, at: int) -> bool:
    """Whether the bracket that held the cue has ended: "(trong đó 9 dự án mới), tổng vốn ..."."""
    marks = [token.norm for token in zone.scan.tokens[at : zone.quantity.start]]
    return marks.count(")") > marks.count("(")


def _turns(zone: Zone, at: int) -> bool:
    """Whether a period behind the cue opens something new: "riêng năm 2023", ", trong năm 2009"."""
    for period in zone.scan.periods:
        if at <= period.start and period.end <= zone.quantity.start:
            before = zone.scan.tokens[max(at, period.start - 2) : period.start]
            if period.start - at <= 2 or any(token.norm == "," for token in before):
                return True
    return any(
        match.value == "date" and 0 <= match.start - at <= 2
        for match in zone.scan.matches.of("noun.counted")
    )


def _lists(scan: Scan, at: int) -> bool:
    """Whether numbers follow at once: "terdiri atas 21 ormas dan 12 LSM"."""
    for number in scan.numbers:
        qualifier = scan.matches.ending("qualifier.before", number.start)
        start = number.start if qualifier is None else qualifier.start
        if 0 <= start - at <= 1:
            return True
    return False


def _after_a_number(scan: Scan, at: int) -> bool:
    return any(number.end <= at for number in scan.numbers)
