"""Known articles that were asked for once more: what they lost tells of the site itself.

New articles may be few, and lack what articles often lack. That three of five pages
which had a date have none any more is no chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crawler.monitor.history import Case, Finding, Seen, meaning_of, most_frequent
from crawler.monitor.statistics import LEVEL, binomial_at_least

_Counted = tuple[Mapping[str, int], int]
"""How many known articles met each cause, and of how many."""

_LEAST = 3
"""So many must have met the same; two may be two parts of one story."""

_LEAST_SHARE = 0.5
_USUAL = 0.03
"""The share of known articles that a healthy source loses, or something of them."""


def answers(case: Case) -> Finding | None:
    """Find known articles that can't be had any more."""
    return _too_many(case, _answered, "can't be had any more")


def lost(case: Case) -> Finding | None:
    """Find known articles that lack what they had when they were read before."""
    return _too_many(case, _read, "were sound when they were read before")


def _answered(seen: Seen) -> _Counted:
    return seen.causes("witness"), seen.run.witnesses or 0


def _read(seen: Seen) -> _Counted:
    return (seen.pages.lost, seen.pages.again) if seen.pages else ({}, 0)


def _too_many(case: Case, counted: Callable[[Seen], _Counted], words: str) -> Finding | None:
    causes, of = counted(case.now)
    cause = most_frequent(causes)
    if cause is None or causes[cause] < max(_LEAST, _LEAST_SHARE * of):
        return None
    before = [counted(seen) for seen in case.good]
    usual = sum(met.get(cause, 0) for met, _ in before) / max(1, sum(asked for _, asked in before))
    chance = max(_USUAL, 1.5 * usual)
    if chance >= _LEAST_SHARE or binomial_at_least(causes[cause], of, chance) >= LEVEL:
        return None
    evidence = f"{causes[cause]} of {of} known articles {words}: {meaning_of(cause)}"
    return Finding(cause, evidence, f"at most {chance:.0%}", f"{causes[cause] / of:.0%}")
