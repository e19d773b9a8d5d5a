"""What the front page shows: how much there is, and the newest reconciled figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from corpus.serving.site import FactsDatasette, Row

SHOWN = 12
"""So many figures of each measure stand on the front page."""

_TOTALS = """
SELECT
  (SELECT count(*) FROM figures) AS figures,
  (SELECT count(*) FROM article) AS articles,
  (SELECT count(DISTINCT lineage) FROM article) AS independent_texts,
  (SELECT count(*) FROM source) AS sources,
  (SELECT count(*) FROM reconciled) AS reconciled,
  (SELECT count(*) FROM reconciled WHERE conflict = 1) AS conflicts,
  (SELECT coalesce(sum(listed + unlisted), 0) FROM rejection_count) AS set_aside,
  (SELECT count(*) FROM rejection) AS rejections
"""

_NATIONAL = """
SELECT measure, place, period, value, value_max, unit, qualifier, status, value_low, value_high,
  independent_texts, conflict, id, best_fact
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY measure ORDER BY period_end IS NULL, period_end DESC, independent_texts DESC, id
  ) AS place_in_line
  FROM estimate WHERE length(place) = 2
)
WHERE place_in_line <= :shown
ORDER BY measure, place, period_end IS NULL, period_end DESC, independent_texts DESC, id
"""


@dataclass(frozen=True, slots=True)
class Front:
    """Totals by name, and the newest national figures of each measure."""

    totals: Row
    series: tuple[tuple[str, tuple[Row, ...]], ...]


async def load_front(datasette: FactsDatasette) -> Front:
    """Return what the front page shows."""
    (totals,) = await datasette.rows(_TOTALS)
    national = await datasette.rows(_NATIONAL, {"shown": SHOWN})
    series = tuple(
        (measure, tuple(group)) for measure, group in groupby(national, lambda row: row["measure"])
    )
    return Front(totals, series)
