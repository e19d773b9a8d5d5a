"""Reading one text: language, segments, sentences, quantities, facts.

``read`` is the one way in. It looks at nothing but its argument: no network,
no clock, no files but the package's own data.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract import edtf
from extract.facts import Draft, Refusal, SentenceReading, read_sentence
from extract.language import decide
from extract.lexicon import Lexicon, languages, lexicon
from extract.linking.context import Context
from extract.linking.qualifier import link_qualifier
from extract.linking.speaker import find_conference
from extract.model import (
    READ_ROLES,
    Conference,
    Document,
    Equivalent,
    Fact,
    Reading,
    Rejection,
    Segment,
    Span,
)
from extract.outline import outline, review_period
from extract.places import MAP_CHANGE
from extract.published import published
from extract.repeats import Figure, join_repeats
from extract.scan import Scan, Sentence, scan_sentence
from extract.segments import find_segments
from extract.sentences import split_sentences
from extract.text import normalise

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FURNITURE_REASON = {"related": "teaser"}
_INHERITED = {"inherited": 0.9, "event": 0.8, "publication": 0.9, "stated": 1.0, None: 0.8}


def read(document: Document) -> Reading:
    """Read ``document``.

    The text is put into NFC first; all offsets refer to ``Reading.text``. A
    language that is not supported or can't be decided gives no facts. Raises
    ``LexiconError`` for an unknown ``document.lang``.
    """
    text = normalise(document.text)
    decision = decide(text)
    lang = document.lang or decision.lang
    segments = document.segments or find_segments(text)
    base = Reading(
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        lang=lang,
        lang_probability=1.0 if document.lang else float(decision.probability),
        published=document.published,
        segments=segments,
        facts=(),
        rejections=(),
    )
    if lang not in languages() and document.lang is None:
        return base
    return _read(base, lexicon(lang), document)


def _read(base: Reading, words: Lexicon, document: Document) -> Reading:
    found = None if base.published else published(base.text, base.lang, base.segments)
    anchor = base.published or (found[0] if found else None)
    sentences = list(_sentences(base.text, base.segments, base.lang))
    scans = [scan_sentence(base.text, s, words, anchor=anchor, review=None) for s in sentences]
    review = review_period(scans)
    if review is not None:
        scans = [
            scan_sentence(base.text, s, words, anchor=anchor, review=review) for s in sentences
        ]
    about = outline(scans, lang=base.lang, published=anchor, review=review, url=document.url)
    context = Context(about)
    readings = [read_sentence(scan, context) for scan in scans]
    conference = find_conference(scan for scan in scans if scan.sentence.role in {"title", "lead"})
    figures = join_repeats([draft for reading in readings for draft in reading.drafts])
    facts = sorted((_fact(figure, conference) for figure in figures), key=lambda f: f.start)
    rejections = sorted(_rejections(readings), key=lambda r: (r.start, r.end))
    return replace(
        base,
        published=anchor,
        facts=tuple(facts),
        rejections=tuple(rejections),
        rejection_counts=_counts(base, readings),
    )


def _sentences(text: str, segments: Sequence[Segment], lang: str) -> Iterator[Sentence]:
    for paragraph, segment in enumerate(segments):
        if segment.role in READ_ROLES:
            for start, end in split_sentences(text, segment.start, segment.end, lang):
                yield Sentence(start, end, segment.role, paragraph)


def _fact(figure: Figure, conference: Conference | None) -> Fact:
    draft = figure.draft
    scan, quantity = draft.zone.scan, draft.zone.quantity
    span = _span(scan, draft.start, draft.end)
    period = edtf.read(draft.when.edtf) if draft.when.edtf else None
    flags = dict.fromkeys((*draft.flags, *_map_flags(draft)))
    return Fact(
        measure=draft.measure.name,
        value=quantity.number.value,
        value_max=quantity.number.value_max,
        unit=quantity.unit,
        qualifier=str(draft.qualifier.value),
        value_low=draft.bounds.low,
        value_high=draft.bounds.high,
        bounds_rule=draft.bounds.rule,
        kind=str(draft.kind.answer.value),
        direction=draft.kind.direction,
        base_period=draft.base,
        per=draft.kind.per,
        status=str(draft.status.value),
        donors=draft.donors.value,
        scope=str(draft.scope.answer.value),
        part=scan.quote(*draft.scope.part) if draft.scope.part else None,
        period=draft.when.edtf,
        period_start=period.first.isoformat() if period and period.first else None,
        period_end=period.last.isoformat() if period and period.last else None,
        period_basis=draft.when.basis,
        place=draft.where.place.code if draft.where.place else None,
        place_name=_place_name(draft),
        place_level=draft.where.place.level if draft.where.place else None,
        place_asof=_place_asof(draft),
        attribution=draft.attribution.value,
        conference=conference,
        equivalent=_equivalent(draft),
        sentence=scan.text[scan.sentence.start : scan.sentence.end],
        quote=span.quote,
        start=span.start,
        end=span.end,
        anchors=_anchors(draft),
        repeats=tuple(_span(r.zone.scan, r.start, r.end) for r in figure.repeats),
        rule=_rule(draft),
        confidence=_confidence(draft, tuple(flags)),
        flags=tuple(flags),
    )


def _span(scan: Scan, start: int, end: int) -> Span:
    first, last = scan.tokens[start].start, scan.tokens[end - 1].end
    return Span(first, last, scan.text[first:last])


def _place_name(draft: Draft) -> str | None:
    if draft.where.start is not None and draft.where.end is not None:
        return draft.zone.scan.quote(draft.where.start, draft.where.end)
    return draft.where.place.name if draft.where.place else None


def _place_asof(draft: Draft) -> str | None:
    """Return the day on whose map a Vietnamese province is read: the end of the period."""
    place = draft.where.place
    if place is None or place.country != "VN" or place.level == "country":
        return None
    period = edtf.read(draft.when.edtf) if draft.when.edtf else None
    last = period.last.isoformat() if period and period.last else None
    if place.until is not None and (last is None or last > place.until):
        return place.until
    return last


def _map_flags(draft: Draft) -> Iterator[str]:
    """A span over the map change of 2025 can mean the old province or the new one."""
    place = draft.where.place
    if place is None or not place.merged_2025 or draft.when.edtf is None:
        return
    period = edtf.read(draft.when.edtf)
    if period is None or period.last is None:
        return
    before = period.first is None or period.first.isoformat() < MAP_CHANGE
    if before and period.last.isoformat() >= MAP_CHANGE:
        yield "map_uncertain"


def _equivalent(draft: Draft) -> Equivalent | None:
    if draft.equivalent is None:
        return None
    quantity = draft.equivalent.quantity
    qualifier = link_qualifier(draft.equivalent)
    return Equivalent(
        quantity.number.value, quantity.number.value_max, quantity.unit, str(qualifier.value)
    )


def _anchors(draft: Draft) -> dict[str, tuple[Span, ...]]:
    scan, quantity = draft.zone.scan, draft.zone.quantity
    spans = {
        "value": (quantity.number.start, quantity.number.end),
        "unit": (quantity.start, quantity.end),
        "qualifier": (draft.qualifier.start, draft.qualifier.end),
        "kind": (draft.kind.answer.start, draft.kind.answer.end),
        "base_period": draft.base_span or (None, None),
        "status": (draft.status.start, draft.status.end),
        "donors": (draft.donors.start, draft.donors.end),
        "scope": (draft.scope.answer.start, draft.scope.answer.end),
        "period": (draft.when.period.start, draft.when.period.end)
        if draft.when.period and draft.when.basis in {"stated", "publication"}
        else (None, None),
        "place": (draft.where.start, draft.where.end),
        "attribution": (draft.attribution.start, draft.attribution.end),
    }
    anchors = {
        name: (_span(scan, start, end),)
        for name, (start, end) in spans.items()
        if start is not None and end is not None
    }
    if draft.equivalent is not None:
        other = draft.equivalent.quantity
        anchors["equivalent"] = (_span(scan, other.start, other.end),)
    return anchors


def _rule(draft: Draft) -> str:
    named = {
        "value": draft.zone.quantity.rule,
        "qualifier": draft.qualifier.rule,
        "kind": draft.kind.answer.rule,
        "status": draft.status.rule,
        "scope": draft.scope.answer.rule,
        "donors": draft.donors.rule,
        "period": draft.when.rule,
        "place": draft.where.rule,
    }
    return " ".join(f"{name}={rule}" for name, rule in named.items())


def _confidence(draft: Draft, flags: Sequence[str]) -> float:
    """Return how safe the reading is: each field not said in so many words costs a tenth or two."""
    sure = _INHERITED[draft.when.basis]
    if draft.where.start is None:
        sure *= 0.9
    if draft.zone.quantity.bare:
        sure *= 0.9
    if any(flag.startswith(("damaged", "separator")) for flag in flags):
        sure *= 0.6
    return round(sure, 2)


def _rejections(readings: Sequence[SentenceReading]) -> Iterator[Rejection]:
    for reading in readings:
        yield from _vague(reading)
        for refusal in reading.refusals:
            if _has_row(refusal):
                quantity = refusal.zone.quantity
                span = _span(reading.scan, quantity.start, quantity.end)
                sentence = reading.scan.sentence
                yield Rejection(
                    start=span.start,
                    end=span.end,
                    quote=span.quote,
                    sentence=reading.scan.text[sentence.start : sentence.end],
                    reason=str(refusal.answer.value),
                    rule=refusal.answer.rule,
                )


def _has_row(refusal: Refusal) -> bool:
    """Whether the number names a measure's unit, a currency or a percentage."""
    quantity = refusal.zone.quantity
    return quantity.measure is not None or quantity.unit in {"percent", "times"}


