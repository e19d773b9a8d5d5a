"""From the scan of a sentence to drafts of facts and to rejections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.arithmetic.sums import flag_mismatches
from extract.drafts import WEIGHED, Draft, Refusal, SentenceReading
from extract.elliptic.announced import in_announced
from extract.elliptic.columns import column_of, columns_of, fill_columns, opened
from extract.elliptic.elided import fill_elided
from extract.elliptic.taken_up import BASED, last_counted
from extract.elliptic.unsaid import in_last_currency
from extract.equivalents import beyond, equivalents
from extract.linking.answers import Answer, Scope, When, Where
from extract.linking.context import Context, Shared, Whole
from extract.linking.decided import decided, left_out, note_decision
from extract.linking.items import LISTED, is_item, is_listed, note_list
from extract.linking.kind import Kind, link_kind, names_status
from extract.linking.qualifier import bounds, link_qualifier
from extract.linking.rejections import rejected
from extract.linking.rejections.carried import carried
from extract.linking.rejections.denied import note_denied
from extract.linking.rejections.others import FUND
from extract.linking.scope import link_scope
from extract.linking.scope.donors import link_donors
from extract.linking.scope.groups import SOME, WHOLES, act, is_of_last, is_of_whole, is_part
from extract.linking.scope.part import part_words
from extract.linking.scope.places import districts_told
from extract.linking.scope.rows import row_told
from extract.linking.scope.taken_over import followed, of_rate, takes_up
from extract.linking.scope.totals import narrowed
from extract.linking.speaker import link_attribution
from extract.linking.status import UNSPECIFIED, link_status
from extract.linking.subject import link_measure
from extract.linking.when import BASE, NOW, governing_period, link_period
from extract.linking.when.ahead import UNTIMED, is_gift, lies_ahead, untimed
from extract.linking.when.bases import base_period
from extract.linking.when.compared import is_compared_with
from extract.linking.when.earlier import recalled, told_above
from extract.linking.when.later import LATER
from extract.linking.where import ASSUMED, governing_place, link_place
from extract.linking.where.several import differ
from extract.linking.zone import Zone, zones
from extract.measures import Measure, measures
from extract.periods import Period
from extract.places import Place, place_of_code
from extract.quantities import NO_FIGURE, find_quantities, taken_for
from extract.scan import Scan

_COMPARED = frozenset({"change", "ratio", "share"})
_MOVES = frozenset({"change", "ratio"})
_UNLIKELY = Answer("unlikely", "weighed.figure")
_OF_NONE = "percent.no_measure"
_ELIDED = frozenset({"count.reached", "count.list", "count.from_to", "count.taken_up", BASED})


def read_sentence(scan: Scan, context: Context) -> SentenceReading:
    """Read one sentence; ``context`` is changed to what it hands on."""
    context.enter(scan.sentence.paragraph, row=scan.tokens[-1].kind != "mark")
    reading = SentenceReading(scan)
    context.columns = reading.columns = context.columns or opened(scan, context.captions)
    quantities = fill_columns(scan, find_quantities(scan), context.columns)
    quantities = in_announced(scan, quantities)
    quantities = in_last_currency(scan, quantities, context.currency)
    quantities = fill_elided(
        scan, quantities, context.measure, context.counted,
        named=context.organisations, lawful=context.outline.societies,
    )  # fmt: skip
    weighed = context.verdicts.get(scan.sentence.start, {})
    quantities = [
        taken_for(q, weighed[q.start]) if weighed.get(q.start, NO_FIGURE) != NO_FIGURE else q
        for q in quantities
    ]
    context.counted = last_counted(scan, quantities, context.counted)
    all_zones = zones(scan, quantities)
    said = link_attribution(scan, context.speaker)
    context.speaker = said.value or context.speaker
    restated_by = equivalents(all_zones)
    taken = {id(second) for second in restated_by.values()}
    for own in all_zones:
        if id(own) in taken:
            continue
        restated = restated_by.get(id(own))
        zone = own if restated is None else beyond(own, restated)
        verdict = weighed.get(own.quantity.start)
        reason = _UNLIKELY if verdict == NO_FIGURE else None
        if verdict is None:
            reason = rejected(zone, context) or is_listed(zone, context) or is_item(zone, context)
        measure = measures().get(verdict or "")
        if measure is None and reason is None:
            measure = _measure_of(zone, reading, context)
        if reason is None and measure is None:
            reason = Answer("other_percentage", _OF_NONE)
        if reason is None and verdict is None:
            last = reading.refusals[-1] if reading.refusals else None
            reason = carried(zone, last.zone, last.answer) if last is not None else None
        if reason is None and measure is not None:
            draft = _draft(zone, measure, said, context, restated)
            if verdict is not None:
                draft = replace(draft, flags=(*draft.flags, WEIGHED))
            elif lies_ahead(draft.when, context):
                gift = is_gift(zone, draft.when, draft.scope, draft.status, context)
                context.gift_ahead = gift
                draft = replace(draft, when=untimed(draft.when))
                reason = None if gift else Answer("target", "reject.future")
            if reason is None:
                reading.drafts.append(draft)
        if reason is not None:
            reading.refusals += [Refusal(z, reason) for z in (zone, restated) if z is not None]
    context.districts.update(districts_told(scan))
    context.columns = columns_of(scan, context.columns, context.captions)
    period = governing_period(scan, context.outline.present)
    if context.columns is None:
        told = [draft.measure.name for draft in reading.drafts]
        context.captions.add(scan, told, context.measure, period)
    _hand_on(scan, reading, period, context)
    reading.drafts = flag_mismatches(reading.drafts)
    return reading


def _hand_on(scan: Scan, reading: SentenceReading, period: Period | None, context: Context) -> None:
    rows = [draft for draft in reading.drafts if draft.zone.quantity.rule != "count.list"]
    rows = [draft for draft in rows if not is_part(draft.scope)] or rows
    place = _place_of((rows or reading.drafts)[-1], context) if reading.drafts else None
    none = bool(context.columns) or scan.sentence.role == "caption"
    none = none or differ(draft.where for draft in reading.drafts)
    none = none or any(scan.matches.at("place.alone", m.end) for m in scan.places)
    named = bool(scan.organisations())
    refused = [
        str(refusal.answer.value) for refusal in reading.refusals if refusal.zone.quantity.measure
    ]
    context.other_money = not reading.drafts and refused[-1:] == ["other_money"]
    if refused or reading.drafts:
        listed = bool(refused) and not reading.drafts and refused[0] in LISTED
        context.refused = refused[0] if listed else None
    told = {draft.measure.name for draft in reading.drafts}
    note_denied(((r.zone, r.answer) for r in reading.refusals), context, told)
    if any(refusal.answer.rule == FUND for refusal in reading.refusals):
        context.fund_at = scan.sentence.paragraph
    last_draft = reading.drafts[-1] if reading.drafts else None
    counted = last_draft.measure.name if last_draft is not None else None
    note_list(scan, counted, last_draft.end if last_draft is not None else 0, context)
    counts = [(draft.measure.name, draft.scope.answer.rule) for draft in reading.drafts]
    context.row = row_told(counts)
    note_decision(scan, context, told=bool(told))
    units = (draft.zone.quantity.unit for draft in reading.drafts)
    amounts = [unit for unit in units if unit.isupper()]
    context.currency = amounts[-1] if amounts else None
    context.leave(
        period,
        None if none else place or governing_place(scan, context.outline),
        organisations=named or any(d.measure.name == "ngo_count" for d in reading.drafts),
        aid=bool(scan.matches.of("evidence.strong")),
        measure=_handed_on(reading, context) if reading.drafts else None,
    )


def _place_of(draft: Draft, context: Context) -> Place | None:
    """Return the place that goes on: no district that only one project is in."""
    place, before = draft.where.place, context.place
    if place is None or draft.where.rule == ASSUMED:
        return None
    if draft.scope.answer.value != "single_project":
        return place
    return before if before is not None and before.code == place.code else place_of_code(place.code)


def _handed_on(reading: SentenceReading, context: Context) -> str | None:
    """Return what was counted last, but for its means: "... 25 tỷ đồng thông qua 14 dự án"."""
    if not reading.drafts:  # "Pendapatan sektor itu RM16 juta. Hampir 60 peratus ..."
        return None if context.other_money else context.measure
    ends = [draft for draft in reading.drafts if not _is_means(draft)]
    return (ends or reading.drafts)[-1].measure.name


def _is_means(draft: Draft) -> bool:
    led = draft.zone.scan.matches.ending("link.means", draft.start)
    return draft.zone.quantity.unit == "project" and led is not None


def _draft(
    zone: Zone, measure: Measure, said: Answer, context: Context, equivalent: Zone | None
) -> Draft:
    qualifier = link_qualifier(zone)
    start = zone.quantity.start if qualifier.start is None else qualifier.start
    kind = link_kind(zone, min(start, zone.quantity.start), stock=measure.is_stock)
    where = link_place(zone, context)
    status = link_status(zone, measure, context.columns)
    scope = link_scope(zone, measure, status, where, context)
    if kind.answer.value == "share" and scope.answer.value == "total":
        scope = Scope(Answer("subset", "scope.share"), part_words(zone, zone.left))
    kind = of_rate(zone, measure.name, kind, scope, context)
    when = link_period(zone, measure, kind, act(zone, status, scope), context)
    when = recalled(zone, measure, when, context)
    scope = narrowed(zone, status, scope, kind, when, context)
    scope = followed(zone, measure.name, scope, kind, context)
    own_time = when.basis == "stated" or when.rule in {LATER, NOW}
    whole = context.wholes.get(measure.name)
    sentence = zone.scan.sentence.start
    whole = whole.seen_from(sentence) if whole is not None else None
    if kind.answer.value == "share" and context.last is not None:
        name, near = context.last  # the shares of a sentence are of its amount, also of one giver
        here = near.sentence == sentence or whole is None
        whole = near.seen_from(sentence) if name == measure.name and here else whole
    if whole is not None and kind.answer.value in _COMPARED:
        unsaid = whole.status.value == UNSPECIFIED and kind.answer.value == "share"
        own = status.value != UNSPECIFIED and (unsaid or names_status(zone, kind, status))
        status, where = status if own else whole.status, whole.where
        when = when if own_time else whole.when
    elif whole is not None and status.value == UNSPECIFIED and any(zone.before("kind.comparison")):
        status = whole.status  # the figure of the base
    elif (
        status.value == UNSPECIFIED
        and measure.name in context.lasts
        and (takes_up(zone, measure.name, scope, context) or _is_row(zone, measure, context))
    ):
        status = context.lasts[measure.name].seen_from(sentence).status
    elif whole is not None and scope.answer.value == "subset" and is_of_whole(zone, scope):
        status = whole.status if status.value == UNSPECIFIED else status
        where = where if where.start is not None else whole.where
        when = when if own_time else whole.when
    elif whole is None and is_of_last(zone, scope, context):
        last = context.last[1].seen_from(sentence) if context.last is not None else None
        if last is not None:
            status = last.status if status.value == UNSPECIFIED else status
            when = when if own_time else last.when
    elif whole is not None and _goes_on(zone, kind):
        status = whole.status if status.value == UNSPECIFIED else status
        in_row = zone.quantity.rule == "count.list" and when.basis != "stated"
        when = whole.when if in_row else when
        own = when.period is not None and when.period.start >= zone.quantity.end
        when = UNTIMED if zone.quantity.rule == BASED and not own else when
    elif scope.answer.rule == "scope.shared" and when.edtf is None and context.shared:
        when = context.shared.when  # the amount is of the projects told just before
    if whole is not None and kind.answer.value in _MOVES and own_time and when.edtf is not None:
        # "Năm 2020 tăng 12%": what is told of the whole from here on is of 2020
        context.wholes[measure.name] = context.wholes[measure.name]._replace(when=when)
    context.given = context.given or scope.answer.rule == "scope.giver"
    if measure.name == "ngo_count":
        some = scope.answer.rule in SOME
        context.some_organisations = some or (context.some_organisations and is_part(scope))
    context.shared = Shared(sentence, zone.clause_start, scope.answer.rule, scope.part, when)
    status = left_out(zone, measure, kind, decided(zone, measure, status, context), context)
    base, base_at = base_period(zone, kind, when, context)
    number = zone.quantity.number
    if when.edtf is not None:
        context.told.setdefault((measure.name, number.value), when)
    if kind.answer.value in {"level", "rate"}:
        context.lasts[measure.name] = Whole(status, when, where, sentence, scope, kind.per)
        context.last = measure.name, context.lasts[measure.name]
        context.done = str(status.value) if measure.unit == "currency" else context.done
    of_place = scope.answer.value == "total" or scope.answer.rule in WHOLES
    told_now = when.rule != BASE and not is_compared_with(zone)
    if kind.answer.value == "level" and of_place and told_now:
        known = whole.status if whole is not None and status.value == UNSPECIFIED else status
        context.wholes[measure.name] = Whole(known, when, where, sentence, scope)
    return Draft(
        zone=zone,
        measure=measure,
        qualifier=qualifier,
        kind=kind,
        status=status,
        scope=scope,
        donors=link_donors(zone) if measure.unit == "currency" else Answer(None, "donors.none"),
        when=when,
        base=base,
        base_span=(base_at.start, base_at.end) if base_at is not None else None,
        where=where,
        attribution=said,
        bounds=bounds(
            str(qualifier.value), number.value, number.value_max, number.step,
            counted=measure.unit == zone.quantity.unit and measure.unit != "currency",
        ),
        equivalent=equivalent,
        flags=tuple(_flags(zone, when, where)),
        above=told_above(context),
    )  # fmt: skip


def _measure_of(zone: Zone, reading: SentenceReading, context: Context) -> Measure | None:
    """Return what is counted.

    In an article about something else a percentage is only of what was told before.
    """
    last = reading.refusals[-1].answer.rule if reading.refusals else None
    other = last == _OF_NONE and zone.quantity.unit == "percent"  # "83 % diện tích, ít nhất 17 %"
    measure = link_measure(zone, None if other else _handed_on(reading, context))
    if measure is None or zone.quantity.measure is not None or context.outline.topic:
        return measure
    return measure if measure.name in context.lasts else None


def _is_row(zone: Zone, measure: Measure, context: Context) -> bool:
    """Whether organisations told before stand by parts in a table: they are registered as well."""
    column = column_of(zone.scan, zone.quantity.start, context.columns)
    return measure.is_stock and column is not None


def _goes_on(zone: Zone, kind: Kind) -> bool:
    """Whether the figure is that of the one before at another time: "turun menjadi 7.808 ormas"."""
    return zone.quantity.rule in _ELIDED or kind.answer.rule == "kind.reach"


def _flags(zone: Zone, when: When, where: Where) -> Iterator[str]:
    yield from zone.quantity.flags
    if when.edtf is None:
        yield "no_date" if when.rule == NOW else "no_period"
    if where.rule == ASSUMED:
        yield "place_assumed"
