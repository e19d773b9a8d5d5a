"""The interval a figure stands for, as the codebook defines it for each qualifier."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Fact

_TENTH = Decimal("0.1")
_HALF = Decimal("0.5")
_CURRENCY_FREE = frozenset({"organization", "project"})


def interval(
    fact: Fact, qualifier: str, value: Decimal, value_max: Decimal | None, step: Decimal
) -> dict[str, object]:
    """Return ``value_low``, ``value_high`` and ``bounds_rule`` of ``value``.

    ``step`` is the place value of its last printed digit; counts are whole and
    are not widened by it.
    """
    if value_max is not None:
        return _fields(value, value_max, "range")
    if qualifier in {"more_than", "at_least"}:
        return _fields(value, None, "open_above")
    if qualifier == "nearly":
        return _fields(value - value * _TENTH, value, "nearly_tenth")
    if qualifier == "about":
        return _fields(value - value * _TENTH, value + value * _TENTH, "about_tenth")
    if qualifier == "up_to":
        return _fields(Decimal(0), value, "up_to")
    if fact.unit in _CURRENCY_FREE:
        return _fields(value, value, "point")
    return _fields(value - step * _HALF, value + step * _HALF, "rounding")


def _fields(low: Decimal, high: Decimal | None, rule: str) -> dict[str, object]:
    return {"value_low": low, "value_high": high, "bounds_rule": rule}
