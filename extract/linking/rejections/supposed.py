"""Amounts that nobody gave: planned, only supposed, the most one may get, what a law sets."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.rejections.attended import REACH
from extract.linking.zone import Zone

_AHEAD = frozenset({"target", "appeal", "application"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘"})
_EACH = "recipient"
_PAID = frozenset({"disbursed", "received"})
_BOUNDS = frozenset({"at_least", "up_to"})
_LEAST = frozenset({"at_least", "more_than"})
_MUST_REACH = 1

MUST = "reject.must"
"""The rule of an amount that a law sets."""


def under_label(zone: Zone, context: Context) -> Answer | None:
    """Read "Kế hoạch năm 2021: vận động 4 triệu USD": the label tells of all that stands behind it.

    Not what somebody says, nor what is said to have happened.
    """
    tokens = zone.scan.tokens
    start, _ = zone.scan.clause(zone.quantity.start, contrast=False)
    while start > 0 and tokens[start - 1].norm == ";":
        start, _ = zone.scan.clause(start - 1, contrast=False)
    if start == 0 or tokens[start - 1].norm != ":" or tokens[start].norm in _QUOTES:
        return None
    opens, _ = zone.scan.clause(start - 1, contrast=False)
    label = range(opens, start)
    within = (m for m in zone.scan.matches.of("reject.before") if m.start in label)
    said = next((m for m in within if m.value in _AHEAD), None)
    happened = [*zone.in_clause_before("status.done"), *zone.in_clause_before("kind.comparison")]
    if any(period.start >= start for period in zone.scan.periods):  # "...: giải ngân 3 tỷ năm 2022"
        happened += [m for m in zone.in_clause_before("status.flow") if m.value in _PAID]
    counted = any(money.start in label for money in zone.scan.money)
    if said is None or happened or counted or _is_outcome(zone, label, said):
        return None
    return Answer(said.value, "reject.heading", said.start, said.end)


def _is_outcome(zone: Zone, label: range, cue: Match) -> bool:
    """Read "Kết quả thực hiện kế hoạch năm 2020: ...": what came of it."""
    outcomes = zone.scan.matches.of("plan.outcome")
    return any(word.start in label and word.end <= cue.start for word in outcomes)


def only_if(zone: Zone, context: Context) -> Answer | None:
    """Read "Jika setiap pekerja menyumbang Rp10.000, akan terkumpul Rp4 triliun": if they did.

    A word of what may or will be follows: "jika dijumlah, totalnya Rp3 miliar" only reckons. What
    is set against another year has happened: "Jika pada 2022 Rp3 miliar, kini bisa Rp5 miliar".
    """
    if zone.quantity.measure != "aid_amount":
        return None
    for said in zone.in_clause_before("clause.if"):
        led = range(said.end, zone.quantity.start)
        dated = any(period.start in led for period in zone.scan.periods)
        later = (m for m in zone.scan.matches.of("clause.may") if m.start >= said.end)
        may = next((m for m in later if m.end <= zone.clause_end), None)
        if may is not None and not dated and said.value == "if":
            return Answer("target", "reject.if", said.start, may.end)
    return None


def at_most(zone: Zone, context: Context) -> Answer | None:
    """Read "mỗi dự án không quá 15 triệu yên": the most that each may get is no gift.

    Nor is the size of small ones: "70% dự án dưới 1 tỷ đồng".
    """
    if zone.quantity.measure != "aid_amount":
        return None
    limit = zone.scan.matches.ending("qualifier.before", zone.quantity.start)
    if limit is None or limit.value != "up_to":
        return None
    near = [*zone.in_clause_before("kind.rate"), *zone.after("kind.rate")]
    each = next((m for m in near if m.value == _EACH), None) or _sized(zone, limit)
    if each is None or any(zone.in_clause_before("status.done")):
        return None
    return Answer("other_money", "reject.limit", each.start, limit.end)


def _sized(zone: Zone, limit: Match) -> Match | None:
    """Return the noun of projects or grants right before "less than so much"."""
    worth = zone.scan.matches.ending("value.intro", limit.start)
    at = limit.start if worth is None else worth.start
    nouns = (zone.scan.matches.ending(kind, at) for kind in ("noun.full", "scope.single"))
    return next((noun for noun in nouns if noun is not None and noun.value != "ngo_count"), None)


def must(zone: Zone, context: Context) -> Answer | None:
    """Read "Yayasan yang menerima hibah Rp500 juta atau lebih wajib diaudit": whoever gets so much.

    And "Sumbangan melebihi RM10,000 wajib diaudit", "phải có tài sản ít nhất 5 tỷ đồng". The law
    speaks of any of them: none is counted, and nothing says when or where it was.
    """
    if zone.quantity.measure != "aid_amount":
        return None
    has_to = _must_have(zone)
    behind = (m for m in zone.after("reject.must") if m.start - zone.quantity.end <= REACH)
    found = has_to or next(behind, None)
    if found is None:
        return None
    bounded = has_to is not None or _is_bounded(zone, found)
    if bounded or not (zone.scan.periods or zone.scan.places or not _of_any(zone)):
        return Answer("other_money", MUST, found.start, found.end)
    return None


def _must_have(zone: Zone) -> Match | None:
    """Return "must" before the least or most that somebody has to have, or pay in."""
    limit = zone.scan.matches.ending("qualifier.before", zone.quantity.start)
    if limit is None or limit.value not in _BOUNDS:
        return None
    near = (m for m in zone.before("reject.must") if limit.start - m.end <= REACH)
    return None if any(zone.in_clause_before("status.done")) else next(near, None)


def _is_bounded(zone: Zone, has_to: Match) -> bool:
    """Whether "more than so much" is what has to do something, right before it."""
    before = zone.scan.matches.ending("qualifier.before", zone.quantity.start)
    after = zone.scan.matches.at("qualifier.after", zone.quantity.end)
    end = zone.quantity.end if after is None else after.end
    bounds = [bound for bound in (before, after) if bound is not None]
    near = has_to.start - end <= _MUST_REACH and not any(zone.gives())
    return near and any(bound.value in _LEAST for bound in bounds)


def _of_any(zone: Zone) -> bool:
    """Whether those who get it are any: "yayasan yang", and none is counted."""
    nouns = (
        zone.scan.matches.ending(kind, relative.start)
        for relative in zone.in_clause_before("count.relative")
        for kind in ("noun.full", "noun.bare")
    )
    return any(noun is not None and not _is_counted(zone, noun) for noun in nouns)


def _is_counted(zone: Zone, noun: Match) -> bool:
    return any(number.end == noun.start for number in zone.scan.numbers)
