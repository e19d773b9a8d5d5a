"""The canonical dump: everything a build says, in one order, with one hash.

Two builds of the same inputs by the same code have the same hash. Tables that rest on
more than the archive (:data:`LEFT_OUT`) and the rows of meta that tell when the build
was made are left out; the rest is one JSON list a row, tables in the codebook's
order, rows in order of key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlite_utils import Database

from corpus.codebook import Table, codebook

LEFT_OUT = frozenset({"run", "coverage", "health", "change"})
"""Tables that rest on the ledger or on the edition before, which are no part of the archive."""


def dump_lines(database: Database) -> Iterator[str]:
    """Yield the lines of the canonical dump, without line ends."""
    for table in codebook().facts.values():
        if table.name not in LEFT_OUT and database.table(table.name).exists():
            yield json.dumps([table.name, *table.columns])
            yield from _rows(database, table)


def dump_digest(database: Database) -> str:
    """Return the SHA-256 of the canonical dump, each line ended by LF, as hex."""
    digest = hashlib.sha256()
    for line in dump_lines(database):
        digest.update(line.encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()


def _rows(database: Database, table: Table) -> Iterator[str]:
    columns = ", ".join(f'"{name}"' for name in table.columns)
    order = ", ".join(f'"{name}"' for name in table.key)
    for row in database.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}'):
        if row[0] not in table.volatile:
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"))
