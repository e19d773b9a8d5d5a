"""What a build derives from its own rows: lineages first, then estimates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.amounts import stored
from corpus.estimates import Estimate, Witness, estimates
from corpus.lineage import Text, lineages, links
from corpus.model import Article
from corpus.readings import Row
from extract.model import READ_ROLES, Fact, Reading


@dataclass(frozen=True, slots=True)
class NewestText:
    """The newest text of an article, as read; ``facts`` by id."""

    article_id: str
    article: Article
    reading: Reading
    facts: Mapping[str, Fact]


def derive(newest: Sequence[NewestText], rows: defaultdict[str, list[Row]]) -> None:
    """Set each article's lineage in ``rows``, and add links, estimates and their facts."""
    texts = [_text(text) for text in newest]
    found = links(texts)
    lineage = lineages(texts, found)
    for row in rows["article"]:
        row["lineage"] = lineage[row["id"]]
    for link in found:
        rows["lineage_link"].append(
            {
                "article": link.article,
                "other": link.other,
                "reason": link.reason,
                "detail": link.detail,
            }
        )
    for estimate in estimates(_witnesses(newest, lineage)):
        rows["estimate"].append(_estimate_row(estimate))
        for role, witness in estimate.roles:
            rows["estimate_fact"].append(
                {"estimate": estimate.id, "fact": witness.fact_id, "role": role}
            )


def _witnesses(newest: Sequence[NewestText], lineage: Mapping[str, str]) -> Iterator[Witness]:
    for text in newest:
        for identity, fact in text.facts.items():
            yield Witness(
                identity, fact, text.article_id, lineage[text.article_id], text.reading.published
            )


def _text(newest: NewestText) -> Text:
    article, reading = newest.article, newest.reading
    read = [segment for segment in reading.segments if segment.role in READ_ROLES]
    running = [segment for segment in read if segment.role in {"lead", "body"}]
    lead = reading.text[running[0].start : running[0].end] if running else reading.text
    return Text(
        article=newest.article_id,
        source=article.source,
        url=article.canonical_url or article.url,
        lang=reading.lang,
        published=reading.published,
        post_number=article.post_number,
        edition_slug=article.edition_slug,
        credit=article.credit,
        credit_url=article.credit_url,
        lead=lead,
        words="\n".join(reading.text[segment.start : segment.end] for segment in read),
        facts=tuple(newest.facts.values()),
    )


def _estimate_row(estimate: Estimate) -> Row:
    fact = estimate.best.fact
    return {
        "id": estimate.id,
        "measure": fact.measure,
        "unit": fact.unit,
        "status": estimate.status,
        "donors": estimate.donors,
        "place": fact.place,
        "period": fact.period,
        "period_start": fact.period_start,
        "period_end": fact.period_end,
        "value": stored(fact.value),
        "value_max": stored(fact.value_max),
        "qualifier": fact.qualifier,
        "value_low": stored(estimate.value_low),
        "value_high": stored(estimate.value_high),
        "best_fact": estimate.best.fact_id,
        "independent_texts": estimate.independent_texts,
        "articles": estimate.articles,
        "conflict": int(estimate.conflict),
    }
