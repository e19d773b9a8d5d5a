"""What was told before and is a part itself: these organisations, that money, the same figure."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.kind import Kind
from extract.linking.when.compared import is_base, is_compared_with, tells_base
from extract.linking.zone import Zone

_AGAIN = frozenset({"count.taken_up", "count.reached"})
_OF_ALL = frozenset({"scope.total", "scope.undated"})
_PARTS = frozenset(
    {
        "scope.of_which", "scope.within", "scope.continued", "scope.item", "scope.only",
        "scope.resumed", "scope.act", "scope.headed", "scope.by",
    }
)  # fmt: skip
_MOVES = frozenset({"change", "ratio"})
_MONEY = ("evidence.strong", "evidence.weak", "value.noun", "status.flow")
_MONEY_REACH = 1
_PERIOD_REACH = 2


def of_these(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "các tổ chức này cam kết 2,5 triệu USD" after some that were a part themselves."""
    if not context.some_organisations:
        return None
    if zone.quantity.measure == "ngo_count":
        again = zone.quantity.rule in _AGAIN
        return Scope(Answer("subset", "scope.of_these"), None) if again else None
    said = (*zone.in_clause_before("donors.anaphora"), *zone.in_clause_before("donors.they"))
    for match in said:
        span = (match.start, match.end)
        return Scope(Answer("subset", "scope.of_these", *span), span)
    return None


def of_that_money(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Trong số tiền này, 3 tỷ ...", "Daripada kutipan sejak Mei itu, RM2 juta": a part."""
    money = that_money(zone)
    return None if money is None else Scope(Answer("subset", "scope.of_which", *money), None)


def that_money(zone: Zone) -> tuple[int, int] | None:
    """Return the tokens of "of that money" before an amount; what was raised by it is no part."""
    if zone.quantity.measure != "aid_amount":
        return None
    for within in zone.in_clause_before("scope.within"):
        this = _this(zone, within)
        if this is None:
            continue
        later = (verb for verb in zone.before("status.flow") if verb.start >= this.end)
        raised = any(verb.value == "mobilised" for verb in later)
        return None if raised else (within.start, this.end)
    return None


def _this(zone: Zone, within: Match) -> Match | None:
    """Return the "that" of "of that money"."""
    matches = zone.scan.matches
    near = range(within.end, within.end + _MONEY_REACH + 1)
    if not any(matches.at(kind, at) for kind in _MONEY for at in near):
        return None
    for this in matches.of("count.this"):
        inside = within.end < this.start and this.end <= zone.quantity.start
        if inside and not zone.scan.has_comma(within.end, this.start):
            return this
    return None


def followed(zone: Zone, measure: str, scope: Scope, kind: Kind, context: Context) -> Scope:
    """Return the scope of a change's figure, and of "that number" at another time, else ``scope``.

    "9 dự án y tế, tăng 2 dự án so với ...", "87 lembaga anggota ... Pada April angkanya baru ...".
    """
    name = context.last[0] if context.last is not None else None
    last = context.lasts.get(measure)
    same = last is not None and last.sentence == zone.scan.sentence.start
    if last is None or (name != measure and not same):
        return scope
    part = last.scope.answer.value == "subset" and scope.answer.rule in _OF_ALL
    if same and part and _is_further(zone):
        return Scope(Answer("subset", "scope.continued"), scope.part)
    if last.scope.answer.rule in _PARTS:
        return scope
    if kind.answer.value in _MOVES:
        namely = zone.scan.matches.at("scope.part", scope.answer.start or 0)
        apposed = scope.answer.rule == "scope.of_which" and namely and namely.value == "namely"
        return last.scope if same and (apposed or scope.answer.rule in _OF_ALL) else scope
    if last.scope.answer.value == "total" or scope.answer.rule not in _OF_ALL:
        return scope
    if last.scope.answer.value == "single_project":
        return last.scope if _is_base(zone) else scope
    risen = same and kind.answer.rule == "kind.reach"  # "... kini menjadi 25 lembaga"
    again = risen or _is_again(zone) or _is_singled_out(zone, same=same) or _is_base(zone)
    if not again:
        return scope
    return Scope(Answer("subset", "scope.again"), last.scope.part if same else None)


def takes_up(zone: Zone, measure: str, scope: Scope, context: Context) -> bool:
    """Whether the figure is the one before at another time: "Bagi 2020 jumlahnya RM8 juta"."""
    at, matches = zone.qualified_start, zone.scan.matches
    while (step := matches.ending("qualifier.neutral", at)) is not None:
        at = step.start
    same = context.last is not None and context.last[0] == measure
    return scope.answer.rule == "scope.again" or (
        same and matches.ending("count.again", at) is not None
    )


def of_rate(zone: Zone, measure: str, kind: Kind, scope: Scope, context: Context) -> Kind:
    """Return ``kind``, a rate for "mỗi hộ 15 triệu, trong đó 2 triệu ...": a part of a rate."""
    name, last = context.last if context.last is not None else (None, None)
    part = kind.answer.value == "level" and scope.answer.rule == "scope.of_which"
    if not part or last is None or name != measure or last.per is None:
        return kind
    if last.sentence != zone.scan.sentence.start:
        return kind
    return Kind(Answer("rate", "rate.part"), per=last.per)


def _is_again(zone: Zone) -> bool:
    """Whether "that number", "angkanya" leads to the figure, or what was done with it: "số đã"."""
    tokens = zone.scan.tokens
    done = (m.start for m in zone.in_clause_before("count.done"))
    opens = any(at == 0 or tokens[at - 1].kind == "mark" for at in done)
    within = (zone.scan.matches.ending("scope.within", m.start) for m in _again(zone))
    return opens or any(led is None for led in within)


def _is_base(zone: Zone) -> bool:
    """Whether it is what the last figure is compared with: "dibanding 2019 yang Rp 326 miliar"."""
    ahead = (p for p in zone.scan.periods if zone.left <= p.start and p.end <= zone.quantity.start)
    told = any(is_base(zone.scan, period) and tells_base(zone, period) for period in ahead)
    led = zone.scan.matches.ending("giver.by", zone.qualified_start)  # "naik 18 persen dari ..."
    moves = (*zone.in_clause_before("kind.up"), *zone.in_clause_before("kind.down"))
    told = told or (led is not None and any(move.end <= led.start for move in moves))
    return told or is_compared_with(zone)


def _is_further(zone: Zone) -> bool:
    """Whether it is the next of a list: "di Kemendagri 65.577, Kemensos 25.406"."""
    placed = any(zone.left <= place.start < zone.right for place in zone.scan.places)
    return zone.quantity.rule == "count.list" and not placed


def _is_singled_out(zone: Zone, *, same: bool) -> bool:
    """Read "..., riêng năm 2023 là 9 tỷ đồng": of the same, a period and nothing else between.

    In a sentence of its own, where not the ``same`` told the other, the word opens it.
    """
    scan, at = zone.scan, zone.qualified_start
    copula = scan.matches.ending("qualifier.neutral", at)
    at = at if copula is None else copula.start
    period = next((p.start for p in scan.periods if p.end == at), None)
    parts = (p for p in zone.before("scope.part") if period is not None and p.end <= period)
    parts = (part for part in parts if same or part.start == 0)
    return period is not None and any(period - part.end <= _PERIOD_REACH for part in parts)


def _again(zone: Zone) -> Iterator[Match]:
    """Yield "that number" before the figure, where it is no part of a longer "of that number"."""
    parts = zone.scan.matches.of("scope.part")
    for match in zone.in_clause_before("count.again"):
        if not any(part.start <= match.start < part.end for part in parts):
            yield match
