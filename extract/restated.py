"""Amounts told again in another currency: by the next sentence, or rounded in the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.drafts import Draft, SentenceReading
from extract.equivalents import led_by
from extract.linking.qualifier import bounds, link_qualifier
from extract.scan import Scan

_OPENING = 2
_REACH = 6
_AGAIN = ("count.again", "value.again")


def take_up(readings: Sequence[SentenceReading]) -> None:
    """Join "Angka itu setara dengan Rp1,2 miliar" to the amount of the sentence before."""
    for one, two in pairwise(readings):
        if not (one.drafts and two.drafts):
            continue
        last, first = one.drafts[-1], two.drafts[0]
        if _follows(one.scan, two.scan) and _is_amount(last) and _is_amount(first):
            other = last.zone.quantity.unit != first.zone.quantity.unit
            if other and last.equivalent is None and _is_again(first):
                one.drafts[-1] = replace(last, equivalent=first.zone)
                two.drafts.remove(first)


def in_other_currency(draft: Draft) -> Draft | None:
    """Return the figure as its second currency tells it, if it is told in two."""
    zone = draft.equivalent
    if zone is None:
        return None
    qualifier, number = link_qualifier(zone), zone.quantity.number
    span = bounds(str(qualifier.value), number.value, number.value_max, number.step, counted=False)
    return replace(draft, zone=zone, qualifier=qualifier, bounds=span, equivalent=draft.zone)


def _follows(one: Scan, two: Scan) -> bool:
    """Whether a sentence stands right behind another, in the same paragraph."""
    between = one.text[one.sentence.end : two.sentence.start]
    return one.sentence.paragraph == two.sentence.paragraph and not between.strip()


def _is_amount(draft: Draft) -> bool:
    level = draft.kind.answer.value == "level"
    return level and draft.zone.quantity.measure == "aid_amount" and draft.equivalent is None


def _is_again(draft: Draft) -> bool:
    """Whether the sentence takes an amount up, and a word for "which is" leads to this one.

    "Jika dirupiahkan, nilainya ..." and a bare "itu Rp1,2 miliar" do so without the other half.
    """
    zone, matches = draft.zone, draft.zone.scan.matches
    at = zone.qualified_start
    this = matches.ending("count.this", at)
    if this is not None and (this.start == 0 or zone.scan.tokens[this.start - 1].kind == "mark"):
        return True
    if any(match.start <= _OPENING and match.end <= at for match in matches.of("link.converted")):
        return True
    opened = any(
        match.start <= _OPENING and 0 <= at - match.end <= _REACH
        for kind in _AGAIN
        for match in matches.of(kind)
    )
    return opened and led_by(zone.scan, 0, at) is not None
