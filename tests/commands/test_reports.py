"""The five real reports, where a local folder has them: every figure whole, nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from corpus.schema import open_facts
from tests.commands.running import Result, process

FIELDS = (
    "unit", "qualifier", "kind", "direction", "base_period", "status", "scope", "period", "place",
)  # fmt: skip


def gold(reports: Path) -> list[dict[str, Any]]:
    text = (reports / "gold.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def scores(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("score")
    found = process("score", reports / "gold.jsonl", "--format", "json", cwd=folder)
    assert (found.status, found.errors) == (0, [])
    (record,) = found.objects()
    return record


def test_every_figure_is_whole_and_nothing_is_spurious(scores: dict[str, float]) -> None:
    assert (scores["documents"], scores["facts"]) == (5, 18)
    assert (scores["recall"], scores["whole_f1"], scores["spurious_per_document"]) == (1, 1, 0)
    assert {name: scores[name] for name in FIELDS} == dict.fromkeys(FIELDS, 1)


def test_languages_and_days_are_right(scores: dict[str, float]) -> None:
    assert (scores["language"], scores["published"]) == (1, 1)


def test_the_command_prints_what_was_scored(reports: Path, tmp_path: Path) -> None:
    """18 figures, and one that gold leaves open; languages and days as in gold."""
    lines = gold(reports)
    files = [reports / line["text_file"] for line in lines]
    found = process("read", "--format", "jsonl", *files, cwd=tmp_path)
    assert (found.status, found.errors) == (0, [])
    records = found.objects()
    optional = sum(bool(fact.get("optional")) for line in lines for fact in line["facts"])
    assert 18 <= len(records) <= 18 + optional
    for line, file in zip(lines, files, strict=True):
        own = [record for record in records if record["file"] == str(file)]
        assert {record["lang"] for record in own} == {line["lang"]}
        assert {record["published"] for record in own} == {line["published"]}


@pytest.fixture(scope="module")
def added(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("reports")
    found = process("add", *sorted(reports.glob("*.txt")), cwd=folder)
    return folder / "data", found


def test_all_are_added_with_their_figures(added: tuple[Path, Result], tmp_path: Path) -> None:
    data, found = added
    assert (found.status, found.errors) == (0, [])
    assert " figures in 5 articles, " in found.out
    assert process("check", "--data", data, cwd=tmp_path).status == 0


def test_a_report_and_its_translation_are_one_lineage(
    added: tuple[Path, Result], reports: Path
) -> None:
    """000 is a machine translation of 001; no other two belong together."""
    data, _ = added
    lineages = {}
    database = open_facts(data / "facts.db")
    try:
        rows = dict(database.execute("SELECT url, lineage FROM article").fetchall())
    finally:
        database.close()
    for line in gold(reports):
        content = (reports / line["text_file"]).read_bytes()
        lineages[line["id"]] = rows[f"urn:sha256:{hashlib.sha256(content).hexdigest()}"]
    assert lineages["000"] == lineages["001"]
    assert len(set(lineages.values())) == 4


def test_adding_them_again_adds_nothing(added: tuple[Path, Result], reports: Path) -> None:
    data, before = added
    files = sorted(reports.glob("*.txt"))
    found = process("add", *files, "--data", data, cwd=data.parent)
    assert (found.status, found.errors) == (0, [])
    *known, built = found.out.splitlines()
    assert known == [f"{file.name}: already in the archive" for file in files]
    assert built.split(": ", 1)[1] == before.out.splitlines()[-1].split(": ", 1)[1]
