"""Numbers printed in digits: which mark is decimal, which parts thousands.

The rule is the one of the contract ("Separators"): shape decides first, the
language second. Two different marks: the last is decimal. A repeated mark:
thousands. One mark with one or two digits behind: decimal. One mark and
exactly three digits: the language decides; without a multiplier behind, the
language's decimal mark is in doubt.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

MAX_DIGITS = 24
"""Longer runs of digits are no numbers of the press, and cost time to convert."""

_GROUPS = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}})+") for mark in ".,"}
_ONE = Decimal(1)
_ROMAN = re.compile(r"(?=[ivxlc])(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Digits(NamedTuple):
    """The value of printed digits; ``step`` is the place value of the last digit.

    ``doubtful`` says that the mark could be read in both ways.
    """

    value: Decimal
    step: Decimal
    doubtful: bool = False


def read_digits(written: str, *, decimal: str, scaled: bool) -> Digits | None:
    """Return what ``written`` (digits with inner ``.`` and ``,``) says, or ``None``.

    ``decimal`` is the decimal mark of the language, ``scaled`` whether a
    multiplier (triệu, juta) stands behind.
    """
    if len(written) > 2 * MAX_DIGITS:
        return None
    if written.isdigit():
        return _whole(written)
    marks = [letter for letter in written if letter in ".,"]
    head, _, tail = written.rpartition(marks[-1])
    if len(set(marks)) == 2:
        return _fraction(head, tail) if marks.count(marks[-1]) == 1 else None
    if len(marks) > 1:
        return _whole(written)
    if len(tail) != 3 or head == "0":
        return _fraction(head, tail)
    if len(head) > 3:
        return _fraction(head, tail, doubtful=marks[0] != decimal)
    if scaled and marks[0] == decimal:
        return _fraction(head, tail)
    return _whole(written, doubtful=marks[0] == decimal and not scaled)


def read_roman(written: str) -> int | None:
    """Return the value of a Roman numeral below 100 in small letters, or ``None``."""
    if not _ROMAN.fullmatch(written):
        return None
    values = [_ROMAN_VALUES[letter] for letter in written]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(value if value >= following else -value for value, following in pairs)


def plain(value: Decimal) -> Decimal:
    """Return ``value`` without exponent and without zeros behind the decimal mark."""
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


def _whole(written: str, *, doubtful: bool = False) -> Digits | None:
    plain = _ungrouped(written)
    if plain is None or len(plain) > MAX_DIGITS:
        return None
    return Digits(Decimal(plain), _ONE, doubtful)


def _fraction(head: str, tail: str, *, doubtful: bool = False) -> Digits | None:
    plain = _ungrouped(head)
    if plain is None or len(plain) + len(tail) > MAX_DIGITS:
        return None
    return Digits(Decimal(f"{plain}.{tail}"), _ONE.scaleb(-len(tail)), doubtful)


def _ungrouped(written: str) -> str | None:
    """Drop thousands marks; ``None`` where the groups are not of three."""
    if written.isdigit():
        return written
    mark = "." if "." in written else ","
    return written.replace(mark, "") if _GROUPS[mark].fullmatch(written) else None
