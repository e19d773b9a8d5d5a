"""What one run came to at one source: the rows of the ledger's table source_run."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

_JSON = ("documents", "causes")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """One row; see table source_run in the codebook. ``None``: not known."""

    run: str
    source: str
    ended_because: str
    started: str | None = None
    ended: str | None = None
    requests: int | None = None
    fetched: int | None = None
    unchanged: int | None = None
    redirected: int | None = None
    gone: int | None = None
    failed: int | None = None
    blocked: int | None = None
    forbidden: int | None = None
    articles: int | None = None
    witnesses: int | None = None
    new_addresses: int | None = None
    new_dropped: int | None = None
    links: int | None = None
    announced: int | None = None
    fresh: int | None = None
    filtered: int | None = None
    known: int | None = None
    left_for_later: int | None = None
    newest_announced: str | None = None
    oldest_announced: str | None = None
    announced_digest: str | None = None
    discovery_asked: int | None = None
    discovery_answered: int | None = None
    discovery_empty: int | None = None
    discovery_unreadable: int | None = None
    bytes: int | None = None
    documents: Mapping[str, Mapping[str, Any]] | None = None
    causes: Mapping[str, Mapping[str, int]] | None = None


_COLUMNS = tuple(field.name for field in fields(SourceRun))


def write_source_run(connection: sqlite3.Connection, row: SourceRun) -> None:
    """Put ``row`` in the place of what was noted of its run and source."""
    values = [_stored(name, getattr(row, name)) for name in _COLUMNS]
    names, marks = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
    connection.execute(f"INSERT OR REPLACE INTO source_run ({names}) VALUES ({marks})", values)


def _stored(name: str, value: object) -> object:
    is_json = name in _JSON and value is not None
    return json.dumps(value, sort_keys=True) if is_json else value


def read_source_runs(connection: sqlite3.Connection) -> list[SourceRun]:
    """Return every row, the oldest run first; one that never told its beginning stands first."""
    names = ", ".join(_COLUMNS)
    cursor = connection.execute(f"SELECT {names} FROM source_run ORDER BY started, run, source")
    found = []
    for row in cursor:
        values = dict(zip(_COLUMNS, row, strict=True))
        values |= {name: json.loads(values[name]) for name in _JSON if values[name] is not None}
        found.append(SourceRun(**values))
    return found


def taken_over(
    run: str, started: str | None, counts: Mapping[str, Counter[str]]
) -> Iterable[SourceRun]:
    """Yield what the archive tells of a run without an end, by source; ``counts``: of outcomes."""
    for source, counted in counts.items():
        told: dict[str, Any] = {name: counted[name] for name in _TOLD_BY_ARCHIVE}
        yield SourceRun(
            run=run,
            source=source,
            started=started,
            ended_because="unknown",
            **told,
        )


_TOLD_BY_ARCHIVE = ("requests", "fetched", "unchanged", "gone", "failed", "blocked", "bytes")
