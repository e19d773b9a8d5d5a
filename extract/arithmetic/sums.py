"""Printed parts held against the printed total: nothing is mended, a mismatch is flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.drafts import Draft

FLAG = "mismatch"
_COMPLETE = "all"
_PART = "scope.of_which"


def flag_mismatches(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, totals flagged that their parts do not make.

    Exact parts that sum to more than the total never fit; parts that sum to less
    do not fit where the words say that they are all ("gồm", "terdiri atas").
    """
    return [
        replace(draft, flags=(*draft.flags, FLAG)) if _is_wrong(draft, drafts[at + 1 :]) else draft
        for at, draft in enumerate(drafts)
    ]


def _is_wrong(whole: Draft, later: Sequence[Draft]) -> bool:
    if not _is_exact_level(whole) or whole.scope.answer.rule == _PART:
        return False
    parts: list[Draft] = []
    for draft in later:
        if draft.measure is not whole.measure or draft.zone.quantity.unit != _unit(whole):
            continue
        if draft.scope.answer.rule != _PART or not _is_exact_level(draft):
            break
        parts.append(draft)
    if len(parts) < 2:
        return False
    total = sum(part.zone.quantity.number.value for part in parts)
    told = whole.zone.quantity.number.value
    return total > told or (total < told and _are_all(parts))


def _are_all(parts: Sequence[Draft]) -> bool:
    """Whether the words before the first part say that the parts are all there are."""
    start = parts[0].scope.answer.start
    cues = parts[0].zone.scan.matches.of("scope.part")
    return any(cue.start == start and cue.value == _COMPLETE for cue in cues)


def _is_exact_level(draft: Draft) -> bool:
    number = draft.zone.quantity.number
    exact = draft.qualifier.value == "exact" and number.value_max is None
    return exact and draft.kind.answer.value == "level"


def _unit(draft: Draft) -> str:
    return draft.zone.quantity.unit
