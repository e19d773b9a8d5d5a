"""Codebook, database and Fact say the same."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.codebook import (
    codebook,
    is_unit,
    kept_apart,
    list_help,
    markdown,
    reading_columns,
    table_notes,
)
from corpus.errors import CorpusError, WrongVersionError
from corpus.schema import VIEWS, create, finish, open_facts
from extract.measures import measures
from extract.model import SEGMENT_ROLES, Fact

CONTRACT = [
    "measure",
    "value",
    "value_max",
    "unit",
    "qualifier",
    "value_low",
    "value_high",
    "bounds_rule",
    "kind",
    "direction",
    "base_period",
    "per",
    "status",
    "donors",
    "scope",
    "part",
    "period",
    "period_start",
    "period_end",
    "period_basis",
    "place",
    "place_name",
    "place_level",
    "place_asof",
    "attribution",
    "conference",
    "equivalent",
    "sentence",
    "quote",
    "start",
    "end",
    "anchors",
    "repeats",
    "rule",
    "confidence",
    "flags",
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    made = create(tmp_path_factory.mktemp("db") / "facts.db")
    finish(made)
    return made


def test_fact_and_its_table_have_the_fields_of_the_contract() -> None:
    assert list(Fact.__dataclass_fields__) == CONTRACT
    assert kept_apart() == {"anchors", "repeats"}
    assert list(reading_columns()) == [n for n in CONTRACT if n not in ("anchors", "repeats")]


def test_the_database_has_the_tables_and_columns_of_the_codebook(database: Database) -> None:
    for table in codebook().facts.values():
        found = {column.name: column for column in database.table(table.name).columns}
        assert list(found) == list(table.columns)
        for column in table.columns.values():
            assert bool(found[column.name].notnull) is not column.null, column.name
        assert tuple(database.table(table.name).pks) == table.key
    assert set(database.view_names()) == set(codebook().views) == set(VIEWS)


def test_every_column_carries_its_note_in_the_schema(database: Database) -> None:
    for table in codebook().facts.values():
        schema = database.table(table.name).schema
        for column in table.columns.values():
            assert f"-- {column.note}" in schema


def test_every_list_and_reference_a_column_names_exists() -> None:
    book = codebook()
    for table in (*book.facts.values(), *book.ledger.values()):
        assert set(table.key) <= set(table.columns)
        for column in table.columns.values():
            assert column.list is None or column.list in book.lists
            if column.references:
                other, field = column.references.split(".")
                assert book.facts[other].key == (field,)


def test_every_facet_and_reference_has_an_index(database: Database) -> None:
    for table in codebook().facts.values():
        indexed = {index.columns[0] for index in database.table(table.name).indexes}
        for column in table.columns.values():
            if column.facet or column.references:
                assert column.name in indexed, (table.name, column.name)


def test_a_value_outside_a_closed_list_is_refused(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        database.execute(
            "INSERT INTO rejection VALUES ('v', 0, 1, 'x', 'x', 'no such reason', 'r')"
        )


def test_the_measures_of_the_codebook_are_those_of_their_files() -> None:
    lists = codebook().lists
    by_status = lists["status"].by
    assert by_status is not None
    for name in lists["measure"].values:
        assert set(by_status[name]) == {*measures()[name].statuses, "unspecified"}
        assert set(by_status[name]) <= set(lists["status"].values)
        assert measures()[name].unit == "currency" or is_unit(measures()[name].unit)


def test_the_segment_roles_are_those_of_the_reader() -> None:
    assert tuple(codebook().lists["segment_role"].values) == SEGMENT_ROLES


@pytest.mark.parametrize(
    ("unit", "known"),
    [("USD", True), ("organization", True), ("percent", True), ("dollars", False), ("US", False)],
)
def test_a_unit_is_a_code_of_the_list_or_a_currency(unit: str, known: bool) -> None:
    assert is_unit(unit) is known


def test_command_help_names_each_reason_with_its_meaning() -> None:
    lines = list_help("reason").splitlines()
    assert lines[0].startswith("target ")
    assert len(lines) == 24
    assert all(line.endswith(".") for line in lines)


def test_datasette_notes_cover_tables_and_views() -> None:
    notes = table_notes()
    assert notes["fact"]["columns"]["unit"] == "What the value is a number of. [values: unit]"
    assert "measure" in notes["fact"]["facets"]
    assert notes["figures"]["description"].startswith("Every figure")


def test_the_page_names_every_column_and_value() -> None:
    page = markdown()
    for table in codebook().facts.values():
        assert f"### {table.name}\n" in page
        assert all(f"| `{column}` |" in page for column in table.columns)
    for values in codebook().lists.values():
        assert all(f"| `{code}` |" in page for code in values.values)


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    made = create(path)
    made.execute("PRAGMA user_version = 7")
    made.close()
    with pytest.raises(WrongVersionError, match="schema version 7, expected 4"):
        open_facts(path)


def test_no_database_and_no_database_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no database here"):
        open_facts(tmp_path / "facts.db")
    (tmp_path / "facts.db").write_text("text, no database\n" * 100)
    with pytest.raises(CorpusError, match="no usable database"):
        open_facts(tmp_path / "facts.db")


def test_an_opened_database_can_only_be_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    made = create(path)
    finish(made)
    made.close()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        open_facts(path).execute("DELETE FROM meta")
