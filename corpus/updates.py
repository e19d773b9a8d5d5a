"""Reports of updates: each edition carries its own, and ``updates.jsonl`` keeps them all.

The report goes into the new database before it takes the old one's place, so
an edition never stands without it; the line in the file follows, at the latest
with the next update.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.changes import Change, Changes, Row
from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.schema import open_facts
from corpus.serving import wording

_KEY = "update"


def note_update(facts: Path, report: Mapping[str, Any], found: Changes) -> None:
    """Put a report into the database ``facts``, not yet in its place: the line, and table change.

    ``report`` is plain JSON. Of a first edition everything would be new: no rows.
    """
    database = Database(facts, execute_plugins=False)
    try:
        with database.atomic():
            line = json.dumps(report, ensure_ascii=False)
            database.table("meta").insert({"key": _KEY, "value": line})
            if found.compared:
                database.table("change").insert_all(map(_row, found.figures))
    finally:
        database.close()


def _row(change: Change) -> dict[str, Any]:
    shown = change.after or change.before or {}
    return {
        "claim": change.claim,
        "kind": change.kind,
        "outlet": shown["outlet"],
        "fields": ", ".join(map(wording.spaced, change.fields)) or None,
        "before": change.before and in_words(change.before),
        "after": change.after and in_words(change.after),
        "printed": int(change.printed),
        "sentence": shown["sentence"],
        "url": shown["url"],
        "fact": change.after and change.after["fact"],
    }


def in_words(row: Row) -> str:
    """Return a reading on one line: amount, state, place, period, scope."""
    return f"{wording.amount(row)} · {wording.headline(row)}"


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
