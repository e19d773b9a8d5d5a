"""Reports of updates: each edition carries its own, and ``updates.jsonl`` keeps them all.

The report goes into the new database before it takes the old one's place, so
an edition never stands without it; the line in the file follows, at the latest
with the next update.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.schema import open_facts

_KEY = "update"


def note_update(facts: Path, report: Mapping[str, Any]) -> None:
    """Put ``report``, which is plain JSON, into the database ``facts``, not yet in its place."""
    connection = sqlite3.connect(facts)
    try:
        with connection:
            line = json.dumps(report, ensure_ascii=False)
            connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (_KEY, line))
    finally:
        connection.close()


def keep_update(folder: DataFolder) -> None:
    """Append the report of the edition in use to ``updates.jsonl``, unless it ends with it.

    A line that a killed update left half-written is dropped. An edition that was
    built by hand has no report, and one of another version can't be asked.
    """
    try:
        database = open_facts(folder.facts)
    except CorpusError:
        return
    try:
        found = database.execute("SELECT value FROM meta WHERE key = ?", [_KEY]).fetchone()
    finally:
        database.close()
    if found is not None:
        _append(folder.updates, found[0].encode() + b"\n")


def _append(path: Path, line: bytes) -> None:
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    if lines and not lines[-1].endswith(b"\n"):
        lines.pop()
    if lines and lines[-1] == line:
        return
    with path.open("ab") as file:
        file.truncate(sum(map(len, lines)))
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
