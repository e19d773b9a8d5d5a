"""Flows told up to a time: with a beginning as well, or of the last year alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.linking.context import Whole
from extract.linking.kind import Kind
from extract.linking.when.earlier import is_today
from extract.linking.zone import Zone
from extract.periods import Period

_YEAR = 4


def in_that_year(stated: Period, kind: Kind, last: Whole | None, sentence: int) -> Period:
    """Read "Năm 2014 đạt 9 triệu USD thì đến năm 2016 chỉ còn 5 triệu": each is of one year."""
    year = (stated.edtf or "").removeprefix("../")
    reached = kind.answer.rule == "kind.reach" and stated.form == "as_of"
    if not reached or last is None or last.sentence != sentence or len(year) != _YEAR:
        return stated
    yearly = last.when.basis == "stated" and len(last.when.edtf or "") == _YEAR
    return replace(stated, edtf=year, form="year") if yearly else stated


def since_then(
    zone: Zone, stated: Period, usable: Sequence[Period], before: Period | None
) -> Period:
    """Read "setakat ini ... RM787,000 sejak 7 Oktober": from that day on, and until now.

    ``before`` is the period the paragraph is about: "... sejak 2005. Hingga kini 132 proyek ...".
    """
    if stated.form != "now":
        return stated
    told = [before] if before is not None and not is_today(zone.scan, stated) else []
    begun = (p for p in (*usable, *told) if p.form == "since" and p.edtf is not None)
    return next(begun, stated)
