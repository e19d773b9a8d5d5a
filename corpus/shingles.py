"""Near-duplicate texts: pairs that share most of their runs of words.

Each text is the set of its runs of ``RUN`` words (shingles); two texts are
alike when the sets' Jaccard similarity reaches ``ALIKE``. An inverted index
finds the pairs exactly; only shingles in more than ``COMMON`` texts (menus,
set phrases) are left out when looking for candidates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

RUN = 4
ALIKE = 0.5
COMMON = 200
SHORTEST = 30
"""Texts of fewer words say too little to be compared."""


def similar_pairs(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of positions in ``texts`` (lists of words) that are alike, with similarity."""
    sets = [_shingles(words) if len(words) >= SHORTEST else frozenset() for words in texts]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, shingles in enumerate(sets):
        shared: Counter[int] = Counter()
        common = 0
        for shingle in shingles:
            earlier = holders[shingle]
            if len(earlier) > COMMON:
                common += 1
            else:
                shared.update(earlier)
                earlier.append(position)
        for other in sorted(shared):
            size = len(sets[other]) + len(shingles)
            # What was left out can't lift the rest above the threshold: no need to count it.
            if (shared[other] + common) * (1 + ALIKE) < size * ALIKE:
                continue
            similarity = _jaccard(sets[other], shingles)
            if similarity >= ALIKE:
                yield other, position, similarity


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _jaccard(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
