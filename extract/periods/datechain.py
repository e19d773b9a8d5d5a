"""Dates printed in digits: 12/4/2024, 30-11-2025, 6.2022, 24-26/9, 2020-2024.

A chain is a run of numbers joined by ``/``, ``-`` or ``.`` without spaces. It
is read as a whole or not at all, so that nothing is picked out of a phone
number, a version or a legal number. Days come before months, always; only a
year in front turns the order round (2024-04-12).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract import edtf
from extract.tokens import Token

FIRST_YEAR = 1900
LAST_YEAR = 2099

CLEAR = 0
"""The digits alone say that they are a date."""
CUE = 1
"""A word in front must say so: "pada", "từ", "tính đến"."""
DAY_WORD = 2
"""A word for day must stand in front: "ngày", a weekday, "sáng"."""

# Shape of a chain (n: one or two digits, Y: a year) to the fields of its ends
# and to what is needed beside it.
_SHAPES = {
    "n/n/Y": ("dmy", "", CLEAR),
    "n-n-Y": ("dmy", "", CLEAR),
    "n.n.Y": ("dmy", "", CLEAR),
    "Y-n-n": ("ymd", "", CLEAR),
    "Y/n/n": ("ymd", "", CLEAR),
    "Y": ("y", "", CUE),
    "Y-Y": ("y", "y", CLEAR),
    "Y/Y": ("y", "y", CUE),
    "n/Y": ("my", "", CUE),
    "n-Y": ("my", "", CUE),
    "n.Y": ("my", "", CUE),
    "n/Y-n/Y": ("my", "my", CLEAR),
    "n/n": ("dm", "", CUE),
    "n.n": ("dm", "", DAY_WORD),
    "n-n/n": ("d", "dm", CLEAR),
    "n-n.n": ("d", "dm", CUE),
    "n-n/n/Y": ("d", "dmy", CLEAR),
    "n-n.n.Y": ("d", "dmy", CLEAR),
    "n/n-n/n": ("dm", "dm", CLEAR),
    "n.n-n.n": ("dm", "dm", DAY_WORD),
    "n/n-n/n/Y": ("dm", "dmy", CLEAR),
    "n.n-n.n.Y": ("dm", "dmy", CLEAR),
    "n/n/Y-n/n/Y": ("dmy", "dmy", CLEAR),
    "n.n.Y-n.n.Y": ("dmy", "dmy", CLEAR),
}
_MONTH_SHAPES = {
    "n": ("m", "", CLEAR),
    "n/Y": ("my", "", CLEAR),
    "n-Y": ("my", "", CLEAR),
    "n.Y": ("my", "", CLEAR),
    "n-n": ("m", "m", CLEAR),
    "n-n/Y": ("m", "my", CLEAR),
    "n-n.Y": ("m", "my", CLEAR),
    "n/Y-n/Y": ("my", "my", CLEAR),
    "n.Y-n.Y": ("my", "my", CLEAR),
}
_FIELDS = {"d": "day", "m": "month", "y": "year"}
_MOST_DIGITS = 4
_LENGTHS = (1, 2, _MOST_DIGITS)
_MOST_PARTS = 6
_BINDING_BEFORE = frozenset("/:.@#_+=&'$€£-")
_BINDING_BEHIND = frozenset("/:_@+=&")


class Moment(NamedTuple):
    """A day, month or year of the calendar; what is not printed is ``None``."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class Chain(NamedTuple):
    """The numbers of a chain and the joints between them; ``end`` is the token behind it.

    ``whole`` is false where the chain is part of something longer or no date.
    """

    digits: tuple[str, ...]
    joints: str
    end: int
    whole: bool


class Said(NamedTuple):
    """What a chain says: one moment, or a first and a last one; ``needs`` as above."""

    first: Moment
    last: Moment | None
    needs: int


def chain_at(tokens: Sequence[Token], start: int, *, led: bool = False) -> Chain | None:
    """Return the chain that begins at token ``start``, or ``None`` where no number stands.

    ``led`` says that a phrase of the lexicon or a joint that was understood
    stands right before, so that nothing glued in front spoils it.
    """
    if start >= len(tokens) or tokens[start].kind != "number":
        return None
    digits = tokens[start].norm.split(".")
    joints = "." * (len(digits) - 1)
    end = start + 1
    while _joined(tokens, end):
        more = tokens[end + 1].norm.split(".")
        joints += tokens[end].norm + "." * (len(more) - 1)
        digits.extend(more)
        end += 2
    whole = (led or _free_before(tokens, start)) and _free_behind(tokens, end, digits[-1])
    return Chain(tuple(digits), joints, end, whole)


