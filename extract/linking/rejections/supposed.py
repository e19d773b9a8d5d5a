"""Amounts that nobody gave: under the heading of a plan, or the most that one may get."""

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


def at_most(zone: Zone, context: Context) -> Answer | None:
    """Read "mỗi dự án không quá 15 triệu yên": the most that each may get is no gift."""
    if zone.quantity.measure != "aid_amount":
        return None
    limit = zone.scan.matches.ending("qualifier.before", zone.quantity.start)
    if limit is None or limit.value != "up_to":
        return None
    near = [*zone.in_clause_before("kind.rate"), *zone.after("kind.rate")]
    each = next((m for m in near if m.value == _EACH), None)
    if each is None or any(zone.in_clause_before("status.done")):
        return None
    return Answer("other_money", "reject.limit", each.start, limit.end)


def must(zone: Zone, context: Context) -> Answer | None:
    """Read "Yayasan yang menerima hibah Rp500 juta atau lebih wajib diaudit": whoever gets so much.

    The law speaks of any of them: none is counted, and nothing says when or where it was.
    """
    if zone.quantity.measure != "aid_amount" or zone.scan.periods or zone.scan.places:
        return None
    behind = (m for m in zone.after("reject.must") if m.start - zone.quantity.end <= REACH)
    has_to = next(behind, None)
    if has_to is None:
        return None
    for relative in zone.in_clause_before("count.relative"):
        for kind in ("noun.full", "noun.bare"):
            noun = zone.scan.matches.ending(kind, relative.start)
            if noun is not None and not _is_counted(zone, noun):
                return Answer("other_money", "reject.must", has_to.start, has_to.end)
    return None


def _is_counted(zone: Zone, noun: Match) -> bool:
    return any(number.end == noun.start for number in zone.scan.numbers)
