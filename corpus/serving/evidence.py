"""Everything the database says of one figure, ready for its page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby

from corpus.serving.fields import Field, described
from corpus.serving.marks import Mark, Piece, marking
from corpus.serving.passages import Paragraph, around, paragraphs, sentence_excerpt
from corpus.serving.site import FactsDatasette, Row

FURNITURE = 3
"""More lines of a page's furniture than so many, one after the other, are folded."""

_FIGURE = """
SELECT fact.*,
  claim.number, claim.current,
  version.title, version.lang, version.lang_probability, version.published,
  version.published_witness, version.text_sha256, version.latest,
  article.id AS article, article.url, article.credit, article.credit_url, article.lineage,
  article.source, source.title AS outlet, source.home, source.country, source.outlet_kind,
  snapshot.id AS snapshot, snapshot.url AS snapshot_url, snapshot.captured, snapshot.status AS
  http_status, snapshot.digest, snapshot.warc_file, snapshot.warc_offset, snapshot.warc_length,
  snapshot.run, run.started AS run_started, run.code_version AS run_code_version
FROM fact
JOIN claim ON claim.id = fact.claim
JOIN version ON version.id = fact.version
JOIN article ON article.id = version.article
JOIN source ON source.name = article.source
JOIN snapshot ON snapshot.id = version.snapshot
JOIN run ON run.id = snapshot.run
WHERE fact.id = :fact
"""

_SHORT = """
fact.id, fact.measure, fact.value, fact.value_max, fact.unit, fact.qualifier, fact.kind,
fact.direction, fact.status, fact.scope, fact.place, fact.place_name, fact.period,
fact.value_low, fact.value_high, fact.sentence
"""

_SIBLINGS = f"""
SELECT {_SHORT} FROM fact
WHERE fact.version = :version AND fact.id != :fact ORDER BY fact.start
"""

_LINEAGE = """
SELECT article.id, article.url, version.title, version.lang, version.published,
  source.title AS outlet, group_concat(DISTINCT lineage_link.reason) AS reasons,
  (SELECT count(*) FROM fact WHERE fact.version = version.id) AS figures,
  (SELECT min(fact.id) FROM fact WHERE fact.version = version.id) AS first_figure
FROM article
JOIN version ON version.article = article.id AND version.latest = 1
JOIN source ON source.name = article.source
LEFT JOIN lineage_link ON article.id IN (lineage_link.article, lineage_link.other)
WHERE article.lineage = :lineage AND article.id != :article
GROUP BY article.id ORDER BY version.published, article.id
"""

_ESTIMATES = """
SELECT estimate.*, estimate_fact.role
FROM estimate_fact JOIN estimate ON estimate.id = estimate_fact.estimate
WHERE estimate_fact.fact = :fact ORDER BY estimate.id
"""

