"""Invariants of a data folder: what must hold between database, archive and reviews."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from corpus.codebook import codebook
from corpus.dump import dump_digest
from corpus.errors import BrokenWarcError, CorpusError
from corpus.folder import DataFolder
from corpus.reviews import read as read_reviews
from corpus.schema import check_references, open_facts
from corpus.warc import read_record

_OUT_OF_STEP = "facts.db: {} differs from reviews.jsonl; `pressfacts build` takes it over"


def check(folder: DataFolder, *, facts: Path | None = None) -> list[str]:
    """Return what does not hold, a line each; an empty list is good.

    ``facts`` is another database than that in use, such as one not yet in its
    place. Raises ``CorpusError`` if there is no usable database.
    """
    database = open_facts(facts or folder.facts)
    try:
        checks: tuple[Callable[[Database], Iterator[str]], ...] = (
            _references,
            _quotes,
            _flags,
            _rejection_sums,
            _estimates,
            _dump,
        )
        found = [problem for one in checks for problem in one(database)]
        found += _archive(database, folder)
        found += _reviews(database, folder)
    finally:
        database.close()
    return found


def _references(database: Database) -> Iterator[str]:
    try:
        check_references(database)
    except CorpusError as error:
        yield str(error)


def _quotes(database: Database) -> Iterator[str]:
    """Every quote is the words of the text at its offsets (whole texts may be left out)."""
    if not database.table("text").exists():
        return
    sql = """
        SELECT 'fact ' || fact.id AS what, quote, start, "end", text FROM fact
        JOIN text ON text.version = fact.version
        UNION ALL
        SELECT 'anchor ' || anchor.field || ' of ' || fact.id, anchor.quote, anchor.start,
          anchor."end", text FROM anchor
        JOIN fact ON fact.id = anchor.fact JOIN text ON text.version = fact.version
        UNION ALL
        SELECT 'rejection in ' || rejection.version, quote, start, "end", text FROM rejection
        JOIN text ON text.version = rejection.version
    """
    for what, quote, start, end, text in database.execute(sql):
        if text[start:end] != quote:
            yield f"{what}: offsets {start} to {end} say {text[start:end]!r}, expected {quote!r}"


def _flags(database: Database) -> Iterator[str]:
    for identity, flags in database.execute("SELECT id, flags FROM fact"):
        for flag in json.loads(flags):
            if not codebook().allows("flag", flag):
                yield f"fact {identity}: flag {flag!r} is not in the codebook"


def _rejection_sums(database: Database) -> Iterator[str]:
    sql = """
        SELECT version, reason, sum(rows), sum(listed) FROM (
          SELECT version, reason, count(*) AS rows, 0 AS listed FROM rejection GROUP BY 1, 2
          UNION ALL
          SELECT version, reason, 0, listed FROM rejection_count
        ) GROUP BY 1, 2 HAVING sum(rows) != sum(listed)
    """
    for version, reason, rows, listed in database.execute(sql):
        yield f"version {version}: {rows} rejections for {reason}, rejection_count says {listed}"


def _estimates(database: Database) -> Iterator[str]:
    sql = """
        SELECT estimate.id FROM estimate LEFT JOIN estimate_fact
          ON estimate_fact.estimate = estimate.id AND estimate_fact.fact = estimate.best_fact
          AND estimate_fact.role = 'best'
        WHERE estimate_fact.fact IS NULL
    """
    for (identity,) in database.execute(sql):
        yield f"estimate {identity}: its best fact is not among its facts"


def _dump(database: Database) -> Iterator[str]:
    sql = "SELECT value FROM meta WHERE key = 'dump_digest'"
    noted = next((value for (value,) in database.execute(sql)), None)
    found = dump_digest(database)
    if noted != found:
        yield f"meta: dump digest {noted}, expected {found}: rows were changed after the build"


def _archive(database: Database, folder: DataFolder) -> Iterator[str]:
    """Every snapshot stands in the archive, and its bytes have the digest noted."""
    sql = "SELECT url, digest, warc_file, warc_offset FROM snapshot ORDER BY warc_file, warc_offset"
    for url, digest, file, offset in database.execute(sql):
        try:
            record = read_record(folder.warc, file, offset)
        except BrokenWarcError as error:
            yield str(error)
        except CorpusError as error:
            yield f"snapshot of {url}: {error}"
        else:
            if (record.url, record.digest) != (url, digest):
                yield f"{file}: byte {offset}: holds {record.url}, expected {url} with {digest}"


def _reviews(database: Database, folder: DataFolder) -> Iterator[str]:
    try:
        chain = read_reviews(folder.reviews)
    except CorpusError as error:
        yield str(error)
        return
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("reviews_count") != str(len(chain)):
        yield _OUT_OF_STEP.format("the number of reviews")
    elif meta.get("reviews_head") != (chain[-1].digest if chain else "none"):
        yield _OUT_OF_STEP.format("the last review")
