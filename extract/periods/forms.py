"""The forms a period is said in, each recognised at one token.

``PeriodForms.at`` tries them in an order in which the longer way of saying
comes first. What is a point of the calendar: ``extract.periods.points``.
"""

from __future__ import annotations

from extract import edtf
from extract.periods.anchor import Anchor
from extract.periods.datechain import CUE, Moment, chain_at, may_be_date
from extract.periods.datewords import DateWords, Point
from extract.periods.period import Period
from extract.periods.points import (
    bare_year_at,
    is_announced,
    point_at,
    said_at,
    with_lent_year,
    years_behind,
)
from extract.periods.reckoned import moved_at, past_at, same_at
from extract.periods.settle import write_beside, write_point, write_since, write_span, write_until

_LONGEST_BARE_SPAN = 60
_YEAR_DIGITS = 4
_LONGEST_FRAME = 6
_LONGEST_EVENT = 12
_FRAMES = ("weekday", "daytime")


class PeriodForms:
    """Recognises periods in one token sequence against one publication."""

    def __init__(self, words: DateWords, anchor: Anchor | None, review: str | None) -> None:
        self._words = words
        self._anchor = anchor
        self._review_year = _last_year(review) or (anchor.review_year() if anchor else None)

    def at(self, start: int) -> tuple[Period, ...]:
        """Return the period that begins at token ``start``, several for a list, or nothing."""
        words = self._words
        if words.are_silent(start):  # bare digits: no other form begins with them
            if not may_be_date(words.tokens[start]):
                return ()
            counted = moved_at(words, start) or past_at(words, start, self._review_year)
            return (counted,) if counted else self._points(start)
        if words.never(start):
            return ()
        single = (
            same_at(words, start)
            or moved_at(words, start)
            or past_at(words, start, self._review_year)
            or self._future(start)
            or self._now(start)
            or self._from(start)
            or self._bound(start)
            or self._until(start)
            or self._since_event(start)
        )
        return (single,) if single else self._points(start)

    def digits(self, start: int) -> tuple[Period, ...]:
        """Return the period that the digits at token ``start`` say where only a date can stand."""
        never = self._words.never(start)
        point = None if never else point_at(self._words, start, cue=CUE)
        return (self._point(start, point),) if point else ()

    def behind(self, start: int) -> int:
        """Return where to go on when nothing was recognised at token ``start``."""
        words = self._words
        never = words.never(start)
        if never:
            return never.end
        chain = chain_at(words.tokens, start)
        return chain.end if chain else start + 1

    def _future(self, start: int) -> Period | None:
        """Read "từ nay đến cuối năm", "from now until 2030"."""
        words = self._words
        front = words.match("from_now", start)
        joint = words.match("to", front.end) if front else None
        point = point_at(words, joint.end, cue=CUE) if joint else None
        if point is None:
            return None
        until = write_until(point, self._anchor) if self._anchor else None
        text = None
        if until and self._anchor:
            text = edtf.interval(self._anchor.text, until.removeprefix("../"))
        return Period(text, start, point.end, "future", _precision(point))

    def _now(self, start: int) -> Period | None:
        now = self._words.match("now", start)
        if now is None:
            return None
        text = edtf.interval(None, self._anchor.text) if self._anchor else None
        return Period(text, start, now.end, "now")

    def _from(self, start: int) -> Period | None:
        """Read "từ năm 2016 đến nay", "dari 2021 hingga 2025", "sejak 2010"."""
        words = self._words
        front = words.match("from", start)
        first = point_at(words, self._frame(front.end), cue=CUE) if front else None
        if front is None or first is None:
            return None
        if _is_span(first):
            return self._point(start, first)
        ranged = self._ranged(start, first, between=front.value == "between")
        if ranged:
            return ranged
        if front.value != "since" or (first.needs and self._joined(first.end)):
            # "từ 2000 đến 2010 tổ chức" are numbers after all.
            return None
        return self._since(start, first, first.end)

    def _since_event(self, start: int) -> Period | None:
        """Read "sejak geran itu diperkenalkan pada 2013", "kể từ khi thành lập vào năm 1996"."""
        words = self._words
        front = words.match("since_event", start)
        if front is None:
            return None
        for at in range(front.end, min(front.end + _LONGEST_EVENT, len(words.tokens))):
            point = point_at(words, at) if words.may_begin(at) else None
            if point is not None:
                return None if _is_span(point) else self._since(start, point, point.end)
            if words.tokens[at].kind != "word":
                return None
        return None

    def _ranged(self, start: int, first: Point, *, between: bool = False) -> Period | None:
        """Read on behind the first point: "... đến nay", "... đến tháng 6/2012", "... - 2024"."""
        words = self._words
        at = first.end
        now = words.match("now", at)
        if now and now.value == "until":
            return self._since(start, first, now.end)
        joint = (words.match("and", at) if between else None) or words.match("to", at)
        if joint is None and not words.mark(at, "-"):
            return None
        behind = joint.end if joint else at + 1
        now = words.match("now_end", behind)
        if now:
            return self._since(start, first, now.end)
        last = point_at(words, self._frame(behind), cue=CUE, joined=joint is None)
        if last is None or _is_span(last):
            return None
        if joint is None and last.needs and last.kind != first.kind:
            return None
        text = write_span(first, last, self._anchor)
        if text is None and (first.dated or last.dated or self._anchor):
            return None
        return Period(text, start, last.end, "span", _precision(last))

    def _since(self, start: int, first: Point, end: int) -> Period:
        return Period(write_since(first, self._anchor), start, end, "since", _precision(first))

    def _bound(self, start: int) -> Period | None:
        """Read "trước năm 2020" and "sau năm 2015": the year itself does not belong to them."""
        words = self._words
        bound = words.match("bound", start)
        point = point_at(words, bound.end, cue=CUE) if bound else None
        if bound is None or point is None:
            return None
        before = bound.value == "before"
        text = write_beside(point, self._anchor, before=before)
        return Period(text, start, point.end, "as_of" if before else "since", _precision(point))

    def _until(self, start: int) -> Period | None:
        """Read "tính đến hết tháng 11-2025", "per 22 November 2019", "by the end of 2017"."""
        words = self._words
        front = words.match("as_of", start)
        if front is None:
            return None
        point = point_at(words, self._frame(front.end), cue=CUE)
        if point is None or (point.needs and words.counted_before(start)):
            # "1/2 đến 3/4", "12 đến 2000"
            return None
        text = write_until(point, self._anchor)
        return Period(text, start, point.end, "as_of", _precision(point))

    def _frame(self, start: int) -> int:
        """Step over clock time, weekday and time of day between a word and its date."""
        words = self._words
        at = start
        for _ in range(_LONGEST_FRAME):
            framed = next(filter(None, (words.match(name, at) for name in _FRAMES)), None)
            clock = words.clock(at)
            if clock > at:
                at = clock
            elif framed:
                at = framed.end
            elif at > start and words.mark(at, ",("):
                at += 1
            else:
                break
        return at

    def _points(self, start: int) -> tuple[Period, ...]:
        words = self._words
        pair = self._bare_span(start)
        if pair:
            return (pair,)
        point = said_at(words, start)
        if point is None:
            return ()
        clear = is_announced(words, start, point)
        ranged = self._open_range(start, point, clear=clear)
        if ranged:
            return (ranged,)
        if not clear:
            return ()
        if point.part == "full":
            text = write_until(point, self._anchor)
            return (Period(text, start, point.end, "as_of", _precision(point)),)
        first = self._point(start, with_lent_year(words, point))
        listed = (self._point(year.end - 1, year) for year in years_behind(words, point))
        return (first, *listed)

    def _open_range(self, start: int, first: Point, *, clear: bool) -> Period | None:
        """Read a span without a word in front: "tháng 1 - 6/2023", "Januari-Juni 2023"."""
        if _is_span(first) or not (clear or is_announced(self._words, start, first, cue=CUE)):
            return None
        ranged = self._ranged(start, first)
        if clear or ranged is None or first.kind == "month":
            return ranged
        # "1/2 đến 3/4" may be fractions; a printed year settles it.
        ends = self._words.tokens[ranged.end - 1].norm.rpartition(".")[2]
        return ranged if first.kind == "day" and len(ends) == _YEAR_DIGITS else None

    def _joined(self, at: int) -> bool:
        """Say whether a dash or a word for "to" with a number behind stands at token ``at``."""
        joint = self._words.match("to", at)
        behind = joint.end if joint else at + 1
        tokens = self._words.tokens
        dashed = joint is not None or self._words.mark(at, "-")
        return dashed and behind < len(tokens) and tokens[behind].kind == "number"

    def _bare_span(self, start: int) -> Period | None:
        """Read two bare years joined by a dash or a word: "2020 - 2024", "2010 hingga 2012"."""
        words = self._words
        first = bare_year_at(words, start)
        if first is None:
            return None
        now = words.match("now", first.end)
        if now and now.value == "until":
            return self._since(start, first, now.end)
        joint = words.match("to", first.end)
        if joint is None and not words.mark(first.end, "-"):
            return None
        behind = joint.end if joint else first.end + 1
        now = words.match("now_end", behind)
        if now:
            return self._since(start, first, now.end)
        last = bare_year_at(words, behind, led=True)
        if last is None or words.match("counted", last.end):
            return None
        years = (last.first.year or 0) - (first.first.year or 0)
        if not 0 < years <= _LONGEST_BARE_SPAN:
            return None
        return Period(write_span(first, last, None), start, last.end, "span", "year")

    def _point(self, start: int, point: Point) -> Period:
        text = write_point(point, self._anchor)
        shift = -1 if point.kind == "previous" else None
        return Period(text, start, point.end, _form(point), _precision(point), shift=shift)


def _last_year(review: str | None) -> int | None:
    last = edtf.parse(review).last if review else None
    return last.year if last else None


def _is_span(point: Point) -> bool:
    return point.last is not None and point.kind not in ("months", "decade")


def _form(point: Point) -> str:
    if point.kind == "previous":
        return "relative"
    if _is_span(point) and point.kind != "fiscal":
        return "span"
    shifted = (point.shift, point.month_shift, point.day_shift) != (None, None, None)
    return "relative" if shifted and point.first == Moment() else point.kind


def _precision(point: Point) -> str:
    if point.kind in ("day", "days"):
        return "day"
    if point.kind in ("month", "months"):
        return "month"
    return "decade" if point.kind == "decade" else "year"
