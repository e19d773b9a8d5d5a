"""Decimals on their way into the database and out of it.

SQLite has no decimals: whole numbers are stored as integers, others as
doubles, which keep 15 significant digits; no printed figure has more.
"""

from __future__ import annotations

from decimal import Decimal
from typing import overload

_LARGEST_INTEGER = 2**63 - 1


@overload
def stored(value: Decimal) -> int | float: ...
@overload
def stored(value: None) -> None: ...
@overload
def stored(value: Decimal | None) -> int | float | None: ...
def stored(value: Decimal | None) -> int | float | None:
    """Return ``value`` as the database keeps it."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) <= _LARGEST_INTEGER:
        return int(value)
    return float(value)


def loaded(value: int | float | None) -> Decimal | None:
    """Return the decimal that was stored as ``value``."""
    return None if value is None else Decimal(repr(value))


def written(value: Decimal) -> str:
    """Return ``value`` in plain digits, the same for equal numbers: no exponent, no spare zero."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
