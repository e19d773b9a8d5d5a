"""From points as printed to EDTF: years lent, years reckoned from the publication."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from extract import edtf
from extract.periods.anchor import Anchor
from extract.periods.datechain import Moment, lend, ordered
from extract.periods.datewords import Point

_LAST_MONTH_OF_PART = {"begin": 1, "mid": 6}


class Settled(NamedTuple):
    """The first and last moment of a point, with years."""

    first: Moment
    last: Moment


def settle(point: Point, anchor: Anchor | None) -> Settled | None:
    """Return the moments of ``point`` with years, ``None`` where they cannot be known."""
    if point.kind in ("fiscal", "previous", "days"):
        return None
    if point.day_shift is not None:
        return _single(anchor.day(point.day_shift) if anchor else None)
    if point.month_shift is not None:
        month = _single(anchor.month(point.month_shift) if anchor else None)
        return month and _on_day(month, point.first.day)
    if point.shift is not None:
        return _in_year(point, anchor.year + point.shift) if anchor else None
    if point.elapsed and (
        anchor is None or not anchor.have_gone_by((point.last or point.first).month or 0)
    ):
        return None
    if point.dated:
        return Settled(point.first, point.last or point.first)
    return _nearest(point, anchor) if anchor else None


def write(settled: Settled | None) -> str | None:
    """Return the EDTF of what was settled."""
    if settled is None:
        return None
    first, last = _text(settled.first), _text(settled.last)
    return edtf.interval(first, last) if first and last else None


def write_point(point: Point, anchor: Anchor | None) -> str | None:
    """Return the EDTF of one point."""
    settled = settle(point, anchor)
    if settled is None:
        return None
    if point.kind == "decade":
        return f"{settled.first.year or 0:04d}"[:3] + "X"
    return write(settled)


def write_until(point: Point, anchor: Anchor | None) -> str | None:
    """Return "../D" for an end at ``point``; the middle of a year ends with June."""
    settled = settle(point, anchor)
    if settled is None:
        return None
    end = settled.last
    if point.part in _LAST_MONTH_OF_PART and end.month is None:
        end = end._replace(month=_LAST_MONTH_OF_PART[point.part])
    text = _text(end)
    return edtf.interval(None, text) if text else None


def write_since(point: Point, anchor: Anchor | None) -> str | None:
    """Return "A/PUBLISHED" for a beginning at ``point``, "A/.." without a usable publication."""
    settled = settle(point, anchor)
    if settled is None:
        return None
    begin = _text(settled.first)
    if begin is None:
        return None
    closed = edtf.interval(begin, anchor.text) if anchor else None
    # A beginning and a publication in one year are that year up to the publication.
    return closed or edtf.interval(begin, None)


def write_span(first: Point, last: Point, anchor: Anchor | None) -> str | None:
    """Return the EDTF from ``first`` to ``last``, each lending the other its year."""
    if not last.dated and first.dated:
        begin = settle(first, anchor)
        if begin is None or last.kind == "year":
            return None
        end = Settled(*(moment._replace(year=begin.first.year) for moment in _both(last)))
    else:
        settled = settle(last, anchor)
        if settled is None:
            return None
        end = settled
        begin = (
            settle(first, anchor) if first.dated else Settled(*(lend(first.first, end.last),) * 2)
        )
    if begin is None or not _follow(begin.first, end.last):
        return None
    return write(Settled(begin.first, end.last))


def write_beside(point: Point, anchor: Anchor | None, *, before: bool) -> str | None:
    """Return the EDTF of everything before ``point``, or of everything behind it."""
    settled = settle(point, anchor)
    if settled is None:
        return None
    if before:
        end = _text(_moved(settled.first, -1))
        return edtf.interval(None, end) if end else None
    begin = _text(_moved(settled.last, 1))
    closed = edtf.interval(begin, anchor.text) if anchor and begin else None
    return closed or (edtf.interval(begin, None) if begin else None)


def _moved(moment: Moment, step: int) -> Moment:
    """Return the next or the last day, month or year."""
    year, month = moment.year or 0, moment.month
    if month is None:
        return Moment(year + step)
    if moment.day is None:
        years, month = divmod(month - 1 + step, 12)
        return Moment(year + years, month + 1)
    day = date(year, month, moment.day) + timedelta(days=step)
    return Moment(day.year, day.month, day.day)


def _both(point: Point) -> tuple[Moment, Moment]:
    return point.first, point.last or point.first


def _follow(first: Moment, last: Moment) -> bool:
    return first == last or ordered(first, last)


def _single(text: str | None) -> Settled | None:
    if text is None:
        return None
    moment = Moment(*(int(part) for part in text.split("-")))
    return Settled(moment, moment)


def _on_day(month: Settled, day: int | None) -> Settled | None:
    moment = month.first._replace(day=day)
    return Settled(moment, moment) if _text(moment) else None


def _in_year(point: Point, year: int) -> Settled | None:
    moments = [moment._replace(year=year) for moment in _both(point)]
    return Settled(*moments) if all(_text(moment) for moment in moments) else None


def _nearest(point: Point, anchor: Anchor) -> Settled | None:
    """Give a point without a year the year of its first day by the rule of the anchor."""
    if point.first.month is None:
        return None
    month, day = point.first.month, point.first.day or 1
    if point.turn is None:
        year = anchor.year_of(month, day)
    else:
        year = anchor.turned_year_of(month, day, coming=point.turn == "coming")
    if year is None:
        return None
    first, last = (moment._replace(year=year) for moment in _both(point))
    if not _follow(first, last):
        last = last._replace(year=year + 1)
    return Settled(first, last) if _text(first) and _text(last) else None


def _text(moment: Moment) -> str | None:
    if moment.year is None:
        return None
    return edtf.write(moment.year, moment.month, moment.day)
