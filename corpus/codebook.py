"""The codebook: one definition of every table, column, value and reason.

``codebook.toml`` is the definition; here it becomes schema, Datasette notes,
command help and the page CODEBOOK.md (``python -m corpus.codebook`` prints it).
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from extract.model import Fact

_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "json": "TEXT"}
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class ValueList:
    """Allowed codes with their meanings; ``open`` says how a list may be extended, if at all.

    ``by`` gives, per measure, the codes that belong to it, where that differs.
    """

    name: str
    meaning: str
    values: Mapping[str, str]
    open: str | None = None
    by: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``added`` marks what the store adds to a reading."""

    name: str
    type: str
    meaning: str
    unit: str | None = None
    format: str | None = None
    list: str | None = None
    null: bool = False
    references: str | None = None
    facet: bool = False
    index: bool = False
    added: bool = False

    @property
    def note(self) -> str:
        """The meaning with unit or format, and the list that names the values, on one line."""
        extras = [text for text in (self.unit, self.format) if text]
        if self.list:
            extras.append(f"values: {self.list}")
        return f"{self.meaning} [{'; '.join(extras)}]" if extras else self.meaning


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``volatile`` names rows that are no part of the canonical dump."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    volatile: tuple[str, ...] = ()

    @property
    def indexed(self) -> Iterator[str]:
        """Columns that carry an index of their own."""
        for column in self.columns.values():
            if self.key != (column.name,) and (
                column.facet or column.index or (column.references is not None)
            ):
                yield column.name


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything ``codebook.toml`` says."""

    schema_version: int
    ledger_version: int
    lists: Mapping[str, ValueList]
    facts: Mapping[str, Table]
    views: Mapping[str, str]
    ledger: Mapping[str, Table]

    def allows(self, name: str, value: str) -> bool:
        """Return whether ``value`` may stand in a column of list ``name``; open lists allow all."""
        values = self.lists[name]
        return values.open is not None or value in values.values


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """Return the codebook. A wrong key in the file raises ``TypeError`` or ``KeyError``."""
    content = tomllib.loads(files("corpus").joinpath("codebook.toml").read_text("utf-8"))
    facts = {name: _table(name, entry) for name, entry in content["facts"].items()}
    ledger = {
        name: _like(facts[entry["like"]], entry) if "like" in entry else _table(name, entry)
        for name, entry in content["ledger"].items()
    }
    lists = {name: _list(name, entry) for name, entry in content["list"].items()}
    views = {name: entry["meaning"] for name, entry in content["view"].items()}
    versions = (content["schema_version"], content["ledger_version"])
    return Codebook(*versions, lists, facts, views, ledger)


def create_sql(table: Table) -> str:
    """Return the CREATE TABLE statement of ``table``, each column with its note as a comment."""
    lines = [(column_sql(column), column.note) for column in table.columns.values()]
    lines.append((f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})", ""))
    for column in table.columns.values():
        if column.references:
            other, field = column.references.split(".")
            lines.append(
                (f'FOREIGN KEY ("{column.name}") REFERENCES {_quoted(other)}({_quoted(field)})', "")
            )
    body = []
    for position, (sql, note) in enumerate(lines):
        comma = "," if position < len(lines) - 1 else ""
        body.append(f"  {sql}{comma}" + (f" -- {note}" if note else ""))
    return f"-- {table.meaning}\nCREATE TABLE {_quoted(table.name)} (\n" + "\n".join(body) + "\n)"


def column_sql(column: Column) -> str:
    """Return the definition of ``column`` with its constraints, as in CREATE TABLE."""
    sql = f"{_quoted(column.name)} {_SQL_TYPES[column.type]}"
    if not column.null:
        sql += " NOT NULL"
    values = codebook().lists[column.list] if column.list and column.type == "text" else None
    if values is not None and values.open is None:
        codes = ", ".join(f"'{code}'" for code in values.values)
        sql += f" CHECK ({_quoted(column.name)} IN ({codes}))"
    if column.format == "0 or 1":
        sql += f" CHECK ({_quoted(column.name)} IN (0, 1))"
    return sql


def is_unit(value: str) -> bool:
    """Return whether ``value`` is a unit of the codebook or has the shape of a currency code."""
    return value in codebook().lists["unit"].values or bool(_CURRENCY.fullmatch(value))


def reading_columns() -> tuple[str, ...]:
    """Return the columns of table fact that come from a reading, in order."""
    return tuple(c.name for c in codebook().facts["fact"].columns.values() if not c.added)


def kept_apart() -> frozenset[str]:
    """Return the fields of a fact that have rows of table anchor instead of a column."""
    return frozenset(Fact.__dataclass_fields__) - frozenset(reading_columns())


def list_help(name: str) -> str:
    """Return the codes of list ``name`` with meanings, a line each, for command help."""
    values = codebook().lists[name].values
    width = max(len(code) for code in values)
    return "\n".join(f"{code:<{width}}  {meaning}" for code, meaning in values.items())


def table_notes() -> dict[str, dict[str, Any]]:
    """Return Datasette's metadata of tables and views of facts.db: description, columns, facets.

    The form is that of Datasette 0.65's ``databases: facts: tables``.
    """
    views = {name: {"description": meaning} for name, meaning in codebook().views.items()}
    return views | {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.note for column in table.columns.values()},
            "facets": [column.name for column in table.columns.values() if column.facet],
        }
        for table in codebook().facts.values()
    }


def markdown() -> str:
    """Return CODEBOOK.md."""
    book = codebook()
    parts = [
        "# Codebook",
        "Made from `corpus/codebook.toml`; `make docs` writes it anew. "
        f"Schema version of facts.db {book.schema_version}, of ledger.db {book.ledger_version}.",
        "## Tables of facts.db",
        *(_table_page(table) for table in book.facts.values()),
        "## Views of facts.db",
        "\n".join(f"- `{name}`: {meaning}" for name, meaning in book.views.items()),
        "## Tables of ledger.db",
        *(_table_page(table) for table in book.ledger.values()),
        "## Lists of values",
        *(_list_page(values) for values in book.lists.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _table_page(table: Table) -> str:
    rows = [
        f"### {table.name}",
        "",
        table.meaning,
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column in table.columns.values():
        kind = column.type + (", may be null" if column.null else "")
        note = column.note.replace("|", "\\|")
        rows.append(f"| `{column.name}` | {kind} | {note} |")
    return "\n".join(rows)


def _list_page(values: ValueList) -> str:
    rows = [f"### {values.name}", "", values.meaning]
    if values.open:
        rows += ["", f"{values.open}"]
    rows += ["", "| code | meaning |", "|---|---|"]
    rows += [f"| `{code}` | {meaning} |" for code, meaning in values.values.items()]
    for measure, codes in (values.by or {}).items():
        rows += ["", f"Of `{measure}`: {', '.join(f'`{code}`' for code in codes)}."]
    return "\n".join(rows)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _table(name: str, entry: Mapping[str, Any]) -> Table:
    columns = {column: Column(name=column, **keys) for column, keys in entry["columns"].items()}
    volatile = tuple(entry.get("volatile", ()))
    return Table(name, entry["meaning"], tuple(entry["key"]), columns, volatile)


def _like(table: Table, entry: Mapping[str, Any]) -> Table:
    return Table(table.name, entry["meaning"], table.key, table.columns)


def _list(name: str, entry: Mapping[str, Any]) -> ValueList:
    by = {measure: tuple(codes) for measure, codes in entry.get("by", {}).items()}
    return ValueList(name, entry["meaning"], entry["values"], entry.get("open"), by or None)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(markdown())
