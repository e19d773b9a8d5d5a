"""Deleting any entry of the language and measure files makes a hand-written case fail.

``make soak`` tries every entry, ``make test`` a part of them, always the same.
"""

from __future__ import annotations

import random

import pytest
from needed import LANGUAGES, Case, cases, entries, unneeded, unneeded_settings

PART = 5
"""One entry in so many is tried in the short form."""


@pytest.fixture(scope="module")
def known() -> list[Case]:
    return cases()


def test_the_cases_pass_with_all_entries(known: list[Case]) -> None:
    assert [case.text for case in known if not case.passes()] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_is_needed_by_a_case(
    lang: str, known: list[Case], seed: int, request: pytest.FixtureRequest
) -> None:
    tried = list(entries(lang))
    if not request.config.getoption("--soak"):
        tried = random.Random(seed).sample(tried, len(tried) // PART)
    found = [str(entry) for entry in unneeded(tried, known)]
    assert found == [], "no case needs these: write one, or delete the entry"


def test_every_setting_of_a_measure_is_needed_by_a_case() -> None:
    assert unneeded_settings() == []
