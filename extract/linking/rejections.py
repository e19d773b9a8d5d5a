"""Numbers that count the right thing and still are no figure: targets, attendance, other money."""

from __future__ import annotations

from extract.linking.context import Context
from extract.linking.when import When
from extract.linking.zone import Answer, Zone

_ATTENDANCE_REACH = 9
_BEHIND_REACH = 8
_NEAR_REASONS = frozenset({"other_money"})
_NEAR_REACH = 7


def rejected(zone: Zone, context: Context) -> Answer | None:
    """Return why the quantity is no figure, or ``None``."""
    quantity = zone.quantity
    if quantity.reason is not None:
        return Answer(quantity.reason, f"unit.{quantity.rule}", quantity.start, quantity.end)
    for rule in (_article, _institution, _beside, _behind, _before, _antecedent, _evidence):
        found = rule(zone, context)
        if found is not None:
            return found
    return None


def is_listed(zone: Zone, context: Context) -> Answer | None:
    """Read the members of a list of wishes or targets that the sentence before opened."""
    if context.refused is None or any(zone.in_clause_before("status.done")):
        return None
    if any(period.end <= zone.quantity.start for period in zone.scan.periods):
        return None
    return Answer(context.refused, "reject.listed")


def is_future(when: When, context: Context) -> bool:
    """Whether a period begins after publication: what is said of it is a plan."""
    published = context.outline.published
    if when.edtf is None or published is None or when.edtf.startswith(".."):
        return False
    start = when.edtf.partition("/")[0]
    return start[:4].isdigit() and start[: len(published)] > published[: len(start)]


def _beside(zone: Zone, context: Context) -> Answer | None:
    """Read "đại diện 19 tổ chức": who was there, said right before the number."""
    start = zone.quantity.start
    qualifier = zone.scan.matches.ending("qualifier.before", start)
    found = zone.scan.matches.ending("reject.beside", qualifier.start if qualifier else start)
    if found is None or zone.quantity.unit != "organization":
        return None
    return Answer(found.value, f"reject.{found.value}", found.start, found.end)


def _before(zone: Zone, context: Context) -> Answer | None:
    for match in zone.before("reject.before"):
        gap = zone.quantity.start - match.end
        if match.value in _NEAR_REASONS and gap > _NEAR_REACH:
            continue
        if match.value == "attendance" and (
            zone.quantity.unit != "organization" or gap > _ATTENDANCE_REACH
        ):
            continue
        if match.value == "other_percentage" and zone.quantity.unit != "percent":
            continue
        if match.value in {"negative_status", "pending_status"} and gap > _NEAR_REACH:
            continue
        if match.value in {"appeal", "application", "target"} and _done(zone, match.end):
            continue
        return Answer(match.value, f"reject.{match.value}", match.start, match.end)
    return None


def _done(zone: Zone, at: int) -> bool:
    """Whether the words between the cue and the number say that it has happened."""
    return any(match.start >= at for match in zone.before("status.done"))


def _behind(zone: Zone, context: Context) -> Answer | None:
    for match in zone.after("reject.after"):
        gap = match.start - zone.quantity.end
        if gap > (_ATTENDANCE_REACH if match.value == "attendance" else _BEHIND_REACH):
            continue
        if match.value == "attendance" and zone.quantity.unit != "organization":
            continue
        if zone.scan.has_comma(zone.quantity.end, match.start) and match.value != "attendance":
            continue
        return Answer(match.value, f"reject.{match.value}", match.start, match.end)
    return None


def _article(zone: Zone, context: Context) -> Answer | None:
    """"Một tổ chức", "sebuah badan": an article, no count."""
    if "article" not in zone.quantity.number.flags or zone.quantity.measure == "aid_amount":
        return None
    return Answer("other_number", "reject.article", zone.quantity.start, zone.quantity.end)


def _institution(zone: Zone, context: Context) -> Answer | None:
    if zone.quantity.unit != "organization":
        return None
    body = zone.scan.matches.at("place.body", zone.quantity.number.end)
    if body is None or not zone.scan.tokens[body.start].capital:
        return None
    return Answer("institution_name", "reject.institution", body.start, body.end)


def _antecedent(zone: Zone, context: Context) -> Answer | None:
    """A bare "tổ chức" counts only where NGOs were named in this or the previous sentence."""
    if not zone.quantity.bare:
        return None
    named = any(match.value == zone.quantity.measure for match in zone.scan.matches.of("noun.full"))
    if named or context.organisations or context.outline.organisations:
        return None
    return Answer("no_antecedent", "reject.antecedent")


def _evidence(zone: Zone, context: Context) -> Answer | None:
    """Money and projects are aid only where words of aid, or organisations, stand near.

    In an article that never speaks of organisations the sentence itself must.
    """
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    matches = zone.scan.matches
    named = any(match.value == "ngo_count" for match in matches.of("noun.full"))
    if matches.of("evidence.strong") or named:
        return None
    said = matches.of("evidence.weak") or matches.of("status.flow") or matches.of("give.verb")
    if context.outline.aid and said:
        return None
    if context.outline.organisations:
        handed_on = context.organisations or context.measure is not None
        if handed_on or said:
            return None
    reason = "other_money" if zone.quantity.measure == "aid_amount" else "no_antecedent"
    return Answer(reason, "reject.evidence")
