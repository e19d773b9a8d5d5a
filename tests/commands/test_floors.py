"""Gold of our own, the half that may be looked at: what is read well stays so.

The floors lie a little below what is true, so that a change may move single
figures. They are a guard against falling back and no measure of quality.
"""

from __future__ import annotations

import json

from tests.commands.conftest import Command
from tests.commands.running import ROOT

GOLD = ROOT / "tests" / "gold"
OTHER = ROOT / "tests" / "othernews"


def looked_at() -> list[str]:
    manifest = json.loads((GOLD / "manifest.json").read_text("utf-8"))
    texts = manifest["texts"]
    return [
        entry["file"].removeprefix("texts/").removesuffix(".txt")
        for entry in texts
        if entry["split"] == "dev"
    ]


def test_no_score_falls_below_its_floor(pressfacts: Command) -> None:
    ids = looked_at()
    assert len(ids) == 51
    found = pressfacts(
        "score", GOLD / "gold.jsonl", "--ids", ",".join(ids), "--floors", GOLD / "floors-dev.toml"
    )
    assert found.errors == []
    assert found.status == 0
    assert found.out.startswith("51 texts, ")


def test_news_about_something_else_gives_no_more_than_its_floor(pressfacts: Command) -> None:
    found = pressfacts("score", OTHER / "gold.jsonl", "--floors", OTHER / "floors.toml")
    assert found.errors == []
    assert found.status == 0
    assert found.out.startswith("90 texts, ")
