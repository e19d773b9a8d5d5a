"""Rows that say where things come from, and the hash of the data that readings rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.codebook import codebook
from corpus.identity import snapshot_id
from corpus.model import Article, Snapshot, Source
from corpus.readings import Row, as_json
from extract.places import place_of_code


def data_digest() -> str:
    """Return the SHA-256 over the reader's data files, names and contents, as hex."""
    digest = hashlib.sha256()
    for name, content in sorted(_data_files(files("extract").joinpath("data"), "")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _data_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _data_files(item, f"{prefix}{item.name}/")
        elif not item.name.endswith((".py", ".pyc")):
            yield f"{prefix}{item.name}", item.read_bytes()


def article_row(article_id: str, article: Article) -> Row:
    """Return the row of table article; its lineage is itself until lineages are known."""
    return {
        "id": article_id,
        "source": article.source,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "post_number": article.post_number or None,
        "edition_slug": article.edition_slug or None,
        "credit": article.credit or None,
        "credit_url": article.credit_url or None,
        "page_class": article.page_class,
        "lineage": article_id,
    }


def snapshot_row(snapshot: Snapshot) -> Row:
    """Return the row of table snapshot."""
    return {
        "id": snapshot_id(snapshot),
        "source": snapshot.source,
        "run": snapshot.run,
        "url": snapshot.url,
        "captured": snapshot.captured,
        "archive_url": snapshot.archive_url,
        "status": snapshot.status,
        "digest": snapshot.digest,
        "warc_file": snapshot.warc_file,
        "warc_offset": snapshot.offset,
        "warc_length": snapshot.length,
    }


def source_rows(names: Iterable[str], described: Iterable[Source]) -> Iterator[Row]:
    """Yield the rows of table source for ``names``; one nobody described has its name only."""
    known = {source.name: source for source in described}
    for name in sorted(set(names)):
        source = known.get(name) or Source(name, title=name)
        yield {
            "name": source.name,
            "title": source.title,
            "home": source.home,
            "country": source.country,
            "outlet_kind": source.outlet_kind,
            "languages": as_json(list(source.languages)),
        }


def place_rows(codes: Iterable[str | None]) -> Iterator[Row]:
    """Yield the rows of table place for ``codes``, with the names of the reader's gazetteer."""
    for code in sorted({code for code in codes if code}):
        place = place_of_code(code)
        yield {
            "code": code,
            "name": place.name if place else code,
            "place_level": place.level if place else None,
        }


def run_rows(names: Iterable[str], noted: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of table run for ``names``; of one nobody noted only the name is known."""
    known = {run["id"]: run for run in noted}
    for name in sorted(set(names)):
        run = known.get(name, {"id": name})
        yield {column: run.get(column) for column in codebook().facts["run"].columns}
