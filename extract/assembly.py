"""A figure of an article as the ``Fact`` that is handed out: values, words, provenance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import edtf
from extract.drafts import WEIGHED, Draft
from extract.linking.qualifier import link_qualifier
from extract.model import Conference, Equivalent, Fact, Span
from extract.places import MAP_CHANGE
from extract.repeats import Figure
from extract.scan import Scan

_SURE = {"stated": 1.0, "inherited": 0.9, "event": 0.8, "publication": 0.9, None: 0.8}


def fact_of(figure: Figure, conference: Conference | None) -> Fact:
    """Return ``figure`` with everything its article says about it."""
    draft = figure.told
    scope, part = figure.scope
    scan, quantity = draft.zone.scan, draft.zone.quantity
    span = span_of(scan, draft.start, draft.end)
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
        scope=scope,
        part=part,
        period=draft.when.edtf,
        period_start=period.first.isoformat() if period and period.first else None,
        period_end=period.last.isoformat() if period and period.last else None,
        period_basis=draft.when.basis,
        place=draft.where.place.code if draft.where.place else None,
        place_name=_place_name(draft),
        place_level=draft.where.place.level if draft.where.place else None,
        place_asof=_place_asof(draft),
        attribution=figure.attribution.value,
        conference=conference,
        equivalent=_equivalent(draft),
        sentence=scan.text[scan.sentence.start : scan.sentence.end],
        quote=span.quote,
        start=span.start,
        end=span.end,
        anchors=_anchors(draft),
        repeats=tuple(span_of(r.zone.scan, r.start, r.end) for r in figure.repeats),
        rule=_rule(draft),
        confidence=_confidence(draft, tuple(flags)),
        flags=tuple(flags),
    )


def span_of(scan: Scan, start: int, end: int) -> Span:
    """Return the words of tokens ``start`` to ``end`` with their offsets."""
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
    if draft.where.end is not None and _called_former(draft.zone.scan, draft.where.end):
        yield "map_uncertain"
    if place is None or not place.merged_2025 or draft.when.edtf is None:
        return
    period = edtf.read(draft.when.edtf)
    if period is None or period.last is None:
        return
    before = period.first is None or period.first.isoformat() < MAP_CHANGE
    if before and period.last.isoformat() >= MAP_CHANGE:
        yield "map_uncertain"


def _called_former(scan: Scan, at: int) -> bool:
    """Whether "(cũ)" stands behind a province: a unit that is no more by that name."""
    if at < len(scan.tokens) and scan.tokens[at].norm == "(":
        at += 1
    return scan.matches.at("place.former", at) is not None


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
        "part": draft.scope.part or (None, None),
        "period": (draft.when.period.start, draft.when.period.end)
        if draft.when.period and draft.when.basis in {"stated", "publication"}
        else (None, None),
        "place": (draft.where.start, draft.where.end),
        "attribution": (draft.attribution.start, draft.attribution.end),
    }
    anchors: dict[str, tuple[Span, ...]] = {
        name: (span_of(scan, start, end),)
        for name, (start, end) in spans.items()
        if start is not None and end is not None
    }
    if draft.equivalent is not None:
        other = draft.equivalent.quantity
        anchors["equivalent"] = (span_of(draft.equivalent.scan, other.start, other.end),)
    return anchors


def _rule(draft: Draft) -> str:
    return (
        f"value={draft.zone.quantity.rule} qualifier={draft.qualifier.rule}"
        f" kind={draft.kind.answer.rule} status={draft.status.rule}"
        f" scope={draft.scope.answer.rule} donors={draft.donors.rule}"
        f" period={draft.when.rule} place={draft.where.rule}"
    )


def _confidence(draft: Draft, flags: Sequence[str]) -> float:
    """Return how safe the reading is: each field not said in so many words costs a tenth or two."""
    sure = _SURE[draft.when.basis]
    if draft.where.start is None:
        sure *= 0.9
    if draft.zone.quantity.bare:
        sure *= 0.9
    if any(flag.startswith(("damaged", "separator")) for flag in flags):
        sure *= 0.6
    if WEIGHED in flags:
        sure *= 0.75  # three in four of them are figures, on articles left out while learning
    return round(sure, 2)
