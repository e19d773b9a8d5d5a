"""Amounts whose currency was said before: "28 triệu USD, riêng năm ngoái 9,7 triệu".

A number of millions that nothing is counted behind is money where the last number of that size
in its sentence was, or where the sentence before told an amount and words of giving lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.elliptic.bare import before_qualifier, nothing_counted_behind
from extract.elliptic.rows import place_before
from extract.quantities import NO_CURRENCY, Quantity
from extract.scan import Scan

OF_CURRENCY = "money.of_currency"
"""The rule of an amount whose currency was said before."""

_NO_NOUN = "no.noun"
_MONEY = "money"
_LEAST = 10_000  # no year
_BEHIND = (
    "count.elided", "scope.for", "kind.comparison", "status.flow", "status.done", "give.verb",
    "kind.up", "kind.down", "clause.but", "clause.contrast", "place.recipient", "giver.by",
)  # fmt: skip
_LEADS = (
    "status.flow", "give.verb", "value.intro", "value.noun", "evidence.strong", "evidence.weak",
    "scope.part",
)  # fmt: skip
_EMPTY = ("scope.only", "qualifier.before", "qualifier.neutral", "kind.reach", "periods.in")
_NO_OTHERS = frozenset({"date", "ordinal"})
_OTHERS = ("noun.counted", "noun.partner")


def in_last_currency(
    scan: Scan, quantities: Sequence[Quantity], currency: str | None
) -> list[Quantity]:
    """Return ``quantities`` with the currency of bare millions; ``currency`` is that of the last
    sentence.
    """
    found: list[Quantity] = []
    for i, quantity in enumerate(quantities):
        unit = None
        if quantity.rule == NO_CURRENCY:
            unit = _reached(scan, quantity, quantities[i + 1 :])
            if unit is None and _stands_alone(scan, quantity):
                unit = _currency(scan, quantity, found, currency)
        elif quantity.rule == _NO_NOUN and found and _is_of_next(scan, quantity, found[-1]):
            unit = found[-1].unit
        found.append(quantity if unit is None else _amount(quantity, unit))
    return found


def _amount(quantity: Quantity, unit: str) -> Quantity:
    return replace(quantity, unit=unit, measure="aid_amount", rule=OF_CURRENCY, reason=None)


def _is_of_next(scan: Scan, quantity: Quantity, last: Quantity) -> bool:
    """Read "Hải Dương nhận 380.000 USD, Tiền Giang 290.000": a name each, amounts alike."""
    if last.rule not in {_MONEY, OF_CURRENCY} or not nothing_counted_behind(scan, quantity):
        return False
    if any(q.number.multiplier is not None for q in (last, quantity)):
        return False
    size = min(last.number.value, quantity.number.value)
    start = before_qualifier(scan, quantity)
    return size >= _LEAST and (_of_place(scan, start, last) or _of_name(scan, start, last))


def _of_place(scan: Scan, start: int, last: Quantity) -> bool:
    """Whether a place stands before the number there, and before the amount told last."""
    named = place_before(scan, start)
    first = any(mention.end <= last.start for mention in scan.places)
    return first and named is not None and named > last.end


def _of_name(scan: Scan, start: int, last: Quantity) -> bool:
    """Whether only a comma or "and" and words in capitals stand between amount and number."""
    at = last.end
    at += scan.tokens[at].norm in {",", ";"}
    join = scan.matches.at("list.join", at)
    at = at if join is None else join.end
    words = scan.tokens[at:start]
    return last.end < at < start and words[0].capital and words[-1].capital


def _reached(scan: Scan, quantity: Quantity, behind: Sequence[Quantity]) -> str | None:
    """Return the currency of the other end: "dari 15 miliar menjadi 20 miliar rupiah"."""
    if not behind or behind[0].rule != "money":
        return None
    at = next((p.end for p in scan.periods if p.start == quantity.end), quantity.end)
    start = at
    for name in ("kind.up", "kind.down", "kind.reach", "numbers.range_to", "qualifier.before"):
        step = scan.matches.at(name, at)
        at = at if step is None else step.end
    joined = at > start and at == behind[0].start
    return behind[0].unit if joined else None


def _stands_alone(scan: Scan, quantity: Quantity) -> bool:
    """Whether no noun may follow the number."""
    behind = (scan.matches.at(name, quantity.end) for name in _BEHIND)
    return nothing_counted_behind(scan, quantity) or any(behind)


def _currency(
    scan: Scan, quantity: Quantity, before: Sequence[Quantity], currency: str | None
) -> str | None:
    million = [q for q in before if q.number.multiplier is not None or q.unit.isupper()]
    last = million[-1] if million else None
    if last is not None and not last.unit.isupper():
        return None  # people or things were counted last
    scale = scan.matches.ending("value.scale", quantity.end)
    if scale is not None and (last is None or last.number.multiplier != quantity.number.multiplier):
        led = _is_led(scan, quantity)
        return scale.value if led or last is not None else None
    if last is not None:
        return None if _counts_others(scan, last.end, quantity.start) else last.unit
    led = _is_led(scan, quantity) or _is_dated(scan, quantity)
    return currency if led else None


def _is_led(scan: Scan, quantity: Quantity) -> bool:
    """Whether words of giving or worth lead to the number in its clause, and no others' number."""
    start, _ = scan.clause(quantity.start)
    if _counts_others(scan, start, quantity.start):
        return False
    said = (match for name in _LEADS for match in scan.matches.of(name))
    return any(start <= match.start and match.end <= quantity.start for match in said)


def _is_dated(scan: Scan, quantity: Quantity) -> bool:
    """Whether only a period leads to the number: "Tahun sebelumnya hanya 3 juta"."""
    start, _ = scan.clause(quantity.start)
    end = before_qualifier(scan, quantity)
    periods = [period for period in scan.periods if start <= period.start and period.end <= end]
    held = {at for period in periods for at in range(period.start, period.end)}
    held |= {at for name in _EMPTY for m in scan.matches.of(name) for at in range(m.start, m.end)}
    marks = {at for at in range(start, end) if scan.tokens[at].kind == "mark"}
    return bool(periods) and held | marks >= set(range(start, end))


def _counts_others(scan: Scan, start: int, end: int) -> bool:
    """Whether people or things are named between the tokens."""
    said = (m for name in _OTHERS for m in scan.matches.of(name) if m.value not in _NO_OTHERS)
    inside = (m.start for m in said if start <= m.start and m.end <= end)
    return any(scan.matches.at("count.again", at) is None for at in inside)
