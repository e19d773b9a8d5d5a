"""What the topic filter loses, estimated from the sample of what it drops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

from corpus.dropped import Filtered
from corpus.readings import Row

_DEVIATIONS = 1.959964
"""So many standard deviations on either side hold 95 % of a normal distribution."""


def loss_rows(filtered: Iterable[Filtered], rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield the rows of table filter_loss; ``rows`` are those of the build, by table."""
    pages = {row["id"]: row["url"] for row in rows["snapshot"]}
    versions = {row["id"]: pages[row["snapshot"]] for row in rows["version"]}
    with_figures = {versions[row["version"]] for row in rows["fact"]}
    for found in filtered:
        held, sampled = len(found.sampled & with_figures), len(found.sampled)
        low, high = wilson(held, sampled) if sampled else (None, None)
        yield {
            "source": found.source,
            "dropped": found.dropped,
            "sampled": sampled,
            "with_figures": held,
            "share": round(held / sampled, 4) if sampled else None,
            "share_low": low,
            "share_high": high,
        }


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Return the 95 % interval for a share of ``hits`` in ``tries``, to four decimals.

    Wilson's interval (1927) holds for few tries and for shares near 0 and 1 too.
    """
    share, square = hits / tries, _DEVIATIONS**2
    middle = (share + square / (2 * tries)) / (1 + square / tries)
    half = (
        _DEVIATIONS
        * sqrt(share * (1 - share) / tries + square / (4 * tries**2))
        / (1 + square / tries)
    )
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
