"""Parts behind a colon that add up: "607 projek: 137 kecemasan dan 466 pembangunan"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.elliptic.bare import COUNTED
from extract.quantities import NO_NOUN, Quantity
from extract.scan import Scan

_LEAST = 2
_NEARLY = Decimal("0.9")  # of the whole: a few are often left out


def parts_of_count(scan: Scan, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return ``quantities`` with the numbers behind a colon as parts of what was counted before.

    None of them has a noun, and they add up to it, or nearly.
    """
    colon = next((at for at, token in enumerate(scan.tokens) if token.norm == ":"), None)
    if colon is None:
        return list(quantities)
    behind = (q for q in quantities if q.start > colon)
    parts = [q for q in behind if "article" not in q.number.flags]
    if len(parts) < _LEAST or any(q.rule != NO_NOUN for q in parts):
        return list(quantities)
    total = sum((q.number.value for q in parts), start=Decimal(0))
    before = (q for q in reversed(quantities) if q.end <= colon)
    fits = (q for q in before if q.number.value * _NEARLY <= total <= q.number.value)
    # The nearest that fits: "12 LSM di 12 desa: 8 di Sigi dan 4 di Poso" are villages.
    whole = next(fits, None)
    if whole is None or whole.measure not in COUNTED or whole.reason is not None:
        return list(quantities)
    return [_part(q, whole) if q in parts else q for q in quantities]


def _part(quantity: Quantity, whole: Quantity) -> Quantity:
    return replace(
        quantity, unit=whole.unit, measure=whole.measure, rule="count.continued", reason=None
    )
