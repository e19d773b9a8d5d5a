"""Whether digits belong to a code or name: Covid-19, G20, 58/2022/NĐ-CP, 14:23."""

from __future__ import annotations

from collections.abc import Sequence

from extract.numbers.currencies import Currencies
from extract.tokens import Token

_CODE_MARKS = frozenset("_#@=&+")


def is_glued(tokens: Sequence[Token], start: int, end: int, currencies: Currencies) -> bool:
    """Whether the number in tokens ``start`` to ``end`` is part of something longer."""
    return _glued_before(tokens, start, currencies) or _glued_behind(tokens, end, currencies)


def _glued_before(tokens: Sequence[Token], start: int, currencies: Currencies) -> bool:
    if start == 0 or tokens[start].spaced or start in currencies.by_end:
        return False
    before = tokens[start - 1]
    if before.kind == "word" or before.norm in _CODE_MARKS:
        return True
    earlier = tokens[start - 2] if start > 1 else None
    if earlier is None or earlier.kind == "mark":
        return False
    if before.norm == "-":
        return earlier.kind == "word" or not before.spaced
    if before.norm == ".":
        return earlier.kind == "word" and not before.spaced
    if before.norm == "/":  # "45 dự án/7,2 triệu USD" is two figures, "QĐ/58" a code
        return not before.spaced and (earlier.kind != "word" or earlier.capital)
    return before.norm == ":" and earlier.kind == "number" and not before.spaced


def _glued_behind(tokens: Sequence[Token], end: int, currencies: Currencies) -> bool:
    if end >= len(tokens) or tokens[end].spaced or end in currencies.by_start:
        return False
    behind = tokens[end]
    if behind.kind == "word" or behind.norm == "_":
        return True
    later = tokens[end + 1] if end + 1 < len(tokens) else None
    if later is None or later.spaced or later.kind == "mark":
        return False
    if behind.norm == "-":
        return end + 1 not in currencies.by_start
    if behind.norm == "/":
        return later.kind == "number" or later.upper
    if behind.norm == ".":
        return later.kind == "word" and not later.capital
    return behind.norm == ":" and later.kind == "number"
