"""Lists whose items stand in lines of their own: "a) ...", "- ...", below a line with a colon.

What the head says of its figures holds for the items: targets are targets, and below "dengan
rincian:" stand parts of what the head counts.
"""

from __future__ import annotations

from extract.elliptic.cells import ends_open, opens_item
from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_DONE = frozenset({"approved", "received", "committed", "disbursed", "honoured"})
LISTED = frozenset({"target", "appeal", "application"})
"""Why the items of a list may be no figures."""


def is_listed(zone: Zone, context: Context) -> Answer | None:
    """Read the members of a list of wishes or targets that the sentence before opened.

    Where the headline is about money asked for, so are amounts that nobody is said to give.
    """
    refused = context.refused or (context.refused_before if _are_of_those(zone) else None)
    refused = refused or (_asked(zone, context) and context.asked) or None
    if refused is None or any(zone.in_clause_before("status.done")):
        return None
    if zone.scan.matches.at("clause.but", 0) is not None:
        return None  # "Namun, kutipan mencecah RM64,000"
    said = (*zone.in_clause_before("status.flow"), *zone.in_clause_before("status.stock"))
    if any(match.value in _DONE for match in said):
        return None
    if any(period.end <= zone.quantity.start for period in zone.scan.periods):
        return None
    return Answer(refused, "reject.listed")


def _asked(zone: Zone, context: Context) -> bool:
    """Whether it is an amount of which no giver, and no status but an allotment, is told."""
    told = (*zone.in_clause_before("status.flow"), *zone.after("status.flow"))
    given = any(m.value != "approved" for m in told) or any(zone.gives())
    return context.asked is not None and zone.quantity.measure == "aid_amount" and not given


def _are_of_those(zone: Zone) -> bool:
    """Whether the paragraph opens with "of them", or "then": parts or more of the one before.

    Those that are more leave out of what kind they are: "Kemudian Dinas Sosial lima lembaga".
    """
    part = zone.scan.matches.at("scope.part", 0)
    of_them = part is not None and part.value == "of_them"
    more = zone.quantity.bare and zone.scan.matches.at("clause.next", 0) is not None
    return of_them or (more and not zone.scan.matches.of("status.stock"))


def is_item(zone: Zone, context: Context) -> Answer | None:
    """Read "a) ...", "- ...": items of a list that a line ending in a colon called targets."""
    counted = zone.quantity.measure is not None or zone.quantity.unit == "percent"
    if context.items is None or not counted or not opens_item(zone.scan):
        return None
    return Answer(context.items, "reject.item")


def note_list(scan: Scan, counted: str | None, end: int, context: Context) -> None:
    """Note in ``context`` what list the sentence opens or goes on with.

    ``counted`` is what it counts last, in a figure that ends at token ``end``.
    """
    context.items = _reason(scan, context)
    context.details = _detailed(scan, counted, end, context)
    if context.details is not None and opens_item(scan):
        context.item_at = scan.sentence.paragraph


def _reason(scan: Scan, context: Context) -> str | None:
    """Return why the items behind this sentence are no figures: its own words, or still its head's.

    A line that ends in a colon opens a list ("Mục tiêu đến năm 2030:"), items go on with it.
    """
    if ends_open(scan):
        said = (m.value for m in scan.matches.of("reject.before") if m.value in LISTED)
        return next(said, None)
    return context.items if opens_item(scan) else None


def _detailed(scan: Scan, counted: str | None, end: int, context: Context) -> str | None:
    """Return the measure whose parts the lines below list: "423 ormas dengan rincian:".

    Items, and what else stands in their lines, go on with the list.
    """
    if ends_open(scan) and counted is not None:
        told = any(part.start >= end for part in scan.matches.of("scope.part"))
        return counted if told else context.details
    return context.details if stands_in_item(scan, context) else None


def stands_in_item(scan: Scan, context: Context) -> bool:
    """Whether the sentence is an item, or stands in the line of one."""
    return opens_item(scan) > 0 or context.item_at == scan.sentence.paragraph
