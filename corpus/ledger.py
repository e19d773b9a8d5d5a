"""The ledger of a crawl, ``ledger.db``: every address with its state, validators and place.

It serves the crawl and nothing else; everything in it that matters is in the
archive too, so ``corpus/catchup.py`` makes a deleted one anew from WARC (the
dates that sitemaps gave are then unknown). Times are UTC, ISO 8601 with seconds and Z,
and always given by the caller. Columns and states: ``codebook.toml``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.captures import Captures
from corpus.codebook import codebook
from corpus.coverage import Asked, read_asked
from corpus.dropped import DroppedLink, DroppedLinks, links_of
from corpus.errors import CorpusError, WrongVersionError
from corpus.ledger_schema import prepare
from corpus.locks import hold, wait_for
from corpus.runs import Runs
from corpus.source_runs import taken_over
from corpus.visits import Address, Visit, next_visit, visit_of
from corpus.warc import Record


class Ledger:
    """An open ledger; use it as a context manager. Every call is one transaction.

    An older ledger gains what it lacks. Raises ``WrongVersionError`` for a later
    one and ``CorpusError`` for a file that is no database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        except sqlite3.OperationalError as error:
            raise CorpusError(f"{path}: no usable ledger: {error}") from error
        try:
            with self._alone():
                prepare(self._connection, path)
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise CorpusError(f"{path}: no usable ledger: {error}") from error
        except WrongVersionError:
            self._connection.close()
            raise
        self.captures = Captures(self._connection, self._transaction)
        self.runs = Runs(self._connection, self._transaction)

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
        with self._alone():
            self._connection.close()

    def _alone(self) -> AbstractContextManager[None]:
        """Keep other processes from opening or closing this ledger meanwhile.

        SQLite waits for a busy file, but not while it makes, mends or removes
        the write-ahead log, which the first to open and the last to close do.
        """
        return wait_for(self._path.parent / "locks" / f"{self._path.name}.lock")

    @property
    def dropped(self) -> DroppedLinks:
        """What the topic filter dropped."""
        return DroppedLinks(self._connection)

    def drop(self, links: Sequence[DroppedLink], source: str, *, run: str, at: str) -> None:
        """Note links that the topic filter dropped, in one transaction; known ones stay."""
        with self._transaction():
            self.dropped.add(links, source, run=run, at=at)

    def see(self, url: str, source: str, *, at: str, lastmod: str | None = None) -> bool:
        """Note that ``url`` exists; return whether it was unknown.

        A ``lastmod`` that differs from the one noted makes the address due at once;
        where none was noted, as in a ledger made anew, only one of the day of
        capture or later.
        """
        added = self._connection.execute(
            "INSERT OR IGNORE INTO address (url, source, state, first_seen, lastmod) "
            "VALUES (?, ?, 'seen', ?, ?)",
            (url, source, at, lastmod),
        ).rowcount
        if not added and lastmod is not None:
            self._connection.execute(
                "UPDATE address SET lastmod = ?1, next_visit = CASE WHEN lastmod IS NULL "
                "AND substr(?1, 1, 10) < substr(captured, 1, 10) THEN next_visit END "
                "WHERE url = ?2 AND lastmod IS NOT ?1",
                (lastmod, url),
            )
        return bool(added)

    def see_all(
        self, announced: Iterable[tuple[str, str | None]], source: str, *, at: str, run: str
    ) -> set[str]:
        """Note addresses, each with its ``lastmod``, as :meth:`see` does, in one transaction.

        Returns those that ``run`` could claim.
        """
        due = set()
        with self._transaction():
            for url, lastmod in announced:
                self.see(url, source, at=at, lastmod=lastmod)
                if self._connection.execute(
                    f"SELECT 1 FROM address WHERE {_CLAIMABLE}", (run, url, at)
                ).fetchone():
                    due.add(url)
        return due

    def claim(
        self, url: str, source: str, *, at: str, run: str, lastmod: str | None = None
    ) -> bool:
        """Note that ``url`` exists and hand it to ``run``, if it is due; return whether it was.

        A run gets an address once: what it has asked for already is not due again.
        """
        with self._transaction():
            self.see(url, source, at=at, lastmod=lastmod)
            return bool(
                self._connection.execute(
                    f"UPDATE address SET state = 'leased', run = ?1 WHERE {_CLAIMABLE}",
                    (run, url, at),
                ).rowcount
            )

    def claim_all(
        self, announced: Iterable[tuple[str, str | None]], source: str, *, at: str, run: str
    ) -> list[str]:
        """Hand addresses, each with its ``lastmod``, to ``run`` as :meth:`claim` does.

        Returns those that were due, in their order; it is one transaction.
        """
        with self._transaction():
            return [
                url
                for url, lastmod in announced
                if self.claim(url, source, at=at, run=run, lastmod=lastmod)
            ]

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
        order = "last_visit IS NOT NULL, lastmod DESC, first_seen DESC, url"
        return list(self._addresses(_DUE, (source, at), order=order, limit=limit))

    def count_due(self, source: str, *, at: str) -> int:
        """Return how many addresses :meth:`due` would return without a limit."""
        (found,) = self._connection.execute(
            f"SELECT count(*) FROM address WHERE {_DUE}", (source, at)
        ).fetchone()
        return int(found)

    def is_due(self, url: str, source: str, *, at: str, lastmod: str | None = None) -> bool:
        """Note that ``url`` exists; return whether it is due, and hand it to nobody."""
        with self._transaction():
            self.see(url, source, at=at, lastmod=lastmod)
            return next(self._addresses(f"url = ? AND {_DUE}", (url, source, at)), None) is not None

    def last_captured(
        self, source: str, *, limit: int, until: str | None = None
    ) -> Iterator[Address]:
        """Yield the addresses of ``source`` with an archived body, the last captured first.

        ``until``: those alone that were captured then or earlier, and not asked since.
        """
        condition, values = "source = ? AND captured IS NOT NULL", [source]
        if until is not None:
            condition, values = f"{condition} AND last_visit <= ?", [source, until]
        return self._addresses(condition, values, order="captured DESC, url", limit=limit)

    def record(self, visit: Visit) -> None:
        """Record the outcome of a request; the address need not have been seen before.

        When to ask again follows from the outcome (``visits.next_visit``).
        """
        self.record_all([visit])

    def record_all(self, visits: Iterable[Visit]) -> None:
        """Record outcomes in their order, as :meth:`record` does, in one transaction."""
        with self._transaction():
            for visit in visits:
                known = self.address(visit.url) if visit.repeats_a_body else None
                outcome = (visit.state, visit.at, next_visit(visit, known), visit.http_status)
                self._connection.execute(
                    _RECORD, (visit.url, visit.source, visit.at, *outcome, visit.reason, visit.run)
                )
                if visit.position is not None:
                    self._connection.execute(
                        _RECORD_BODY,
                        (visit.digest, visit.etag, visit.last_modified, visit.at,
                         visit.position.file, visit.position.offset, visit.position.length,
                         visit.url),
                    )  # fmt: skip
                if visit.sampled:
                    self._connection.execute(
                        "UPDATE address SET sampled = 1 WHERE url = ?", (visit.url,)
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

    def count_first_seen(self, source: str, *, since: str) -> int:
        """Return how many addresses of ``source`` were first seen at ``since`` or later."""
        (found,) = self._connection.execute(
            "SELECT count(*) FROM address WHERE source = ? AND first_seen >= ?", (source, since)
        ).fetchone()
        return int(found)

    def asked(self) -> list[Asked]:
        """Return what was asked for and refused, by source and year."""
        return read_asked(self._connection)

    def forget_beyond(self, warc_file: str, size: int) -> int:
        """Make addresses due again whose body lay beyond byte ``size`` of a segment cut there.

        Returns how many there were, captures of web archives included.
        """
        captures = self.captures.forget_beyond(warc_file, size)
        return (
            captures
            + self._connection.execute(
                "UPDATE address SET state = 'seen', last_visit = NULL, next_visit = NULL, "
                "captured = NULL, digest = NULL, etag = NULL, last_modified = NULL, run = NULL, "
                "warc_file = NULL, warc_offset = NULL, warc_length = NULL "
                "WHERE warc_file = ? AND warc_offset + warc_length > ?",
                (warc_file, size),
            ).rowcount
        )

    def learn_run(self, run: str, records: Iterable[Record]) -> int:
        """Take over the archive of a run that did not end; return how many records were taken.

        Its counts are noted, its end stays unknown. A record older than what is
        noted of its address changes nothing.
        """
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        started, aside = None, False
        with self._transaction():
            for record in records:
                if record.type == "warcinfo":
                    software = record.fields.get("software", "")
                    started = started or record.captured
                    self.runs.start(run, at=record.captured, code_version=software)
                self._learn_dropped(record, run)
                self.captures.learn(record, run)
                aside |= "kind" in record.notes
                visit = visit_of(record)
                if visit is None:
                    continue
                counts[visit.source].update(("requests", _outcome(record, visit)))
                counts[visit.source]["bytes"] += len(record.body) if record.head else 0
                known = self.address(visit.url)
                if known is None or known.last_visit is None or known.last_visit <= visit.at:
                    self.record(visit)
            total = sum(counts.values(), Counter[str]())
            self.runs.take_over(run, counts=total)
            if not aside:
                # A run that asked web archives says nothing of the outlet's health.
                self.runs.note_sources(taken_over(run, started, counts))
        return total["requests"]

    def _learn_dropped(self, record: Record, run: str) -> None:
        links = links_of(record)
        if links:
            self.drop(links, record.notes.get("source", ""), run=run, at=record.captured)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """One transaction for the block; part of the one that is open, if there is one."""
        if self._connection.in_transaction:
            yield
            return
        try:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.OperationalError as error:
            raise CorpusError(f"{self._path}: can't write: {error}") from error

    def _addresses(
        self, condition: str, values: Sequence[str], *, order: str = "url", limit: int = -1
    ) -> Iterator[Address]:
        cursor = self._connection.execute(
            f"SELECT {_COLUMNS} FROM address WHERE {condition} ORDER BY {order} LIMIT {limit:d}",
            values,
        )
        return (Address(*row) for row in cursor)


_CLAIMABLE = (
    "url = ?2 AND state != 'gone' AND (next_visit IS NULL OR next_visit <= ?3) AND run IS NOT ?1"
)
_DUE = "source = ? AND (next_visit IS NULL OR next_visit <= ?) AND state != 'gone'"
_COLUMNS = ", ".join(field.name for field in fields(Address))

_RECORD = """
INSERT INTO address
    (url, source, first_seen, state, last_visit, next_visit, http_status, reason, run)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    state = excluded.state, last_visit = excluded.last_visit, next_visit = excluded.next_visit,
    http_status = excluded.http_status, reason = excluded.reason, run = excluded.run
"""
_RECORD_BODY = """
UPDATE address SET digest = ?, etag = ?, last_modified = ?, captured = ?,
    warc_file = ?, warc_offset = ?, warc_length = ? WHERE url = ?
"""


def crawl_lock(folder: Path, source: str) -> AbstractContextManager[None]:
    """Hold ``source`` of the data folder for one crawl; ``LockedError`` if another has it."""
    return hold(folder / "locks" / f"{source}.lock", what=f"{source} is being crawled")


def _outcome(record: Record, visit: Visit) -> str:
    if visit.state != "fetched":
        return visit.state
    return "unchanged" if record.type == "revisit" else "fetched"
