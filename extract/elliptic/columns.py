"""Figures in the cells below the head of a table.

The head names what each column counts, the currency and the status; the first cell of a row says
of what part it tells, or that it is the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod
from typing import NamedTuple

from extract.elliptic.announced import announced, in_currency
from extract.elliptic.bare import COUNTED
from extract.elliptic.captions import NO_CAPTION, Caption, Captions
from extract.elliptic.cells import (
    cells_of,
    holds_number,
    is_called,
    is_item,
    is_place,
    is_sum,
    row_name,
    row_year,
    year_at,
)
from extract.lexicon import Match
from extract.measures import measures
from extract.periods import Period
from extract.quantities import NO_CURRENCY, NO_NOUN, Quantity
from extract.scan import Scan

IN_COLUMN = frozenset({"count.column", "money.column", "percent.column"})
"""Rules of what stands in the column of a table, or in its sum."""

_LEAST_CELLS = 2
_KINDS = ("noun.full", "noun.bare", "giver.known", "giver.kind")
_UNITS = ("place.district", "place.province")
_OF_KIND = ("noun.full", "noun.bare", "status.stock")
_LEVELS = ("place.region", "place.continent", "place.national", "place.tiers", "row.level")
_OTHER_MONEY = ("reject.before", "reject.actor", "reject.noun")
_WORTH = ("value.noun", "value.intro", "evidence.strong", "evidence.weak", "status.flow")
_CURRENCIES = ("money.unit", "money.after", "money.small")


class Column(NamedTuple):
    """What the head of a column says: measure, currency and the word for the status.

    ``scale`` is what its amounts are printed in: 1000000 for "Giá trị (triệu đồng)"; ``shared``
    the measure its percentages are shares of, ``period`` the year it tells of. Where it is not
    ``sure`` only rows named by places, kinds or names tell of the measure. Where it is of
    percentages its bare numbers are: "Tỷ lệ (%)".
    """

    measure: str | None
    unit: str | None
    status: str | None
    scale: Decimal | None = None
    shared: str | None = None
    period: Period | None = None
    sure: bool = True
    percent: bool = False


NAMES = Column(None, None, None)
"""The column whose cells name the rows."""


def columns_of(
    scan: Scan, last: tuple[Column, ...] | None, above: Captions
) -> tuple[Column, ...] | None:
    """Return the columns that hold behind this line: its own, or still those of the head.

    What the line ``above`` the table tells of its numbers is told of a column "Jumlah", and of
    the last where the head says nothing of any.
    """
    cells = cells_of(scan)
    if len(cells) < _LEAST_CELLS:
        return None
    if _has_numbers(scan):
        return last if _aligned(scan, last) is not None else None
    caption = above.last
    columns = [_column(scan, start, end, caption) for start, end in cells]
    measure = next((column.measure for column in columns[1:] if column.measure), None)
    if measure is None:
        if last is not None and _aligned(scan, last) is not None:
            return last
        first = 0 if columns[0].period is not None else 1  # nothing stands above the names
        told = [at for at in range(first, len(cells)) if not _of_others(scan, cells[at])]
        years = [at for at in told if columns[at].period is not None]
        for at in years or told[-1:]:
            plain = at in years or any(
                m.start == cells[at][0] for m in scan.matches.of("count.head")
            )
            column = column_under(caption)
            columns[at] = column._replace(period=columns[at].period, sure=column.sure and plain)
        others = any(_counts_others(scan, cell) for cell in cells)
        measure = None if others or not (caption.sure or caption.leads) else caption.measure
    return tuple(_completed(column, measure, caption) for column in columns)


def _has_numbers(scan: Scan) -> bool:
    """Whether numbers stand in a row that are no years, and no "(1.000 USD)"."""
    unit = announced(scan)
    held = range(unit.start, unit.end) if unit is not None else range(0)
    others = (n for n in scan.numbers if n.start not in held and n.value)  # "('000)"
    return any(year_at(scan, n.start, n.end) is None for n in others)


def _aligned(scan: Scan, columns: tuple[Column, ...] | None) -> tuple[Column, ...] | None:
    """Return the columns of a row's own cells.

    The head may have no cell above the names, a sum none for the number of the row.
    """
    if columns is None:
        return None
    cells = cells_of(scan)
    if len(cells) == len(columns):
        return columns
    if len(cells) == len(columns) + 1 and not holds_number(scan, cells[0]):
        return (NAMES, *columns)
    if _LEAST_CELLS <= len(cells) < len(columns) and is_sum(scan):
        return columns[len(columns) - len(cells) :]
    return None


def _completed(column: Column, measure: str | None, caption: Caption) -> Column:
    told = caption.stock if column.measure == "ngo_count" else caption.status
    column = column._replace(status=column.status or told, shared=column.measure or measure)
    if column.measure != "aid_amount" or column.unit is not None:
        return column
    return column._replace(unit=caption.unit, scale=column.scale or caption.scale)


def opened(scan: Scan, above: Captions) -> tuple[Column, ...] | None:
    """Return the columns of a first row that no head stands above: names, and what they have."""
    cells = cells_of(scan)
    held = [holds_number(scan, cell) for cell in cells]
    if len(cells) < _LEAST_CELLS or not any(held):
        return None
    caption = above.last
    of_kind = is_item(scan) and not (caption.leads or is_place(scan))
    if of_kind and not _is_of_kind(scan, caption):
        return None
    values = [at for at, cell in enumerate(cells) if held[at] and year_at(scan, *cell) is None]
    if not values or len(values) == len(cells):
        return None
    shares = NAMES._replace(shared=caption.measure)
    columns = [shares if at in values else NAMES for at in range(len(cells))]
    column = column_under(caption)
    columns[values[0]] = column._replace(sure=column.sure and not of_kind)
    return tuple(columns)


def _is_of_kind(scan: Scan, caption: Caption) -> bool:
    """Read "Berbadan hukum: 123" below "Keadaan ormas sampai April 2025": those who are it."""
    return caption.sure and caption.measure == "ngo_count" and is_called(scan, _OF_KIND)


def column_under(caption: Caption) -> Column:
    """Return the column of the numbers that a caption tells of."""
    status = caption.status if caption.measure == "aid_amount" else caption.stock
    return Column(
        caption.measure, caption.unit, status, caption.scale, caption.measure, sure=caption.sure
    )


def _of_others(scan: Scan, cell: tuple[int, int]) -> bool:
    """Whether the head of a column names people or things, or shares."""
    names = ("unit.percent", "kind.share")
    shares = any(cell[0] <= m.start < cell[1] for name in names for m in scan.matches.of(name))
    return shares or _counts_others(scan, cell)


def _counts_others(scan: Scan, cell: tuple[int, int]) -> bool:
    named = (m for m in scan.matches.of("noun.counted") if m.value != "date")
    return any(cell[0] <= match.start < cell[1] for match in named)


def _column(scan: Scan, start: int, end: int, caption: Caption = NO_CAPTION) -> Column:
    def said(names: Sequence[str]) -> list[Match]:
        found = (match for name in names for match in scan.matches.of(name))
        return [match for match in found if start <= match.start and match.end <= end]

    if said(_OTHER_MONEY):
        return NAMES  # "Ước thiệt hại (tỷ đồng)"
    if said(("unit.percent",)):  # "Tỷ lệ (%)"; how much it rose is no share
        return NAMES._replace(percent=not said(("kind.up", "kind.down")))
    scales: list[Decimal] = [Decimal(match.value) for match in said(("numbers.scale",))]
    counted = [noun.value for noun in said(("noun.full", "noun.bare")) if noun.value in COUNTED]
    status = [match.value for match in said(("status.flow",))]
    told = announced(scan)
    unit = [match.value for match in said(_CURRENCIES)]
    unit += [told.unit] if told is not None and start <= told.start < end else []
    if not scales and told is not None and told.scale and start <= told.start < end:
        scales = [told.scale]
    in_money = unit or (caption.unit is not None and said(("evidence.strong", "evidence.weak")))
    worth = bool(said(_WORTH) or unit) and not counted
    measure = "aid_amount" if worth or in_money else next(iter(counted), None)
    sure = True
    if measure is None and any(m.end == end for m in said(("count.head",))):
        measure, sure = (caption.counted if caption.counted in COUNTED else None), caption.sure
    if scales and measure != "aid_amount":
        return NAMES  # "nghìn người"
    scale = prod(scales, start=Decimal(1)) if scales else None
    year = year_at(scan, start, end)
    currency, told_status = next(iter(unit), None), next(iter(status), None)
    return Column(measure, currency, told_status, scale, None, year, sure)


def fill_columns(
    scan: Scan, quantities: Sequence[Quantity], columns: tuple[Column, ...] | None
) -> list[Quantity]:
    """Return ``quantities`` with what the head of the table says of their cells."""
    if columns is None:
        return list(quantities)
    cells = cells_of(scan)
    own = _aligned(scan, columns)
    if own is None:
        return [_of_sum(q) for q in quantities] if is_sum(scan) else list(quantities)
    columns = own
    if columns[-1].period is not None:  # "Dự án | 12 | 15" below "Năm | 2020 | 2021"
        row = _column(scan, *cells[0])
        named = tells_measure(scan)
        columns = tuple(_of_row(row, column) if named else column for column in columns)
    held = {
        cell: column if _is_of(scan, column) else NAMES
        for cell, column in zip(cells, columns, strict=True)
    }
    rate = [q for q in quantities if q.start == cells[0][0] and q.end > cells[0][1]]
    if rate and rate[0].unit.isupper():  # "USD | 23.150": what a currency costs
        return [replace(q, reason="other_money") if q in rate else q for q in quantities]
    if is_sum(scan):  # all of them are 100 %
        held = {cell: column._replace(shared=None) for cell, column in held.items()}
    return [
        next((_in_cell(q, c, held[c]) for c in cells if c[0] <= q.start and q.end <= c[1]), q)
        for q in quantities
    ]


def _is_of(scan: Scan, column: Column) -> bool:
    """Whether a cell tells of what its column does: not where people or things name the row."""
    start, end = row_name(scan) or (0, 0)
    named = (m for m in scan.matches.of("noun.counted") if start <= m.start < end)
    others = any(not scan.tokens[m.start].capital for m in named)
    if others and column.measure in COUNTED:
        return False
    return column.sure or _fits(scan, column.measure)


def _of_row(row: Column, column: Column) -> Column:
    """Return the column of a year for a row that says what it counts."""
    if row.measure != "aid_amount" or row.unit is not None:
        return row._replace(period=column.period, status=row.status or column.status)
    return column._replace(measure=row.measure, status=row.status or column.status)


def _fits(scan: Scan, measure: str | None) -> bool:
    """Whether a row is named by a place, a kind of organisation, or, for amounts, a proper name."""
    if row_year(scan) is not None:
        return True
    start, end = row_name(scan) or (0, 0)
    nouns = (m for name in _KINDS for m in scan.matches.of(name))
    kinds = any(start <= noun.start < end for noun in nouns)
    kinds = kinds or (measure == "ngo_count" and is_called(scan, ("status.stock",)))
    placed = any(start <= mention.start < end for mention in scan.places)
    levels = (m for name in _LEVELS for m in scan.matches.of(name))
    placed = placed or any(start <= level.start < end for level in levels)
    units = (m.end for name in _UNITS for m in scan.matches.of(name) if start <= m.start)
    placed = placed or any(at < end and scan.tokens[at].capital for at in units)
    words = scan.tokens[start:end]
    name = len(words) > 1 or (len(words) == 1 and len(words[0].norm) > 1 and words[0].upper)
    capital = all(token.capital for token in words if token.kind == "word")
    return kinds or placed or (measure == "aid_amount" and name and capital)


def _of_sum(quantity: Quantity) -> Quantity:
    rule = {"aid_amount": "money.column", "project_count": "count.column"}
    if quantity.reason is not None or quantity.measure not in rule:
        return quantity
    return replace(quantity, rule=rule[quantity.measure], bare=False)


def _in_cell(quantity: Quantity, cell: tuple[int, int], column: Column) -> Quantity:
    bare = quantity.rule in {NO_NOUN, NO_CURRENCY}
    alone = (quantity.start, quantity.end) == cell and bare
    if quantity.measure is not None:
        return _of_sum(quantity) if column.measure else quantity
    if alone and column.percent and column.shared is not None:
        quantity = replace(quantity, unit="percent", rule="percent", reason=None)
    if quantity.rule == "percent" and column.shared is not None:
        return replace(quantity, measure=column.shared, rule="percent.column")
    if not alone or column.measure is None or quantity.rule == "percent":
        return quantity
    whole = quantity.number.value % 1 == 0
    if column.measure in COUNTED and quantity.rule == NO_NOUN and whole:
        unit = measures()[column.measure].unit
        return replace(
            quantity, unit=unit, measure=column.measure, rule="count.column", reason=None
        )
    if column.unit is None:
        return quantity
    return in_currency(quantity, column.unit, column.scale, "money.column")


def column_of(scan: Scan, at: int, columns: tuple[Column, ...] | None) -> Column | None:
    """Return the column in whose cell token ``at`` stands."""
    own = _aligned(scan, columns)
    if own is None:
        return None
    held = zip(cells_of(scan), own, strict=True)
    return next((column for (start, end), column in held if start <= at < end), None)


def tells_measure(scan: Scan) -> bool:
    """Whether the first cell of a row says what all the others count: "Số dự án | 52 | 61"."""
    cells = cells_of(scan)
    return bool(cells) and _column(scan, *cells[0]).measure is not None
