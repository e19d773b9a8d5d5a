"""Days in text: "ngày 12 tháng 4", "4 Disember 2025", "28 và 29/11", "April 12-13, 2024"."""

from __future__ import annotations

from extract.periods.datechain import (
    CLEAR,
    CUE,
    DAY_WORD,
    Chain,
    Moment,
    Said,
    exists,
    is_year,
    lend,
    ordered,
    read_chain,
    small_number,
)  # fmt: skip
from extract.periods.datewords import DateWords, Point

_MOST_DAYS = 8
_DAY_AND_MONTH = 2


def day_at(words: DateWords, start: int, *, joined: bool = False) -> Point | None:
    """Return the day or run of days in one month that begins at token ``start``.

    ``joined`` says that the dash of a span stands right before it.
    """
    month_first = _month_first(words, start)
    if month_first:
        return month_first
    word = words.match("day", start)
    at = word.end if word else start
    chain = words.chain_at(at, led=joined or word is not None)
    if chain is None:
        return None
    days = _plain_days(words, chain)
    if days is None:
        said = read_chain(chain)
        if said is None or (said.last or said.first).day is None:
            return None
        point = Point("day", chain.end, said.first, said.last, needs=said.needs)
        return _with_year(words, point, DAY_WORD if word else CLEAR)
    return _run(words, days, _behind_number(words, chain.end), word is not None)


def _plain_days(words: DateWords, chain: Chain) -> list[int] | None:
    """Return the numbers of "12", "12th" or "12-13", which a month must follow."""
    whole = chain.whole or words.match("suffix", chain.end) is not None
    if not whole or chain.joints not in ("", "-"):
        return None
    days = [int(part) for part in chain.digits if part.isdigit() and len(part) <= 2]
    return days if len(days) == len(chain.digits) else None


def _run(words: DateWords, days: list[int], at: int, led: bool) -> Point | None:
    """Read on behind the first numbers: more days joined by words, then their month."""
    listed = False
    while len(days) < _MOST_DAYS:
        month = words.month_at(at)
        if month:
            return _in_month(words, days, listed, month, led)
        joint = words.match("to", at) or words.match("and", at)
        if joint is None and not words.mark(at, "-,"):
            break
        listed = listed or words.mark(at, ",") or words.match("and", at) is not None
        behind = joint.end if joint else at + 1
        word = words.match("day", behind)
        behind = word.end if word else behind
        chain = words.chain_at(behind, led=True)
        if chain is None:
            break
        more = _plain_days(words, chain)
        dashed = _dashed(words, more or [], chain) if joint else None
        if more is None or dashed:
            closed = _in_digits(words, days, listed, chain, led, dashed)
            return closed or _bare_days(words, days, at, led)
        days = days + more
        at = _behind_number(words, chain.end)
    return _bare_days(words, days, at, led)


def _bare_days(words: DateWords, days: list[int], at: int, led: bool) -> Point | None:
    """Read "ngày 5 tháng này", a day of a month reckoned from the publication, or "28-11"."""
    month = words.match("relative_month", at)
    if month and led and len(days) == 1:
        return Point("day", month.end, Moment(None, None, days[0]), month_shift=int(month.value))
    joined = len(days) == 2 and words.mark(at - 2, "-") and not words.tokens[at - 1].spaced
    moment = Moment(None, days[-1], days[0])
    if not joined or not exists(moment):
        return None
    return Point("day", at, moment, needs=CLEAR if led else DAY_WORD)


def _in_month(
    words: DateWords, days: list[int], listed: bool, month: tuple[int, int], led: bool
) -> Point | None:
    number, at = month
    year = words.year_behind(at)
    if year is None and _year_stands(words, at):
        # "1 Juni 2022-30/9/2023" goes on in a way that is not understood.
        return None
    named = words.before("month_name", at) is not None
    # "12 tháng 4" alone may also be twelve months and four of something.
    needs = CLEAR if led or named or year else DAY_WORD
    end = year.end if year else at
    printed = year.year if year else None
    moments = [Moment(printed, number, day) for day in days]
    return _spanned(moments, listed, end, year.shift if year else None, needs)


