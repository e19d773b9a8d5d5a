"""Points of the calendar in text: days, "Juli 2025", "năm 2023", "cuối năm ngoái", "2020-2024".

``point_at`` reads what begins at one token. Longer ways of saying (runs of
months, days) come first, so that no part is taken for the whole.
"""

from __future__ import annotations

from extract.lexicon import Match
from extract.periods.datechain import (
    CLEAR,
    CUE,
    DAY_WORD,
    Chain,
    Moment,
    is_year,
    ordered,
    read_chain,
    small_number,
)
from extract.periods.datewords import DateWords, Point
from extract.periods.dayruns import day_at
from extract.periods.stretches import counted_months_at, decade_at, months_at

_THIS = "this"
_LONGEST_LIST = 12
_OWNER_WORDS = 3
_RELATIVE = ("relative_year", "relative_month", "relative_day")
_HAVE_PARTS = frozenset({"month", "months", "year", "previous"})


def point_at(
    words: DateWords, start: int, *, cue: int | None = None, joined: bool = False
) -> Point | None:
    """Return the point that begins at token ``start``, or ``None``.

    ``cue`` is how clearly the words in front say that a date follows
    (``extract.periods.datechain``); without it they are looked at. ``joined`` says that
    the dash of a span, which was understood, stands right before.
    """
    point = said_at(words, start, joined=joined)
    return point if point and is_announced(words, start, point, cue=cue) else None


def said_at(words: DateWords, start: int, *, joined: bool = False) -> Point | None:
    """Return what token ``start`` and those behind it say, whatever stands in front."""
    part = words.match("part", start)
    if part and words.match("decade_said", start) is None:
        whole = _turned(words, _plain(words, part.end, led=True))
        if whole is None or whole.kind not in _HAVE_PARTS:
            return None
        return whole._replace(part=part.value, needs=CLEAR)
    return _turned(words, _plain(words, start, led=False, joined=joined))


def is_announced(words: DateWords, start: int, point: Point, *, cue: int | None = None) -> bool:
    """Say whether the words in front of ``point`` are as clear as it needs them; see above."""
    if not point.needs:
        return True
    level = words.cue_before(start) if cue is None else cue
    if cue is None and level >= DAY_WORD and point.kind == "day":
        return True  # "sáng 1/11 tổ chức hội nghị": they hold it then
    led = cue is None and level >= CUE
    return point.needs <= level and not _is_counted(words, point, led=led, first=start == 1)


def _is_counted(words: DateWords, point: Point, *, led: bool, first: bool) -> bool:
    """Whether a noun behind the number makes it a count; "pada 2018 menjadi" is a year.

    Nor is one spoken of ("sejak 2009 pertubuhan itu"), nor are givers where the sentence begins
    so: "Pada 2016 NGO asing menyumbang ...".
    """
    behind = words.match("counted", point.end)
    told = {"moved", "giver"} if first else {"moved"}
    if behind is None or behind.value == _THIS:
        return False
    return not (behind.value in told and led)


def _turned(words: DateWords, point: Point | None) -> Point | None:
    """Read the word behind a day or month that says whether it is past or coming."""
    if point is None or point.dated or point.kind not in ("day", "month"):
        return point
    turn = words.match("turn", point.end)
    if turn is None:
        return point
    needs = CLEAR if point.kind == "month" else point.needs
    return point._replace(turn=turn.value, end=turn.end, needs=needs)


def _plain(words: DateWords, start: int, *, led: bool, joined: bool = False) -> Point | None:
    if not words.may_begin(start):
        return None
    if words.are_silent(start):  # bare digits: nothing else begins with them
        return (
            counted_months_at(words, start)
            or decade_at(words, start)
            or day_at(words, start, joined=joined)
            or _digits(words, start, led=led or joined)
        )
    return (
        months_at(words, start)
        or decade_at(words, start)
        or day_at(words, start, joined=joined)
        or _month(words, start)
        or _relative(words, start)
        or _year(words, start, bare=led)
        or _digits(words, start, led=led or joined)
    )


