"""Rows of the database from what was read: facts, claims, anchors, rejections.

A reading that the codebook does not allow, or whose quotes are not the words
of the text, raises ``ReadingError`` and gives no rows at all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from corpus.amounts import stored, written
from corpus.codebook import codebook, is_unit, reading_columns
from corpus.errors import ReadingError
from corpus.folding import plain
from extract.model import Equivalent, Fact, Reading, Segment, Span

CONTEXT = 240
"""So many characters of the segment are kept before and after a sentence."""

Row = dict[str, Any]


def check_reading(reading: Reading) -> None:
    """Raise ``ReadingError`` for the first thing the codebook does not allow."""
    for fact in reading.facts:
        _check_span(reading.text, fact.start, fact.end, fact.quote)
        for span in (*fact.repeats, *(span for spans in fact.anchors.values() for span in spans)):
            _check_span(reading.text, span.start, span.end, span.quote)
        _check_values(fact)
    for rejection in reading.rejections:
        _check_span(reading.text, rejection.start, rejection.end, rejection.quote)
    reasons = {rejection.reason for rejection in reading.rejections} | set(reading.rejection_counts)
    for reason in reasons:
        _check_value("reason", "reason", reason)


def fact_row(fact: Fact) -> Row:
    """Return the columns of table fact that come from the reading."""
    row: Row = {name: getattr(fact, name) for name in reading_columns()}
    for name in ("value", "value_max", "value_low", "value_high"):
        row[name] = stored(row[name])
    row["flags"] = as_json(list(fact.flags))
    row["conference"] = as_json(asdict(fact.conference)) if fact.conference else None
    row["equivalent"] = _equivalent(fact.equivalent) if fact.equivalent else None
    return row


def context_columns(fact: Fact, reading: Reading) -> Row:
    """Return the words before and after the fact's sentence, within its segment."""
    text, sentence = reading.text, fact.sentence
    start = text.rfind(sentence, 0, fact.start + len(sentence))
    if not start <= fact.start < start + len(sentence):
        start, sentence = fact.start, fact.quote
    end = start + len(sentence)
    low, high = _segment_around(reading.segments, fact.start, len(text))
    before = text[max(low, start - CONTEXT) : start]
    after = text[end : min(high, end + CONTEXT)]
    return {
        "text_before": _from_word(before) if start - CONTEXT > low else before.lstrip(),
        "text_after": _to_word(after) if end + CONTEXT < high else after.rstrip(),
    }


def search_words(fact: Fact, title: str | None) -> str:
    """Return headline, sentence and place as people type them without diacritics."""
    return plain(" ".join(part for part in (title, fact.sentence, fact.place_name) if part))


def anchor_rows(fact: Fact, fact_id: str) -> Iterator[Row]:
    """Yield one row for each anchor and repeat; the same words twice for one field are one row."""
    spans: dict[tuple[str, int, int], Span] = {}
    for field, anchors in (*fact.anchors.items(), ("repeat", fact.repeats)):
        for span in anchors:
            spans[field, span.start, span.end] = span
    for (field, start, end), span in sorted(spans.items()):
        yield {"fact": fact_id, "field": field, "start": start, "end": end, "quote": span.quote}


def rejection_rows(reading: Reading, version: str) -> Iterator[Row]:
    """Yield one row for each rejection with a row of its own."""
    rows = {(r.start, r.end, r.reason): r for r in reading.rejections}
    for (start, end, reason), rejection in sorted(rows.items()):
        yield {
            "version": version,
            "start": start,
            "end": end,
            "quote": rejection.quote,
            "sentence": rejection.sentence,
            "reason": reason,
            "rule": rejection.rule,
        }


def rejection_count_rows(reading: Reading, version: str) -> Iterator[Row]:
    """Yield how many numbers were set aside, by reason."""
    listed = Counter(row["reason"] for row in rejection_rows(reading, version))
    for reason in sorted(listed.keys() | reading.rejection_counts.keys()):
        yield {
            "version": version,
            "reason": reason,
            "listed": listed[reason],
            "unlisted": reading.rejection_counts.get(reason, 0),
        }


def as_json(value: object) -> str:
    """Return ``value`` as JSON on one line, letters unescaped, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _equivalent(equivalent: Equivalent) -> str:
    """Numbers stand in plain decimal, as everywhere."""
    top = "null" if equivalent.value_max is None else written(equivalent.value_max)
    return (
        f'{{"value":{written(equivalent.value)},"value_max":{top},'
        f'"unit":{as_json(equivalent.unit)},"qualifier":{as_json(equivalent.qualifier)}}}'
    )


def _check_span(text: str, start: int, end: int, quote: str) -> None:
    if text[start:end] != quote:
        raise ReadingError(f"offsets {start} to {end}: {text[start:end]!r}, expected {quote!r}")


def _check_values(fact: Fact) -> None:
    for column in codebook().facts["fact"].columns.values():
        if column.added:
            continue
        value = getattr(fact, column.name)
        if value is None and not column.null:
            raise ReadingError(f"{column.name}: null, expected a value")
        if column.list is not None and value is not None:
            for code in value if isinstance(value, tuple) else (value,):
                _check_value(column.name, column.list, code)
    if not is_unit(fact.unit):
        raise ReadingError(f"unit: {fact.unit!r}, expected one of the codebook or a currency")


def _check_value(column: str, name: str, code: str) -> None:
    if not codebook().allows(name, code):
        expected = ", ".join(codebook().lists[name].values)
        raise ReadingError(f"{column}: {code!r}, expected one of {expected}")


def _segment_around(segments: tuple[Segment, ...], offset: int, length: int) -> tuple[int, int]:
    for segment in segments:
        if segment.start <= offset < segment.end:
            return segment.start, segment.end
    return 0, length


def _from_word(text: str) -> str:
    """Leave out the first word, which may be cut."""
    return text.partition(" ")[2].lstrip()


def _to_word(text: str) -> str:
    """Leave out the last word, which may be cut."""
    return text.rpartition(" ")[0].rstrip()