_READINGS = f"""
SELECT {_SHORT}, estimate_fact.role, source.title AS outlet, version.title, version.published,
  version.lang, article.lineage, article.id AS article
FROM estimate_fact
JOIN fact ON fact.id = estimate_fact.fact
JOIN version ON version.id = fact.version
JOIN article ON article.id = version.article
JOIN source ON source.name = article.source
WHERE estimate_fact.estimate = :estimate
ORDER BY estimate_fact.role = 'conflicts', estimate_fact.role != 'best', version.published, fact.id
"""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """An estimate and its readings.

    On the page of a figure ``readings`` are the other ones and ``against`` those
    that contradict it; on the estimate's own page all, and those that contradict the best.
    """

    row: Row
    readings: tuple[Row, ...]
    against: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure: its row with article, outlet and snapshot, its words, and what it hangs on.

    ``whole`` says whether ``text`` is the whole article or the words around the sentence.
    """

    row: Row
    sentence: tuple[Piece, ...]
    text: tuple[Paragraph, ...]
    whole: bool
    fields: tuple[Field, ...]
    unstated: tuple[str, ...]
    legend: tuple[str, ...]
    siblings: tuple[Row, ...]
    lineage: tuple[Row, ...]
    estimates: tuple[Reconciled, ...]
    reviews: tuple[Row, ...]

    @property
    def blocks(self) -> list[tuple[bool, tuple[Paragraph, ...]]]:
        """The text, cut where reading begins and ends; true: much furniture, better folded away."""
        groups = [tuple(group) for _, group in groupby(self.text, key=lambda part: part.read)]
        return [(not group[0].read and len(group) > FURNITURE, group) for group in groups]


async def load_evidence(datasette: FactsDatasette, fact: str) -> Evidence | None:
    """Return everything on the fact with that id, or ``None`` if there is none."""
    found = await datasette.rows(_FIGURE, {"fact": fact})
    if not found:
        return None
    row = found[0]
    anchors = await datasette.rows(
        'SELECT field, "start", "end", quote FROM anchor WHERE fact = :fact ORDER BY "start"',
        {"fact": fact},
    )
    marks = [Mark(a["field"], a["start"], a["end"], a["quote"]) for a in anchors]
    marked = marking(marks, (row["start"], row["end"]))
    excerpt = sentence_excerpt(row["sentence"], row["quote"], row["start"], marks)
    text = await _text(datasette, row["version"])
    if text is None:
        wider = around(excerpt, row["text_before"], row["text_after"])
        shown = [Paragraph("body", tuple(marked.pieces(wider.text, wider.start)), True, True)]
    else:
        shown = paragraphs(text["text"], json.loads(text["segments"]), marked)
    fields, unstated = described(row, marks)
    return Evidence(
        row=row,
        sentence=tuple(marked.pieces(excerpt.text, excerpt.start, anchors=False)),
        text=tuple(shown),
        whole=text is not None,
        fields=fields,
        unstated=unstated,
        legend=tuple(dict.fromkeys(mark.field for mark in marks)),
        siblings=await datasette.rows(_SIBLINGS, {"version": row["version"], "fact": fact}),
        lineage=await datasette.rows(
            _LINEAGE, {"lineage": row["lineage"], "article": row["article"]}
        ),
        estimates=await _estimates(datasette, row),
        reviews=await datasette.rows(
            "SELECT * FROM review WHERE claim = :claim ORDER BY reviewed_at, digest",
            {"claim": row["claim"]},
        ),
    )


async def load_estimate(datasette: FactsDatasette, estimate: str) -> Reconciled | None:
    """Return the reconciled figure with that id and the readings behind it, or ``None``."""
    found = await datasette.rows(
        "SELECT * FROM estimate WHERE id = :estimate", {"estimate": estimate}
    )
    if not found:
        return None
    readings = await datasette.rows(_READINGS, {"estimate": estimate})
    return Reconciled(found[0], readings, tuple(r for r in readings if r["role"] == "conflicts"))


async def _text(datasette: FactsDatasette, version: str) -> Row | None:
    # The publishable edition of a database has no table of whole texts.
    if "text" not in datasette.site.counts:
        return None
    found = await datasette.rows(
        "SELECT text, segments FROM text WHERE version = :version", {"version": version}
    )
    return found[0] if found else None


async def _estimates(datasette: FactsDatasette, row: Row) -> tuple[Reconciled, ...]:
    found = []
    for estimate in await datasette.rows(_ESTIMATES, {"fact": row["id"]}):
        readings = await datasette.rows(_READINGS, {"estimate": estimate["id"]})
        others = [reading for reading in readings if reading["id"] != row["id"]]
        against = tuple(reading for reading in others if not intervals_meet(reading, row))
        found.append(Reconciled(estimate, tuple(others), against))
    return tuple(found)


def intervals_meet(one: Row, other: Row) -> bool:
    """Return whether two readings have a number in common; a missing bound is open."""
    lows = [row["value_low"] for row in (one, other) if row["value_low"] is not None]
    highs = [row["value_high"] for row in (one, other) if row["value_high"] is not None]
    return not lows or not highs or max(lows) <= min(highs)
