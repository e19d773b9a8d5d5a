"""What ``pressfacts crawl --plan`` prints: addresses, hours and megabytes per source."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.running.report import SourcePlan

_HEADS = ("source", "addresses", "new", "again", "hours", "megabytes", "limits and notes")


def plan_lines(plans: Mapping[str, SourcePlan], *, as_json: bool) -> Iterator[str]:
    """Yield a line for each source, as JSON or in columns under a head with the sum of all."""
    records = [_record(source, plan) for source, plan in sorted(plans.items())]
    if as_json:
        yield from (json.dumps(record, ensure_ascii=False) for record in records)
        return
    width = max(map(len, (*plans, "source", "in all")))
    yield _row(width, *_HEADS)
    for record in records:
        yield _row(width, *_cells(record))
    if len(records) > 1:
        yield _row(width, *_cells(_total(records)))


def _record(source: str, plan: SourcePlan) -> dict[str, Any]:
    return {
        "source": source,
        "addresses": plan.addresses,
        "new": plan.new,
        "again": plan.again,
        "left_for_later": plan.left_for_later,
        "forbidden": plan.forbidden,
        "hours": round(plan.seconds / 3600, 2),
        "megabytes": round(plan.addresses * plan.page_bytes / 1e6, 1),
        "page_bytes": plan.page_bytes,
        "pages_measured": plan.pages_measured,
        "limits": list(plan.limits),
    }


def _total(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Sources are crawled at the same time: the slowest says how long it takes."""
    summed = ("addresses", "new", "again", "megabytes")
    return {
        "source": "in all",
        **{key: sum(record[key] for record in records) for key in summed},
        "hours": max(record["hours"] for record in records),
    }


def _cells(record: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        record["source"],
        *(f"{record[key]:,}" for key in ("addresses", "new", "again")),
        f"{record['hours']:.2f}",
        f"{record['megabytes']:,.1f}",
        "; ".join(_notes(record)),
    )


def _notes(record: Mapping[str, Any]) -> Iterator[str]:
    if record.get("limits"):
        left = record["left_for_later"]
        yield f"limit of {', '.join(record['limits'])}" + (f": {left:,} left" if left else "")
    if record.get("forbidden"):
        yield f"{record['forbidden']:,} closed by robots.txt"
    if record.get("pages_measured") == 0 and record["addresses"]:
        yield f"a page taken as {record['page_bytes'] / 1000:.0f} kB"


def _row(width: int, source: str, *cells: str) -> str:
    *numbers, note = cells
    return "  ".join([f"{source:{width}}", *(f"{cell:>9}" for cell in numbers), note]).rstrip()
