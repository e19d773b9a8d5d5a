"""The application class, with what is known of the database it serves."""

# mypy: untyped-calls-exclude="datasette,corpus.serving.site"
from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from corpus.folder import DataFolder
from corpus.serving.safety import OUR_PAGES

DATABASE = "facts"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the database when it is opened; ``counts`` are rows by table.

    ``style`` is a short hash of the style sheet, so that a browser never keeps an old one.
    """

    folder: DataFolder
    meta: Mapping[str, str]
    counts: Mapping[str, int]
    view_columns: Mapping[str, tuple[str, ...]]
    style: str
    opened: tuple[int, int, int] = field(repr=False)

    @property
    def demonstration(self) -> bool:
        """Whether the database was made from the built-in demonstration."""
        return self.meta["demonstration"] != "no"

    @property
    def replaced(self) -> bool:
        """Whether a later build has put another file in the place of the opened one."""
        return identity(self.folder.facts) != self.opened


class FactsDatasette(Datasette):
    """Datasette with the site it serves, for our pages to ask."""

    site: Site

    async def hold_open(self) -> None:
        """Open the database in every thread that will read it.

        A thread that opened it later would read the file that a build has put
        in its place since: one page, two editions.
        """
        database, threads = self.get_database(DATABASE), self.setting("num_sql_threads")
        together = Barrier(threads)
        waiting = (database.execute_fn(lambda _: together.wait()) for _ in range(threads))
        await asyncio.gather(*waiting)

    async def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> tuple[Row, ...]:
        """Return the result of a query on the figures, a mapping a row."""
        results = await self.get_database(DATABASE).execute(sql, params)
        return tuple(dict(row) for row in results.rows)

    async def page(
        self, request: Request, template: str, context: Mapping[str, object], *, status: int = 200
    ) -> Response:
        """Return one of our pages, under the policy that lets no script run."""
        content = await self.render_template(template, dict(context), request=request)
        headers = {"Content-Security-Policy": OUR_PAGES}
        response: Response = Response.html(content, status=status, headers=headers)
        return response


def identity(path: Path) -> tuple[int, int, int]:
    """Return what tells one file at ``path`` from another that took its place; zeros: no file."""
    if not path.is_file():
        return (0, 0, 0)
    found = path.stat()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
