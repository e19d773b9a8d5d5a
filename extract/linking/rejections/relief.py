"""Money the state pays to people: relief, cash aid, allowances. No organisation gives it."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.zone import Zone

_NOUN_REACH = 1
_ORGANISATIONS = ("noun.full", "noun.bare", "evidence.sector", "donors.others")
_OWN = ("relief.officer", "relief.scheme", "reject.state")


def of_relief(zone: Zone, context: Context) -> Answer | None:
    """Read "Ketua Menteri berkata, 410 orang menerima bantuan RM205,000": the state's money.

    Only where the sentence names no organisation and no giver. Either it names a scheme of the
    state ("bantuan langsung tunai"), or the state behind "by", or it counts the people who
    receive, in an article that knows the state and no organisations.
    """
    if zone.quantity.measure != "aid_amount":
        return None
    cue = _scheme(zone) or _paid_by(zone, context) or _to_people(zone, context)
    return None if cue is None or _has_giver(zone, context) else cue


def _scheme(zone: Zone) -> Answer | None:
    for match in zone.scan.matches.of("relief.scheme"):
        if zone.clause_start <= match.start < zone.clause_end:
            return Answer("other_money", "reject.scheme", match.start, match.end)
    return None


def _paid_by(zone: Zone, context: Context) -> Answer | None:
    """Read "bantuan RM300,000 daripada kerajaan negeri", not "daripada kerajaan Jepun"."""
    home = context.outline.country
    foreign = [p.start for p in zone.scan.places if home is None or p.place.country != home.code]
    for state in zone.scan.matches.of("reject.state"):
        by = zone.scan.matches.ending("giver.by", state.start)
        by = by or zone.scan.matches.ending("evidence.strong", state.start)  # "bantuan kerajaan"
        if state.end in foreign:
            continue
        if by is not None and zone.left <= state.start < zone.right:
            return Answer("other_money", "reject.state", state.start, state.end)
    return None


def _to_people(zone: Zone, context: Context) -> Answer | None:
    if context.outline.organisations or context.given or not context.outline.state:
        return None
    counted = [
        noun
        for noun in zone.scan.matches.of("noun.counted")
        if noun.value == "beneficiary"
        and any(0 <= noun.start - n.end <= _NOUN_REACH for n in zone.scan.numbers)
    ]
    each = (*zone.in_clause_before("kind.rate"), *zone.after("kind.rate"))
    for match in (*counted, *(m for m in each if m.value == "recipient")):
        return Answer("other_money", "reject.relief", match.start, match.end)
    return None


def _has_giver(zone: Zone, context: Context) -> bool:
    """Whether somebody else is told to give: an officer or a scheme is no giver by name."""
    said = (match for kind in _ORGANISATIONS for match in zone.scan.matches.of(kind))
    if any(match.value != "project_count" for match in said):
        return True
    name = named_giver(zone, context)
    own = (match for kind in _OWN for match in zone.scan.matches.of(kind))
    return name is not None and not any(m.start < name[1] and name[0] < m.end for m in own)