def read_chain(chain: Chain, *, months: bool = False) -> Said | None:
    """Return what the chain says, or ``None`` where it is no date.

    With ``months`` it stands behind a word for month: 11, 11-2025, 1-6/2023.
    """
    shape = _shape(chain) if chain.whole else None
    if shape is None:
        return None
    known = (_MONTH_SHAPES if months else _SHAPES).get(shape)
    if known is None:
        return None
    numbers = [int(part) for part in chain.digits]
    first = _moment(known[0], numbers)
    last = _moment(known[1], numbers[len(known[0]) :]) if known[1] else None
    if last is None:
        return Said(first, None, known[2]) if exists(first) else None
    first = lend(first, last)
    if not (exists(first) and exists(last)) or not ordered(first, last):
        return None
    if shape == "Y/Y" and numbers[1] != numbers[0] + 1:
        return None
    return Said(first, last, known[2])


def lend(first: Moment, last: Moment) -> Moment:
    """Return the first moment of a span with the month and year it shares with the last.

    A first day or month that would then lie behind the last is of the year before.
    """
    if first.year is not None:
        return first
    month = first.month if first.month is not None else last.month
    lent = Moment(last.year, month, first.day)
    if first.month is not None and lent.year is not None and not ordered(lent, last):
        return lent._replace(year=lent.year - 1)
    return lent


def ordered(first: Moment, last: Moment) -> bool:
    """Say whether the first moment lies before the last; without years they may cross one."""
    if first.year is None or last.year is None:
        return first.month != last.month or (first.day or 0) < (last.day or 32)
    return (first.year, first.month or 0, first.day or 0) < (
        last.year,
        last.month or 13,
        last.day or 32,
    )


def exists(moment: Moment) -> bool:
    """Say whether the calendar has the moment; 29 February without a year counts."""
    if moment.year is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return False
    if moment.month is None:
        return moment.day is None or 1 <= moment.day <= 31
    return edtf.write(moment.year or 2000, moment.month, moment.day) is not None


def is_year(token: Token) -> bool:
    """Say whether the token is a year between 1900 and 2099 in four digits."""
    return (
        token.kind == "number"
        and len(token.norm) == 4
        and token.norm.isdigit()
        and FIRST_YEAR <= int(token.norm) <= LAST_YEAR
    )


def may_be_date(token: Token) -> bool:
    """Say whether digits can be part of a date: "1.094" and "228,7" can't, "12.4.2024" can."""
    return all(part.isdigit() and len(part) in _LENGTHS for part in token.norm.split("."))


def small_number(token: Token) -> int | None:
    """Return the number of a token of one or two digits, else ``None``."""
    if token.kind == "number" and len(token.norm) <= 2:
        return int(token.norm)
    return None


def _joined(tokens: Sequence[Token], mark: int) -> bool:
    return (
        mark + 1 < len(tokens)
        and tokens[mark].norm in ("/", "-")
        and not tokens[mark].spaced
        and tokens[mark + 1].kind == "number"
        and not tokens[mark + 1].spaced
    )


def _free_before(tokens: Sequence[Token], start: int) -> bool:
    if start == 0 or tokens[start].spaced or tokens[start - 1].spaced:
        return True
    return tokens[start - 1].kind != "mark" or tokens[start - 1].norm not in _BINDING_BEFORE


def _free_behind(tokens: Sequence[Token], end: int, last: str) -> bool:
    if end == len(tokens):
        return True
    behind = tokens[end]
    if behind.norm == "%":
        return False
    if behind.spaced:
        return True
    if behind.kind == "word":
        return len(last) == _MOST_DIGITS
    if end + 1 == len(tokens) or tokens[end + 1].spaced:
        return True
    # "58/2022/NĐ-CP" and "12:30" go on; "2016-nay" and "1990-an" do not.
    beyond = tokens[end + 1]
    if behind.norm in _BINDING_BEHIND:
        return behind.norm == ":" and beyond.kind != "number"
    return behind.norm != "-" or not beyond.upper


def _shape(chain: Chain) -> str | None:
    letters = []
    if len(chain.digits) > _MOST_PARTS:
        return None
    for part in chain.digits:
        if not part.isdigit() or len(part) not in _LENGTHS:
            return None
        letters.append("Y" if len(part) == _MOST_DIGITS else "n")
    return "".join(
        letter + joint for letter, joint in zip(letters, (*chain.joints, ""), strict=True)
    )


def _moment(fields: str, numbers: list[int]) -> Moment:
    named = {_FIELDS[field]: number for field, number in zip(fields, numbers, strict=False)}
    return Moment(**named)
