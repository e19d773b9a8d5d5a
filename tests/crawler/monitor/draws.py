"""Draws from the laws that counts follow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random


def poisson(draw: Random, mean: float) -> int:
    """Return a Poisson draw; Knuth's way for small means, the normal law for large ones."""
    if mean > 60:
        return max(0, round(draw.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def binomial(draw: Random, of: int, chance: float) -> int:
    """Return how many of ``of`` happen; of many, by the laws that come near."""
    if chance > 0.5:
        return of - binomial(draw, of, 1 - chance)
    mean = of * chance
    if of < 40:
        return sum(draw.random() < chance for _ in range(of))
    if mean < 12:
        return min(of, poisson(draw, mean))
    return min(of, max(0, round(draw.gauss(mean, math.sqrt(mean * (1 - chance))))))


def split(draw: Random, of: int, weights: Sequence[float]) -> list[int]:
    """Return how ``of`` fall to parts of these weights."""
    left, rest, counts = of, sum(weights), []
    for weight in weights:
        counts.append(binomial(draw, left, min(1.0, weight / rest)) if rest > 0 else 0)
        left, rest = left - counts[-1], rest - weight
    counts[-1] += left
    return counts
