"""Money of a subject that has other money: counterpart funds, an income, a firm, a budget."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.rejections.excused import is_beside
from extract.linking.rejections.state import opens_clause, receivers
from extract.linking.zone import Zone

_PAID = frozenset({"disbursed", "approved"})


def of_actor(zone: Zone, context: Context) -> Answer | None:
    """Read a clause whose subject has other money: counterpart funds, an income, a local fund.

    A percentage there is of that money as well: "Anggaran daerah naik 6 persen".
    """
    if zone.quantity.measure != "aid_amount" and zone.quantity.unit != "percent":
        return None
    for match in zone.in_clause_before("reject.actor"):
        if any(m.start <= match.start < m.end for m in zone.scan.places):
            continue  # "Amerika Syarikat"
        spared = (_is_of_name, is_beside, _joined, _holds_aid, _gives_to_them)
        if opens_clause(zone, match.start) and not any(rule(zone, match) for rule in spared):
            return Answer(match.value, "reject.actor", match.start, match.end)
    return None


def _is_of_name(zone: Zone, actor: Match) -> bool:
    """Whether an association is called so: "Persatuan Bank Dalam Malaysia menderma RM90,000"."""
    kinds = ("place.body", "noun.bare")
    led = (zone.scan.matches.ending(kind, actor.start) for kind in kinds)
    return zone.scan.tokens[actor.start].capital and any(led)


def _holds_aid(zone: Zone, actor: Match) -> bool:
    """Read "Di APBD 2017, hibah diberikan kepada 35 ormas, total Rp4 miliar": what it holds."""
    matches = zone.scan.matches
    led = any(matches.ending(kind, actor.start) for kind in ("place.at", "periods.in"))
    aid = any(aid.start >= actor.end for aid in zone.in_clause_before("evidence.strong"))
    named = (m for kind in ("noun.full", "noun.bare") for m in zone.in_clause_before(kind))
    return led and aid and any(m.value == "ngo_count" and m.start >= actor.end for m in named)


def _gives_to_them(zone: Zone, actor: Match) -> bool:
    """Read "perusahaan memberikan Rp9 miliar kepada Yayasan Lentera": they receive it."""
    paid = [*zone.gives(), *(m for m in zone.in_clause_before("status.flow") if m.value in _PAID)]
    given = any(verb.start >= actor.end for verb in paid)
    return given and any(at >= actor.end for at in receivers(zone))


def _joined(zone: Zone, actor: Match) -> bool:
    """Whether others give as well: "doanh nghiệp và tổ chức phi chính phủ", "... và quốc tế"."""
    join = zone.scan.matches.at("list.join", actor.end)
    at = -1 if join is None else join.end
    foreign = zone.scan.matches.at("noun.adjective", at) is not None
    return foreign or any(match.start == at for match in zone.scan.organisations())
