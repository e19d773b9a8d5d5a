"""Amounts of what was approved: the decision is told first, what it is worth behind it."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.status import UNSPECIFIED
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.scan import Scan

_WORTH = ("value.noun", "value.sum", "value.intro")
_AID = ("evidence.strong", "scope.single")


def decided(zone: Zone, measure: Measure, status: Answer, context: Context) -> Answer:
    """Read "Theo đó, tổng giá trị viện trợ là 495.592 USD" behind a decision that approves it."""
    if status.value != UNSPECIFIED or measure.unit != "currency" or not context.approved:
        return status
    worth = any(any(zone.in_clause_before(kind)) for kind in _WORTH)
    return Answer("approved", "status.decided") if worth else status


def note_decision(scan: Scan, context: Context, *, told: bool) -> None:
    """Note that aid or a project is approved: "ký quyết định phê duyệt dự án do CARE tài trợ".

    ``told`` says that the sentence has figures of its own.
    """
    approved = any(match.value == "approved" for match in scan.matches.of("status.flow"))
    if approved and not told and any(scan.matches.of(kind) for kind in _AID):
        context.approved_at = scan.sentence.paragraph
