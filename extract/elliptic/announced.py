"""The currency that a head announces for the numbers behind it: "(đơn vị: triệu đồng)".

"Viện trợ (nghìn USD): World Vision 350; Plan 120" - "dalam juta rupiah" - "(RM)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extract.elliptic.bare import is_year, nothing_counted_behind
from extract.grids import YEAR
from extract.numbers.currencies import Currencies
from extract.numbers.digits import plain
from extract.numbers.numerals import Number
from extract.quantities import NO_CURRENCY, NO_NOUN, Quantity
from extract.scan import Scan

ANNOUNCED = "money.announced"
"""The rule of an amount whose currency its head announces."""

_THOUSANDS = {"1000": Decimal(1000), "1.000": Decimal(1000), "1.000.000": Decimal(1_000_000)}
_LAST = 4  # ", RM ribu", "; triệu USD:"
_CLOSING = frozenset({":", ",", ";", ".", ")"})


class Announced(NamedTuple):
    """A currency (ISO 4217), what its amounts are printed in, and the tokens of the words."""

    unit: str
    scale: Decimal | None
    start: int
    end: int


@lru_cache(maxsize=1)
def announced(scan: Scan) -> Announced | None:
    """Return the last currency that the sentence announces for numbers to come."""
    if not scan.currencies.by_start:
        return None
    openings = sorted(_openings(scan), reverse=True)
    found = (_read(scan, at, scan.currencies, bracket=bracket) for at, bracket in openings)
    return next(filter(None, found), None)


def _openings(scan: Scan) -> Iterator[tuple[int, bool]]:
    """Yield the tokens behind an opening bracket, words like "tính bằng", or a last comma."""
    brackets = [at for at, token in enumerate(scan.tokens) if token.norm == "("]
    if brackets:
        numbers = {n.end for n in scan.numbers if not YEAR.fullmatch(scan.quote(n.start, n.end))}
        yield from ((at + 1, True) for at in brackets if at not in numbers)
    for led in scan.matches.of("value.in"):
        yield led.end, False
    commas = [at for at, token in enumerate(scan.tokens[-_LAST:], -_LAST) if token.norm == ","]
    if commas and scan.sentence.role != "title":
        yield len(scan.tokens) + commas[-1] + 1, False


def _read(scan: Scan, start: int, currencies: Currencies, *, bracket: bool) -> Announced | None:
    """Read "đơn vị: triệu đồng)", "RM juta)"; in brackets no currency may stand right before."""
    tokens, at = scan.tokens, start
    if bracket and currencies.by_end.get(start - 1) is not None:
        return None  # "ringgit Malaysia (RM)"
    unit, scale = None, None
    while at < len(tokens):
        word = currencies.by_start.get(at)
        thousands = _THOUSANDS.get(tokens[at].norm.replace(",", "."))
        led = scan.matches.at("value.in", at) if bracket else None
        times = scan.matches.at("numbers.scale", at)
        if word is not None and unit is None:
            unit, at = word.code, word.end
        elif thousands is not None and scale is None:
            scale, at = thousands, at + 1  # "(1.000 USD)"
        elif times is not None:
            scale, at = Decimal(times.value) * (scale or 1), times.end
        elif led is not None:
            at = led.end
        elif unit is None and tokens[at].norm == ":" and at > start - (not bracket):
            at += 1
        else:
            break
    closed = at == len(tokens) or tokens[at].norm in ({")"} if bracket else _CLOSING)
    if unit is None or not closed or (bracket and at == len(tokens)):
        return None
    return Announced(unit, scale, start, at)


def in_announced(scan: Scan, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return ``quantities`` with the announced currency of the bare numbers behind it."""
    told = announced(scan) if quantities else None
    if told is None:
        return list(quantities)
    return [_under(scan, quantity, told) for quantity in quantities]


def _under(scan: Scan, quantity: Quantity, told: Announced) -> Quantity:
    if told.start <= quantity.start < told.end:  # what amounts are printed in is none
        return replace(quantity, unit="", measure=None, rule=NO_NOUN, reason="other_number")
    if quantity.start < told.end or not _is_bare(scan, quantity):
        return quantity
    return in_currency(quantity, told.unit, told.scale, ANNOUNCED)


def _is_bare(scan: Scan, quantity: Quantity) -> bool:
    bare = quantity.rule in {NO_NOUN, NO_CURRENCY} and not is_year(scan, quantity)
    return bare and nothing_counted_behind(scan, quantity)


def in_currency(quantity: Quantity, unit: str, scale: Decimal | None, rule: str) -> Quantity:
    """Return the bare number as an amount in ``unit``, in ``scale`` where it names none."""
    number = quantity.number if scale is None else _scaled(quantity.number, scale)
    return replace(quantity, number=number, unit=unit, measure="aid_amount", rule=rule, reason=None)


def _scaled(number: Number, scale: Decimal) -> Number:
    if number.multiplier is not None:
        return number
    top = None if number.value_max is None else plain(number.value_max * scale)
    return number._replace(
        value=plain(number.value * scale),
        value_max=top,
        step=number.step * scale,
        multiplier=scale,
    )
