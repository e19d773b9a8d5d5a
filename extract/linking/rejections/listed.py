"""Members of lists of wishes and targets: behind a sentence, or a line, that opened the list."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_LABEL = 2
_BULLETS = frozenset({"-", "–", "•", "+", "*", "●", "▪"})
_LISTED = frozenset({"target", "appeal", "application"})


def is_listed(zone: Zone, context: Context) -> Answer | None:
    """Read the members of a list of wishes or targets that the sentence before opened."""
    if context.refused is None or any(zone.in_clause_before("status.done")):
        return None
    if any(period.end <= zone.quantity.start for period in zone.scan.periods):
        return None
    return Answer(context.refused, "reject.listed")


def is_item(zone: Zone, context: Context) -> Answer | None:
    """Read "a) ...", "- ...": items of a list that a line ending in a colon called targets."""
    if context.items is None or not zone.quantity.measure or not _opens_item(zone.scan):
        return None
    return Answer(context.items, "reject.item")


def list_reason(scan: Scan, context: Context) -> str | None:
    """Return why the items behind this sentence are no figures: its own words, or still its head's.

    A line that ends in a colon opens a list ("Mục tiêu đến năm 2030:"), items go on with it.
    """
    if scan.tokens and scan.tokens[-1].norm == ":":
        said = (m.value for m in scan.matches.of("reject.before") if m.value in _LISTED)
        return next(said, None)
    return context.items if _opens_item(scan) else None


def _opens_item(scan: Scan) -> bool:
    """Whether the sentence begins as an item does: "a)", "1.", "-", "•"."""
    marks = [token.norm for token in scan.tokens[:2]]
    if not marks[1:]:
        return False
    return marks[0] in _BULLETS or (marks[1] in {")", "."} and len(marks[0]) <= _LABEL)
