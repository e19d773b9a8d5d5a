"""The links that the topic filter dropped, as ``pressfacts crawl --dropped`` lists them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crawler.commands.problem import Problem

if TYPE_CHECKING:
    from corpus.dropped import DroppedRow
    from corpus.folder import DataFolder


def print_dropped(folder: DataFolder, wanted: Sequence[str], *, as_json: bool) -> int:
    """Print a line for each link dropped of the sources ``wanted``, or of all."""
    from corpus.ledger import Ledger
    from crawler import sources

    known = sources.load(sources.modules_for(folder))
    for name in wanted:
        if name not in known:
            raise Problem(f"{name}: unknown source, expected one of {', '.join(known)}")
    if not folder.ledger.is_file():
        raise Problem(f"{folder.ledger}: no ledger, expected one; crawl first")
    with Ledger(folder.ledger) as ledger:
        for row in ledger.dropped.rows(wanted):
            print(json.dumps(_record(row), ensure_ascii=False) if as_json else _line(row))
    return 0


def _record(row: DroppedRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "url": row.url,
        "title": row.title,
        "dated": row.dated,
        "dropped_at": row.dropped_at,
        "run": row.run,
        "sampled": bool(row.sampled),
    }


def _line(row: DroppedRow) -> str:
    mark = "sampled" if row.sampled else "       "
    title = " ".join(row.title.split()) if row.title else "-"
    return f"{row.source}  {row.dropped_at[:10]}  {mark}  {row.url}  {title}"