def _month(words: DateWords, start: int) -> Point | None:
    """Read "tháng 11-2025", "tháng 6 năm ngoái", "bulan Juli", "Juli 2025"."""
    word = words.match("month", start)
    if word and word.value == "numbered" and not words.match("month_name", start):
        return _numbered_month(words, start, word.end)
    named = words.month_at(start)
    if named is None:
        return None
    if start and small_number(words.tokens[start - 1]) is not None:
        # The number before would have made a day of it: "32 Januari 2024".
        return None
    number, at = named
    year = words.year_behind(at)
    if year:
        moment = Moment(year.year, number)
        return Point("month", year.end, moment, shift=year.shift)
    if words.month_first and at < len(words.tokens) and words.tokens[at].kind == "number":
        return None
    return Point("month", at, Moment(None, number), needs=CLEAR if word else CUE)


def _numbered_month(words: DateWords, start: int, at: int) -> Point | None:
    chain = words.chain_at(at, led=True)
    said = read_chain(chain, months=True) if chain else None
    if chain is None or said is None or words.counted_before(start):
        return None
    if said.first.year is not None or (said.last and said.last.year is not None):
        return Point("month", chain.end, said.first, said.last)
    year = words.year_behind(chain.end)
    if year is None:
        if words.match("counted", chain.end):
            return None
        return Point("month", chain.end, said.first, said.last)
    first = Moment(year.year, said.first.month)
    last = said.last and Moment(year.year, said.last.month)
    return Point("month", year.end, first, last, shift=year.shift)


def _year(words: DateWords, start: int, *, bare: bool) -> Point | None:
    """Read "năm 2023", "các năm 2021-2023", "tahun anggaran 2023"; ``bare``: also "năm" alone."""
    fiscal = words.match("fiscal", start)
    word = fiscal or words.match("year", start)
    if word is None or words.never(start) or words.elsewhere(start):
        return None
    chain = words.chain_at(word.end, led=True)
    if chain is None and fiscal:
        chain = _of_budget(words, fiscal.end)
    if chain is None and fiscal:
        return _year_ended(words, word.end)
    if chain is None:
        return Point("year", word.end, shift=0) if bare else None
    said = read_chain(chain)
    if said is None or said.first.month is not None or _numbered_law(words, start):
        return None
    kind = "fiscal" if fiscal and fiscal.value == "other" else "year"
    return Point(kind, chain.end, said.first, said.last)


def _of_budget(words: DateWords, at: int) -> Chain | None:
    """Return the year behind whose budget it is: "APBD DKI 2017", "APBD Jawa Timur 2016"."""
    last = min(at + _OWNER_WORDS, len(words.tokens) - 1)
    while at < last and (words.tokens[at].capital or words.mark(at, "-")):
        at += 1
    dated = at <= last and is_year(words.tokens[at])
    return words.chain_at(at, led=True) if dated else None


def _year_ended(words: DateWords, at: int) -> Point | None:
    """Read "tahun kewangan berakhir 31 Disember 2023": a calendar year, if it ends with one."""
    ended = words.match("year_end", at)
    last = day_at(words, at if ended is None else ended.end)
    if last is None or (last.first.month, last.first.day) != (12, 31) or last.first.year is None:
        return None
    return Point("year", last.end, Moment(last.first.year))


def _numbered_law(words: DateWords, start: int) -> bool:
    # "UU Nomor 17 Tahun 2013" is the name of a law.
    return start > 1 and words.before("number_sign", start - 1) is not None


