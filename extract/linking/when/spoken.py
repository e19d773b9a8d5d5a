"""Periods that only others of the text tell: "năm đó", "tempoh itu", "setahun kemudian"."""

from __future__ import annotations

from extract import edtf
from extract.linking.answers import When
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.periods import Period

_NOW = frozenset({"period.now", "period.publication"})  # "that year" is another
_FORMS = frozenset({"relative", "same_year", "that"})


def spoken_of(zone: Zone, period: Period, context: Context) -> When | None:
    """Return what ``period`` is, ``None`` where it needs no other to be known.

    It is reckoned from the last period before it in the sentence, else from that of the last
    figure or of the paragraph; without any, from the day of publication. "That span" is one
    that was told.
    """
    if period.edtf is not None or period.form not in _FORMS or period.shift is None:
        return None
    already = _reckoned_already(zone, period, context)
    if already is not None:
        return already
    told = [p.edtf for p in zone.scan.periods if p.end <= period.start and _is_told(zone, p)]
    before = told[-1] if told else _told(context)
    if period.form == "that":
        earlier = (before, _told_earlier(context))
        before = next((said for said in earlier if _lasts(said, period.shift)), None)
        return When(before, "inherited", "period.that", period)
    before = before or context.outline.present
    day = edtf.parse(before) if before is not None else None
    at = None if day is None else day.first or day.last if period.shift < 0 else day.last
    if at is None:
        return When(None, None, "period.moved", period)
    led = zone.scan.matches.ending("periods.in", period.start) is not None
    if led and period.shift < -1:  # "trong 5 năm trước đó": the five years up to it
        span = edtf.interval(edtf.write(at.year + period.shift), edtf.write(at.year - 1))
        return When(span, "stated", "period.moved", period)
    basis = "inherited" if period.form == "same_year" else "stated"
    rule = f"period.{'moved' if period.shift else period.form}"
    return When(edtf.write(at.year + period.shift), basis, rule, period)


def _reckoned_already(zone: Zone, period: Period, context: Context) -> When | None:
    """Return what it was for the figure before: "setahun sebelumnya Rp3 miliar dari 40 LSM"."""
    if context.last is None or context.last[1].sentence != zone.scan.sentence.start:
        return None
    when = context.last[1].when
    same = when.period is not None and when.period.start == period.start
    return when if same else None


def _is_told(zone: Zone, period: Period) -> bool:
    """Whether it is no day in brackets, on which somebody only speaks: "Rabu (5/2/2020)"."""
    tokens = zone.scan.tokens[max(0, period.start - 1) : period.end]
    spoken = period.form == "day" and any(token.norm == "(" for token in tokens)
    return period.edtf is not None and not spoken


def _lasts(told: str | None, years: int) -> bool:
    """Whether a period has so many years, if it is said how many: "dalam lima tahun itu"."""
    days = edtf.parse(told) if told is not None else None
    if days is None or not years:
        return days is not None
    if days.first is None or days.last is None:
        return False
    return days.last.year - days.first.year + 1 == years


def _told(context: Context) -> str | None:
    when = context.last[1].when if context.last is not None else None
    now = when is not None and when.rule in _NOW
    if when is not None and when.edtf is not None and not now:
        return when.edtf
    if context.period is not None and context.period.form != "now":
        return context.period.edtf
    return _told_earlier(context) if now else None


def _told_earlier(context: Context) -> str | None:
    """Return the period of an earlier paragraph, or of headline and lead."""
    earlier = context.earlier
    if earlier is not None and earlier.edtf is not None:
        return earlier.edtf
    return context.outline.head_period
