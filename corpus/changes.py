"""What a new edition of ``facts.db`` says that the one before did not say, and the reverse.

Figures are compared by claim, which stays the same while the program improves:
a claim that neither edition lacks and that is read differently has changed. A
figure whose claim is another only because the words around it were edited is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.errors import CorpusError
from corpus.identity import READING
from corpus.schema import open_facts

Row = Mapping[str, Any]

_READER = ("code_version", "data_digest")

_ARTICLES = """
SELECT url FROM main.article WHERE id NOT IN (SELECT id FROM old.article) ORDER BY source, url
"""

_CURRENT = "{edition}.fact JOIN {edition}.claim ON claim.id = fact.claim AND claim.current = 1"

_FIGURES = f"""
SELECT fact.id AS fact, fact.claim, article.id AS article, source.title AS outlet, article.url,
  fact.sentence, fact.place_name, {", ".join(f"fact.{name}" for name in READING)}
FROM {_CURRENT}
JOIN {{edition}}.article ON article.id = claim.article
JOIN {{edition}}.source ON source.name = article.source
WHERE fact.id NOT IN (SELECT fact.id FROM {_CURRENT.replace("edition", "other")})
ORDER BY source.name, article.url, fact.start
"""

_NOT_PRINTED = "SELECT id FROM main.claim WHERE current = 0"


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that the two editions do not say the same of.

    ``before`` and ``after`` hold the reading (columns of table fact with outlet
    and address), ``None`` where an edition has none; ``fields`` names what
    differs between two readings; ``printed`` is false where the newest text of the
    article no longer prints the number.
    """

    claim: str
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()
    printed: bool = True

    @property
    def kind(self) -> str:
        """``new``, ``changed`` or ``withdrawn``."""
        if self.before is None:
            return "new"
        return "withdrawn" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs, figures by outlet and address.

    ``compared`` is false where there was no edition before, or one that can't be
    read, such as one of another version; then all is new. ``reader_changed`` says
    whether program or language data changed in between, which alone may change readings.
    """

    compared: bool
    reader_changed: bool
    new_articles: tuple[str, ...]
    figures: tuple[Change, ...]

    def of(self, kind: str) -> list[Change]:
        """Return the figures of one kind."""
        return [change for change in self.figures if change.kind == kind]


def changes(new: Path, old: Path) -> Changes:
    """Return what the edition ``new`` changed against ``old``, which need not exist.

    Raises ``CorpusError`` if ``new`` is no usable database.
    """
    database = open_facts(new)
    try:
        compared = _attach(database, old)
        return Changes(
            compared=compared,
            reader_changed=compared and _reader(database, "main") != _reader(database, "old"),
            new_articles=tuple(url for (url,) in database.execute(_ARTICLES)),
            figures=tuple(_figures(database)),
        )
    finally:
        database.close()


def _attach(database: Database, old: Path) -> bool:
    """Attach ``old``, or empty tables where it can't be compared; return whether it can."""
    if not _is_usable(old):
        database.execute("ATTACH ':memory:' AS old")
        for table in ("meta", "source", "article", "claim", "fact"):
            database.execute(f"CREATE TABLE old.{table} AS SELECT * FROM main.{table} WHERE 0")
        return False
    database.execute("ATTACH ? AS old", [f"{old.resolve().as_uri()}?mode=ro"])
    return True


def _is_usable(path: Path) -> bool:
    try:
        open_facts(path).close()
    except CorpusError:
        return False
    return True


def _reader(database: Database, edition: str) -> list[Any]:
    rows = database.execute(f"SELECT key, value FROM {edition}.meta").fetchall()
    return [dict(rows).get(key) for key in _READER]


def _figures(database: Database) -> Iterator[Change]:
    before = _by_claim(database, "old", "main")
    after = _by_claim(database, "main", "old")
    _drop_moved(before, after)
    unprinted = {claim for (claim,) in database.execute(_NOT_PRINTED)}
    for claim in dict.fromkeys((*before, *after)):
        left, right = before.get(claim), after.get(claim)
        differing = (name for name in READING if left and right and left[name] != right[name])
        yield Change(claim, left, right, tuple(differing), printed=claim not in unprinted)


def _drop_moved(before: dict[str, Row], after: dict[str, Row]) -> None:
    """Drop pairs of claims of one article that say the same: the text around was edited."""
    here = {_said(row): claim for claim, row in after.items() if claim not in before}
    for claim, row in list(before.items()):
        if claim not in after and (moved := here.pop(_said(row), None)) is not None:
            del before[claim], after[moved]


def _said(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("article", *READING))


def _by_claim(database: Database, edition: str, other: str) -> dict[str, Row]:
    rows = database.query(_FIGURES.format(edition=edition, other=other))
    return {row["claim"]: row for row in rows}
