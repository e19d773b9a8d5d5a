"""Multinomial logit with a penalty on squares, fitted by L-BFGS (Liu and Nocedal 1989).

The problem is convex and everything runs in a fixed order, so the same examples give
the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
_MEMORY = 8
_SMALLEST_STEP = 1e-8
_ENOUGH = 1e-4


@dataclass(frozen=True)
class Example:
    """Features of a choice, the class that was right, and how much the example counts."""

    features: Sequence[str]
    right: int
    weight: float = 1.0
    allowed: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Matrix:
    """The known features of all examples, one row after another."""

    columns: Array
    values: Array
    starts: Array
    rows: Array

    def scores(self, weights: Array) -> Array:
        return np.add.reduceat(weights[self.columns] * self.values[:, None], self.starts)


def fit(
    examples: Sequence[Example], classes: int, *, penalty: float, least: int, rounds: int,
    keep: Iterable[str] | None = None,
) -> dict[str, list[float]]:  # fmt: skip
    """Return for each feature one weight a class.

    ``least`` is how many examples a feature must have, ``keep`` which alone may have weights.
    """
    index = _index(examples, least, keep)
    matrix = _matrix(examples, index)
    right = np.array([example.right for example in examples])
    counts = np.array([example.weight for example in examples])
    shape = (len(index), classes)
    barred = np.array(
        [[c not in (e.allowed or range(classes)) for c in range(classes)] for e in examples]
    )

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape)
        scores = np.where(barred, -np.inf, matrix.scores(weights))
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        total = powers.sum(axis=1)
        likely = powers / total[:, None]
        value = float((counts * (np.log(total) - scores[np.arange(len(right)), right])).sum())
        likely[np.arange(len(right)), right] -= 1
        error = (likely * counts[:, None])[matrix.rows] * matrix.values[:, None]
        slope = np.stack(
            [
                np.bincount(matrix.columns, error[:, c], minlength=len(index))
                for c in range(classes)
            ],
            axis=1,
        )
        value += 0.5 * penalty * float((weights * weights).sum())
        return value, (slope + penalty * weights).ravel()

    weights = _lowest(loss, np.zeros(shape[0] * shape[1]), rounds).reshape(shape)
    return {name: [float(w) for w in weights[at]] for name, at in index.items()}


def _index(examples: Sequence[Example], least: int, keep: Iterable[str] | None) -> dict[str, int]:
    counts = Counter(name for example in examples for name in dict.fromkeys(example.features))
    kept = None if keep is None else set(keep)
    names = (n for n, c in counts.items() if c >= least and (kept is None or n in kept))
    return {name: at for at, name in enumerate(sorted(names))}


def _matrix(examples: Sequence[Example], index: dict[str, int]) -> Matrix:
    columns: list[int] = []
    values: list[float] = []
    starts: list[int] = []
    rows: list[int] = []
    for row, example in enumerate(examples):
        known = [index[name] for name in dict.fromkeys(example.features) if name in index]
        starts.append(len(columns))
        columns += known or [0]
        values += [len(known) ** -0.5] * len(known) or [0.0]
        rows += [row] * max(len(known), 1)
    return Matrix(np.array(columns), np.array(values), np.array(starts), np.array(rows))


def _lowest(loss, start: Array, rounds: int) -> Array:  # type: ignore[no-untyped-def]
    """Return where ``loss`` is lowest, by steps along its curvature so far."""
    here, (value, slope) = start, loss(start)
    steps: list[tuple[Array, Array]] = []
    for _ in range(rounds):
        direction = -_scaled(slope, steps)
        length = 1.0
        while True:
            there = here + length * direction
            lower, new_slope = loss(there)
            if lower <= value + 1e-4 * length * float(slope @ direction) or length < _SMALLEST_STEP:
                break
            length /= 2
        step, bend = there - here, new_slope - slope
        if float(bend @ step) > 0:
            steps = [*steps, (step, bend)][-_MEMORY:]
        gained = value - lower
        here, value, slope = there, lower, new_slope
        if gained < _ENOUGH * abs(value) / 10:
            break
    return here


def _scaled(slope: Array, steps: Sequence[tuple[Array, Array]]) -> Array:
    result = slope.copy()
    used = []
    for step, bend in reversed(steps):
        share = (step @ result) / (bend @ step)
        used.append(share)
        result -= share * bend
    if steps:
        step, bend = steps[-1]
        result *= (step @ bend) / (bend @ bend)
    else:
        result /= max(float(np.linalg.norm(slope)), 1.0)
    for (step, bend), share in zip(steps, reversed(used), strict=True):
        result += step * (share - (bend @ result) / (bend @ step))
    return result
