"""Opening a data folder for looking at: Datasette, settled for a database that never changes."""

# mypy: untyped-calls-exclude=corpus.serving.site
from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import quote

from datasette.plugins import pm
from sqlite_utils import Database

from corpus.folder import DataFolder
from corpus.schema import VIEWS, open_facts
from corpus.serving import plugin
from corpus.serving.notes import metadata
from corpus.serving.site import DATABASE, FactsDatasette, Site, identity

_HERE = Path(__file__).parent
_PLUGIN = "pressfacts"

SETTINGS = {
    "suggest_facets": False,
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 2000,
    "truncate_cells_html": 300,
    "default_facet_size": 12,
    "default_page_size": 50,
    # A page of the last build must not stay in the browser after the next one.
    "default_cache_ttl": 0,
}


def open_site(folder: DataFolder) -> FactsDatasette:
    """Return the application over ``facts.db`` in ``folder``.

    Raises ``CorpusError`` if there is no usable database, ``WrongVersionError`` if
    its schema is another one.
    """
    site = _look_at(folder)
    if not pm.has_plugin(_PLUGIN):
        pm.register(plugin, _PLUGIN)
    datasette = FactsDatasette(
        # The path becomes part of a URI.
        immutables=[quote(str(folder.facts.resolve()))],
        inspect_data=_inspected(site),
        metadata=metadata(site.view_columns, demonstration=site.demonstration),
        template_dir=str(_HERE / "templates"),
        static_mounts=[("pressfacts", str(_HERE / "static"))],
        settings=SETTINGS,
    )
    datasette.site = site
    return datasette


def _look_at(folder: DataFolder) -> Site:
    opened = identity(folder.facts)
    database = open_facts(folder.facts)
    try:
        return Site(
            folder=folder,
            meta={row["key"]: row["value"] for row in database.table("meta").rows},
            counts={name: _count(database, name) for name in database.table_names()},
            view_columns={name: tuple(database.view(name).columns_dict) for name in VIEWS},
            style=_digest(_HERE / "static" / "pressfacts.css"),
            opened=opened,
        )
    finally:
        database.close()


def _count(database: Database, name: str) -> int:
    (count,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    return int(count)


def _inspected(site: Site) -> dict[str, object]:
    """What `datasette inspect` would say, so that no page counts rows or hashes the file."""
    tables = {name: {"count": count} for name, count in site.counts.items()}
    digest = site.meta["dump_digest"]
    return {DATABASE: {"hash": digest, "size": site.opened[1], "tables": tables}}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
