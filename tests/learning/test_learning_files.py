"""The articles to learn from check themselves: nothing here runs a reader."""

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
OTHER = HERE.parent / "othernews"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


FOLDERS = (HERE, HERE / "held", OTHER, OTHER / "held")
LEARNT, HELD, OPEN_NEWS, HELD_NEWS = (lines(folder / "gold.jsonl") for folder in FOLDERS)


def telling(article: dict[str, Any]) -> set[tuple[float, str]]:
    """Figures that hardly two pages print by chance: of three digits and more, and not round."""
    values = ((fact["value"], fact["unit"]) for fact in article["facts"])
    return {
        (value, unit)
        for value, unit in values
        if (value >= 1000 and value % 1000) or (value > 100 and value % 10)
    }


@pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}"
)
def test_lines_and_texts_belong_together(folder: Path) -> None:
    articles = lines(folder / "gold.jsonl")
    ids = [article["id"] for article in articles]
    assert ids == sorted(set(ids))
    assert {f"{id_}.txt" for id_ in ids} == {path.name for path in (folder / "texts").iterdir()}
    for article in articles:
        text = (folder / article["text_file"]).read_text(encoding="utf-8")
        assert article["lang"] == article["id"][:2] and "\r" not in text
        for fact in article["facts"]:
            assert fact["cue"] in text, (article["id"], fact["cue"])


def test_nothing_is_both_learned_from_and_held_back() -> None:
    measured = {article["id"] for article in lines(GOLD / "gold.jsonl")}
    learnt = {article["id"] for article in (*LEARNT, *OPEN_NEWS)}
    held = {article["id"] for article in (*HELD, *HELD_NEWS)}
    assert not learnt & held and not (learnt | held) & measured


def test_no_article_shares_two_telling_figures_with_one_that_is_measured_on() -> None:
    manifest = json.loads((GOLD / "manifest.json").read_text(encoding="utf-8"))
    closed = {Path(e["file"]).stem for e in manifest["texts"] if e["split"].startswith("test")}
    held_back = [
        *HELD,
        *HELD_NEWS,
        *(line for line in lines(GOLD / "gold.jsonl") if line["id"] in closed),
    ]
    for article in (*LEARNT, *OPEN_NEWS):
        for other in held_back:
            if other["lang"] == article["lang"]:
                assert len(telling(article) & telling(other)) < 2, (article["id"], other["id"])
