"""What the words before a colon say of all that stands behind it: "Chỉ tiêu: 10 dự án"."""

from __future__ import annotations

from extract.linking.answers import Answer
from extract.linking.context import Context
from extract.linking.zone import Zone

_LISTED = frozenset({"target", "appeal", "application"})


def headed(zone: Zone, context: Context) -> Answer | None:
    """Read "Nhu cầu của huyện: 3 dự án nước sạch, 1 trạm y tế": what is wished for.

    The word stands in the clause that the colon ends, and no number behind it.
    """
    scan, colon = zone.scan, zone.clause_start - 1
    if colon < 1 or scan.tokens[colon].norm != ":" or any(zone.in_clause_before("status.done")):
        return None
    start, _ = scan.clause(colon - 1)
    for match in scan.matches.of("reject.before"):
        inside = start <= match.start and match.end <= colon
        counted = any(match.end <= number.start < colon for number in scan.numbers)
        if match.value in _LISTED and inside and not counted:
            return Answer(match.value, f"reject.{match.value}", match.start, match.end)
    return None
