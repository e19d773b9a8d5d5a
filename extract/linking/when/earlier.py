"""Periods that earlier sentences hand on: of a figure told again, a count, a yearly rate."""

from __future__ import annotations

from extract.linking.answers import When
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.periods import Period
from extract.scan import Scan

UNDATED = "period.none"
"""The rule of a figure that nothing dates."""

_NOUN_REACH = 12
_YEARS = frozenset({"year", "span", "months"})


def recalled(zone: Zone, measure: Measure, when: When, context: Context) -> When:
    """Return the period of the figure taken up again: "381 ormas itu tersebar di ..."."""
    if when.basis == "stated":
        return when
    for this in zone.scan.matches.of("count.this"):
        before = [n for n in zone.scan.numbers if n.end <= this.start]
        if not before or this.start - before[-1].end > _NOUN_REACH:
            continue
        told = context.told.get((measure.name, before[-1].value))
        if told is not None and before[-1].start <= zone.quantity.start:
            return told._replace(basis="inherited", rule="period.recalled", period=None)
    return when


def counted_then(context: Context) -> str | None:
    """Return as of when organisations are counted, where an earlier paragraph says so."""
    earlier = context.earlier
    return earlier.edtf if earlier is not None and earlier.form == "as_of" else None


def singled_out(zone: Zone, context: Context) -> Period | None:
    """Return the period of the paragraph before: "Riêng Hà Nam tiếp nhận 5 khoản viện trợ"."""
    opened = any(part.start == 0 for part in zone.scan.matches.of("scope.part"))
    return context.earlier if opened and context.earlier and context.earlier.edtf else None


def counted_in_review(measure: str, context: Context) -> str | None:
    """Return the past year that headline and lead name, where all were counted in it before."""
    whole, year = context.wholes.get(measure), context.outline.head_period
    return year if whole is not None and whole.when.edtf == year else None


def told_above(context: Context) -> When | None:
    """Return the year, span or months that an earlier paragraph tells of."""
    before = context.earlier
    if before is None or before.edtf is None:
        return None
    yearly = before.form in _YEARS or (before.form, before.granularity) == ("relative", "year")
    return When(before.edtf, "inherited", "period.above") if yearly else None


def is_today(scan: Scan, period: Period) -> bool:
    """Whether it says what there is now ("hiện nay", "kini"), not up to now ("đến nay")."""
    now = scan.matches.at("periods.now", period.start)
    return now is not None and now.value == "at"


def of_rate(context: Context) -> When:
    """A rate is said of years: those of its sentence, or the span the paragraph is about."""
    said = context.period or context.earlier
    span = said.edtf if said is not None else None
    if span is None or "/" not in span or ".." in span:
        return When(None, None, "period.rate")
    return When(span, "inherited", "period.paragraph")
