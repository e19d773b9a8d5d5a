"""All of it, a part of it, or one project: and whose money it is."""

from __future__ import annotations

from dataclasses import dataclass

from extract.lexicon import Match
from extract.linking.answers import Answer, Where
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.part import part_words, phrase_behind
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.places import PlaceMention
from extract.scan import Scan

_NEAR = 3
_ACT_REACH = 8
_DISTRICT_REACH = 6
_LEAST_PARTS = 2
_PURPOSE_REACH = 2
_NOUN_BEFORE = "count.noun_before"
_SHARED = frozenset(
    {
        "scope.new", "scope.within", "scope.of_which", "scope.origin", "scope.event",
        "scope.party", "scope.acting",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """``total``, ``subset`` or ``single_project``; ``part`` are the restricting tokens."""

    answer: Answer
    part: tuple[int, int] | None = None


def link_scope(
    zone: Zone, measure: Measure, status: Answer, where: Where, context: Context
) -> Scope:
    """Return the scope of a figure with the words that restrict it."""
    for rule in (
        _shared,
        _continued,
        _within,
        _of_which,
        _bracketed,
        _given,
        _origin,
        _new,
        _theme,
        _allotted,
        _of_these,
        _event,
        _district,
    ):
        found = rule(zone, where, context)
        if found is not None:
            return found
    return (_party(zone, status) if measure.is_stock else None) or Scope(
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


def _of_which(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "trong đó", "di antaranya": what stands behind it is a part of what stood before."""
    for match in zone.scan.matches.of("scope.part"):
        if _turns(zone, match.end) or _closed(zone, match.end) or _is_apposition(zone, match):
            continue
        if zone.quantity.rule == _NOUN_BEFORE and match.end == zone.quantity.start:
            continue  # "jumlah LSM di Aceh yakni 67": the number of all
        if match.end <= zone.quantity.start and _after_a_number(zone.scan, match.start):
            return _part(zone, "scope.of_which", match.start, match.end)
        first = all(token.kind == "mark" for token in zone.scan.tokens[: match.start])
        opens = first and bool(context.measure) and not _place_only(zone, where)
        if match.end <= zone.quantity.start and (opens or _lists(zone.scan, match.end)):
            return _part(zone, "scope.of_which", match.start, match.end)
    return None


def _is_apposition(zone: Zone, match: Match) -> bool:
    """Whether "yaitu", "iaitu" only leads to the figure: no whole before it, no list behind."""
    behind = [at for at in zone.fellows if at >= match.end]
    return match.value == "namely" and len(behind) == len(zone.fellows) == 1


def _part(zone: Zone, rule: str, start: int, end: int) -> Scope:
    return Scope(Answer("subset", rule, start, end), part_words(zone, end))


def _shared(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "9 dự án mới ... với tổng vốn 1,33 triệu USD": the amount is of those nine."""
    shared = context.shared
    if shared is None or zone.quantity.measure != "aid_amount" or shared.rule not in _SHARED:
        return None
    same = shared.sentence == zone.scan.sentence.start and shared.clause == zone.clause_start
    if not same or next(zone.before("value.intro"), None) is None or _closed(zone, zone.left):
        return None
    return Scope(Answer("subset", "scope.shared", *(shared.part or (None, None))), shared.part)


def _continued(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "hanya 158 aktif" after the number of all: a part of it."""
    if zone.quantity.rule != "count.continued":
        return None
    return _part(zone, "scope.continued", zone.quantity.start, zone.quantity.end)


def _within(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Trong 24 dự án nói trên, có 03 dự án": what follows is a part of the 24."""
    for number in zone.scan.numbers:
        if number.end > zone.quantity.start:
            return None
        qualifier = zone.scan.matches.ending("qualifier.before", number.start)
        at = number.start if qualifier is None else qualifier.start
        found = zone.scan.matches.ending("scope.within", at)
        counted = any(
            match.start == number.end and zone.quantity.measure in {match.value, None}
            for match in zone.scan.matches.of("noun.full")
        )
        inside = found is not None and _opens_parts(zone.scan, found)
        if found is not None and counted and not inside and number != zone.quantity.number:
            return _part(zone, "scope.within", found.start, found.end)
    return None


def _opens_parts(scan: Scan, found: Match) -> bool:
    """Whether the word is one of a longer "of which": "terdiri daripada"."""
    return any(
        part.start < found.start and found.end <= part.end for part in scan.matches.of("scope.part")
    )


def _place_only(zone: Zone, where: Where) -> bool:
    """ "Riêng tỉnh Cao Bằng" turns to a province; it makes no part of its total."""
    near_start = where.start is not None and where.start <= 3
    return near_start and where.place is not None


def _closed(zone: Zone, at: int) -> bool:
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


def _given(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read one named giver: its gift is one, its projects and the gifts of years are a part."""
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    name = named_giver(zone, context)
    if name is None:
        return None
    years = any(p.form in {"span", "past_years"} for p in zone.scan.periods)
    single = zone.quantity.measure == "aid_amount" and not years
    answer = Answer("single_project" if single else "subset", "scope.giver", *name)
    return Scope(answer, None if single else name)


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
        if zone.quantity.unit == "organization" and _has(zone, mention):
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


def _bracketed(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "62 dự án (35 dự án y tế và 27 dự án giáo dục)": what a bracket behind a count lists."""
    tokens = zone.scan.tokens
    opened = zone.quantity.start
    while opened > 0 and tokens[opened - 1].norm not in "();":
        opened -= 1
    if opened == 0 or tokens[opened - 1].norm != "(":
        return None
    if zone.quantity.measure == "aid_amount":
        return _of_sector(zone, opened)
    whole = zone.scan.matches.of("noun.full")
    beside = any(m.value == zone.quantity.measure and m.end <= opened for m in whole)
    fellows = [at for at in zone.fellows if at < opened]
    dated = any(p.start >= max(fellows, default=0) for p in zone.scan.periods)
    if not beside or not fellows or dated:
        return None
    return _part(zone, "scope.of_which", opened - 1, opened)


def _of_sector(zone: Zone, opened: int) -> Scope | None:
    """Read "các lĩnh vực y tế (1,4 triệu USD), giáo dục (900 nghìn USD)": money by sector."""
    themes = [m for m in zone.scan.matches.of("scope.theme") if m.end < opened]
    placed = any(mention.end == opened - 1 for mention in zone.scan.places)
    if not themes or placed or opened != _qualified_start(zone):
        return None
    return _part(zone, "scope.of_which", themes[-1].start, themes[-1].end)


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


def _allotted(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "200.000 USD untuk sekolah, 100.000 USD bagi klinik": parts of an amount said before."""
    if zone.quantity.measure != "aid_amount":
        return None
    own = _purpose(zone.scan, zone.quantity.end)
    purposes = [money for money in zone.scan.money if _purpose(zone.scan, money.end)]
    if own is None or len(purposes) < _LEAST_PARTS:
        return None
    named = phrase_behind(zone, own.end)
    return Scope(Answer("subset", "scope.allotted", own.start, own.end), named) if named else None


def _purpose(scan: Scan, end: int) -> Match | None:
    """Return the "for" that follows an amount at once, or behind one word of allotting."""
    near = (scan.matches.at("scope.for", at) for at in range(end, end + _PURPOSE_REACH))
    found = next(filter(None, near), None)
    return None if found is None or scan.has_comma(end, found.start) else found


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
        if inside and not _is_backdrop(zone, found):
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


def _is_of_part(zone: Zone, at: int) -> bool:
    """Whether "trong đó" stands between the number and token ``at``, which is then of a part."""
    parts = zone.scan.matches.of("scope.part")
    return any(zone.quantity.end <= part.start < at for part in parts)


def _district(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read a town or district, named in the gazetteer or only called one: "huyện Tân Lập"."""
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


def _party(zone: Zone, status: Answer) -> Scope | None:
    """Read organisations that receive, sign, promise or are honoured: some, not all."""
    if status.value == "honoured":
        return Scope(Answer("subset", "scope.honoured", status.start, status.end))
    start = _qualified_start(zone)
    party = zone.scan.matches.ending("scope.party", start)
    if status.value != "unspecified":
        return None
    reached = zone.scan.matches.ending("kind.reach", start)
    level = reached is not None and party is not None and reached.start < party.start
    continued = level or zone.quantity.rule == "count.from_to"
    if party is not None and not continued:  # "meningkat kepada 502" is a level
        return Scope(Answer("subset", "scope.party", party.start, party.end))
    for match in zone.after("status.flow"):
        acts = match.value in {"committed", "received"}
        led = any(intro.start < match.start for intro in zone.after("value.intro"))
        near = match.start - zone.quantity.end <= _ACT_REACH and not led
        if acts and near and not zone.scan.has_comma(zone.quantity.end, match.start):
            return Scope(Answer("subset", "scope.acting", match.start, match.end))
    return None


def _qualified_start(zone: Zone) -> int:
    start = zone.quantity.start
    qualifier = zone.scan.matches.ending("qualifier.before", start)
    return start if qualifier is None else qualifier.start
