"""What a researcher asks first: the national series, what supports and what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.schema import open_facts

_SERIES = """
select estimate.period, estimate.period_start, estimate.period_end, value, value_max, qualifier,
       status, donors, independent_texts, articles, conflict, place, unit
from estimate
where measure = ? and unit = ? and place = ?
order by coalesce(estimate.period_end, estimate.period_start), estimate.period, -independent_texts,
         estimate.id
"""
_TOTALS = """
select (select count(*) from article) as articles,
       (select count(*) from source) as outlets,
       (select count(*) from fact) as figures,
       (select count(*) from rejection) as set_aside,
       (select count(*) from estimate where conflict) as conflicts,
       (select count(distinct lineage) from article) as independent_texts
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One point of a series; amounts as stored, ``conflict`` whether readings contradict it."""

    period: str
    value: float
    value_max: float | None
    qualifier: str
    status: str
    donors: str | None
    independent_texts: int
    articles: int
    conflict: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of the database, and series by name."""

    totals: Mapping[str, int]
    money_by_year: tuple[Row, ...]
    organisations: tuple[Row, ...]


def summary(facts: Path, *, place: str, currency: str) -> Summary:
    """Return the series of ``place`` (ISO 3166) in ``currency`` (ISO 4217).

    Money of single years only; organisations as of any day. Raises ``CorpusError``
    where ``facts`` is no database of this version.
    """
    database = open_facts(facts)
    try:
        totals = next(iter(database.query(_TOTALS)))
        money = [_row(row) for row in database.query(_SERIES, ["aid_amount", currency, place])]
        counts = database.query(_SERIES, ["ngo_count", "organization", place])
        return Summary(
            totals={name: int(count) for name, count in totals.items()},
            money_by_year=tuple(row for row in money if len(row.period) == 4),
            organisations=tuple(_row(row) for row in counts),
        )
    finally:
        database.close()


def _row(row: Mapping[str, Any]) -> Row:
    return Row(
        period=row["period"],
        value=row["value"],
        value_max=row["value_max"],
        qualifier=row["qualifier"],
        status=row["status"],
        donors=row["donors"],
        independent_texts=row["independent_texts"],
        articles=row["articles"],
        conflict=bool(row["conflict"]),
    )
