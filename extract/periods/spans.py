"""Periods with two ends: from one point to another, since one, the n years up to one."""

from __future__ import annotations

from extract import edtf
from extract.periods.anchor import Anchor
from extract.periods.datechain import CUE
from extract.periods.datewords import DateWords, Point
from extract.periods.period import Period
from extract.periods.points import bare_year_at, is_announced, point_at
from extract.periods.settle import write_point, write_since, write_span

_LONGEST_BARE_SPAN = 60
_YEAR_DIGITS = 4
_LONGEST_FRAME = 6
_LONGEST_EVENT = 12
_FRAMES = ("weekday", "daytime")
_LEADS = ("in", "on")


class Spans:
    """Recognises periods with two ends in one token sequence against one publication."""

    def __init__(self, words: DateWords, anchor: Anchor | None) -> None:
        self._words = words
        self._anchor = anchor

    def led_at(self, start: int) -> Period | None:
        """Read "từ năm 2016 đến nay", "dari 2021 hingga 2025", "sejak 2010"."""
        words = self._words
        front = words.match("from", start)
        first = point_at(words, framed(self._words, front.end), cue=CUE) if front else None
        if front is None or first is None:
            return None
        if first.is_span:
            text = write_point(first, self._anchor)
            return Period(text, start, first.end, first.form, first.precision)
        ranged = self._ranged(start, first, between=front.value == "between")
        if ranged:
            return ranged
        if front.value != "since" or (first.needs and self._joined(first.end)):
            # "từ 2000 đến 2010 tổ chức" are numbers after all.
            return None
        return self._since(start, first, first.end)

    def years_until_at(self, start: int) -> Period | None:
        """Read "lima tahun hingga 2024", "5 năm tính đến 2024": n years, the last one named."""
        words = self._words
        counted = words.count(start)
        unit = words.match("years", counted[1]) if counted else None
        front = (words.match("as_of", unit.end) or words.match("to", unit.end)) if unit else None
        last = point_at(words, front.end, cue=CUE) if front else None
        if counted is None or last is None or last.kind != "year" or last.last is not None:
            return None
        length, year = counted[0], last.first.year
        if year is None or not 1 < length <= _LONGEST_BARE_SPAN:
            return None
        text = edtf.interval(edtf.write(year - length + 1), edtf.write(year))
        return Period(text, start, last.end, "span", "year")

    def since_event_at(self, start: int) -> Period | None:
        """Read "sejak geran itu diperkenalkan pada 2013", "kể từ khi thành lập vào năm 1996"."""
        words = self._words
        front = words.match("since_event", start)
        if front is None:
            return None
        for at in range(front.end, min(front.end + _LONGEST_EVENT, len(words.tokens))):
            led = words.mark(at - 1, "(")
            point = point_at(words, at, cue=CUE if led else None) if words.may_begin(at) else None
            if point is not None and not point.elapsed:
                ranged = self._ranged(start, point)
                return None if point.is_span else ranged or self._since(start, point, point.end)
            if words.tokens[at].kind != "word" and not words.mark(at, "("):
                return None
        return None

    def bare_at(self, start: int) -> Period | None:
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

    def behind(self, start: int, first: Point, *, clear: bool) -> Period | None:
        """Read a span without a word in front: "tháng 1 - 6/2023", "Januari-Juni 2023"."""
        if first.is_span or not (clear or is_announced(self._words, start, first, cue=CUE)):
            return None
        ranged = self._ranged(start, first)
        if clear or ranged is None or first.kind == "month":
            return ranged
        # "1/2 đến 3/4" may be fractions; a printed year settles it.
        ends = self._words.tokens[ranged.end - 1].norm.rpartition(".")[2]
        return ranged if first.kind == "day" and len(ends) == _YEAR_DIGITS else None

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
        last = point_at(words, framed(self._words, behind), cue=CUE, joined=joint is None)
        if last is None or last.is_span:
            return None
        if joint is None and last.kind != first.kind and (last.needs or last.kind == "year"):
            return None  # "Hà Nội, ngày 5/5 - Năm 2023, ..."
        text = write_span(first, last, self._anchor)
        if text is None and (first.dated or last.dated or self._anchor):
            return None
        return Period(text, start, last.end, "span", last.precision)

    def _since(self, start: int, first: Point, end: int) -> Period:
        return Period(write_since(first, self._anchor), start, end, "since", first.precision)

    def _joined(self, at: int) -> bool:
        """Say whether a dash or a word for "to" with a number behind stands at token ``at``."""
        joint = self._words.match("to", at)
        behind = joint.end if joint else at + 1
        tokens = self._words.tokens
        dashed = joint is not None or self._words.mark(at, "-")
        return dashed and behind < len(tokens) and tokens[behind].kind == "number"


def framed(words: DateWords, start: int) -> int:
    """Step over clock time, weekday and time of day between a word and its date.

    Behind one of them "on" may lead on: "sehingga jam 17:00 pada 19 September".
    """
    at = start
    for _ in range(_LONGEST_FRAME):
        names = _FRAMES if at == start else (*_FRAMES, *_LEADS)
        framed = next(filter(None, (words.match(name, at) for name in names)), None)
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
