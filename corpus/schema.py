"""The tables of ``facts.db``, made from the codebook with sqlite-utils.

A database is written once, by :func:`create` ... :func:`finish`, and then only
read. Its schema version stands in ``PRAGMA user_version`` and in table meta; a
database of another version is refused with :class:`~corpus.errors.WrongVersionError`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from corpus.codebook import codebook, create_sql
from corpus.errors import CorpusError, WrongVersionError

FIGURES = """
SELECT
  replace(fact.measure, '_', ' ') AS measure,
  fact.value, fact.value_max, fact.unit,
  replace(fact.qualifier, '_', ' ') AS qualifier,
  fact.kind, fact.direction, replace(fact.status, '_', ' ') AS status,
  place.name AS place, fact.period, fact.scope, fact.part,
  replace(fact.donors, '_', ' ') AS donors,
  source.title AS outlet, version.published, version.title, fact.sentence, article.url,
  fact.attribution, fact.flags, fact.confidence,
  version.lang, fact.place_name AS place_as_printed, fact.place AS place_code,
  fact.period_start, fact.period_end, fact.period_basis,
  substr(coalesce(fact.period_end, fact.period_start), 1, 4) AS year,
  EXISTS (
    SELECT 1 FROM estimate_fact JOIN estimate ON estimate.id = estimate_fact.estimate
    WHERE estimate_fact.fact = fact.id AND estimate.conflict = 1
  ) AS conflict,
  article.lineage, fact.id AS fact, article.id AS article, snapshot.captured
FROM fact
JOIN version ON version.id = fact.version
JOIN article ON article.id = version.article
JOIN source ON source.name = article.source
JOIN snapshot ON snapshot.id = version.snapshot
LEFT JOIN place ON place.code = fact.place
WHERE version.latest = 1
"""

RECONCILED = """
SELECT
  replace(estimate.measure, '_', ' ') AS measure,
  place.name AS place, estimate.period,
  replace(estimate.qualifier, '_', ' ') AS qualifier,
  estimate.value, estimate.value_max, estimate.unit,
  replace(estimate.status, '_', ' ') AS status, replace(estimate.donors, '_', ' ') AS donors,
  estimate.independent_texts, estimate.articles, estimate.conflict,
  source.title AS outlet, fact.sentence, article.url,
  estimate.place AS place_code, estimate.period_start, estimate.period_end,
  substr(coalesce(estimate.period_end, estimate.period_start), 1, 4) AS year,
  estimate.id AS estimate, fact.id AS fact
FROM estimate
JOIN place ON place.code = estimate.place
JOIN fact ON fact.id = estimate.best_fact
JOIN version ON version.id = fact.version
JOIN article ON article.id = version.article
JOIN source ON source.name = article.source
"""

VIEWS = {"figures": FIGURES, "reconciled": RECONCILED}


def create(path: Path) -> Database:
    """Return a new database at ``path`` with all tables empty; an old file is replaced.

    Foreign keys are checked by :func:`finish`, so rows may come in any order.
    """
    database = Database(path, recreate=True, execute_plugins=False)
    database.execute("PRAGMA foreign_keys = OFF")
    with database.atomic():
        for table in codebook().facts.values():
            database.execute(create_sql(table))
    database.execute(f"PRAGMA user_version = {codebook().schema_version}")
    return database


def finish(database: Database) -> None:
    """Add indexes, full-text search and views, and check every foreign key.

    Raises ``CorpusError`` naming the first row that points nowhere.
    """
    for table in codebook().facts.values():
        for column in table.indexed:
            database.table(table.name).create_index([column])
    database.table("fact").enable_fts(
        ["sentence", "search_words"], tokenize="unicode61 remove_diacritics 2"
    )
    for name, sql in VIEWS.items():
        database.create_view(name, sql.strip())
    check_references(database)
    database.analyze()


def check_references(database: Database) -> None:
    """Raise ``CorpusError`` for the first row whose foreign key points nowhere."""
    for table, row, other, _ in database.execute("PRAGMA foreign_key_check"):
        raise CorpusError(f"facts.db: table {table}, row {row}: no such {other}")


def open_facts(path: Path) -> Database:
    """Return the finished database at ``path``, for reading only.

    Raises ``CorpusError`` if there is none or it is no database, ``WrongVersionError``
    if its schema is another one.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: no database here, expected one; `pressfacts build` makes it")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT name FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise CorpusError(f"{path}: no usable database: {error}") from error
    if found != codebook().schema_version:
        connection.close()
        raise WrongVersionError(
            f"{path}: schema version {found}, expected {codebook().schema_version}; "
            "`pressfacts build --rebuild` makes it anew"
        )
    return Database(connection, execute_plugins=False)
