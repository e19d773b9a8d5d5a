"""Rewritten articles: in each variant exactly the fields that were rewritten change.

The reading of an article as it stands is the baseline. What a variant must give
is reckoned from it by the rewrite itself; the reader sees only the new text.
All variants that were not followed:

    python tests/metamorphic/report.py --failures FILE
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from articles import demonstration, reports, reports_folder
from report import describe
from variants import KINDS, TYPING, Outcome, outcome

_SHOWN = 3
_ROUNDS = 2
_SOAK_ROUNDS = 12
_ENOUGH = 300
_ENOUGH_OF_A_KIND = 20
_MAY_BE_GIVEN_UP = 0.1


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    return _SOAK_ROUNDS if request.config.getoption("--soak") else _ROUNDS


@lru_cache(maxsize=64)
def of_the_demonstration(kind: str, seed: int, rounds: int) -> Outcome:
    return outcome(kind, demonstration(), seed=seed, rounds=_turns(kind, rounds))


@pytest.mark.parametrize("kind", KINDS)
def test_the_demonstration_is_followed(kind: str, seed: int, rounds: int) -> None:
    done = of_the_demonstration(kind, seed, rounds)
    assert done.made >= _ENOUGH_OF_A_KIND
    assert done.unsound <= done.made * _MAY_BE_GIVEN_UP
    require_followed(done)


@pytest.mark.parametrize("kind", KINDS)
def test_real_reports_are_followed(kind: str, seed: int, rounds: int) -> None:
    if not reports():
        pytest.skip(f"no real reports in {reports_folder().name}/; set PRESSFACTS_REPORTS")
    done = outcome(kind, reports(), seed=seed, rounds=_turns(kind, rounds))
    require_followed(done)


def test_there_are_enough_variants(seed: int, rounds: int) -> None:
    made = sum(of_the_demonstration(kind, seed, rounds).made for kind in KINDS)
    assert made >= _ENOUGH


def _turns(kind: str, rounds: int) -> int:
    """Typing comes once in the short form: it touches every word of an article anyway."""
    return rounds // 2 if kind in TYPING else rounds


def require_followed(done: Outcome) -> None:
    if done.failures:
        shown = [line for failure in done.failures[:_SHOWN] for line in describe(failure)]
        first = f"{len(done.failures)} of {done.made} not followed"
        pytest.fail("\n".join((first, *shown)), pytrace=False)
