"""Counts behind a label: "Số dự án triển khai: 103"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier
from extract.quantities import Quantity
from extract.scan import Scan

_LONGEST = 16
_LEAST_CELLS = 2
_BULLETS = frozenset({"-", "–", "•", "+", "*", "●"})
_ENDS = frozenset({".", ",", ";", "(", ")"})


def told_by_label(
    scan: Scan, quantities: Sequence[Quantity], i: int
) -> tuple[str, str, int] | None:
    """Read "Bilangan geran: 123", "27: số tổ chức đến tỉnh", "103 (năm 2014: 61)"."""
    quantity, tokens = quantities[i], scan.tokens
    start, end = before_qualifier(scan, quantity), quantity.end
    after = scan.matches.at("qualifier.after", end)
    at = end if after is None else after.end
    behind = tokens[at].norm if at < len(tokens) else ""
    if start > 0 and tokens[start - 1].norm == ":" and behind in {"", *_ENDS}:
        measure = _head(scan, scan.clause(max(start - 2, 0))[0], start - 1)
        measure = measure or _of_year(scan, quantities[:i], start - 1)
    elif start == 0 and behind == ":":
        head = scan.matches.at("count.head", end + 1)
        measure = _noun(scan, head.end) if head is not None else None
    else:
        return None
    return (measure, "count.label", end) if measure is not None else None


def _head(scan: Scan, start: int, end: int) -> str | None:
    """Return what a label counts: its first noun, or the one behind a word for number."""
    tokens = scan.tokens
    numbered = tokens[start].kind == "number" and tokens[start + 1].norm in {".", ")"}
    start += 2 if numbered else 1 if tokens[start].norm in _BULLETS else 0
    start = next((p.end for p in scan.periods if p.start == start), start)
    counted = any(start <= n.start < end for n in scan.numbers)
    if counted or not start < end <= start + _LONGEST:
        return None
    head = scan.matches.at("count.head", start)
    if head is not None:
        return _noun(scan, head.end)
    noun = scan.matches.at("noun.full", start)
    return noun.value if noun is not None and noun.value in COUNTED else None


def _noun(scan: Scan, at: int) -> str | None:
    found = (scan.matches.at(name, at) for name in ("noun.full", "noun.bare"))
    noun = next(filter(None, found), None)
    return noun.value if noun is not None and noun.value in COUNTED else None


def _of_year(scan: Scan, before: Sequence[Quantity], colon: int) -> str | None:
    """Return what was counted right before a bracket that opens with a year and a colon."""
    opened = colon
    while opened > 0 and colon - opened <= _LEAST_CELLS and scan.tokens[opened].norm != "(":
        opened -= 1
    counted = [q for q in before if q.end == opened and q.measure in COUNTED]
    return counted[0].measure if counted and scan.tokens[opened].norm == "(" else None
