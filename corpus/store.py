"""The build: from archived articles to ``facts.db``.

A build always starts from nothing, beside the database in use, and takes its
place in one step when it is complete: nothing is ever half-written, and what
the database says depends on the articles, the code and its data alone. The
order in which articles come and the time of the build change nothing but the
rows that name them.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version as installed_version
from pathlib import Path

from sqlite_utils import Database

from corpus.codebook import codebook
from corpus.coverage import Asked, coverage_rows
from corpus.derive import NewestText, derive
from corpus.dropped import Filtered
from corpus.dump import dump_digest
from corpus.errors import CorpusError, ReadingError
from corpus.filterloss import loss_rows
from corpus.folder import DataFolder
from corpus.identity import Prints, article_id, fact_id, snapshot_id, version_id
from corpus.locks import hold, sync_folder
from corpus.model import Article, Snapshot, Source
from corpus.provenance import (
    article_row,
    data_digest,
    place_rows,
    run_rows,
    snapshot_row,
    source_rows,
)
from corpus.readings import (
    Row,
    anchor_rows,
    as_json,
    check_reading,
    context_columns,
    fact_row,
    rejection_count_rows,
    rejection_rows,
    search_words,
)
from corpus.reviews import read as read_reviews
from corpus.schema import create, finish
from extract.model import Document, Fact, Reading

log = logging.getLogger(__name__)

Reader = Callable[[Document], Reading]
Observed = Callable[[], Mapping[str, Iterable[Row]]]
Inspect = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build holds: rows by table, the dump's hash, articles that could not be read."""

    rows: Mapping[str, int]
    dump_digest: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """One distinct text of an article, on the first snapshot that shows it."""

    id: str
    article_id: str
    snapshot: Snapshot
    article: Article
    latest: bool


