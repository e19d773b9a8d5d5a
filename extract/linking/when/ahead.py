"""Periods that begin after the article was written: what is said of them is a plan or a gift."""

from __future__ import annotations

from extract.linking.answers import Answer, Scope, When
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.periods import Period

UNTIMED = When(None, None, "period.ahead")
"""The period of a gift for years to come: the span is that of its programme."""

_PROMISED = frozenset({"committed", "approved"})
_PARTS = frozenset({"scope.of_which", "scope.within"})


def lies_ahead(when: When, context: Context) -> bool:
    """Whether a figure is of a time after the article was written."""
    return begins_ahead(when.edtf, context)


def begins_ahead(said: str | None, context: Context) -> bool:
    """Whether a period begins after the article was written."""
    published = context.outline.present
    if said is None or published is None or said.startswith(".."):
        return False
    start = said.partition("/")[0]
    return start[:4].isdigit() and start[: len(published)] > published[: len(start)]


def ends_ahead(period: Period, present: str | None) -> bool:
    """Whether a span or what is up to it ends later: "untuk delapan distrik hingga 2028"."""
    start, _, end = (period.edtf or "").rpartition("/")
    known = present is not None and bool(start) and end[:4].isdigit()
    return known and end[: len(present or "")] > (present or "")[: len(end)]


def is_gift(zone: Zone, when: When, scope: Scope, status: Answer, context: Context) -> bool:
    """Read "WVI tài trợ 2 triệu USD cho chương trình giai đoạn 2023-2027", printed in 2022.

    Given or granted for the years of a programme, and its parts; for one year to come it is a plan
    unless it is pledged.
    """
    if when.edtf is not None and "/" not in when.edtf:
        return _is_pledged(zone)
    if when.edtf is None or zone.quantity.measure != "aid_amount":
        return False
    if scope.answer.rule in _PARTS:
        return context.gift_ahead
    granted = status.value in _PROMISED or scope.answer.value == "single_project"
    return granted or any(zone.gives())


def _is_pledged(zone: Zone) -> bool:
    """Read "Cho năm 2011, 61 tổ chức cam kết tại buổi lễ 157 triệu USD": promised, and by whom."""
    matches = zone.scan.matches
    promised = [m for m in matches.of("status.flow") if m.value == "committed"]
    here = [m for m in promised if zone.clause_start <= m.start < zone.clause_end]
    givers = [m for m in matches.of("noun.full") if m.value == "ngo_count"]
    counted = {number.end for number in zone.scan.numbers}  # "Enam organisasi"
    givers += [m for m in matches.of("noun.bare") if m.value == "ngo_count" and m.start in counted]
    return any(
        giver.end <= promise.start and matches.ending("period.ahead", promise.start) is None
        for promise in here
        for giver in givers
    )


def untimed(when: When) -> When:
    """Return the period of a gift to come: a year it is pledged for, but no programme's span."""
    return when if when.edtf is not None and "/" not in when.edtf else UNTIMED
