"""Gold that can't be used: one line with the row and what was expected, and no score."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Command
from tests.commands.running import write_bytes

GOLD = {
    "id": "a", "text_file": "report.txt", "lang": "vi", "published": None,
    "facts": [{"measure": "aid_amount", "value": 100_000_000}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{bad", "Expecting property name enclosed in double quotes, expected a JSON object"),
        ("", "Expecting value, expected a JSON object"),
        ("[1]", "list, expected a JSON object"),
        (json.dumps({**GOLD, "id": 7}), "id is 7, expected a text"),
        (json.dumps({"id": "a"}), "text_file is 'missing', expected a text"),
        (json.dumps({**GOLD, "published": 2024}), "published is 2024, expected a text or null"),
        (json.dumps({**GOLD, "facts": {}}), "facts is {}, expected a list"),
        (json.dumps({**GOLD, "facts": [{}]}), "fact {}, expected an object with a measure"),
        (
            json.dumps({**GOLD, "facts": [{"measure": "aid_amount", "value": "many"}]}),
            "value is 'many', expected a number",
        ),
    ],
)
def test_gold_with_a_bad_line_is_refused_whole(
    pressfacts: Command, report: Path, tmp_path: Path, line: str, what: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(f"{json.dumps(GOLD)}\n{line}\n", "utf-8")
    found = pressfacts("score", gold)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [f"pressfacts: {gold}: line 2: {what}"]


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: None, "No such file or directory, expected gold in JSON lines"),
        (Path.mkdir, "Is a directory, expected gold in JSON lines"),
        (write_bytes(b"{}\n\xff\n"), "not UTF-8 at byte 3, expected JSON lines"),
        (write_bytes(b""), "line 1: Expecting value, expected a JSON object"),
    ],
    ids=["missing", "folder", "latin-1", "empty"],
)
def test_gold_that_can_not_be_read_is_one_line(
    pressfacts: Command, tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    gold = tmp_path / "gold.jsonl"
    make(gold)
    found = pressfacts("score", gold)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [f"pressfacts: {gold}: {what}"]


def test_a_text_that_gold_names_and_nobody_has(
    pressfacts: Command, report: Path, tmp_path: Path
) -> None:
    """The other texts are still scored, and counted without it."""
    gold = tmp_path / "gold.jsonl"
    lost = {**GOLD, "id": "b", "text_file": "lost.txt"}
    gold.write_text(f"{json.dumps(lost)}\n{json.dumps(GOLD)}\n", "utf-8")
    found = pressfacts("score", gold, "--format", "json")
    assert found.status == 2
    (line,) = found.errors
    assert line.endswith("lost.txt: No such file or directory, expected a readable file")
    (scores,) = found.objects()
    assert (scores["documents"], scores["facts"], scores["recall"]) == (1, 1, 1)
