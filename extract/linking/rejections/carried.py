"""Figures that share the fate of the one before them: the money of projects asked for, wishes."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.rejections.cost import WHOLE_COST
from extract.linking.rejections.denied import of_the_part, remain
from extract.linking.rejections.price import PRICE
from extract.linking.zone import Zone

_CARRIED = frozenset(
    {
        "target",
        "appeal",
        "application",
        "negative_status",
        "pending_status",
        "reverse_flow",
        "other_money",
    }
)
_ASKED = frozenset({"target", "appeal", "application"})
_NO_WHOLES = frozenset({"no_antecedent", "attendance", "mixed_count"})
_REACHES = ("kind.reach", "kind.up", "kind.down", "qualifier.before", "qualifier.neutral")
_STOCK = "ngo_count"
_ADDRESSED = "reject.addressed"
_BESIDE = 1


def carried(zone: Zone, last: Zone, answer: Answer) -> Answer | None:
    """Read "kêu gọi tài trợ cho 12 dự án với tổng vốn 5 triệu USD": the money shares the fate.

    ``last`` and ``answer`` are the last figure that was refused, and why.
    """
    if _moved_from(zone, last, answer) or _is_of_refused(zone, last, answer):
        return Answer(answer.value, "reject.carried")
    if answer.value not in _CARRIED or last.quantity.measure is None or answer.rule == PRICE:
        return None
    beside = zone.clause_start <= last.quantity.start and last.quantity.end == zone.left
    turned = any(zone.before("status.done")) or any(zone.before("clause.but"))
    turned = turned or _are_those(zone) or of_the_part(zone) or _grew(zone, last)
    turned = turned or remain(zone, last.quantity.end)
    if turned or not (beside or _asked_for(zone, last, answer)):
        return None
    aid = _is_aid_part(zone) or _are_aid(zone) or _is_paid(zone) or answer.rule == WHOLE_COST
    if answer.value == "other_money" and aid:
        return None
    return Answer(answer.value, "reject.carried")


def _moved_from(zone: Zone, last: Zone, answer: Answer) -> bool:
    """Read "giảm từ 31 % năm 2015 xuống còn 24 %": both are rates of the same."""
    percent = zone.quantity.unit == last.quantity.unit == "percent"
    beside = zone.clause_start <= last.quantity.start and last.quantity.end == zone.left
    if not (percent and beside and answer.value == "other_percentage"):
        return False
    spans = [(m.start, m.end) for kind in _REACHES for m in zone.scan.matches.of(kind)]
    spans += [(period.start, period.end) for period in zone.scan.periods]
    known = {at for start, end in spans for at in range(start, end)}
    return all(at in known for at in range(last.quantity.end, zone.quantity.start))


def _is_of_refused(zone: Zone, last: Zone, answer: Answer) -> bool:
    """Read "ada empat lembaga lain, dua di antaranya dari Bali": a part of what does not count.

    And "80 NGO dự hội nghị, trong đó 20 tổ chức từ Mỹ"; the NGOs among others do count.
    """
    continued = zone.quantity.rule == "count.continued"
    part = continued or any(zone.before("scope.part"))
    counted = zone.quantity.measure == last.quantity.measure == _STOCK
    bare = continued or zone.quantity.bare or answer.value == "attendance"
    beside = last.quantity.end == zone.left
    return counted and part and bare and beside and answer.value in _NO_WHOLES


def _grew(zone: Zone, last: Zone) -> bool:
    """Read "đạt 92% kế hoạch và tăng 11% so với cùng kỳ": no plan any more."""
    moved = any(any(zone.before(f"kind.{kind}")) for kind in ("up", "down"))
    compared = any(zone.after("kind.comparison"))
    return last.quantity.unit == "percent" and moved and compared


def _are_those(zone: Zone) -> bool:
    """Read "270 ormas mengajukan SKT; baru 58 yang terbit": what became of a part is told."""
    part = zone.quantity.rule == "count.continued"
    return part and zone.scan.matches.at("count.relative", zone.quantity.end) is not None


def _asked_for(zone: Zone, last: Zone, answer: Answer) -> bool:
    """Read "đề nghị gia hạn giấy đăng ký cho 2 tổ chức; cấp mới cho 1 tổ chức": one request."""
    counted = {zone.quantity.measure, last.quantity.measure} == {_STOCK}
    parted = last.clause_end == zone.clause_start - 1
    dated = any(zone.clause_start <= p.start < zone.quantity.start for p in zone.scan.periods)
    mark = zone.scan.tokens[last.clause_end : last.clause_end + 1]
    listed = parted and [token.norm for token in mark] == [";"]
    told = answer.rule == _ADDRESSED  # "gửi thư cho 30 tổ chức; 12 tổ chức trả lời"
    return counted and answer.value in _ASKED and listed and not (dated or told)


def _are_aid(zone: Zone) -> bool:
    """Read "60 dự án đầu tư và 12 dự án viện trợ": the second are called aid themselves."""
    items = range(zone.quantity.number.end, zone.quantity.end + _BESIDE)
    kinds = ("evidence.strong", "evidence.sector")
    return zone.quantity.unit == "project" and any(
        zone.scan.matches.at(kind, at) for kind in kinds for at in items
    )


def _is_paid(zone: Zone) -> bool:
    """Read "Kos pembinaan RM500,000, dengan MERCY menyumbang RM260,000": an organisation gives."""
    givers = [m for m in zone.scan.organisations() if zone.left <= m.start < zone.quantity.start]
    return any(verb.start >= giver.end for verb in zone.gives() for giver in givers)


def _is_aid_part(zone: Zone) -> bool:
    """Read "tổng mức đầu tư 35 tỷ đồng, trong đó vốn viện trợ 30 tỷ": aid in other money."""
    parts = [part.end for part in zone.before("scope.part")]
    return any(aid.start >= part for aid in zone.before("evidence.strong") for part in parts)
