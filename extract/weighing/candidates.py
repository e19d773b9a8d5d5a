"""Which numbers are weighed, and as figures of which measures."""

from __future__ import annotations

from extract.drafts import Draft, Refusal, SentenceReading
from extract.measures import measures
from extract.quantities import NO_NOUN, Quantity

Told = Draft | Refusal
"""A number that was read as a figure, or one that was set aside."""

_RELATIVE = frozenset({"percent", "times"})


def candidates(reading: SentenceReading) -> list[Told]:
    """Return the numbers of a sentence that can be figures: people, days and the like can't."""
    refused = (refusal for refusal in reading.refusals if _measures(refusal.zone.quantity))
    return [*reading.drafts, *refused]


def open_measures(told: Told) -> tuple[str, ...]:
    """Return of which measures a number can be, by what it counts; one that was read is of its."""
    return (told.measure.name,) if isinstance(told, Draft) else _measures(told.zone.quantity)


def _measures(quantity: Quantity) -> tuple[str, ...]:
    if quantity.unit in _RELATIVE:
        return tuple(measures())
    if quantity.measure is None and quantity.rule != NO_NOUN:
        return ()
    money = quantity.measure == "aid_amount"
    return tuple(name for name, m in measures().items() if (m.unit == "currency") == money)
