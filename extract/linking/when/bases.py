"""The period a change or ratio is measured against."""

from __future__ import annotations

import re

from extract import edtf
from extract.linking.answers import When
from extract.linking.context import Comparison, Context
from extract.linking.kind import Kind
from extract.linking.zone import Zone
from extract.periods import Period, same_period_of

_REACH = 3
_MOVES = frozenset({"change", "ratio"})
_YEAR = re.compile(r"\d{4}")


def base_period(
    zone: Zone, kind: Kind, when: When, context: Context
) -> tuple[str | None, Period | None]:
    """Return the period a change or ratio is measured against, and where it is named.

    A further change has the same: "tăng 5 dự án so với năm 2022, vốn tăng 12%".
    """
    if kind.base is None:
        base = _year_before(zone, when) or _whole_years_before(zone, kind, when)
        base, period = base or _told(zone, kind, when, context), None
    else:
        base, period = _named(zone, kind.base.end, when)
    _note(zone, kind, when, base, context)
    return base, period


def _year_before(zone: Zone, when: When) -> str | None:
    """Return the base of "bertambah 24 dalam tempoh setahun": the year before."""
    matches, at = zone.scan.matches, zone.quantity.end
    while (led := matches.at("periods.in", at)) is not None:
        at = led.end
    rate = matches.at("kind.rate", at)
    yearly = at > zone.quantity.end and rate is not None and rate.value == "year"
    last = edtf.parse(when.edtf).last if yearly and when.edtf is not None else None
    return None if last is None else edtf.write(last.year - 1)


def _whole_years_before(zone: Zone, kind: Kind, when: When) -> str | None:
    """Return the base of "Selama 2022 bertambah 4 ormas", "Selama 10 tahun bertambah 28"."""
    moves = kind.answer.value in _MOVES and kind.direction is not None
    last = edtf.parse(when.edtf).last if moves and when.edtf is not None else None
    for whole in zone.in_clause_before("period.whole") if last is not None else ():
        if when.period is not None and when.period.start == whole.end:
            yearly = when.period.granularity == "year" and when.period.form != "span"
            return edtf.write(last.year - 1) if yearly and last is not None else None
        years = next((n for n in zone.scan.numbers if n.start == whole.end), None)
        if years is not None and zone.scan.matches.at("periods.years", years.end) is not None:
            return edtf.write(last.year - int(years.value)) if last is not None else None
    return None


def _note(zone: Zone, kind: Kind, when: When, base: str | None, context: Context) -> None:
    """Keep in ``context`` the base that is told, or the level that another is compared with."""
    paragraph = zone.scan.sentence.paragraph
    if base is not None and when.edtf is not None:
        context.compared = Comparison(when.edtf, base, paragraph)
    elif kind.answer.value == "level" and any(zone.before("kind.comparison")):
        last = context.last[1].when.edtf if context.last is not None else None
        if last is not None and when.edtf not in {None, last}:
            context.compared = Comparison(last, str(when.edtf), paragraph)


def _told(zone: Zone, kind: Kind, when: When, context: Context) -> str | None:
    """Return the base of a change without words for it: as far back as the one before."""
    told = context.compared
    if told is None or told.paragraph != zone.scan.sentence.paragraph:
        return None
    moves = kind.answer.value in _MOVES and kind.direction is not None
    if not moves or when.edtf is None or _is_dated(zone):
        return None
    if when.edtf == told.period:
        return told.base
    back = (_year(told.period) or 0) - (_year(told.base) or 0)
    return _YEAR.sub(lambda year: str(int(year[0]) - back), when.edtf) if back > 0 else None


def _is_dated(zone: Zone) -> bool:
    """Whether a period stands behind the figure, which may be its base."""
    return any(zone.quantity.end <= period.start < zone.right for period in zone.scan.periods)


def _year(period: str) -> int | None:
    last = edtf.parse(period).last
    return None if last is None else last.year


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
