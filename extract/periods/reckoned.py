"""Periods without a date of their own: "cùng kỳ năm 2022", "5 năm qua", "hai năm sau đó"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import edtf
from extract.periods.datechain import is_year
from extract.periods.datewords import DateWords
from extract.periods.period import Period

_LONGEST = 100
_SEVERAL = 2
_SPOKEN_OF = frozenset({"year", "bare_year", "that"})


def same_at(words: DateWords, start: int) -> Period | None:
    """Return the base of a comparison that begins at token ``start``."""
    same = words.match("same", start)
    if same is None:
        return None
    if same.value in _SPOKEN_OF:
        parted = any(words.before(name, start) for name in ("part", "order"))
        goes_on = same.value == "bare_year" and not _ends(words, same.end)
        form = "that" if same.value == "that" else "same_year"
        # "awal tahun itu" is no whole year, "trong năm tổ chức" counts five.
        return None if parted or goes_on else Period(None, start, same.end, form, "year", shift=0)
    year = words.year_behind(same.end)
    if year and year.year is not None:
        return Period(None, start, year.end, "same_period", year=year.year)
    of = words.match("of", same.end)
    said = words.match("relative_year", of.end if of else same.end)
    # Whatever the word, a base so called lies a year before what is compared with it.
    shift = -1 if said or same.value == "year_before" else None
    return Period(None, start, said.end if said else same.end, "same_period", shift=shift)


def _ends(words: DateWords, at: int) -> bool:
    return at >= len(words.tokens) or words.tokens[at].kind == "mark"


def moved_at(words: DateWords, start: int) -> Period | None:
    """Return the year n years from the one spoken of: "một năm sau", "dua tahun kemudian".

    Its ``shift`` says how far; what it is reckoned from stands elsewhere in the text.
    """
    phrase = words.match("moved_phrase", start)
    if any(words.before(name, start) for name in ("part", "order")):
        return None  # "awal tahun berikutnya" is no whole year
    if phrase is not None:
        return Period(None, start, phrase.end, "relative", "year", shift=int(phrase.value))
    counted = words.count(start)
    unit = words.match("years", counted[1]) if counted else None
    turn = words.match("moved", unit.end) if unit else None
    if counted is None or unit is None or turn is None or turn.value == "none":
        return None
    length = counted[0] * int(unit.value)
    shift = length if turn.value == "after" else -length
    return Period(None, start, turn.end, "relative", "year", shift=shift)


def named_years(words: DateWords, found: Sequence[Period]) -> Iterator[Period]:
    """Yield the year that stands between commas behind another word for it: "tahun lalu, 2024,"."""
    for period in found:
        at = period.end + 1
        said = (period.form, period.granularity) == ("relative", "year")
        apposed = said and words.mark(period.end, ",") and words.mark(at + 1, ",")
        if apposed and is_year(words.tokens[at]):
            yield Period(words.tokens[at].norm, at, at + 1, "year", "year")


def those_years_at(words: DateWords, start: int) -> Period | None:
    """Return the n years that are spoken of: "trong 5 năm đó", "dalam tempoh lima tahun itu".

    Its ``shift`` says how many.
    """
    counted = words.count(start)
    same = words.match("same", counted[1]) if counted else None
    if counted is None or counted[0] < _SEVERAL or same is None or same.value != "year":
        return None
    return Period(None, start, same.end, "that", "year", shift=counted[0])


def past_at(words: DateWords, start: int, last_year: int | None) -> Period | None:
    """Return the n years up to ``last_year`` that token ``start`` begins to speak of."""
    phrase = words.match("past_phrase", start)
    if phrase:
        length = None if phrase.value == "some" else int(phrase.value)
        return _past(start, phrase.end, length, last_year)
    front = words.match("past_before", start)
    counted = words.count(front.end if front else start)
    unit = words.match("years", counted[1]) if counted else None
    if counted is None or unit is None:
        return None
    back = words.match("past_after", unit.end)
    if front and front.value == "with_ago":
        back = words.match("ago", unit.end)
    if back is None and (front is None or front.value == "with_ago"):
        return None
    # "hơn 20 năm qua" does not say when it began.
    vague = None if front else words.matches.ending("qualifier.before", start)
    length = None if vague else counted[0] * int(unit.value)
    return _past(start, back.end if back else unit.end, length, last_year)


def _past(start: int, end: int, length: int | None, last: int | None) -> Period:
    text = None
    if last is not None and length is not None and 1 <= length <= _LONGEST:
        text = edtf.interval(edtf.write(last - length + 1), edtf.write(last))
    return Period(text, start, end, "past_years", "year")
