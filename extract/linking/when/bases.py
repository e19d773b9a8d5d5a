"""The period a change or ratio is measured against."""

from __future__ import annotations

from extract import edtf
from extract.linking.answers import When
from extract.linking.context import Base, Context
from extract.linking.kind import Kind
from extract.linking.zone import Zone
from extract.periods import Period, same_period_of

_REACH = 3
_MOVES = frozenset({"change", "ratio"})


def base_period(
    zone: Zone, kind: Kind, when: When, context: Context
) -> tuple[str | None, Period | None]:
    """Return the period a change or ratio is measured against, and where it is named.

    A further change of the sentence has the same: "tăng 5 dự án so với năm 2022, vốn tăng 12%".
    """
    sentence = zone.scan.sentence.start
    if kind.base is None:
        last = context.base
        goes_on = kind.answer.value in _MOVES and kind.direction is not None
        same = last is not None and (last.sentence, last.compared) == (sentence, when.edtf)
        return (last.edtf, None) if last is not None and same and goes_on else (None, None)
    base, period = _named(zone, kind.base.end, when)
    context.base = None if base is None else Base(sentence, when.edtf, base)
    return base, period


def _named(zone: Zone, end: int, when: When) -> tuple[str | None, Period | None]:
    spans = [(money.start, money.end) for money in zone.scan.money]
    spans += [(number.start, number.end) for number in zone.scan.numbers]
    amounts = [behind for start, behind in spans if 0 <= start - end <= _REACH]
    for period in zone.scan.periods:
        if any(0 <= period.start - at <= _REACH for at in (end, *amounts)):
            if when.edtf is not None and when.edtf.startswith(".."):
                return base_year(period, when.edtf), period
            if period.form == "same_period" or period.shift is not None:
                return same_period_of(period, when.edtf), period
            return period.edtf, period
    return None, None


def base_year(period: Period, compared: str) -> str | None:
    """Return the base of a figure as of a day: the year named, or the year before that day's."""
    last = edtf.parse(compared).last
    if period.year is not None:
        return edtf.write(period.year)
    if period.edtf is not None or last is None:
        return period.edtf
    return edtf.write(last.year + (period.shift if period.shift is not None else -1))
