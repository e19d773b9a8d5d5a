"""A number that no noun follows: where it begins with its qualifier, and what stands behind it."""

from __future__ import annotations

from extract.quantities import Quantity
from extract.scan import Scan

COUNTED = ("ngo_count", "project_count")
_YEAR = 4
_BEHIND = frozenset(
    {
        "place.about", "list.join", "count.relative", "periods.as_of", "scope.part", "giver.with",
        "kind.comparison", "count.just", "clause.but", "clause.contrast",
    }
)  # fmt: skip
"""What may follow a number without a noun."""


def before_qualifier(scan: Scan, quantity: Quantity) -> int:
    """Return where the number begins, a word like "lebih dari" before it included."""
    qualifier = scan.matches.ending("qualifier.before", quantity.start)
    none = qualifier is None or qualifier.value == "exact"
    return quantity.start if none or qualifier is None else qualifier.start


def end_of(scan: Scan, quantity: Quantity) -> int:
    """Return where the number ends, a counter behind it included."""
    counter = scan.matches.at("count.skip", quantity.end)
    return quantity.end if counter is None else counter.end


def nothing_counted_behind(scan: Scan, quantity: Quantity) -> bool:
    """Whether what follows the number is no noun: the end, a mark, a period or a preposition."""
    after = scan.matches.at("qualifier.after", quantity.end)
    at = end_of(scan, quantity) if after is None else after.end
    if at >= len(scan.tokens) or scan.tokens[at].kind == "mark":
        return True
    if any(period.start in {at, at + 1} for period in scan.periods):
        return True
    return scan.matches.begins(_BEHIND, at) or is_from(scan, at)


def is_from(scan: Scan, at: int) -> bool:
    """Whether "asal Jerman", "đến từ Đức" stands at token ``at``: from which country they are."""
    led = scan.matches.at("place.origin", at)
    lands = (place.start for place in scan.places if place.place.level == "country")
    return led is not None and led.end in lands


def is_year(scan: Scan, quantity: Quantity) -> bool:
    """Read "Jumlah ormas di Bali 2019: 520": a plain year, where no word of amount leads to it."""
    printed = scan.quote(quantity.start, quantity.end)
    plain = len(printed) == _YEAR and printed.isdigit() and printed[:2] in {"19", "20"}
    start = before_qualifier(scan, quantity)
    led = (scan.matches.ending(name, start) for name in ("qualifier.neutral", "kind.reach"))
    return plain and not any(led)


def is_dash(scan: Scan, at: int) -> bool:
    """Whether a dash between spaces stands there, no hyphen: "178 projek – pendidikan 61"."""
    tokens = scan.tokens
    alone = at + 1 < len(tokens) and tokens[at].spaced and tokens[at + 1].spaced
    return tokens[at].norm in {"-", "–", "—"} and alone
