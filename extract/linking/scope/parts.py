"""A part of what was counted before: some of them, in brackets, amounts shared out."""

from __future__ import annotations

from extract.elliptic.those import those_before
from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context, Shared
from extract.linking.scope.of_which import closed
from extract.linking.scope.part import as_part, part_words, phrase_behind
from extract.linking.zone import Zone
from extract.scan import Scan

_FAR_REACH = 3
_LEAST_PURPOSES = 2
_OF_ONE = frozenset({"scope.giver", "scope.origin"})
_PURPOSE_REACH = 2
_SHARED = frozenset(
    {
        "scope.new", "scope.within", "scope.of_which", "scope.origin", "scope.event",
        "scope.party", "scope.acting", "scope.share", "scope.giver", "scope.work", "scope.theme",
        "scope.body",
    }
)  # fmt: skip
_MOST_REACH = 5
_OF_SHARE = "scope.share"
_SHARE_REACH = 3


def shared(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "9 dự án mới ... với tổng vốn 1,33 triệu USD": the amount is of those nine."""
    shared = context.shared
    if shared is None or zone.quantity.measure != "aid_amount" or shared.rule not in _SHARED:
        return None
    same = shared.sentence == zone.scan.sentence.start and shared.clause == zone.clause_start
    led = any(zone.before("value.intro")) or _tells_share(zone, shared) or _tells_worth(zone)
    led = led or shared.rule == "scope.work"  # "115 tổ chức ủng hộ 6,5 triệu USD"
    if not same or not led or closed(zone, zone.left):
        return None
    return Scope(Answer("subset", "scope.shared", *(shared.part or (None, None))), shared.part)


def joined(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "CARE đã tài trợ 5 chương trình, 21 dự án": what is one's holds for both of a list."""
    last = context.shared
    if last is None or last.rule not in _OF_ONE:
        return None
    join = zone.scan.matches.at("list.join", zone.left)
    beside = join is not None and join.end == zone.qualified_start
    same = last.sentence == zone.scan.sentence.start and last.clause == zone.clause_start
    joins = beside and zone.left in _ends(zone)
    if not same or not (joins or _is_means(zone)):
        return None
    if zone.quantity.measure == "aid_amount" and last.part is None:
        return Scope(Answer("single_project", last.rule), None)
    return Scope(Answer("subset", last.rule, *(last.part or (None, None))), last.part)


def _is_means(zone: Zone) -> bool:
    """Read "mencairkan 23 juta USD melalui 94 proyek": the projects the money went through."""
    means = zone.scan.matches.ending("link.means", zone.qualified_start)
    money = any(money.end == zone.left for money in zone.scan.money)
    return zone.quantity.unit == "project" and money and means is not None


def _ends(zone: Zone) -> set[int]:
    """Return where nouns of the figure's own measure, or other amounts, end in the clause."""
    if zone.quantity.measure == "aid_amount":
        return {money.end for money in zone.scan.money if money.start >= zone.clause_start}
    nouns = zone.in_clause_before("noun.full")
    return {noun.end for noun in nouns if noun.value == zone.quantity.measure}


def _tells_worth(zone: Zone) -> bool:
    """Whether a word for money leads to it behind a comma: "86 dự án, kinh phí trên 4 tỷ đồng"."""
    kinds = ("value.noun", "value.head")
    worth = (zone.scan.matches.ending(kind, zone.qualified_start) for kind in kinds)
    starts = [match.start for match in worth if match is not None]
    return any(at > 0 and zone.scan.tokens[at - 1].norm == "," for at in starts)


def _tells_share(zone: Zone, shared: Shared) -> bool:
    """Whether the amount only says how much the share is: "chiếm 50 % với 2 triệu USD"."""
    tokens = zone.scan.tokens[zone.left : zone.qualified_start]
    led = zone.scan.matches.ending("giver.with", zone.qualified_start)
    led = led or zone.scan.matches.ending("link.equivalent", zone.qualified_start)
    bracket = bool(tokens) and tokens[-1].norm == "("
    return shared.rule == _OF_SHARE and len(tokens) <= _SHARE_REACH and (bracket or led is not None)


def continued(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "hanya 158 aktif", "pendidikan 61" after the number of all: a part of it."""
    if zone.quantity.rule not in {"count.continued", "count.labelled"}:
        return None
    named = zone.quantity.rule == "count.labelled"
    number = Answer("subset", "scope.continued", zone.quantity.start, zone.quantity.end)
    return Scope(number, part_words(zone, zone.left if named else zone.quantity.end))


def only(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "yang melapor baru 1.300 ormas", "Namun, hanya 40 ormas aktif" after the number of all.

    A few of those just counted: what they do is said in a clause that names nobody else.
    """
    cue = zone.scan.matches.ending("scope.only", zone.qualified_start)
    if cue is None or zone.quantity.measure not in context.wholes:
        return None
    for who in zone.in_clause_before("count.relative"):
        head = zone.scan.matches.ending("count.head", who.start)
        if _turns_to(zone, who.start if head is None else head.start):
            return as_part(zone, "scope.only", who.start, cue.end)
    told = any(zone.after("status.stock")) and _turns_to(zone, cue.start, but=True)
    relative = zone.scan.matches.at("count.relative", zone.quantity.end)
    whole = context.wholes[zone.quantity.measure].where
    named = any(cue.start <= place.start < zone.clause_end for place in zone.scan.places)
    same = _code(where) == _code(whole) and not named
    dated = any(period.end <= cue.start for period in zone.scan.periods)
    told = told or (relative is not None and same and not dated)
    return as_part(zone, "scope.only", cue.start, cue.end) if told else None


def _code(where: Where) -> str | None:
    return where.place.code if where.place is not None else None


def of_those(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Yang terdaftar berjumlah 64 ormas" after the number of all: those who are."""
    if zone.quantity.measure not in context.wholes or zone.quantity.unit == "percent":
        return None
    told = those_before(zone.scan, zone.qualified_start)
    dated = any(period.end <= zone.quantity.start for period in zone.scan.periods)
    return None if told is None or dated else as_part(zone, "scope.only", told.start, told.end)


def _turns_to(zone: Zone, at: int, *, but: bool = False) -> bool:
    """Whether a clause begins at token ``at``, with ``but`` behind a word of contrast alone."""
    tokens = zone.scan.tokens
    step = at - 1 if at > 0 and tokens[at - 1].norm == "," else at
    if any(match.end in {at, step} for match in zone.scan.matches.of("clause.but")):
        return True
    return not but and (at == zone.clause_start or tokens[at - 1].kind == "mark")


def of_most(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Phần lớn khoản tiền, 1,9 triệu USD, ...": how much most or half of what was told is."""
    start = zone.qualified_start
    copula = zone.scan.matches.ending("qualifier.neutral", start)
    at = start if copula is None else copula.start
    apposed = copula is not None or (at > 0 and zone.scan.tokens[at - 1].norm == ",")
    for most in zone.in_clause_before("count.most") if apposed else ():
        between = zone.scan.tokens[most.end : at]
        plain = all(token.kind == "word" for token in between[:-1])
        if plain and len(between) <= _MOST_REACH and _turns_to(zone, most.start):
            return as_part(zone, "scope.of_which", most.start, most.end)
    return None


def within(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Trong 24 dự án nói trên, có 03 dự án": what follows is a part of the 24."""
    for number in zone.scan.numbers:
        if number.end > zone.quantity.start:
            return None
        qualifier = zone.scan.matches.ending("qualifier.before", number.start)
        at = number.start if qualifier is None else qualifier.start
        found = zone.scan.matches.ending("scope.within", at)
        noun = zone.scan.matches.at("noun.full", number.end)
        counted = noun is not None and zone.quantity.measure in {noun.value, None}
        counted = counted and zone.quantity.unit != "times"  # of the sum told, not of the givers
        inside = found is not None and _opens_parts(zone.scan, found)
        if found is not None and counted and not inside and number != zone.quantity.number:
            return as_part(zone, "scope.within", found.start, found.end)
    return None


def of_more(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "34 ormas dari 82 yang terdaftar": the whole stands right behind its part."""
    found = zone.scan.matches.at("scope.within", zone.quantity.end)
    start = zone.qualified_start
    moves = any(zone.scan.matches.ending(f"kind.{kind}", start) for kind in ("up", "down"))
    if found is None or moves or zone.quantity.unit not in {"organization", "project"}:
        return None
    for number in zone.scan.numbers:
        led = zone.scan.matches.ending("qualifier.before", number.start)
        if found.end == (number.start if led is None else led.start):
            more = number.value >= zone.quantity.number.value
            relative = zone.scan.matches.at("count.relative", number.end)
            return as_part(zone, "scope.within", zone.left, start) if more and relative else None
    return None


def _opens_parts(scan: Scan, found: Match) -> bool:
    """Whether the word is one of a longer "of which": "terdiri daripada"."""
    return any(
        part.start < found.start and found.end <= part.end for part in scan.matches.of("scope.part")
    )


def bracketed(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "62 dự án (35 dự án y tế và 27 dự án giáo dục)": what a bracket behind a count lists."""
    tokens = zone.scan.tokens
    opened = zone.quantity.start
    if _is_of_province(zone, opened - 1):
        return None
    while opened > 0 and tokens[opened - 1].norm not in "();":
        opened -= 1
    if opened == 0 or tokens[opened - 1].norm != "(" or zone.quantity.rule == "count.list":
        return None
    if zone.quantity.measure == "aid_amount":
        return _of_sector(zone, opened)
    whole = zone.scan.matches.of("noun.full")
    beside = any(m.value == zone.quantity.measure and m.end <= opened for m in whole)
    fellows = [at for at in zone.fellows if at < opened]
    dated = any(p.start >= max(fellows, default=0) for p in zone.scan.periods)
    if not beside or not fellows or dated:
        return None
    return as_part(zone, "scope.of_which", opened - 1, opened)


def _is_of_province(zone: Zone, at: int) -> bool:
    """Read "Lâm Đồng (33), Kon Tum (27)": what a province has is its total."""
    return any(p.end == at and p.place.level == "province" for p in zone.scan.places)


def _of_sector(zone: Zone, opened: int) -> Scope | None:
    """Read "các lĩnh vực y tế (1,4 triệu USD), giáo dục (900 nghìn USD)": money by sector."""
    themes = [m for m in zone.scan.matches.of("scope.theme") if m.end < opened]
    placed = any(mention.end == opened - 1 for mention in zone.scan.places)
    if not themes or placed or opened != zone.qualified_start:
        return None
    return as_part(zone, "scope.of_which", themes[-1].start, themes[-1].end)


def as_far(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Số dự án giải ngân trên 80% là 13", "4 dự án giải ngân dưới 50%": those so far on."""
    if zone.quantity.unit != "project":
        return None
    matches, start, end = zone.scan.matches, zone.qualified_start, zone.quantity.end
    led = matches.ending("qualifier.neutral", start)
    for percent in matches.of("unit.percent"):
        number = next((n.start for n in zone.scan.numbers if n.end == percent.start), 0)
        bound = matches.ending("qualifier.before", number)
        at = number if bound is None else bound.start
        reached = matches.ending("qualifier.neutral", at)  # "giải ngân đạt trên 80%"
        spent = matches.ending("status.flow", at if reached is None else reached.start)
        if bound is None or spent is None or spent.value != "disbursed":
            continue
        behind = 0 <= spent.start - end <= _FAR_REACH and not zone.scan.has_comma(end, spent.start)
        if behind or (led is not None and led.start == percent.end):
            span = (spent.start, percent.end)
            return Scope(Answer("subset", "scope.as_far", *span), span)
    return None


def allotted(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "200.000 USD untuk sekolah, 100.000 USD bagi klinik": parts of an amount said before."""
    if zone.quantity.measure != "aid_amount":
        return None
    own = _purpose(zone.scan, zone.quantity.end)
    purposes = [money for money in zone.scan.money if _purpose(zone.scan, money.end)]
    if own is None or len(purposes) < _LEAST_PURPOSES:
        return None
    named = phrase_behind(zone, own.end)
    return Scope(Answer("subset", "scope.allotted", own.start, own.end), named) if named else None


def _purpose(scan: Scan, end: int) -> Match | None:
    """Return the "for" that follows an amount at once, or behind one word of allotting."""
    near = (scan.matches.at("scope.for", at) for at in range(end, end + _PURPOSE_REACH))
    found = next(filter(None, near), None)
    return None if found is None or scan.has_comma(end, found.start) else found
