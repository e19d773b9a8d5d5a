"""What may be published: sentences without whole texts, and tables without formulas."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.export import publish, write_csv
from corpus.schema import open_facts
from tests.corpus.sample import LATER, article, built, pair, rows


def test_the_publishable_database_holds_sentences_and_no_whole_text(tmp_path: Path) -> None:
    built(tmp_path)
    target = tmp_path / "public.db"
    publish(tmp_path / "facts.db", target)
    database = open_facts(target)
    assert not database.table("text").exists()
    assert "Tin từ Hà Nội. Việt Nam: 228,7 USD" not in target.read_bytes().decode("latin-1")
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    assert meta["published_edition"] == "yes"
    found = [row["value"] for row in database.table("fact").search("tong ket")]
    assert sorted(found) == [31, 228]
    assert rows(database, "SELECT count(*) FROM figures") == [(4,)]


def test_a_database_is_not_published_onto_itself(tmp_path: Path) -> None:
    built(tmp_path)
    with pytest.raises(CorpusError, match="is the database itself"):
        publish(tmp_path / "facts.db", tmp_path / "facts.db")


def test_csv_has_every_figure_and_no_formula(tmp_path: Path) -> None:
    trap = article("=cmd()\nViệt Nam: 5 USD giải ngân 2023.", number="9")
    built(tmp_path, [pair(trap), pair(LATER)])
    output = io.StringIO()
    assert write_csv(tmp_path / "facts.db", "figures", output) == 2
    lines = output.getvalue().splitlines()
    assert lines[0].startswith("measure,value,value_max,unit,qualifier,")
    assert len(lines) == 3
    assert any(",'=cmd()," in line for line in lines)
    assert not any(",=cmd()" in line for line in lines)
