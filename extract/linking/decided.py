"""Amounts whose status was told before: of what was approved, and where the verb is left out."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.kind import Kind
from extract.linking.status import UNSPECIFIED
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.scan import Scan

_WORTH = ("value.noun", "value.sum", "value.intro")
_AMOUNTS = frozenset({"level", "rate"})
_AID = ("evidence.strong", "scope.single")


def decided(zone: Zone, measure: Measure, status: Answer, context: Context) -> Answer:
    """Read "Theo đó, tổng giá trị viện trợ là 495.592 USD" behind a decision that approves it."""
    if status.value != UNSPECIFIED or measure.unit != "currency" or not context.approved:
        return status
    worth = any(any(zone.in_clause_before(kind)) for kind in _WORTH)
    return Answer("approved", "status.decided") if worth else status


def left_out(zone: Zone, measure: Measure, kind: Kind, status: Answer, context: Context) -> Answer:
    """Read "Pada 2020 terkumpul Rp3 miliar. Setahun kemudian Rp5 miliar": the same was done.

    The amount before stands in the same paragraph, and the clause has no verb of giving and does
    not say anew what the money is: "Bantuan NGO pada 2021 RM7 juta".
    """
    silent = status.value == UNSPECIFIED and kind.answer.value in _AMOUNTS
    if not silent or measure.unit != "currency" or context.done in {None, UNSPECIFIED}:
        return status
    last = context.last
    if last is None or last[0] != measure.name:
        return status
    gives = any(zone.clause_start <= verb.start < zone.clause_end for verb in zone.scan.gives)
    anew = any((*zone.before("evidence.strong"), *zone.before("evidence.weak")))
    return status if gives or anew else Answer(context.done, "status.left_out")


def note_decision(scan: Scan, context: Context, *, told: bool) -> None:
    """Note that aid or a project is approved: "ký quyết định phê duyệt dự án do CARE tài trợ".

    ``told`` says that the sentence has figures of its own.
    """
    approved = any(match.value == "approved" for match in scan.matches.of("status.flow"))
    if approved and not told and any(scan.matches.of(kind) for kind in _AID):
        context.approved_at = scan.sentence.paragraph