def _dashed(words: DateWords, numbers: list[int], chain: Chain) -> Moment | None:
    """Return the day and month of "13-12" behind "12 và", where no month follows."""
    if len(numbers) != _DAY_AND_MONTH or words.month_at(_behind_number(words, chain.end)):
        return None
    last = Moment(None, numbers[1], numbers[0])
    return last if exists(last) else None


def _in_digits(
    words: DateWords,
    days: list[int],
    listed: bool,
    chain: Chain,
    led: bool,
    dashed: Moment | None = None,
) -> Point | None:
    """Close a run of days with the day in digits that carries their month: "28 và 29/11"."""
    said = Said(dashed, None, CUE) if dashed else read_chain(chain)
    if said is None or said.last or said.first.day is None or said.first.month is None:
        return None
    moments = [lend(Moment(None, None, day), said.first) for day in days]
    needs = CLEAR if led or said.needs == CLEAR else CUE
    point = _spanned([*moments, said.first], listed, chain.end, None, needs)
    return _with_year(words, point, CLEAR if dashed else needs) if point else None


def _spanned(
    moments: list[Moment], listed: bool, end: int, shift: int | None, needs: int
) -> Point | None:
    """Return one day, or the days from first to last; a list with gaps is no span."""
    if not all(exists(moment) for moment in moments):
        return None
    if len(moments) == 1:
        return Point("day", end, moments[0], shift=shift, needs=needs)
    days = [moment.day or 0 for moment in moments]
    if not ordered(moments[0], moments[-1]):
        return None
    if listed and days != list(range(days[0], days[-1] + 1)):
        return Point("days", end, moments[0], moments[-1], shift=shift, needs=needs)
    return Point("day", end, moments[0], moments[-1], shift=shift, needs=needs)


def _with_year(words: DateWords, point: Point, level: int) -> Point:
    """Read the year in words behind a day without one: "ngày 12/4 năm 2024", "28/6 năm nay"."""
    needs = CLEAR if level >= point.needs else point.needs
    if not point.dated and not words.mark(point.end, "/,-"):
        year = words.year_behind(point.end)
        if year:
            first = Moment(year.year, point.first.month, point.first.day)
            last = point.last and Moment(year.year, point.last.month, point.last.day)
            if exists(first) and (last is None or exists(last)):
                return Point("day", year.end, first, last, shift=year.shift)
    return Point(point.kind, point.end, point.first, point.last, point.shift, needs=needs)


def _behind_number(words: DateWords, at: int) -> int:
    """Step over what may stand between a day and its month: "12th of April"."""
    suffix = words.match("suffix", at)
    at = suffix.end if suffix else at
    joint = words.match("of_month", at)
    return joint.end if joint else at


def _month_first(words: DateWords, start: int) -> Point | None:
    """Read "April 12, 2024", and without a year where the language puts months first."""
    name = words.match("month_name", start)
    if name is None or name.end >= len(words.tokens):
        return None
    chain = words.chain_at(name.end, led=True)
    days = _plain_days(words, chain) if chain else None
    if chain is None or days is None:
        return None
    at = _behind_number(words, chain.end)
    joint = words.match("to", at) or words.match("and", at)
    if joint and len(days) == 1 and joint.end < len(words.tokens):
        more = small_number(words.tokens[joint.end])
        if more is not None and (words.month_first and more <= 31):
            days.append(more)
            at = _behind_number(words, joint.end + 1)
    listed = joint is not None and words.match("to", joint.start) is None
    return _month_first_dated(words, int(name.value), days, listed, at)


def _month_first_dated(
    words: DateWords, month: int, days: list[int], listed: bool, at: int
) -> Point | None:
    year_at = at + words.mark(at, ",")
    year = int(words.tokens[year_at].norm) if _year_stands(words, year_at) else None
    if year is None and not words.month_first:
        return None
    moments = [Moment(year, month, day) for day in days]
    return _spanned(moments, listed, year_at + 1 if year else at, None, CLEAR)


def _year_stands(words: DateWords, at: int) -> bool:
    return at < len(words.tokens) and is_year(words.tokens[at])
