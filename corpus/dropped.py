"""What the topic filter drops: links that are noted and not asked for, but for a random sample.

Each address is noted once, in the ledger's table ``dropped`` and, so that the
table can be made anew, in a metadata record of the archive. The sample is drawn
by the hash of the address, so that it is the same whenever it is drawn.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus.warc import Record

MOST_A_RUN = 5_000
"""Links of one source that are noted in one run; what is dropped beyond is only counted."""

MOST_KEPT = 50_000
"""Links of one source that stay noted; beyond, the oldest are forgotten."""

LIST = "dropped"
"""What the note ``list`` of an archive record says, if it holds such links."""

_DRAWS = 2**32


@dataclass(frozen=True, slots=True)
class DroppedLink:
    """A link as announced; ``dated`` is the date said of it, as printed."""

    url: str
    title: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class DroppedRow:
    """A noted link; ``sampled`` 1: it was asked for all the same. See the codebook."""

    source: str
    url: str
    title: str | None
    dated: str | None
    dropped_at: str
    run: str
    sampled: int


@dataclass(frozen=True, slots=True)
class Filtered:
    """What the filter dropped of ``source``, and the sampled addresses that brought a page."""

    source: str
    dropped: int
    sampled: frozenset[str]


def draw_of(url: str) -> int:
    """Return the number, below 2^32, that decides whether ``url`` is in the sample."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()[:4])


def fields_of(links: Iterable[DroppedLink]) -> dict[str, str]:
    """Return ``links`` as fields of a metadata record, a JSON object each."""
    return {
        f"{LIST}-{number}": json.dumps(asdict(link), ensure_ascii=False)
        for number, link in enumerate(links, start=1)
    }


def links_of(record: Record) -> list[DroppedLink]:
    """Return the links that :func:`fields_of` put into ``record``."""
    if record.notes.get("list") != LIST:
        return []
    return [DroppedLink(**json.loads(value)) for value in record.fields.values()]


class DroppedLinks:
    """Table dropped of the open ledger behind ``connection``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def unknown(self, links: Iterable[DroppedLink], source: str, run: str) -> list[DroppedLink]:
        """Return those of ``links`` that are to be noted, each address once."""
        unknown = {
            link.url: link
            for link in links
            if self._one("SELECT 1 FROM dropped WHERE url = ?", (link.url,)) is None
        }
        return list(unknown.values())[: self.room(source, run)]

    def room(self, source: str, run: str) -> int:
        """Return how many more links of ``source`` are to be noted in ``run``."""
        return max(0, MOST_A_RUN - self.count(source, run))

    def count(self, source: str, run: str) -> int:
        """Return how many links of ``source`` were first met in ``run``."""
        (noted,) = self._one(
            "SELECT count(*) FROM dropped WHERE source = ? AND run = ?", (source, run)
        )
        return int(noted)

    def add(self, links: Sequence[DroppedLink], source: str, *, run: str, at: str) -> None:
        """Note ``links``, dropped at ``at`` (UTC, ISO 8601 with Z); known ones stay as they are."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO dropped (url, source, run, dropped_at, title, dated, draw) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (link.url, source, run, at, link.title, link.dated, draw_of(link.url))
                for link in links
            ],
        )
        self._connection.execute(
            "DELETE FROM dropped WHERE source = ?1 AND rowid <= "
            "(SELECT rowid FROM dropped WHERE source = ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2)",
            (source, MOST_KEPT),
        )

    def sample(self, source: str, *, at: str, one_in: int, most: int) -> list[str]:
        """Draw what the present run is to ask for and make it known as seen; return the addresses.

        Drawn from are the links noted by runs that have not ended: the present
        one, and those that were killed. What another document announced with
        words on the topic is no part of it.
        """
        chosen = self._connection.execute(
            "SELECT dropped.url FROM dropped LEFT JOIN address USING (url) "
            "WHERE dropped.source = ?1 AND draw < ?2 AND (address.url IS NULL OR "
            "(sampled AND last_visit IS NULL)) AND dropped.run NOT IN "
            "(SELECT id FROM run WHERE ended IS NOT NULL) ORDER BY draw LIMIT ?3",
            (source, _DRAWS // one_in, most),
        )
        urls = [url for (url,) in chosen]
        self._connection.executemany(
            "INSERT OR IGNORE INTO address (url, source, state, first_seen, sampled) "
            "VALUES (?, ?, 'seen', ?, 1)",
            [(url, source, at) for url in urls],
        )
        return urls

    def rows(self, sources: Sequence[str] = ()) -> Iterator[DroppedRow]:
        """Yield the links dropped of ``sources``, or of all, the last dropped first.

        Links that another document announced with words on the topic are left out.
        """
        marks = ", ".join("?" * len(sources))
        cursor = self._connection.execute(
            "SELECT dropped.source, url, title, dated, dropped_at, dropped.run, sampled IS 1 "
            f"FROM dropped LEFT JOIN address USING (url) WHERE {_LOST} "
            + (f"AND dropped.source IN ({marks}) " if sources else "")
            + "ORDER BY dropped.source, dropped_at DESC, dropped.url",
            tuple(sources),
        )
        return (DroppedRow(*row) for row in cursor)

    def filtered(self) -> list[Filtered]:
        """Return what was dropped of each source, by source."""
        dropped: Mapping[str, int] = dict(
            self._connection.execute(
                "SELECT dropped.source, count(*) FROM dropped LEFT JOIN address USING (url) "
                f"WHERE {_LOST} GROUP BY dropped.source ORDER BY dropped.source"
            ).fetchall()
        )
        sampled: dict[str, set[str]] = {source: set() for source in dropped}
        for source, url in self._connection.execute(
            "SELECT source, url FROM address WHERE sampled AND captured IS NOT NULL"
        ):
            sampled.setdefault(source, set()).add(url)
        return [
            Filtered(source, dropped.get(source, 0), frozenset(urls))
            for source, urls in sampled.items()
        ]

    def _one(self, sql: str, values: tuple[str, ...]) -> Any:
        return self._connection.execute(sql, values).fetchone()


_LOST = "(address.url IS NULL OR sampled)"