def _unread_digits(scan: Scan) -> int:
    """Count numbers no finder took: they are parts of names and codes (Covid-19, M5)."""
    spans = (*scan.numbers, *scan.taken, *scan.periods)
    known = {i for span in spans for i in range(span.start, span.end)}
    return sum(1 for i, token in enumerate(scan.tokens) if token.kind == "number" and i not in known)


def _vague(reading: SentenceReading) -> Iterator[Rejection]:
    """Read "hàng trăm tổ chức", "puluhan juta dolar": a plural that says no number."""
    scan = reading.scan
    for match in scan.matches.of("numbers.vague"):
        noun = scan.matches.at("noun.full", match.end) or scan.matches.at("noun.bare", match.end)
        end = noun.end if noun is not None else match.end
        span = _span(scan, match.start, end)
        sentence = scan.text[scan.sentence.start : scan.sentence.end]
        yield Rejection(span.start, span.end, span.quote, sentence, "vague_plural", "numbers.vague")


def _counts(base: Reading, readings: Sequence[SentenceReading]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for reading in readings:
        counts.update(
            str(refusal.answer.value) for refusal in reading.refusals if not _has_row(refusal)
        )
        counts.update(taken.reason for taken in reading.scan.taken)
        counts["date"] += len(reading.scan.periods)
        counts["name_part"] += _unread_digits(reading.scan)
    for segment in base.segments:
        if segment.role not in READ_ROLES:
            reason = _FURNITURE_REASON.get(segment.role, "counter")
            counts[reason] += sum(
                1 for _ in _DIGITS.finditer(base.text, segment.start, segment.end)
            )
    return {reason: count for reason, count in sorted(counts.items()) if count}
