"""What the pages of one source and run held: the rows of table source_pages in ``facts.db``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from corpus.schema import open_facts

_JSON = ("lost", "sections", "causes")

NOT_FREE = "not_free"
"""Among the causes: articles whose page says that it is not free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePages:
    """One row; see table source_pages in the codebook."""

    source: str
    run: str
    captured: str
    pages: int
    unread: int = 0
    untitled: int = 0
    undated: int = 0
    in_future: int = 0
    on_capture_day: int = 0
    same_day: int = 0
    repeated: int = 0
    same_title: int = 0
    other_language: int = 0
    garbled: int = 0
    scrambled: int = 0
    letters: int = 0
    newest: str | None = None
    again: int = 0
    lost: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    causes: Mapping[str, int]

    @property
    def articles(self) -> int:
        """Pages in which an article was found."""
        return self.pages - self.unread

    def row(self) -> dict[str, Any]:
        """Return the values by column."""
        row = asdict(self)
        return row | {name: json.dumps(row[name], sort_keys=True) for name in _JSON}


def read_source_pages(facts: Path) -> list[SourcePages]:
    """Return the rows of the database ``facts``, by source and run; none if there is no database.

    Raises ``CorpusError`` where it is no database of this version.
    """
    if not facts.exists():
        return []
    database = open_facts(facts)
    names = ", ".join(field.name for field in fields(SourcePages))
    try:
        rows = list(database.query(f"SELECT {names} FROM source_pages ORDER BY source, run"))
    finally:
        database.close()
    return [SourcePages(**row | {name: json.loads(row[name]) for name in _JSON}) for row in rows]
