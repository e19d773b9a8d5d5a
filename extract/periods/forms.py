"""The forms a period is said in, each recognised at one token.

``PeriodForms.at`` tries them in an order in which the longer way of saying
comes first. What is a point of the calendar: ``extract.periods.points``.
"""

from __future__ import annotations

from extract import edtf
from extract.periods.anchor import Anchor
from extract.periods.datechain import CUE, may_be_date
from extract.periods.datewords import DateWords, Point
from extract.periods.period import Period
from extract.periods.points import (
    bare_year_at,
    is_announced,
    month_behind,
    point_at,
    said_at,
    with_lent_year,
    years_behind,
)
from extract.periods.reckoned import moved_at, past_at, same_at, those_years_at
from extract.periods.settle import write_beside, write_point, write_until
from extract.periods.spans import Spans, framed

_COUNTED = frozenset({"periods.years", "periods.same"})
_RECKONED = frozenset({"periods.moved_phrase", "periods.past_phrase", "periods.past_before"})
_LEADS = frozenset(
    {
        "periods.as_of", "periods.bound", "periods.from", "periods.from_now", "periods.now",
        "periods.since_event",
    }
)  # fmt: skip


class PeriodForms:
    """Recognises periods in one token sequence against one publication."""

    def __init__(self, words: DateWords, anchor: Anchor | None, review: str | None) -> None:
        self._words = words
        self._anchor = anchor
        self._spans = Spans(words, anchor)
        self._review_year = _last_year(review) or (anchor.review_year() if anchor else None)

    def at(self, start: int) -> tuple[Period, ...]:
        """Return the period that begins at token ``start``, several for a list, or nothing."""
        words = self._words
        if words.are_silent(start):  # bare digits: only what counts years begins with them
            if not may_be_date(words.tokens[start]):
                return ()
            single = self._reckoned(start)
        elif words.never(start):
            return ()
        else:
            single = same_at(words, start) or self._reckoned(start) or self._led(start)
        return (single,) if single else self._points(start)

    def _reckoned(self, start: int) -> Period | None:
        """Read what is told by how many years it has, or how many lie between."""
        words = self._words
        counted = words.count(start)
        told = counted is not None and words.opens(counted[1], _COUNTED)
        if not told and not words.opens(start, _RECKONED):
            return None
        return (
            moved_at(words, start)
            or those_years_at(words, start)
            or self._spans.years_until_at(start)
            or past_at(words, start, self._review_year)
        )

    def _led(self, start: int) -> Period | None:
        """Read what a word for "until", "since", "before", "now" opens."""
        if not self._words.opens(start, _LEADS):
            return None
        return (
            self._future(start)
            or self._now(start)
            or self._spans.led_at(start)
            or self._bound(start)
            or self._until(start)
            or self._spans.since_event_at(start)
        )

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
        chain = words.chain_at(start)
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
        return Period(text, start, point.end, "future", point.precision)

    def _now(self, start: int) -> Period | None:
        now = self._words.match("now", start)
        if now is None:
            return None
        text = edtf.interval(None, self._anchor.text) if self._anchor else None
        return Period(text, start, now.end, "now")

    def _bound(self, start: int) -> Period | None:
        """Read "trước năm 2020" and "sau năm 2015": the year itself does not belong to them.

        What was reached after the year's first months is theirs: "sau 9 tháng đầu năm 2022".
        """
        words = self._words
        bound = words.match("bound", start)
        point = point_at(words, bound.end, cue=CUE) if bound else None
        if bound is None or point is None:
            return None
        before = bound.value == "before"
        if not before and point.kind == "months" and point.first.month == 1:
            return self._point(start, point)
        text = write_beside(point, self._anchor, before=before)
        return Period(text, start, point.end, "as_of" if before else "since", point.precision)

    def _until(self, start: int) -> Period | None:
        """Read "tính đến hết tháng 11-2025", "per 22 November 2019", "by the end of 2017"."""
        words = self._words
        front = words.match("as_of", start)
        if front is None:
            return None
        point = point_at(words, framed(words, front.end), cue=CUE)
        if point is None:
            return self._until_weekday(start, front.end)
        if point.needs and words.counted_before(start):
            # "1/2 đến 3/4", "12 đến 2000"
            return None
        text = write_until(point, self._anchor)
        return Period(text, start, point.end, "as_of", point.precision)

    def _until_weekday(self, start: int, at: int) -> Period | None:
        """Read "sehingga Jumaat lepas", "hingga Senin sore": a time of day or a mark ends it."""
        words = self._words
        weekday = words.match("weekday", at)
        if weekday is None:
            return None
        daytime = words.match("daytime", weekday.end)
        turn = words.match("turn", weekday.end if daytime is None else daytime.end)
        end = max(word.end for word in (weekday, daytime, turn) if word is not None)
        open_ = end == weekday.end < len(words.tokens) and words.tokens[end].kind != "mark"
        if open_ or (turn is not None and turn.value != "past"):
            return None
        past = turn is not None
        day = self._anchor.last_weekday(int(weekday.value), past=past) if self._anchor else None
        return Period(day and f"../{day}", start, end, "as_of", "day")

    def _points(self, start: int) -> tuple[Period, ...]:
        words = self._words
        pair = self._spans.bare_at(start)
        if pair:
            return (pair,)
        point = self._heading(start) or said_at(words, start)
        if point is None:
            return ()
        clear = is_announced(words, start, point)
        ranged = self._spans.behind(start, point, clear=clear)
        if ranged:
            return (ranged,)
        if not clear:
            return ()
        if point.part == "full":
            text = write_until(point, self._anchor)
            return (Period(text, start, point.end, "as_of", point.precision),)
        first = self._point(start, with_lent_year(words, point))
        if point.elapsed and first.edtf is None:
            return ()  # how long something lasts
        more = years_behind(words, point) or month_behind(words, point)
        listed = (self._point(one.end - 1, one) for one in more)
        return (first, *listed)

    def _heading(self, start: int) -> Point | None:
        """Read "2016: kira-kira 300 juta USD": a year before a colon opens the headline."""
        headed = start == 0 and self._words.mark(1, ":")
        return bare_year_at(self._words, start) if headed else None

    def _point(self, start: int, point: Point) -> Period:
        text = write_point(point, self._anchor)
        shift = -1 if point.kind == "previous" else None
        return Period(text, start, point.end, point.form, point.precision, shift=shift)


def _last_year(review: str | None) -> int | None:
    last = edtf.parse(review).last if review else None
    return last.year if last else None
