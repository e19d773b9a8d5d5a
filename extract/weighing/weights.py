"""Weights that were learned from annotated articles, and what they make of a choice.

The score of a class is the sum of its weights over the features that are known, divided by the
square root of their number; the scores make probabilities (multinomial logit; McFadden 1974,
"Conditional logit analysis of qualitative choice behavior"). The files in
``extract/data/weights`` are written by ``make weights``; each says from what.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class WeightsError(ValueError):
    """A file of weights is missing, or not what was expected."""


class Choice(NamedTuple):
    """The likeliest class, and how likely each is; nothing is known where no weight was found."""

    name: str
    shares: Mapping[str, float]
    known: int

    @property
    def likely(self) -> float:
        """How likely the likeliest class is."""
        return self.shares[self.name]


Sums = tuple[Sequence[float], int]
"""The sum of the weights for each class, and of how many features."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one choice: ``table`` has for each feature one number a class.

    ``languages`` are those of the articles they were learned from; where none are told, any.
    """

    classes: tuple[str, ...]
    table: Mapping[str, Sequence[float]]
    languages: frozenset[str] = frozenset()

    def reads(self, lang: str) -> bool:
        """Whether articles in ``lang`` can be weighed."""
        return not self.languages or lang in self.languages

    def sums(self, features: Iterable[str]) -> Sums:
        """Return what ``features`` weigh for each class, and how many are known."""
        rows = list(filter(None, map(self.table.get, features)))
        sums = list(map(sum, zip(*rows, strict=True)))
        return sums or [0.0] * len(self.classes), len(rows)


def choose(learned: Weights, *parts: Sums, allowed: Set[str] | None = None) -> Choice:
    """Return the likeliest of the ``allowed`` classes by the sums of all ``parts``."""
    sums, counts = zip(*parts, strict=True)
    known = sum(counts)
    size = math.sqrt(max(known, 1))
    columns = zip(*sums, strict=True)
    scores = [
        (sum(column) / size, name)
        for name, column in zip(learned.classes, columns, strict=True)
        if allowed is None or name in allowed
    ]
    highest, likeliest = max(scores)
    odds = {name: math.exp(score - highest) for score, name in scores}
    total = sum(odds.values())
    return Choice(likeliest, {name: part / total for name, part in odds.items()}, known)


def leaning(learned: Weights, features: Iterable[str], chosen: str, other: str) -> list[str]:
    """Return the features that speak for ``chosen`` rather than ``other``, the weightiest first."""
    one, two = learned.classes.index(chosen), learned.classes.index(other)
    rows = ((learned.table[name], name) for name in features if name in learned.table)
    found = sorted((row[two] - row[one], name) for row, name in rows if row[one] > row[two])
    return [name for _, name in found]


@lru_cache(maxsize=8)
def weights(name: str) -> Weights:
    """Return the weights of choice ``name``. Raises ``WeightsError`` where there are none."""
    source = files("extract").joinpath("data", "weights", f"{name}.json")
    if not source.is_file():
        raise WeightsError(f"{source.name}: not in the package's data, expected learned weights")
    content = json.loads(source.read_text(encoding="utf-8"))
    classes = tuple(content["classes"])
    if any(len(row) != len(classes) for row in content["weights"].values()):
        raise WeightsError(f"{source.name}: expected {len(classes)} weights for each feature")
    known: dict[float, float] = {}  # each number once: what is small is at hand
    table = {
        sys.intern(feature): tuple(map(known.setdefault, row, row))
        for feature, row in content["weights"].items()
    }
    return Weights(classes, table, frozenset(content["languages"]))
