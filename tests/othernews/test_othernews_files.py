"""The articles about something else check themselves: nothing here runs a reader."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FOLDERS = (HERE, HERE / "held")


def articles(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "gold.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(("folder", "odd"), [(HERE, 1), (HERE / "held", 0)], ids=["open", "held"])
def test_odd_numbers_are_open_and_even_ones_held_back(folder: Path, odd: int) -> None:
    assert {int(article["id"][3:]) % 2 for article in articles(folder)} == {odd}


def test_most_have_no_figure_that_counts() -> None:
    for folder in FOLDERS:
        found = articles(folder)
        without = Counter(
            article["lang"]
            for article in found
            if all(fact.get("optional") for fact in article["facts"])
        )
        assert set(without) == {"vi", "ms", "id"}
        assert all(count >= len(found) / 6 for count in without.values()), without
