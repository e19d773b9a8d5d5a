"""``pressfacts score``: agreement with gold, and floors under it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Command
from tests.commands.running import SENTENCE

FACT: dict[str, Any] = {
    "measure": "aid_amount", "value": 100_000_000, "value_max": None, "unit": "USD",
    "qualifier": "more_than", "kind": "level", "direction": None, "base_period": None,
    "status": "disbursed", "scope": "total", "period": "2023", "place": "VN",
}  # fmt: skip
LINE: dict[str, Any] = {
    "id": "a", "text_file": "report.txt", "lang": "vi", "published": None, "facts": [FACT],
}  # fmt: skip


def gold(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, "utf-8")
    return path


def floors(folder: Path, of: Path, text: str) -> Path:
    path = folder / "floors.toml"
    fingerprint = hashlib.sha256(of.read_bytes()).hexdigest()
    path.write_text(f'gold_sha256 = "{fingerprint}"\n{text}\n', "utf-8")
    return path


def test_a_reading_as_in_gold_scores_1(pressfacts: Command, report: Path, tmp_path: Path) -> None:
    path = gold(tmp_path, LINE)
    found = pressfacts("score", path, "--format", "json")
    assert (found.status, found.errors) == (0, [])
    (scores,) = found.objects()
    assert list(scores)[:3] == ["gold_sha256", "documents", "facts"]
    assert scores["gold_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (scores["documents"], scores["facts"], scores["spurious_per_document"]) == (1, 1, 0)
    assert {scores[name] for name in ("language", "published", "f1", "whole_f1", "place")} == {1}


def test_a_wrong_field_is_told_and_counted(
    pressfacts: Command, report: Path, tmp_path: Path
) -> None:
    line = {**LINE, "facts": [{**FACT, "status": "committed"}]}
    found = pressfacts("score", gold(tmp_path, line), "--misses")
    assert found.status == 0
    assert "  f1                     1.0000" in found.out
    assert "  whole_f1               0.0000" in found.out
    assert "  status                 0.0000" in found.out
    assert (
        "a: aid_amount 100000000 «hơn 100 triệu USD»: status disbursed not committed" in found.out
    )


def test_only_some_lines(pressfacts: Command, report: Path, tmp_path: Path) -> None:
    path = gold(tmp_path, LINE, {**LINE, "id": "b", "facts": []})
    (both,) = pressfacts("score", path, "--format", "json").objects()
    assert (both["documents"], both["precision"], both["spurious_per_document"]) == (2, 0.5, 0.5)
    (one,) = pressfacts("score", path, "--format", "json", "--ids", "a").objects()
    assert (one["documents"], one["precision"]) == (1, 1)
    found = pressfacts("score", path, "--ids", "a,c")
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == ["pressfacts: --ids c: not in gold, expected ids of its lines"]


def test_texts_may_lie_elsewhere(pressfacts: Command, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "report.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "gold").mkdir()
    found = pressfacts("score", gold(tmp_path / "gold", LINE), "--texts", texts)
    assert (found.status, found.errors) == (0, [])
    assert found.out.startswith("1 texts, 1 facts, gold ")


def test_hints_are_given_only_when_asked(pressfacts: Command, tmp_path: Path) -> None:
    """A text that prints no date: its day is known from gold, or not at all."""
    (tmp_path / "report.txt").write_text(
        "Hiện có 31 tổ chức phi chính phủ nước ngoài đăng ký hoạt động tại tỉnh Thanh Hóa.\n",
        "utf-8",
    )
    fact = {
        **FACT, "measure": "ngo_count", "value": 31, "unit": "organization", "qualifier": "exact",
        "status": "registered", "period": "../2024-05-02", "place": "VN-21",
    }  # fmt: skip
    path = gold(tmp_path, {**LINE, "published": "2024-05-02", "facts": [fact]})
    (without,) = pressfacts("score", path, "--format", "json").objects()
    (told,) = pressfacts("score", path, "--format", "json", "--hints", "published").objects()
    assert (without["published"], without["period"]) == (0, 0)
    assert (told["published"], told["period"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "status", "errors"),
    [
        ("f1 = 1.0\nspurious_per_document = 0", 0, []),
        ("f1 = 0.9\nspurious_per_document = 0.5", 0, []),
        ("status = 0.5", 1, ["pressfacts: status: 0.0000, expected at least 0.5"]),
        (
            "f1 = 1.1\nspurious_per_document = -1",
            1,
            [
                "pressfacts: f1: 1.0000, expected at least 1.1",
                "pressfacts: spurious_per_document: 0.0000, expected at most -1",
            ],
        ),
    ],
)
def test_a_score_below_its_floor_is_1(
    pressfacts: Command, report: Path, tmp_path: Path, text: str, status: int, errors: list[str]
) -> None:
    path = gold(tmp_path, {**LINE, "facts": [{**FACT, "status": "committed"}]})
    found = pressfacts("score", path, "--floors", floors(tmp_path, path, text))
    assert (found.status, found.errors) == (status, errors)
    assert "  f1                     1.0000" in found.out


def test_a_floor_for_no_score_is_1(pressfacts: Command, report: Path, tmp_path: Path) -> None:
    path = gold(tmp_path, LINE)
    found = pressfacts("score", path, "--floors", floors(tmp_path, path, "beauty = 0.5"))
    assert found.status == 1
    (line,) = found.errors
    assert "beauty is no score, expected one of language, published, precision" in line


def test_floors_hold_for_the_gold_they_were_pinned_on(
    pressfacts: Command, report: Path, tmp_path: Path
) -> None:
    path = gold(tmp_path, LINE)
    pinned = floors(tmp_path, path, "f1 = 1.0")
    gold(tmp_path, {**LINE, "id": "changed"})
    found = pressfacts("score", path, "--floors", pinned)
    assert found.status == 1
    (line,) = found.errors
    assert line.endswith(": pin the floors anew")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "No such file or directory, expected TOML with scores"),
        (b"f1 = [", ", expected TOML with scores"),
        (b"\xff", ", expected TOML with scores"),
        (b'f1 = "high"', "f1 is 'high', expected a number"),
        (b"f1 = true", "f1 is True, expected a number"),
    ],
)
def test_floors_that_can_not_be_read_are_one_line_and_2(
    pressfacts: Command, report: Path, tmp_path: Path, content: bytes | None, what: str
) -> None:
    file = tmp_path / "floors.toml"
    if content is not None:
        file.write_bytes(content)
    found = pressfacts("score", gold(tmp_path, LINE), "--floors", file)
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith(f"pressfacts: {file}: ")
    assert line.endswith(what)