@dataclass(slots=True)
class _Tables:
    """Rows by table while a build goes on, and what lineages and estimates start from."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    newest: list[NewestText] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def build(
    folder: DataFolder,
    articles: Iterable[tuple[Snapshot, Article]],
    read: Reader,
    *,
    built_at: str,
    demonstration: bool = False,
    sources: Iterable[Source] = (),
    runs: Iterable[Row] = (),
    filtered: Iterable[Filtered] = (),
    asked: Iterable[Asked] = (),
    observed: Observed = dict,
    inspect: Inspect | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BuildReport:
    """Write ``facts.db`` in ``folder`` anew from ``articles`` and return what it holds.

    ``read`` is the reader of texts; ``built_at`` is UTC, ISO 8601 with Z;
    ``runs`` are rows of the ledger's table run, ``filtered`` what its table dropped
    comes to, ``asked`` what it knows of each source's years; ``observed`` is asked,
    when all texts are read, for rows of further tables; ``progress`` is called
    with the texts read so far and all of them. ``inspect`` is called with the path of
    the complete new database before it takes its place; whatever it raises leaves the
    old one in place. Raises ``LockedError`` while
    another build of the folder goes on, ``WrongFolderError`` if the folder is
    of the other kind, ``ReviewChainError`` if ``reviews.jsonl`` is damaged,
    ``CorpusError`` if ``facts.db`` is a directory. An article whose reading
    the codebook does not allow is told in the report, and stands in the database
    without figures.
    """
    folder.claim(demonstration=demonstration)
    with hold(folder.root / "locks" / "build.lock", what="facts.db is being built"):
        tables = _Tables()
        versions = _versions(articles)
        for done, version in enumerate(versions, start=1):
            _add_version(tables, version, read)
            if progress is not None:
                progress(done, len(versions))
        described = list(sources)
        _add_provenance(tables, described, runs, filtered)
        names = [source.name for source in described]
        tables.rows["coverage"] += coverage_rows(asked, tables.rows, names)
        for name, rows in observed().items():
            tables.rows[name] += rows
        derive(tables.newest, tables.rows)
        reviews = read_reviews(folder.reviews)
        tables.rows["review"] += (dict(review.row()) for review in reviews)
        meta = {
            "schema_version": str(codebook().schema_version),
            "code_version": installed_version("pressfacts"),
            "data_digest": data_digest(),
            "demonstration": "yes" if demonstration else "no",
            "published_edition": "no",
            "reviews_count": str(len(reviews)),
            "reviews_head": reviews[-1].digest if reviews else "none",
            "built_at": built_at,
        }
        return _write(folder.facts, tables, meta, inspect)


def _versions(articles: Iterable[tuple[Snapshot, Article]]) -> list[_Version]:
    """Return the distinct texts of each article, newest first; ordered by article."""
    captures: defaultdict[str, dict[str, tuple[Snapshot, Article]]] = defaultdict(dict)
    for snapshot, article in articles:
        captures[article_id(article)][snapshot_id(snapshot)] = (snapshot, article)
    found: list[_Version] = []
    for article_key, pairs in sorted(captures.items()):
        ordered = sorted(pairs.values(), key=lambda pair: (pair[0].captured, snapshot_id(pair[0])))
        newest = ordered[-1][1].text
        first: dict[str, tuple[Snapshot, Article]] = {}
        for snapshot, article in ordered:
            first.setdefault(article.text, (snapshot, article))
        texts = [text for text in first if text != newest]
        for text in [newest, *reversed(texts)]:
            key = version_id(article_key, text)
            found.append(_Version(key, article_key, *first[text], latest=text == newest))
    return found


def _add_version(tables: _Tables, version: _Version, read: Reader) -> None:
    article = version.article
    reading = read(
        Document(
            text=article.text,
            published=article.published,
            url=article.url,
            segments=article.segments or None,
        )
    )
    _add_text(tables, version, reading)
    facts: dict[str, Fact] = {}
    try:
        check_reading(reading)
        facts = _add_facts(tables, version, reading)
    except ReadingError as error:
        tables.problems.append(f"{article.url}: {error}")
        log.warning("%s: reading left out: %s", article.url, error)
    else:
        if version.latest:
            tables.rows["rejection"] += rejection_rows(reading, version.id)
            tables.rows["rejection_count"] += rejection_count_rows(reading, version.id)
    if version.latest:
        tables.newest.append(NewestText(version.article_id, article, reading, facts))


def _printed_title(reading: Reading) -> str | None:
    """Return the title line of a text that came without one (a file added by hand)."""
    for segment in reading.segments:
        if segment.role == "title":
            return reading.text[segment.start : segment.end]
    return None


def _add_text(tables: _Tables, version: _Version, reading: Reading) -> None:
    article = version.article
    if version.latest:
        tables.rows["article"].append(article_row(version.article_id, article))
    tables.rows["snapshot"].append(snapshot_row(version.snapshot))
    witness = article.published_witness if article.published else None
    tables.rows["version"].append(
        {
            "id": version.id,
            "article": version.article_id,
            "snapshot": snapshot_id(version.snapshot),
            "text_sha256": reading.text_sha256,
            "title": article.title or _printed_title(reading),
            "lang": reading.lang,
            "lang_probability": reading.lang_probability,
            "published": reading.published,
            "published_witness": witness or ("text" if reading.published else None),
            "latest": int(version.latest),
        }
    )
    segments = [[segment.role, segment.start, segment.end] for segment in reading.segments]
    tables.rows["text"].append(
        {"version": version.id, "text": reading.text, "segments": as_json(segments)}
    )


def _add_facts(tables: _Tables, version: _Version, reading: Reading) -> dict[str, Fact]:
    """Add the readings of claims that no newer text prints, all or none; return them by id."""
    prints = Prints(reading.text, reading.segments)
    claims: dict[str, Row] = {}
    facts: dict[str, Fact] = {}
    rows: list[Row] = []
    for fact in reading.facts:
        claim = prints.claim_id(version.article_id, fact.start, fact.end)
        if claim in tables.claims:
            continue
        identity = fact_id(claim, fact)
        if identity in facts:
            raise ReadingError(f"the same figure twice: {fact.quote!r}")
        facts[identity] = fact
        claims[claim] = {
            "id": claim,
            "article": version.article_id,
            "number": prints.number(fact.start, fact.end),
            "current": int(version.latest),
        }
        keys = {"id": identity, "claim": claim, "version": version.id}
        words = {"search_words": search_words(fact, version.article.title)}
        rows.append(keys | fact_row(fact) | context_columns(fact, reading) | words)
    tables.claims |= claims.keys()
    tables.rows["claim"] += claims.values()
    tables.rows["fact"] += rows
    for identity, fact in facts.items():
        tables.rows["anchor"] += anchor_rows(fact, identity)
    return facts


def _add_provenance(
    tables: _Tables,
    sources: Iterable[Source],
    runs: Iterable[Row],
    filtered: Iterable[Filtered],
) -> None:
    # Several articles can stand on one page, as in a feed.
    snapshots = {row["id"]: row for row in tables.rows["snapshot"]}
    tables.rows["snapshot"] = list(snapshots.values())
    tables.rows["filter_loss"] += loss_rows(filtered, tables.rows)
    named = (*snapshots.values(), *tables.rows["article"], *tables.rows["filter_loss"])
    names = [row["source"] for row in named]
    tables.rows["source"] += source_rows(names, sources)
    tables.rows["place"] += place_rows(row["place"] for row in tables.rows["fact"])
    tables.rows["run"] += run_rows((row["run"] for row in snapshots.values()), runs)


def _write(
    path: Path, tables: _Tables, meta: Mapping[str, str], inspect: Inspect | None
) -> BuildReport:
    if path.is_dir():
        raise CorpusError(f"{path}: a directory, expected a database file or nothing")
    fresh = path.with_name(path.name + ".new")
    _clear(fresh)
    database = create(fresh)
    try:
        with database.atomic():
            for name in codebook().facts:
                _insert(database, name, tables.rows[name])
            _insert(database, "meta", [{"key": k, "value": v} for k, v in meta.items()])
        finish(database)
        digest = dump_digest(database)
        _insert(database, "meta", [{"key": "dump_digest", "value": digest}])
        counts = {name: database.table(name).count for name in codebook().facts}
    finally:
        database.close()
    if inspect is not None:
        inspect(fresh)
    _replace(fresh, path)
    return BuildReport(counts, digest, tuple(tables.problems))


def _clear(fresh: Path) -> None:
    """Remove what a killed build left: its journal would be played into the new file."""
    for ending in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _insert(database: Database, table: str, rows: list[Row]) -> None:
    if rows:
        database.table(table).insert_all(rows)


def _replace(fresh: Path, path: Path) -> None:
    """Put the new database in place of the old one, in one step that survives a loss of power."""
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)
