"""How far each source is covered, by year: the rows of table coverage.

What articles there are comes from the build, what was asked for and refused from
the ledger. A year nobody asked for has a row as well: a gap is to be seen.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.readings import Row

Year = tuple[str, int]
"""A source and a year."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ledger knows of a source's year; columns of table coverage, and ``visited``.

    ``visited`` counts addresses of the outlet itself that were asked for.
    """

    source: str
    year: int
    index_pages: int = 0
    captures: int = 0
    captures_filed: int = 0
    refused: int = 0
    visited: int = 0


_ASKED = """
SELECT source, year, sum(index_pages), sum(captures), sum(filed), sum(refused), sum(visited)
FROM (
  SELECT source, year, state = 'answered' AS index_pages, 0 AS captures, 0 AS filed,
    state = 'blocked' AS refused, 0 AS visited
  FROM index_page
  UNION ALL
  SELECT source, year, 0, 1, state = 'fetched', state = 'blocked', 0 FROM capture
  UNION ALL
  SELECT source,
    CAST(substr(CASE WHEN lastmod GLOB '[12][0-9][0-9][0-9]-*' THEN lastmod ELSE first_seen END,
      1, 4) AS INTEGER),
    0, 0, 0, state = 'blocked', last_visit IS NOT NULL
  FROM address WHERE url NOT LIKE '%/robots.txt'
) GROUP BY source, year ORDER BY source, year
"""


def read_asked(connection: sqlite3.Connection) -> list[Asked]:
    """Return what the open ledger knows, by source and year.

    An address belongs to the year its sitemap names, else to that of its first mention.
    """
    return [Asked(*row) for row in connection.execute(_ASKED)]


def coverage_rows(
    asked: Iterable[Asked], rows: Mapping[str, Sequence[Row]], names: Iterable[str]
) -> Iterator[Row]:
    """Yield the rows of table coverage: each source, each year from the first known to the last.

    ``rows`` are the rows of a build by table; ``names`` are sources that have a row
    even if nothing is known of them.
    """
    told = {(one.source, one.year): one for one in asked}
    live, backfilled = _articles(rows)
    known = told.keys() | live.keys() | backfilled.keys()
    if not known:
        return
    first, last = min(year for _, year in known), max(year for _, year in known)
    for source in sorted({source for source, _ in known} | set(names)):
        for year in range(first, last + 1):
            one = told.get((source, year)) or Asked(source, year)
            yield _row(one, live[source, year], backfilled[source, year])


def _row(asked: Asked, live: int, backfilled: int) -> Row:
    return {
        "source": asked.source,
        "year": asked.year,
        "standing": _standing(asked, live, backfilled),
        "live": live,
        "backfilled": backfilled,
        "index_pages": asked.index_pages,
        "captures": asked.captures,
        "captures_filed": asked.captures_filed,
        "refused": asked.refused,
    }


def _standing(asked: Asked, live: int, backfilled: int) -> str:
    if live:
        return "live"
    if backfilled:
        return "backfilled"
    if asked.refused:
        return "blocked"
    return "empty" if asked.index_pages or asked.visited else "never_asked"


def _articles(rows: Mapping[str, Sequence[Row]]) -> tuple[Counter[Year], Counter[Year]]:
    """Count the articles by source and year of publication: live, and on captures only.

    An article without a date belongs to no year.
    """
    sources = {row["id"]: row["source"] for row in rows["article"]}
    captures = {row["id"]: row["archive_url"] is not None for row in rows["snapshot"]}
    only_captured: defaultdict[str, bool] = defaultdict(lambda: True)
    for version in rows["version"]:
        only_captured[version["article"]] &= captures[version["snapshot"]]
    live: Counter[Year] = Counter()
    backfilled: Counter[Year] = Counter()
    for version in rows["version"]:
        match = re.match(r"\d{4}", version["published"] or "")
        if version["latest"] and match:
            counted = backfilled if only_captured[version["article"]] else live
            counted[sources[version["article"]], int(match[0])] += 1
    return live, backfilled
