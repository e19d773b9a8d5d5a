"""The tables of ``ledger.db``, and how an older ledger becomes one of today.

An older ledger gains the tables and columns it lacks; its rows stay, and what
they do not say is null. A ledger of a later version is refused.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.codebook import Table, codebook, column_sql, create_sql
from corpus.errors import WrongVersionError


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the ledger at ``path`` to today's version, in one transaction.

    Raises ``WrongVersionError`` for a later version, or one that never was.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    # A lost last transaction costs one request again; the page is in the archive.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    expected = codebook().ledger_version
    empty = not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    if empty or 0 < found < expected:
        for table in codebook().ledger.values():
            _complete(connection, table)
        connection.execute(f"PRAGMA user_version = {expected}")
    connection.execute("COMMIT")
    if not empty and not 0 < found <= expected:
        raise WrongVersionError(
            f"{path}: schema version {found}, expected {expected} or an earlier one; "
            "delete the file, it is made anew from the archive"
        )


def _complete(connection: sqlite3.Connection, table: Table) -> None:
    """Make ``table``, or add what it lacks."""
    present = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.name}")')}
    if not present:
        connection.execute(create_sql(table))
    else:
        for name in table.columns.keys() - present:
            sql = column_sql(table.columns[name])
            connection.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {sql}')
    for column in table.indexed:
        connection.execute(
            f'CREATE INDEX IF NOT EXISTS "{table.name}_{column}" ON "{table.name}"("{column}")'
        )
