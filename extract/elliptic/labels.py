"""Figures behind a label: "Số dự án triển khai: 103", and in the cells below the head of a table.

The head names what each column counts, the currency and the status; the first cell of a row says
of what part it tells, or that it is the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import NamedTuple

from extract.elliptic.bare import COUNTED, before_qualifier
from extract.lexicon import Match
from extract.measures import measures
from extract.numbers.digits import plain
from extract.numbers.numerals import Number
from extract.quantities import Quantity
from extract.scan import Scan
from extract.tokens import is_apart

IN_COLUMN = frozenset({"count.column", "money.column"})
"""Rules of what stands in the column of a table, or in its sum."""

_NO_NOUN = "no.noun"
_GAP = "   "
_LONGEST = 16
_LEAST_CELLS = 2
_BULLETS = frozenset({"-", "–", "•", "+", "*", "●"})
_ENDS = frozenset({".", ",", ";", "(", ")"})
_WORTH = ("value.noun", "value.intro", "evidence.strong", "evidence.weak", "status.flow")
_CURRENCIES = ("money.unit", "money.after", "money.small")


class Column(NamedTuple):
    """What the head of a column says: measure, currency and the word for the status.

    ``scale`` is what its amounts are printed in: 1000000 for "Giá trị (triệu đồng)".
    """

    measure: str | None
    unit: str | None
    status: str | None
    scale: Decimal | None = None


def told_by_label(
    scan: Scan, quantities: Sequence[Quantity], i: int
) -> tuple[str, str, int] | None:
    """Read "Bilangan geran: 123", "27: số tổ chức đến tỉnh", "103 (năm 2014: 61)"."""
    quantity, tokens = quantities[i], scan.tokens
    start, end = before_qualifier(scan, quantity), quantity.end
    after = scan.matches.at("qualifier.after", end)
    at = end if after is None else after.end
    behind = tokens[at].norm if at < len(tokens) else ""
    if start > 0 and tokens[start - 1].norm == ":" and behind in {"", *_ENDS}:
        measure = _head(scan, scan.clause(max(start - 2, 0))[0], start - 1)
        measure = measure or _of_year(scan, quantities[:i], start - 1)
    elif start == 0 and behind == ":":
        head = scan.matches.at("count.head", end + 1)
        measure = _noun(scan, head.end) if head is not None else None
    else:
        return None
    return (measure, "count.label", end) if measure is not None else None


def _head(scan: Scan, start: int, end: int) -> str | None:
    """Return what a label counts: its first noun, or the one behind a word for number."""
    tokens = scan.tokens
    numbered = tokens[start].kind == "number" and tokens[start + 1].norm in {".", ")"}
    start += 2 if numbered else 1 if tokens[start].norm in _BULLETS else 0
    start = next((p.end for p in scan.periods if p.start == start), start)
    counted = any(start <= n.start < end for n in scan.numbers)
    if counted or not start < end <= start + _LONGEST:
        return None
    head = scan.matches.at("count.head", start)
    if head is not None:
        return _noun(scan, head.end)
    noun = scan.matches.at("noun.full", start)
    return noun.value if noun is not None and noun.value in COUNTED else None


def _noun(scan: Scan, at: int) -> str | None:
    found = (scan.matches.at(name, at) for name in ("noun.full", "noun.bare"))
    noun = next(filter(None, found), None)
    return noun.value if noun is not None and noun.value in COUNTED else None


def _of_year(scan: Scan, before: Sequence[Quantity], colon: int) -> str | None:
    """Return what was counted right before a bracket that opens with a year and a colon."""
    opened = colon
    while opened > 0 and colon - opened <= _LEAST_CELLS and scan.tokens[opened].norm != "(":
        opened -= 1
    counted = [q for q in before if q.end == opened and q.measure in COUNTED]
    return counted[0].measure if counted and scan.tokens[opened].norm == "(" else None


def opened_by(scan: Scan) -> str | None:
    """Return the status that a line tells of the table below: "... yang disalurkan ialah:"."""
    if not scan.tokens or scan.tokens[-1].norm != ":":
        return None
    order = measures()["aid_amount"].statuses
    said = [match.value for match in scan.matches.of("status.flow") if match.value in order]
    return min(said, key=order.index, default=None)


def columns_of(
    scan: Scan, last: tuple[Column, ...] | None, opened: str | None
) -> tuple[Column, ...] | None:
    """Return the columns that hold behind this line: its own, or still those of the head.

    ``opened`` is the status that the line above the head tells of all of them.
    """
    cells = _cells(scan)
    if len(cells) < _LEAST_CELLS:
        return None
    if scan.numbers:
        return last if last is not None and len(cells) == len(last) else None
    columns = tuple(_column(scan, start, end) for start, end in cells)
    if any(column.measure for column in columns[1:]):
        return tuple(column._replace(status=column.status or opened) for column in columns)
    return last if last is not None and len(cells) == len(last) else None


def _cells(scan: Scan) -> list[tuple[int, int]]:
    """Return the cells of a row whose cells stand between upright lines, or far apart."""
    tokens, printed = scan.tokens, scan.text[scan.sentence.start : scan.sentence.end]
    if "|" not in printed:
        if _GAP not in printed:
            return []
        starts = [at for at in range(1, len(tokens)) if is_apart(tokens[at - 1], tokens[at])]
        return list(pairwise([0, *starts, len(tokens)]))
    bars = [at for at, token in enumerate(tokens) if token.norm == "|"]
    edges = [-1, *bars, len(scan.tokens)]
    cells = [(one + 1, two) for one, two in pairwise(edges)]
    return [(start, end) for start, end in cells if start < end]


def _column(scan: Scan, start: int, end: int) -> Column:
    def said(names: Sequence[str]) -> list[Match]:
        found = (match for name in names for match in scan.matches.of(name))
        return [match for match in found if start <= match.start and match.end <= end]

    scales = [Decimal(match.value) for match in said(("numbers.scale",))]
    counted = [noun.value for noun in said(("noun.full", "noun.bare")) if noun.value in COUNTED]
    status = [match.value for match in said(("status.flow",))]
    unit = [match.value for match in said(_CURRENCIES)]
    worth = bool(said(_WORTH) or unit) and not counted
    measure = "aid_amount" if worth or unit else next(iter(counted), None)
    if scales and measure != "aid_amount":
        return Column(None, None, None)  # "nghìn người"
    scale = prod(scales, start=Decimal(1)) if scales else None
    return Column(measure, next(iter(unit), None), next(iter(status), None), scale)


def fill_columns(
    scan: Scan, quantities: Sequence[Quantity], columns: tuple[Column, ...] | None
) -> list[Quantity]:
    """Return ``quantities`` with what the head of the table says of their cells."""
    if columns is None:
        return list(quantities)
    cells = _cells(scan)
    if len(cells) != len(columns):
        return [_of_sum(q) for q in quantities] if is_sum(scan) else list(quantities)
    held = dict(zip(cells, columns, strict=True))
    return [
        next((_in_cell(q, c, held[c]) for c in cells if c[0] <= q.start and q.end <= c[1]), q)
        for q in quantities
    ]


def _of_sum(quantity: Quantity) -> Quantity:
    rule = {"aid_amount": "money.column", "project_count": "count.column"}
    if quantity.reason is not None or quantity.measure not in rule:
        return quantity
    return replace(quantity, rule=rule[quantity.measure], bare=False)


def _in_cell(quantity: Quantity, cell: tuple[int, int], column: Column) -> Quantity:
    alone = (quantity.start, quantity.end) == cell and quantity.rule == _NO_NOUN
    if quantity.measure is not None:
        return _of_sum(quantity) if column.measure else quantity
    if not alone or column.measure is None:
        return quantity
    if column.measure in COUNTED:
        unit = measures()[column.measure].unit
        return replace(
            quantity, unit=unit, measure=column.measure, rule="count.column", reason=None
        )
    if column.unit is None:
        return quantity
    number = quantity.number if column.scale is None else _scaled(quantity.number, column.scale)
    return replace(
        quantity,
        number=number,
        unit=column.unit,
        measure="aid_amount",
        rule="money.column",
        reason=None,
    )


def _scaled(number: Number, scale: Decimal) -> Number:
    """Return a number of a column whose head says what it is printed in."""
    if number.multiplier is not None:
        return number
    top = None if number.value_max is None else plain(number.value_max * scale)
    return number._replace(
        value=plain(number.value * scale),
        value_max=top,
        step=number.step * scale,
        multiplier=scale,
    )


def is_sum(scan: Scan) -> bool:
    """Whether the row is the sum of those above: "Cộng | 15 | 949.200"."""
    first = next((at for at, token in enumerate(scan.tokens) if token.kind == "word"), 0)
    found = scan.matches.at("row.total", first)
    ends = found.end if found is not None else len(scan.tokens)
    return ends < len(scan.tokens) and scan.tokens[ends].norm in "|:"


def row_name(scan: Scan) -> tuple[int, int] | None:
    """Return the cell that names a row."""
    cells = _cells(scan)
    named = cells and not any(cells[0][0] <= n.start < cells[0][1] for n in scan.numbers)
    return cells[0] if named else None


def column_of(scan: Scan, at: int, columns: tuple[Column, ...] | None) -> Column | None:
    """Return the column in whose cell token ``at`` stands."""
    cells = _cells(scan)
    if columns is None or len(cells) != len(columns):
        return None
    held = zip(cells, columns, strict=True)
    return next((column for (start, end), column in held if start <= at < end), None)
