"""Bare years in a row, each with its figure: "pada 2016 ada 272 ormas, 2017 sebanyak 299 ormas".

Four digits alone are a year only beside other years that rise or fall with them, and where a
figure follows that is not what they count: "2.016 ormas, 2017 anggota" holds none.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from extract.periods.datechain import is_year
from extract.periods.datewords import DateWords
from extract.periods.period import Period
from extract.tokens import is_apart

_REACH = 4
_LONGEST_STEP = 10
_BEFORE = ("list.join", "clause.contrast", "clause.but")
_AMOUNT = ("qualifier.neutral", "qualifier.before", "kind.reach")
_HEADS = ("evidence.strong", "evidence.weak", "value.noun", "count.number", "status.flow")
_LEADS = (*_AMOUNT, "count.relative", "scope.only")
_CURRENCIES = ("money.unit", "money.before")
_HEAD_REACH = 4
_LEAD_REACH = 3
_OWN = ("noun.full", "noun.bare", "noun.counted", "unit.percent", "list.join", "place.at")


def years_in_row(words: DateWords, found: Sequence[Period]) -> list[Period]:
    """Return the bare years between the periods ``found``, as periods."""
    years = [at for at in words.digits if is_year(words.tokens[at]) and not _inside(found, at)]
    alone = [at for at in years if _is_told(words, at)]
    bare = [at for at in years if at not in alone and _may_be_year(words, at)]
    certain = [Period(words.tokens[at].norm, at, at + 1, "year", "year") for at in alone]
    return [*certain, *_in_row(words, bare, found)] if bare else certain


def _in_row(words: DateWords, bare: Sequence[int], found: Sequence[Period]) -> list[Period]:
    years = {at: int(words.tokens[at].norm) for at in bare}
    years |= {p.start: year for p in found if (year := _year(p)) is not None}
    order = sorted(years)
    row = [years[at] for at in order]
    steps = {b - a for a, b in itertools.pairwise(row)}
    rising = all(0 < step <= _LONGEST_STEP for step in steps)
    falling = all(-_LONGEST_STEP <= step < 0 for step in steps)
    if len(row) < 2 or not (rising or falling):
        return []
    return [Period(str(years[at]), at, at + 1, "year", "year") for at in bare]


def _is_told(words: DateWords, at: int) -> bool:
    """Whether only a year can stand there: "611 (2023: 540)", "40 lebih banyak daripada 2021".

    Or names the row of a table: "2021 | RM2,546,878".
    """
    apart = any(map(is_apart, words.tokens[:1], words.tokens[1:2]))
    if (at == 0 and (apart or words.mark(1, "|"))) or _is_headed(words, at):
        return True
    if at > 1 and words.mark(at - 1, "(") and words.mark(at + 1, ":"):
        return words.tokens[at - 2].kind == "number"
    led = words.matches.ending("giver.by", at)
    ended = at + 1 == len(words.tokens) or words.tokens[at + 1].kind == "mark"
    moves = (words.matches.ending(f"kind.{kind}", led.start) for kind in ("up", "down") if led)
    return ended and any(moves)


def _is_headed(words: DateWords, at: int) -> bool:
    """Whether it dates an amount: "Realisasi hibah 2018 mencapai Rp4 miliar", "... 2018 Rp4 M"."""
    matches = words.matches
    ends = range(at, max(at - _HEAD_REACH, 0), -1)
    headed = any(matches.ending(kind, end) for end in ends for kind in _HEADS)
    if not headed or any(token.kind != "word" for token in words.tokens[ends[-1] : at]):
        return False
    behind = at + 1
    while step := next((m for kind in _LEADS if (m := matches.at(kind, behind))), None):
        behind = step.end
    money = any(matches.at(kind, behind) for kind in _CURRENCIES)
    return money and behind <= at + 1 + _LEAD_REACH


def _year(period: Period) -> int | None:
    """Return the year that a period is, ``None`` where it is none."""
    plain = period.form == "year" and period.edtf is not None and period.edtf.isdigit()
    return int(period.edtf) if plain and period.edtf is not None else None


def _may_be_year(words: DateWords, at: int) -> bool:
    chain = words.chain_at(at)
    if chain is None or chain.joints or not chain.whole or _counts(words, chain.end):
        return False
    return _leads(words, chain.end) and _begins(words, at)


def _counts(words: DateWords, at: int) -> bool:
    """Whether the digits before token ``at`` count what stands there; "2021 menjadi" is a year."""
    behind = words.match("counted", at)
    return behind is not None and behind.value != "moved"


def _inside(found: Sequence[Period], at: int) -> bool:
    before = bisect_right([period.start for period in found], at) - 1
    return before >= 0 and at < found[before].end


def _begins(words: DateWords, at: int) -> bool:
    """Whether a comma, "and" or the beginning of the sentence stands before token ``at``.

    The first may stand behind any word that leads to no number: "Jumlah LSM di Jambi 2021: 30".
    """
    if at == 0 or words.mark(at - 1, ",;:("):
        return True
    if any(words.matches.ending(name, at) is not None for name in _BEFORE):
        return True
    led = any(words.matches.ending(name, at) is not None for name in _AMOUNT)
    amount = any(words.matches.at(name, at + 1) is not None for name in _AMOUNT)
    return not led and words.tokens[at - 1].kind == "word" and (amount or words.mark(at + 1, ":("))


def _leads(words: DateWords, at: int) -> bool:
    """Whether a few words that count nothing lead from token ``at`` to a number, or a mark."""
    tokens = words.tokens
    start = at + 1 if words.mark(at, ":(-") else at
    for here in range(start, min(start + _REACH, len(tokens))):
        if tokens[here].kind == "number":
            return not is_year(tokens[here])
        own = any(words.matches.at(name, here) is not None for name in _OWN)
        if own or tokens[here].kind == "mark":
            return False
    return False