def _relative(words: DateWords, start: int) -> Point | None:
    """Read "năm ngoái", "bulan ini", "hôm qua"."""
    year, month, day = (words.match(name, start) for name in _RELATIVE)
    plural = words.mark(start - 1, "-") and not words.tokens[start].spaced
    dated = day is not None and start > 0 and is_year(words.tokens[start - 1])
    dated = dated and words.match("lately", start) is None  # "tahun 2023 kemarin": in 2023
    if not (year or month or day) or plural or (words.counted_before(start) and not dated):
        # "5 tahun lalu", "tahun-tahun lalu", "những năm trước", but "năm 2022 hôm qua"
        return None
    if year and _leads_on(words, year):
        return None
    if year:
        if year.value == "previous":
            return Point("previous", year.end)
        return Point("year", year.end, shift=int(year.value))
    if month:
        return Point("month", month.end, month_shift=int(month.value))
    return Point("day", day.end, day_shift=int(day.value)) if day else None


def _leads_on(words: DateWords, year: Match) -> bool:
    """Whether its last word leads to where a span ends: "từ đầu năm tới hết tháng 6"."""
    joint = words.before("to", year.end) or words.match("to", year.end - 1)
    if joint is None or joint.start <= year.start:
        return False
    return said_at(words, joint.end) is not None


def _digits(words: DateWords, start: int, *, led: bool) -> Point | None:
    chain = words.chain_at(start, led=led)
    said = read_chain(chain) if chain else None
    if chain is None or said is None or (said.last or said.first).day is not None:
        return None
    kind = "month" if said.first.month is not None else "year"
    return Point(kind, chain.end, said.first, said.last, needs=said.needs)


def bare_year_at(words: DateWords, start: int, *, led: bool = False) -> Point | None:
    """Return four digits alone that may be a year; ``led``: a joint stands right before."""
    if start >= len(words.tokens) or not is_year(words.tokens[start]):
        return None
    chain = words.chain_at(start, led=led)
    if chain is None or chain.joints or not chain.whole:
        return None
    return Point("year", chain.end, Moment(int(chain.digits[0])))


def years_behind(words: DateWords, point: Point) -> list[Point]:
    """Return the further years of a list: "2022" and "2023" of "năm 2021, 2022 và 2023".

    A word for "and" must stand before the last, or a comma may begin a count; the year that
    comes next is one all the same: "năm 2023, 2024 lần lượt", "pada 2022 dan 2023 LSM asing".
    """
    if point.kind != "year" or point.first.year is None or point.last or point.part:
        return []
    years: list[Point] = []
    last, end, row = point.first.year, point.end, True
    while len(years) < _LONGEST_LIST:
        joint = words.match("and", end)
        year = bare_year_at(words, joint.end if joint else end + 1)
        if year is None or (joint is None and not words.mark(end, ",")):
            return years if row else []
        follows = year.first.year == last + 1
        if words.match("counted", year.end) and not (joint and follows):
            return years if row else []
        years.append(year)
        if joint:
            return years
        last, end, row = year.first.year or 0, year.end, row and follows
    return []


def month_behind(words: DateWords, point: Point) -> list[Point]:
    """Return the month that follows without a year: "November" of "Oktober dan November"."""
    joint = words.match("and", point.end)
    if joint is None or point.kind != "month" or point.dated or point.last or point.part:
        return []
    named = words.month_at(joint.end)
    if named is None or words.year_behind(named[1]) or named[0] != (point.first.month or 0) + 1:
        return []
    return [Point("month", named[1], Moment(None, named[0]))]


def with_lent_year(words: DateWords, point: Point) -> Point:
    """Return the point with the year of its partner: "tháng 1 và tháng 6 năm 2022"."""
    joint = words.match("and", point.end)
    behind = joint.end if joint else point.end + words.mark(point.end, ",")
    if point.dated or behind == point.end:
        return point
    partner = point_at(words, behind, cue=DAY_WORD)
    if partner is None or partner.kind != point.kind or not partner.dated:
        return point
    year = partner.first.year
    first = point.first._replace(year=year)
    if year is not None and not ordered(first, partner.first):
        return point
    last = point.last and point.last._replace(year=year)
    return point._replace(first=first, last=last, shift=partner.shift)
