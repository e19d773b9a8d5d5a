"""Sentences that only date the figures before them: "Itu jumlah pada 2012." """

from __future__ import annotations

from extract.periods import Period
from extract.scan import Scan

LATER = "period.later"
"""The rule of a figure that such a sentence dates."""

_REACH = 4
_OPENING = 2


def dating(scan: Scan) -> Period | None:
    """Return the period of a short sentence that takes figures up and says nothing else.

    "Data itu per Desember 2022", "Con số này tính đến hết năm 2020". What rises or is compared
    there has a figure of its own.
    """
    if len(scan.periods) != 1 or scan.periods[0].edtf is None:
        return None
    period = scan.periods[0]
    said = [m for kind in ("count.again", "count.dated") for m in scan.matches.of(kind)]
    opened = next((m for m in said if m.start <= _OPENING and m.end <= period.start), None)
    if opened is None or period.start - opened.end > _REACH:
        return None
    moves = any(scan.matches.of(f"kind.{kind}") for kind in ("up", "down", "comparison"))
    others = any(not period.start <= number.start < period.end for number in scan.numbers)
    words = [at for at in range(period.end, len(scan.tokens)) if scan.tokens[at].kind == "word"]
    return None if moves or others or len(words) > _REACH else period
