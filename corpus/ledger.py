"""The ledger of a crawl, ``ledger.db``: every address with its state, validators and place.

It serves the crawl and nothing else; everything in it that matters is in the
archive too, so :func:`rebuild` makes it anew from WARC (dates of sitemaps and
of next visits are then unknown). Times are UTC, ISO 8601 with seconds and Z,
and always given by the caller. Columns and states: ``codebook.toml``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.codebook import codebook, create_sql
from corpus.errors import CorpusError, WrongVersionError
from corpus.locks import hold, sync_folder
from corpus.visits import Address, Visit, run_of, visit_of
from corpus.warc import Record, all_records


class Ledger:
    """An open ledger; use it as a context manager. Every call is one transaction.

    Raises ``WrongVersionError`` for a ledger of another schema version and
    ``CorpusError`` for a file that is no database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise CorpusError(f"{path}: no usable ledger: {error}") from error
        except WrongVersionError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def see(self, url: str, source: str, *, at: str, lastmod: str | None = None) -> bool:
        """Note that ``url`` exists; return whether it was unknown.

        A ``lastmod`` that differs from the one noted makes the address due at once.
        """
        added = self._connection.execute(
            "INSERT OR IGNORE INTO address (url, source, state, first_seen, lastmod) "
            "VALUES (?, ?, 'seen', ?, ?)",
            (url, source, at, lastmod),
        ).rowcount
        if not added and lastmod is not None:
            self._connection.execute(
                "UPDATE address SET lastmod = ?, next_visit = NULL WHERE url = ? "
                "AND lastmod IS NOT ?",
                (lastmod, url, lastmod),
            )
        return bool(added)

    def address(self, url: str) -> Address | None:
        """Return the row of ``url``, or ``None`` if it is unknown."""
        return next(self._addresses("url = ?", (url,)), None)

    def addresses(self, source: str) -> Iterator[Address]:
        """Yield the rows of ``source`` by address."""
        return self._addresses("source = ?", (source,))

    def due(self, source: str, *, at: str, limit: int = 1_000_000) -> list[Address]:
        """Return what should be asked at ``at``, the newest first: never visited, then due again.

        An address leased by a run that was killed is due as well: only one
        crawl of a source runs at a time (:func:`crawl_lock`).
        """
        condition = "source = ? AND (next_visit IS NULL OR next_visit <= ?) AND state != 'gone'"
        order = "last_visit IS NOT NULL, lastmod DESC, first_seen DESC, url"
        return list(self._addresses(condition, (source, at), order=order, limit=limit))

    def lease(self, url: str, *, run: str) -> None:
        """Mark ``url`` as handed to ``run``."""
        self._connection.execute(
            "UPDATE address SET state = 'leased', run = ? WHERE url = ?", (run, url)
        )

    def record(self, visit: Visit) -> None:
        """Record the outcome of a request; the address need not have been seen before."""
        self.see(visit.url, visit.source, at=visit.at)
        changed: dict[str, object] = {
            "state": visit.state,
            "last_visit": visit.at,
            "next_visit": visit.next_visit,
            "http_status": visit.http_status,
            "reason": visit.reason,
            "run": visit.run,
        }
        if visit.position is not None:
            changed |= {
                "digest": visit.digest,
                "etag": visit.etag,
                "last_modified": visit.last_modified,
                "captured": visit.at,
                "warc_file": visit.position.file,
                "warc_offset": visit.position.offset,
                "warc_length": visit.position.length,
            }
        assignments = ", ".join(f"{column} = ?" for column in changed)
        self._connection.execute(
            f"UPDATE address SET {assignments} WHERE url = ?", (*changed.values(), visit.url)
        )

    def same_body(self, digest: str) -> Address | None:
        """Return the first address whose last body has ``digest``, or ``None``."""
        return next(self._addresses("digest = ?", (digest,), order="captured, url"), None)

    def counts(self, source: str | None = None) -> dict[str, int]:
        """Return how many addresses stand in each state, of one source or of all."""
        rows = self._connection.execute(
            "SELECT state, count(*) FROM address WHERE ?1 IS NULL OR source = ?1 GROUP BY state",
            (source,),
        )
        return dict.fromkeys(codebook().lists["address_state"].values, 0) | dict(rows.fetchall())

    def start_run(self, run: str, *, at: str, code_version: str) -> None:
        """Note the beginning of a run; a second call changes nothing."""
        self._connection.execute(
            "INSERT OR IGNORE INTO run (id, started, code_version) VALUES (?, ?, ?)",
            (run, at, code_version),
        )

    def end_run(self, run: str, *, at: str, counts: Mapping[str, int]) -> None:
        """Note the end of a run with its ``requests``, ``fetched``, ``unchanged``, ``failed``."""
        self._connection.execute(
            "UPDATE run SET ended = ?, requests = ?, fetched = ?, unchanged = ?, failed = ? "
            "WHERE id = ?",
            (at, *(counts[key] for key in ("requests", "fetched", "unchanged", "failed")), run),
        )

    def runs(self) -> list[dict[str, object]]:
        """Return the rows of table run, oldest first."""
        cursor = self._connection.execute("SELECT * FROM run ORDER BY started, id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def learn(self, records: Iterable[Record]) -> int:
        """Take over what archive records say, in the order given; return how many were taken."""
        taken = 0
        with self._connection:
            self._connection.execute("BEGIN")
            for record in records:
                if record.type == "warcinfo":
                    self.start_run(
                        run_of(record.position.file),
                        at=record.captured,
                        code_version=record.fields.get("software", ""),
                    )
                visit = visit_of(record)
                if visit is not None:
                    self.record(visit)
                    taken += 1
        return taken

    def _addresses(
        self, condition: str, values: tuple[str, ...], *, order: str = "url", limit: int = -1
    ) -> Iterator[Address]:
        cursor = self._connection.execute(
            f"SELECT {_COLUMNS} FROM address WHERE {condition} ORDER BY {order} LIMIT {limit:d}",
            values,
        )
        return (Address(*row) for row in cursor)

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        # A lost last transaction costs one request again; the page is in the archive.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("BEGIN IMMEDIATE")
        (found,) = self._connection.execute("PRAGMA user_version").fetchone()
        expected = codebook().schema_version
        empty = not self._connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        if empty:
            _create(self._connection)
        self._connection.execute("COMMIT")
        if not empty and found != expected:
            raise WrongVersionError(
                f"{self._path}: schema version {found}, expected {expected}; "
                "delete the file, it is made anew from the archive"
            )


_COLUMNS = ", ".join(field.name for field in fields(Address))


def crawl_lock(folder: Path, source: str) -> AbstractContextManager[None]:
    """Hold ``source`` of the data folder for one crawl; ``LockedError`` if another has it."""
    return hold(folder / "locks" / f"{source}.lock", what=f"{source} is being crawled")


def rebuild(path: Path, warc_folder: Path) -> int:
    """Write the ledger anew from the archive; return how many records were taken.

    The old file is replaced only when the new one is complete.
    """
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with Ledger(fresh) as ledger:
        taken = ledger.learn(all_records(warc_folder))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    fresh.replace(path)
    sync_folder(path.parent)
    return taken


def _create(connection: sqlite3.Connection) -> None:
    for table in codebook().ledger.values():
        connection.execute(create_sql(table))
        for column in table.indexed:
            connection.execute(
                f'CREATE INDEX "{table.name}_{column}" ON "{table.name}"("{column}")'
            )
    connection.execute(f"PRAGMA user_version = {codebook().schema_version}")
