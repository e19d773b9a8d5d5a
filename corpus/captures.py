"""What the ledger knows of web archives: pages of their indexes, and captures to be fetched.

An index page names captures, and the index pages that follow from it. Both are
archived before they are noted, so a deleted ledger gets them back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, fields

from corpus.warc import Position, Record

INDEX, CAPTURE = "index", "capture"
"""Notes ``kind`` of records that tell of an index page, or of one capture."""

_ALIVE = "twin.state IN ('listed', 'failed', 'fetched')"


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One row of table index_page; ``leads_to`` are addresses of further pages."""

    url: str
    source: str
    archive: str
    state: str
    asked: str
    run: str
    year: int
    listed: int = 0
    chosen: int = 0
    leads_to: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as a web archive took it; see table capture in the codebook."""

    archive_url: str
    source: str
    archive: str
    year: int
    url: str
    captured: str
    index_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for a capture; ``position`` is that of its record, if it was filed."""

    state: str
    at: str
    run: str
    reason: str | None = None
    position: Position | None = None


class Captures:
    """The two tables of an open ledger; every call is one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._transaction = transaction

    def note_page(self, page: IndexPage, chosen: Iterable[Capture] = ()) -> list[Capture]:
        """Note an index page with the captures chosen on it; return those to be fetched.

        A capture that is known is not fetched again, nor one whose twin is: another
        with its content by the index's digest, or of its address in the same year.
        """
        values = [*astuple(page)[:-2], json.dumps(page.leads_to), page.reason]
        fresh: list[Capture] = []
        with self._transaction():
            self._connection.execute(
                f"INSERT OR REPLACE INTO index_page ({_PAGE}) VALUES ({_marks(IndexPage)})", values
            )
            for capture in chosen:
                if self._add(capture) == "listed":
                    fresh.append(capture)
        return fresh

    def _add(self, capture: Capture) -> str | None:
        """Note ``capture``; return its state, ``None`` if it was known."""
        twin = self._connection.execute(
            "SELECT 1 FROM capture AS twin WHERE source = ? AND (index_digest = ? "
            f"OR (url = ? AND year = ?)) AND {_ALIVE}",
            (capture.source, capture.index_digest, capture.url, capture.year),
        ).fetchone()
        state = "same" if twin else "listed"
        added = self._connection.execute(
            f"INSERT OR IGNORE INTO capture ({_CAPTURE}, state) VALUES ({_marks(Capture)}, ?)",
            (*astuple(capture), state),
        ).rowcount
        return state if added else None

    def pages(self, source: str, archive: str) -> dict[str, IndexPage]:
        """Return the index pages asked for ``source``, by address."""
        cursor = self._connection.execute(
            f"SELECT {_PAGE} FROM index_page WHERE source = ? AND archive = ?", (source, archive)
        )
        rows = ((*row[:-2], tuple(json.loads(row[-2])), row[-1]) for row in cursor)
        return {row[0]: IndexPage(*row) for row in rows}

    def pending(self, source: str, archive: str, years: Collection[int]) -> list[Capture]:
        """Return the captures of these years that are still to be fetched, the oldest first.

        One left out for its twin is due when the twin could not be had.
        """
        marks = ", ".join("?" * len(years))
        cursor = self._connection.execute(
            f"SELECT {_CAPTURE} FROM capture WHERE source = ? AND archive = ? "
            f"AND year IN ({marks}) AND (state IN ('listed', 'failed') OR state = 'same' "
            "AND NOT EXISTS (SELECT 1 FROM capture AS twin WHERE twin.source = capture.source "
            "AND (twin.index_digest = capture.index_digest "
            f"OR (twin.url = capture.url AND twin.year = capture.year)) AND {_ALIVE})) "
            "ORDER BY captured, archive_url",
            (source, archive, *sorted(years)),
        )
        return [Capture(*row) for row in cursor]

    def note(self, capture: Capture, outcome: Outcome) -> None:
        """Note what came of asking for ``capture``; it need not have been listed."""
        place = outcome.position
        with self._transaction():
            self._add(capture)
            self._connection.execute(
                "UPDATE capture SET state = ?, asked = ?, run = ?, reason = ?, "
                "warc_file = ?, warc_offset = ?, warc_length = ? WHERE archive_url = ?",
                (
                    outcome.state, outcome.at, outcome.run, outcome.reason,
                    *((place.file, place.offset, place.length) if place else (None, None, None)),
                    capture.archive_url,
                ),
            )  # fmt: skip

    def learn(self, record: Record, run: str) -> bool:
        """Take over what an archived record tells of index pages or captures, if it does."""
        kind = record.notes.get("kind")
        if kind == INDEX:
            page, chosen = page_of(record, run)
            self.note_page(page, chosen)
        elif kind == CAPTURE:
            self.note(*_outcome_of(record, run))
        return kind in (INDEX, CAPTURE)

    def forget_beyond(self, warc_file: str, size: int) -> int:
        """Make captures due again whose record lay beyond byte ``size`` of a segment cut there."""
        return self._connection.execute(
            "UPDATE capture SET state = 'listed', warc_file = NULL, warc_offset = NULL, "
            "warc_length = NULL WHERE warc_file = ? AND warc_offset + warc_length > ?",
            (warc_file, size),
        ).rowcount


def page_fields(page: IndexPage, chosen: Iterable[Capture]) -> dict[str, str]:
    """Return what is archived of an index page: the fields of a metadata record."""
    told = {
        "archive": page.archive,
        "page-state": page.state,
        "year": str(page.year),
        "listed": str(page.listed),
        "reason": page.reason or "",
        **{f"leads-to-{at}": url for at, url in enumerate(page.leads_to, start=1)},
    }
    for at, one in enumerate(chosen, start=1):
        parts = (one.year, one.captured, one.index_digest or "-", one.archive_url, one.url)
        told[f"capture-{at}"] = " ".join(str(part) for part in parts)
    return {name: words for name, words in told.items() if words}


def page_of(record: Record, run: str) -> tuple[IndexPage, list[Capture]]:
    """Return the index page that a metadata record tells of, with the captures chosen on it."""
    told, source = record.fields, record.notes.get("source", "")
    archive = told.get("archive", "")
    chosen = [
        Capture(url, source, archive, int(year), original, captured, _given(digest))
        for year, captured, digest, url, original in (
            words.split(" ", 4) for words in _numbered(told, "capture-")
        )
    ]
    page = IndexPage(
        url=record.url or "",
        source=source,
        archive=archive,
        state=told.get("page-state", "answered"),
        asked=record.captured,
        run=run,
        year=int(told["year"]),
        listed=int(told.get("listed", 0)),
        chosen=len(chosen),
        leads_to=tuple(_numbered(told, "leads-to-")),
        reason=told.get("reason"),
    )
    return page, chosen


def capture_notes(capture: Capture, state: str) -> dict[str, str]:
    """Return what is noted on every record that comes of asking for ``capture``."""
    return {
        "kind": CAPTURE,
        "source": capture.source,
        "state": state,
        "archive": capture.archive,
        "archive-url": capture.archive_url,
        "year": str(capture.year),
        "original": capture.url,
        "captured": capture.captured,
        "index-digest": capture.index_digest or "-",
    }


def _outcome_of(record: Record, run: str) -> tuple[Capture, Outcome]:
    notes = record.notes
    capture = Capture(
        archive_url=notes["archive-url"],
        source=notes["source"],
        archive=notes["archive"],
        year=int(notes["year"]),
        url=notes["original"],
        captured=notes["captured"],
        index_digest=_given(notes["index-digest"]),
    )
    filed = record.position if record.source_uri else None
    reason = record.fields.get("reason") or notes.get("reason")
    at = record.created or record.captured
    return capture, Outcome(notes["state"], at, run, reason, filed)


def _numbered(told: Mapping[str, str], prefix: str) -> Iterator[str]:
    return (words for name, words in told.items() if name.startswith(prefix))


def _given(digest: str) -> str | None:
    return None if digest == "-" else digest


def _marks(kind: type) -> str:
    return ", ".join("?" * len(fields(kind)))


_PAGE = ", ".join(field.name for field in fields(IndexPage))
_CAPTURE = ", ".join(field.name for field in fields(Capture))
