"""Figures of a headline: rounded, cut short, or taken back by the article below.

A headline has no room for "will", "asks for" or the ministry that pays: "KWP sedia dana RM1 juta".
Where the body prints the number again, and only as a plan, an appeal or other money, the headline
means no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.drafts import Draft, Refusal, SentenceReading
from extract.linking.answers import Answer
from extract.numbers.numerals import Number

_TAKEN_BACK = frozenset(
    {"target", "appeal", "application", "other_money", "reverse_flow", "attendance"}
)
_HEAD_ROLES = frozenset({"title", "lead", "caption"})
_PAIR = 2
_ROUNDED = Decimal("0.15")
_CUT = Decimal("0.05")
_STOPS = frozenset({".", "!", "?", ";", ","})


def take_back(readings: Sequence[SentenceReading]) -> None:
    """Move the figures of headlines that the body refuses to the refusals of their sentence."""
    drafts = [draft for reading in readings for draft in reading.drafts]
    refusals = [refusal for reading in readings for refusal in reading.refusals]
    told = {_key(draft) for draft in drafts if not is_title(draft)}
    for reading in readings:
        for draft in [d for d in reading.drafts if is_title(d) and _key(d) not in told]:
            if _is_tally(draft, drafts):
                reading.drafts.remove(draft)
                reading.refusals.append(Refusal(draft.zone, Answer("other_number", "reject.tally")))
                continue
            said = [refusal.answer for refusal in refusals if _is_same(refusal, draft)]
            if said and all(answer.value in _TAKEN_BACK for answer in said):
                reading.drafts.remove(draft)
                answer = Answer(said[0].value, "reject.headline")
                reading.refusals.append(Refusal(draft.zone, answer))


def _is_tally(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the headline only counts what the body tells singly: "Thêm hai khoản viện trợ"."""
    number = draft.zone.quantity.number
    few = draft.measure.unit == "project" and number.written == "words" and number.value <= _PAIR
    return few and any(not is_title(other) for other in drafts)


def _key(draft: Draft) -> tuple[object, ...]:
    quantity = draft.zone.quantity
    return quantity.measure, quantity.unit, quantity.number.value, quantity.number.value_max


def _is_same(refusal: Refusal, draft: Draft) -> bool:
    """Whether the number was refused, in a sentence below, for what is said of it.

    Or the one that an amount of the headline rounds: "Hơn 1.200 tỷ đồng" for 1.214.
    """
    quantity = refusal.zone.quantity
    printed = (quantity.measure, quantity.unit, quantity.number.value, quantity.number.value_max)
    below = refusal.zone.scan.sentence.role != "title"
    if not below or quantity.measure is None:
        return False
    return printed == _key(draft) or _is_near(quantity.number, draft)


def _is_near(number: Number, draft: Draft) -> bool:
    """Whether the headline's amount is the number without its last digits."""
    rough = draft.zone.quantity.number
    if draft.measure.unit != "currency" or rough.value_max or number.value_max or not rough.value:
        return False
    near = abs(number.value - rough.value) < rough.value * _CUT
    return near and _zeros(number.value) < _zeros(rough.value)


def is_title(draft: Draft) -> bool:
    """Whether it stands in the headline."""
    return draft.zone.scan.sentence.role == "title"


def is_head(draft: Draft) -> bool:
    """Whether it stands in headline, lead or caption."""
    return draft.zone.scan.sentence.role in _HEAD_ROLES


def is_line(draft: Draft) -> bool:
    """Whether it stands in a line without a stop, a headline below the site's own, and is rough."""
    rough = draft.qualifier.value != "exact" and not is_title(draft)
    return rough and not is_stopped(draft)


def is_stopped(draft: Draft) -> bool:
    """Whether its line ends as a sentence does."""
    return draft.zone.scan.tokens[-1].norm in _STOPS


def leaves_out_rate(one: Draft, two: Draft) -> bool:
    """Whether a headline leaves out what the amount is per: "RM5 juta untuk MBM" for a year's."""
    kinds = one.kind.answer.value, two.kind.answer.value
    return kinds == ("level", "rate") and _key(one) == _key(two)


def rounds(rough: Draft, sharp: Draft) -> bool:
    """Whether a headline says roughly what a later sentence says sharply."""
    line = is_title(rough) or is_line(rough)
    if not (line or is_head(rough)) or (is_head(sharp) and not line):
        return False
    if _grain(rough) <= _grain(sharp):
        return False
    if rough.zone.quantity.number.value_max or sharp.zone.quantity.number.value_max:
        return False
    value, exact = rough.zone.quantity.number.value, sharp.zone.quantity.number.value
    if exact == 0 or abs(value - exact) > exact * _ROUNDED:
        return False
    return _meets(rough, sharp)


def _grain(draft: Draft) -> int:
    """Return how many zeros the whole value ends in: 300 million is coarser than 283 million."""
    return _zeros(draft.zone.quantity.number.value)


def _zeros(value: Decimal) -> int:
    whole = f"{value:f}"
    digits = whole.rstrip("0")
    return -len(digits.partition(".")[2]) if "." in whole else len(whole) - len(digits)


def _meets(rough: Draft, sharp: Draft) -> bool:
    low, high = rough.bounds.low, rough.bounds.high
    step = rough.zone.quantity.number.step
    if is_head(rough) and rough.qualifier.value == "exact" and high is not None and step:
        high = max(high, rough.zone.quantity.number.value + step)  # "512 ribu" cuts 512,873 short
    other_low, other_high = sharp.bounds.low, sharp.bounds.high
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and other_high < low
    return not (below or above)
