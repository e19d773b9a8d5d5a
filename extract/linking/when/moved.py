"""Years reckoned from the one spoken of: "năm trước đó", "setahun kemudian", "tahun sebelumnya"."""

from __future__ import annotations

from extract import edtf
from extract.linking.answers import When
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.periods import Period


def moved(zone: Zone, period: Period, context: Context) -> When | None:
    """Return the year that ``period`` is, ``None`` where it is no year reckoned so.

    It is reckoned from the last period before it in the sentence, else from that of the last
    figure or of the paragraph; without any, the year before is that before publication.
    "Trong 5 năm trước đó" are the five years up to it.
    """
    if period.edtf is not None or period.form != "relative" or period.shift is None:
        return None
    told = [p.edtf for p in zone.scan.periods if p.end <= period.start and p.edtf is not None]
    before = told[-1] if told else _spoken_of(context)
    day = edtf.parse(before) if before is not None else None
    at = None if day is None else day.first or day.last if period.shift < 0 else day.last
    if at is None:
        return When(None, None, "period.moved", period)
    led = zone.scan.matches.ending("periods.in", period.start) is not None
    if led and period.shift < -1:
        span = edtf.interval(edtf.write(at.year + period.shift), edtf.write(at.year - 1))
        return When(span, "stated", "period.moved", period)
    return When(edtf.write(at.year + period.shift), "stated", "period.moved", period)


def _spoken_of(context: Context) -> str | None:
    if context.last is not None and context.last[1].when.edtf is not None:
        return context.last[1].when.edtf
    if context.period is not None and context.period.edtf is not None:
        return context.period.edtf
    return context.outline.present
