"""What may leave the folder: a database without whole texts, and the figures as CSV.

The texts belong to the outlets. The publishable database keeps sentence,
neighbouring words, headline, outlet, date, link and digest of each figure.
"""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import IO

from sqlite_utils import Database

from corpus.dump import dump_digest
from corpus.errors import CorpusError
from corpus.locks import sync_folder
from corpus.schema import open_facts

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def publish(facts: Path, target: Path) -> None:
    """Write a copy of the database ``facts`` without whole texts to ``target``.

    An existing file is replaced when the copy is complete. Raises
    ``CorpusError`` if ``facts`` can't be used or ``target`` is the same file.
    """
    if target.exists() and target.samefile(facts):
        raise CorpusError(f"{target}: is the database itself, expected another file")
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    source = open_facts(facts)
    copy = sqlite3.connect(fresh)
    source.conn.backup(copy)
    source.close()
    database = Database(copy, execute_plugins=False)
    try:
        _leave_out_texts(database)
    finally:
        database.close()
    fresh.replace(target)
    sync_folder(target.parent)


def write_csv(facts: Path, view: str, output: IO[str]) -> int:
    """Write the rows of ``view`` (figures or reconciled) to ``output``; return their number.

    RFC 4180 with LF; a cell that a spreadsheet would run as a formula gets an
    apostrophe in front. Rows are in order of fact ids.
    """
    database = open_facts(facts)
    try:
        columns = tuple(database.view(view).columns_dict)
        cursor = database.execute(f'SELECT * FROM "{view}" ORDER BY "fact"')
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(columns)
        count = 0
        for row in cursor:
            writer.writerow([_safe(cell) for cell in row])
            count += 1
        return count
    finally:
        database.close()


def _leave_out_texts(database: Database) -> None:
    database.table("text").drop()
    database.execute("UPDATE meta SET value = 'yes' WHERE key = 'published_edition'")
    database.execute("UPDATE meta SET value = ? WHERE key = 'dump_digest'", [dump_digest(database)])
    database.conn.commit()
    # Only rewriting the file takes the dropped pages out of it; that may renumber rows,
    # so the search index, which points to rows by number, is made anew.
    database.vacuum()
    database.table("fact").rebuild_fts()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
