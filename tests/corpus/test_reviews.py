"""The review file is an unbroken chain: a lost or altered line shows."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from corpus.errors import ReviewChainError
from corpus.reviews import Verdict, append, read

WHEN = "2025-12-04T03:00:00Z"


def verdict(claim: str) -> Verdict:
    return Verdict(claim, "wrong", "người đọc", WHEN, field="status", value="committed", note="")


def test_what_is_appended_is_read_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    assert read(path) == []
    written = [append(path, verdict(claim)) for claim in ("a", "b", "c")]
    assert read(path) == written
    assert [review.previous for review in written] == [None, written[0].digest, written[1].digest]
    line = json.loads(path.read_text("utf-8").splitlines()[1])
    assert (line["claim"], line["reviewer"], line["value"]) == ("b", "người đọc", "committed")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: [lines[0], lines[2]], "line 2: does not follow the line before"),
        (lambda lines: lines[1:], "line 1: does not follow the line before"),
        (lambda lines: [lines[0], lines[1].replace("committed", "approved"), lines[2]],
         "line 2: was altered"),
        (lambda lines: [*lines[:2], "no JSON"], "line 3: no review"),
        (lambda lines: [*lines[:2], "[]"], "line 3: no review"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_named(tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "reviews.jsonl"
    for claim in ("a", "b", "c"):
        append(path, verdict(claim))
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(damage(lines)) + "\n", "utf-8")  # type: ignore[operator]
    with pytest.raises(ReviewChainError, match=message):
        read(path)


def test_a_cut_last_line_is_named_and_nothing_is_added_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    append(path, verdict("a"))
    cut = path.read_bytes()[:-1]
    path.write_bytes(cut)
    with pytest.raises(ReviewChainError, match="line 1: cut"):
        append(path, verdict("b"))
    assert path.read_bytes() == cut


def test_an_unknown_verdict_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'maybe', expected one of right, wrong"):
        append(tmp_path / "reviews.jsonl", Verdict("a", "maybe", "x", WHEN))
    assert not (tmp_path / "reviews.jsonl").exists()


def append_ten(path: Path, name: str) -> None:
    for number in range(10):
        append(path, verdict(f"{name}-{number}"))


def test_two_people_at_once_make_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=append_ten, args=(path, name)) for name in ("x", "y")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    claims = [review.verdict.claim for review in read(path)]
    assert sorted(claims) == sorted(f"{name}-{n}" for name in ("x", "y") for n in range(10))
