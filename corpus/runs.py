"""The runs a ledger knows: when each began and ended, and what it came to at every source."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager

from corpus.source_runs import SourceRun, read_source_runs, write_source_run

_COUNTS = ("requests", "fetched", "unchanged", "failed")


class Runs:
    """The tables ``run`` and ``source_run`` of an open ledger; times as in the ledger."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._transaction = transaction

    def start(self, run: str, *, at: str, code_version: str) -> None:
        """Note the beginning of a run; a second call changes nothing."""
        self._connection.execute(
            "INSERT OR IGNORE INTO run (id, started, code_version) VALUES (?, ?, ?)",
            (run, at, code_version),
        )

    def end(self, run: str, *, at: str, counts: Mapping[str, int]) -> None:
        """Note the end of a run with its ``requests``, ``fetched``, ``unchanged``, ``failed``."""
        self._count(run, at, counts)

    def take_over(self, run: str, *, counts: Mapping[str, int]) -> None:
        """Note the counts of a run that did not end; when it did stays unknown."""
        self._connection.execute("INSERT OR IGNORE INTO run (id) VALUES (?)", (run,))
        self._count(run, None, counts)

    def _count(self, run: str, at: str | None, counts: Mapping[str, int]) -> None:
        self._connection.execute(
            "UPDATE run SET ended = ?, requests = ?, fetched = ?, unchanged = ?, failed = ? "
            "WHERE id = ?",
            (at, *(counts[key] for key in _COUNTS), run),
        )

    def is_counted(self, run: str) -> bool:
        """Say whether ``run`` ended, or was taken over from the archive."""
        row = self._connection.execute(
            "SELECT 1 FROM run WHERE id = ? AND requests IS NOT NULL", (run,)
        ).fetchone()
        return row is not None

    def rows(self) -> list[dict[str, object]]:
        """Return the rows of table run, oldest first."""
        cursor = self._connection.execute("SELECT * FROM run ORDER BY started, id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def note_sources(self, rows: Iterable[SourceRun]) -> None:
        """Note what a run came to at its sources; a second call for one replaces the first."""
        with self._transaction():
            for row in rows:
                write_source_run(self._connection, row)

    def of_sources(self) -> list[SourceRun]:
        """Return what every run came to at every source, the oldest run first."""
        return read_source_runs(self._connection)

    def last_discovery(self) -> dict[str, str]:
        """Return the ISO day on which discovery last answered, by source."""
        rows = self._connection.execute(
            "SELECT source, substr(max(started), 1, 10) FROM source_run "
            "WHERE discovery_answered > 0 GROUP BY source"
        )
        return dict(rows.fetchall())

    def last_witnesses(self, source: str) -> str | None:
        """Return when a run last asked ``source`` for known articles once more, if one did."""
        (found,) = self._connection.execute(
            "SELECT max(started) FROM source_run WHERE source = ? AND witnesses > 0", (source,)
        ).fetchone()
        return None if found is None else str(found)
