"""Runs of months and of years: "6 tháng đầu năm 2021", "quý I/2023", "1990-an"."""

from __future__ import annotations

from extract.periods.datechain import Moment, is_year
from extract.periods.datewords import DateWords, Point

_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6}
_DECADES = frozenset({"periods.decade", "periods.decade_said", "periods.decade_suffix"})
_LONGEST = 12
_LEAST_ELAPSED = 3
_FIRST_BARE_DECADE = 50


def months_at(words: DateWords, start: int) -> Point | None:
    """Return n months or quarters, a quarter or a half that begins at token ``start``."""
    return counted_months_at(words, start) or _led(words, start) or _followed(words, start)


def decade_at(words: DateWords, start: int) -> Point | None:
    """Return a decade that begins at token ``start``: "những năm 1990", "thập niên 90".

    The turn of a century is its first or last one: "đầu thế kỷ 21", "akhir abad ke-20".
    """
    if _DECADES.isdisjoint(words.matches.categories):
        return None
    turn = words.match("decade_said", start)
    if turn is not None:
        return Point("decade", turn.end, Moment(int(turn.value)), Moment(int(turn.value) + 9))
    word = words.match("decade", start)
    at = word.end if word else start
    chain = words.chain_at(at, led=word is not None)
    if chain is None or chain.joints or not chain.whole:
        return None
    suffix = words.match("decade_suffix", chain.end)
    if suffix is None and (word is None or word.value == "with_suffix"):
        return None
    digits = chain.digits[0]
    if not digits.isdigit() or not digits.endswith("0") or len(digits) not in (2, 4):
        return None
    end = suffix.end if suffix else chain.end
    if len(digits) == 4:
        year = int(digits) if is_year(words.tokens[at]) else None
    else:
        year = 1900 + int(digits) if int(digits) >= _FIRST_BARE_DECADE else None
    if year is None or (suffix is None and _goes_on(words, end)):
        return None
    return Point("decade", end, Moment(year), Moment(year + 9))


def _goes_on(words: DateWords, end: int) -> bool:
    # "những năm 2020, 2021" and "những năm 2020 - 2024" are years, not the decade.
    joint = words.match("and", end) or words.match("to", end)
    at = joint.end if joint else end + words.mark(end, ",-")
    return at > end and at < len(words.tokens) and is_year(words.tokens[at])


def counted_months_at(words: DateWords, start: int) -> Point | None:
    """Read a count in front: "6 tháng đầu năm 2021", "ba quý đầu năm", "8 tháng (năm) 2013"."""
    counted = words.count(start)
    if counted is None:
        return None
    number, at = counted
    unit = words.match("unit", at)
    if unit is None or unit.value not in _MONTHS_OF:
        return None
    length = number * _MONTHS_OF[unit.value]
    order = words.match("order", unit.end)
    if not 1 <= length <= _LONGEST:
        return None
    if order is None:
        # "8 tháng năm 2013" are the first eight; without a printed year it is a duration.
        of = words.match("of", unit.end)
        year = words.match("year", of.end if of else unit.end)
        behind = unit.end + words.mark(unit.end, "/")
        bare = any(is_year(token) for token in words.tokens[behind : behind + 1])
        said = _of_year(words, "1", length, unit.end, bare or year is not None, bare=bare)
        named = words.month_at(at) is not None  # "11 Tháng Chín, 2023"
        return said or (None if named else _elapsed(words, start, length, unit.end))
    # "the last six months" may end today as well as with the year.
    undated = order.value != "last"
    return _of_year(words, order.value, length, order.end, True, bare=True, undated=undated)


def _elapsed(words: DateWords, start: int, length: int, end: int) -> Point | None:
    """Read "trong 10 tháng", "bảy tháng qua", "sembilan bulan": the year's first, if just gone by.

    A span of months is also how long a project lasts; only the day of publication can tell.
    """
    past = words.match("past_after", end)
    front = words.before("in", start)
    led = start == 0 or front is not None or words.mark(start - 1, ":,;") or words.mark(end, ":")
    lasts = words.before("lasting", start if front is None else front.start) is not None
    dated = end < len(words.tokens) and words.tokens[end].kind == "number"  # "5 tháng 3"
    if length < _LEAST_ELAPSED or lasts or dated or not (led or past):
        return None
    at = past.end if past else end
    return Point("months", at, Moment(None, 1), Moment(None, length), elapsed=True)


def _led(words: DateWords, start: int) -> Point | None:
    """Read the order in front: "first six months of 2021", "second quarter of 2023"."""
    order = words.match("order", start)
    if order is None:
        return None
    counted = words.count(order.end)
    number, at = counted if counted else (1, order.end)
    unit = words.match("unit", at)
    if unit is None or unit.value not in _MONTHS_OF or (counted is None and unit.value == "month"):
        return None
    length = number * _MONTHS_OF[unit.value]
    if length > _LONGEST:
        return None
    return _of_year(words, order.value, length, unit.end, True, bare=True)


def _followed(words: DateWords, start: int) -> Point | None:
    """Read the order behind: "quý I/2023", "semester kedua 2020", "nửa đầu năm", "Q2 2023"."""
    unit = words.match("unit", start)
    if unit is None or unit.value == "month":
        return None
    order = _order(words, unit.end)
    if order is None:
        return None
    value, at = order
    length = _MONTHS_OF[unit.value]
    joint = words.match("and", at) or words.match("to", at)
    dashed = joint is None and words.mark(at, "-,")
    more = _order(words, joint.end if joint else at + 1) if joint or dashed else None
    if more and more[0].isdigit() and value.isdigit():
        # "quý I-III/2023", "quý I và II năm 2023", "quý I, II/2023"
        first, last = int(value), int(more[0])
        if last <= first or last * length > _LONGEST:
            return None
        listed = words.mark(at, ",") or words.match("and", at) is not None
        if listed and last != first + 1:
            return None
        begin = Moment(None, (first - 1) * length + 1)
        return _placed(words, begin, last * length, more[1], bare=False, undated=False)
    return _of_year(words, value, length, at, True, bare=True, undated=unit.value == "quarter")


def _order(words: DateWords, start: int) -> tuple[str, int] | None:
    order = words.match("order", start)
    if order:
        return order.value, order.end
    counted = words.count(start)
    return (str(counted[0]), counted[1]) if counted else None


def _of_year(
    words: DateWords,
    order: str,
    length: int,
    at: int,
    allowed: bool,
    *,
    bare: bool = False,
    undated: bool = False,
) -> Point | None:
    """Return the ``order``-th run of ``length`` months in the year said at token ``at``."""
    if not allowed:
        return None
    number = _LONGEST // length if order == "last" else int(order)
    first = (number - 1) * length + 1
    last = first + length - 1
    if not 1 <= first <= last <= _LONGEST:
        return None
    return _placed(words, Moment(None, first), last, at, bare=bare, undated=undated)


def _placed(
    words: DateWords, begin: Moment, last: int, at: int, *, bare: bool, undated: bool
) -> Point | None:
    if words.never(at) or words.elsewhere(at):
        # "6 tháng đầu năm học" is of a school year, "... năm kế tiếp" of one told elsewhere.
        return None
    year = words.year_behind(at, bare=bare)
    if year is None:
        return Point("months", at, begin, Moment(None, last)) if undated else None
    first = Moment(year.year, begin.month)
    return Point("months", year.end, first, Moment(year.year, last), shift=year.shift)
