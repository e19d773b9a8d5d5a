"""Between two editions: what is new, what is read differently, what is gone, and nothing else."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.changes import Changes, changes
from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.model import Article, Snapshot
from corpus.store import build
from extract.model import Document, Reading
from tests.corpus.sample import CAPTURED, NATIONAL, PAIRS, built, pair, read

Pairs = list[tuple[Snapshot, Article]]


def between(root: Path, before: Pairs, after: Pairs) -> Changes:
    built(root / "before", before)
    built(root / "after", after)
    return changes(root / "after" / "facts.db", root / "before" / "facts.db")


def told(found: Changes) -> list[tuple[str, object, object]]:
    """Kind, value before, value after."""
    return [
        (c.kind, c.before and c.before["value"], c.after and c.after["value"])
        for c in found.figures
    ]


def test_the_same_edition_changes_nothing(tmp_path: Path) -> None:
    found = between(tmp_path, PAIRS, [*reversed(PAIRS)])
    assert found == Changes(True, False, (), ())


def test_a_first_edition_is_all_new(tmp_path: Path) -> None:
    built(tmp_path)
    found = changes(tmp_path / "facts.db", tmp_path / "none.db")
    assert not found.compared
    assert len(found.new_articles) == 3
    assert [kind for kind, _, _ in told(found)] == ["new"] * 4


def test_a_new_article_brings_new_figures(tmp_path: Path) -> None:
    found = between(tmp_path, PAIRS[1:], PAIRS)
    assert found.new_articles == ("http://tin.example/bai-post1.html",)
    assert told(found) == [("new", None, 228), ("new", None, 31)]


def test_a_page_that_prints_another_number_withdraws_the_old_one(tmp_path: Path) -> None:
    text = NATIONAL.text.replace("31 tổ chức", "33 tổ chức")
    later = pair(replace(NATIONAL, text=text), captured="2026-01-01T00:00:00Z", offset=900)
    found = between(tmp_path, PAIRS[:1], [PAIRS[0], later])
    assert sorted(told(found), key=str) == [("new", None, 33), ("withdrawn", 31, None)]
    assert [change.printed for change in found.of("withdrawn")] == [False]
    assert found.new_articles == ()


def test_words_edited_around_a_figure_change_nothing(tmp_path: Path) -> None:
    text = NATIONAL.text.replace("Tăng 81 %", "Theo báo cáo. Tăng 81 %")
    later = pair(replace(NATIONAL, text=text), captured="2026-01-01T00:00:00Z", offset=900)
    assert told(between(tmp_path, PAIRS[:1], [PAIRS[0], later])) == []


def test_another_reading_of_the_same_words_is_a_change_of_its_fields(tmp_path: Path) -> None:
    def better(document: Document) -> Reading:
        reading = read(document)
        first, *rest = reading.facts
        first = replace(first, value=Decimal(229), status="committed")
        return replace(reading, facts=(first, *rest))

    built(tmp_path / "before", PAIRS[:1])
    build(DataFolder(tmp_path / "after"), PAIRS[:1], better, built_at=CAPTURED)
    found = changes(tmp_path / "after" / "facts.db", tmp_path / "before" / "facts.db")
    (change,) = found.figures
    assert told(found) == [("changed", 228, 229)]
    assert change.fields == ("value", "status")
    assert change.after is not None
    assert (change.after["outlet"], change.after["url"]) == (
        "tin",
        "http://tin.example/bai-post1.html",
    )


def test_a_number_that_is_no_figure_any_more_is_still_printed(tmp_path: Path) -> None:
    def stricter(document: Document) -> Reading:
        reading = read(document)
        return replace(reading, facts=reading.facts[:1])

    built(tmp_path / "before", PAIRS[:1])
    build(DataFolder(tmp_path / "after"), PAIRS[:1], stricter, built_at=CAPTURED)
    found = changes(tmp_path / "after" / "facts.db", tmp_path / "before" / "facts.db")
    assert told(found) == [("withdrawn", 31, None)]
    assert found.figures[0].printed


def test_another_reader_and_another_version_of_the_tables_are_told(tmp_path: Path) -> None:
    built(tmp_path / "before")
    built(tmp_path / "after")
    old, new = tmp_path / "before" / "facts.db", tmp_path / "after" / "facts.db"
    with sqlite3.connect(old) as database:
        database.execute("UPDATE meta SET value = 'x' WHERE key = 'data_digest'")
    assert changes(new, old).reader_changed
    with sqlite3.connect(old) as database:
        database.execute("PRAGMA user_version = 99")
    assert not changes(new, old).compared
    old.write_text("no database")
    assert not changes(new, old).compared
    with pytest.raises(CorpusError, match="no usable database"):
        changes(old, new)
