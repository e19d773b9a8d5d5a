"""What Datasette says of the database: titles, column notes and facets, from the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.codebook import codebook, table_notes

_TITLES = {
    "figures": "Figures",
    "reconciled": "Reconciled series",
    "rejection": "Not taken and why",
    "source": "Sources",
    "article": "Articles",
    "version": "Texts",
    "fact": "Figures, all columns",
    "estimate": "Reconciled figures, all columns",
    "lineage_link": "Articles that are one text",
    "rejection_count": "Numbers set aside, by article",
    "snapshot": "Archived pages",
    "coverage": "Sources by year: read, refused, never asked for",
}

_FACETS = {
    "figures": (
        "measure", "unit", "status", "kind", "place", "year", "period", "outlet", "lang",
        "conflict",
    ),
    "reconciled": ("measure", "unit", "status", "place", "year", "independent_texts", "conflict"),
}  # fmt: skip
"""Facets of the views, those that the view has columns for."""

_SORT = {"figures": "period_end", "reconciled": "period_end"}

_LABELS = {"version": "title", "source": "title", "article": "url", "snapshot": "captured",
           "fact": "quote", "place": "name"}  # fmt: skip
"""What is shown of a row that another table points to."""

_NAMED = {
    "outlet": "source.title",
    "place": "place.name",
    "place_code": "place.code",
    "place_as_printed": "fact.place_name",
    "fact": "fact.id",
    "article": "article.id",
    "estimate": "estimate.id",
}
"""Columns of the views that have another name in their table."""

_TABLES = {
    "figures": ("fact", "version", "article", "snapshot"),
    "reconciled": ("estimate", "fact", "article"),
}

_SELDOM = ("meta", "run", "text", "claim", "anchor", "estimate_fact", "rejection_count")
"""Tables that few people look for: listed apart."""


def metadata(
    view_columns: Mapping[str, Sequence[str]], *, demonstration: bool
) -> dict[str, object]:
    """Return Datasette's metadata (the form of 0.65) for facts.db.

    ``view_columns`` are the columns each view of the database has.
    """
    tables: dict[str, dict[str, Any]] = table_notes()
    for name, columns in view_columns.items():
        tables[name].update(_view_notes(name, columns))
    for name, title in _TITLES.items():
        tables[name]["title"] = title
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for name in _SELDOM:
        tables[name]["hidden"] = True
    kind = "Demonstration, not evidence. " if demonstration else ""
    return {
        "title": "pressfacts",
        "description": kind + "Figures on foreign NGOs and their aid, read from the press.",
        "databases": {"facts": {"description": kind + _DATABASE, "tables": tables}},
    }


_DATABASE = (
    "Begin with the views figures and reconciled; the tables behind them follow. "
    "The texts belong to the outlets."
)


def _view_notes(view: str, columns: Sequence[str]) -> dict[str, object]:
    return {
        "columns": dict(_column_notes(view, columns)),
        "facets": [name for name in _FACETS[view] if name in columns],
        "sort_desc": _SORT[view],
    }


def _column_notes(view: str, columns: Sequence[str]) -> Iterable[tuple[str, str]]:
    tables = codebook().facts
    for name in columns:
        if name in _NAMED:
            table, column = _NAMED[name].split(".")
            yield name, tables[table].columns[column].note
            continue
        for table in _TABLES[view]:
            if name in tables[table].columns:
                yield name, tables[table].columns[name].note
                break
