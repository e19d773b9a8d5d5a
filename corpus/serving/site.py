"""The application: Datasette over one data folder, settled for a database that never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm
from sqlite_utils import Database as Reader

from corpus.folder import DataFolder
from corpus.schema import VIEWS, open_facts
from corpus.serving import plugin
from corpus.serving.notes import metadata

DATABASE = "facts"

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


@dataclass(frozen=True)
class Site:
    """What is known of the database when it is opened; ``counts`` are rows by table and view."""

    folder: DataFolder
    meta: Mapping[str, str]
    counts: Mapping[str, int]
    view_columns: Mapping[str, tuple[str, ...]]
    opened: tuple[int, int, int] = field(repr=False)

    @property
    def demonstration(self) -> bool:
        """Whether the database was made from the built-in demonstration."""
        return self.meta["demonstration"] != "no"

    @property
    def replaced(self) -> bool:
        """Whether a later build has put another file in the place of the opened one."""
        return _identity(self.folder.facts) != self.opened

    @cached_property
    def style(self) -> str:
        """A short hash of the style sheet, so that a browser never keeps an old one."""
        return hashlib.sha256((_HERE / "static" / "pressfacts.css").read_bytes()).hexdigest()[:8]


class FactsDatasette(Datasette):  # type: ignore[misc]
    """Datasette with the site it serves, for our pages to ask."""

    site: Site

    @property
    def facts(self) -> Database:
        """The database of figures."""
        return self.get_database(DATABASE)


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
    opened = _identity(folder.facts)
    database = open_facts(folder.facts)
    try:
        names = [*database.table_names(), *database.view_names()]
        return Site(
            folder=folder,
            meta={row["key"]: row["value"] for row in database.table("meta").rows},
            counts={name: _count(database, name) for name in names},
            view_columns={name: tuple(database.view(name).columns_dict) for name in VIEWS},
            opened=opened,
        )
    finally:
        database.close()


def _count(database: Reader, name: str) -> int:
    (count,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    return int(count)


def _inspected(site: Site) -> dict[str, object]:
    """What `datasette inspect` would say, so that no page counts rows or hashes the file."""
    tables = {name: {"count": count} for name, count in site.counts.items()}
    digest = site.meta["dump_digest"]
    return {DATABASE: {"hash": digest, "size": site.opened[1], "tables": tables}}


def _identity(path: Path) -> tuple[int, int, int]:
    if not path.is_file():
        return (0, 0, 0)
    found = path.stat()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
