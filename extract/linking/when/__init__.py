"""The period of a figure: its clause, its sentence, its paragraph, the event, the publication."""

from __future__ import annotations

from extract.elliptic.cells import row_year
from extract.elliptic.columns import column_of
from extract.linking.answers import When
from extract.linking.context import Context, Whole
from extract.linking.kind import Kind
from extract.linking.parties import raised_voice
from extract.linking.when.ahead import begins_ahead, ends_ahead
from extract.linking.when.asides import (
    is_allotted,
    is_aside,
    is_at_event,
    is_carried_over,
    is_dateline,
    is_of_disaster,
    is_of_one_amount,
    is_of_other_verb,
    is_plan,
    is_run,
    is_said_then,
    is_told_on,
)
from extract.linking.when.bases import base_year
from extract.linking.when.compared import is_base, is_next, is_of_base, is_opened, tells_base
from extract.linking.when.earlier import (
    UNDATED,
    counted_in_review,
    counted_then,
    is_today,
    of_rate,
    singled_out,
)
from extract.linking.when.later import LATER
from extract.linking.when.rows import (
    in_bracket,
    in_label,
    in_order,
    is_label,
    is_of_next,
    is_of_start,
    is_turned_to,
    leads_on,
    of_base,
    of_before,
    together,
)
from extract.linking.when.spoken import spoken_of
from extract.linking.when.until import in_that_year, since_then
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.periods import Period, same_period_of
from extract.scan import Scan

BASE = "period.base"
"""The rule of a figure that only stands there to be compared with."""
NOW = "period.now"
"""The rule of what words say to be so now: "hiện nay", "hingga kini"."""
PUBLICATION = "period.publication"
"""The rule of a count that nothing dates but the article itself."""

_OPENING = 1


def link_period(zone: Zone, measure: Measure, kind: Kind, acts: bool, context: Context) -> When:
    """Return the period of a figure, nearest statement first.

    ``acts`` says that organisations are counted as they give, receive or are
    honoured: that happens over a period, while others exist at a time.
    """
    exists = measure.is_stock and not acts
    usable = [p for p in zone.scan.periods if _usable(zone, p, measure, kind)]
    usable = [p for p in usable if p.start < zone.right or not begins_ahead(p.edtf, context)]
    if exists and context.period is not None and context.period.form == "as_of":
        # '... sampai 2020 itu 144. Yang 36 berbadan hukum," katanya, Selasa (9/3)'
        usable = [p for p in usable if p.form != "day" or not is_said_then(zone, p)]
    own = in_order(zone) or in_bracket(zone, usable)
    stated = own or _behind(zone, usable)
    stated = stated or _ahead(zone, usable) or _shared(zone, usable)
    yearly = kind.answer.value == "rate" and kind.per != "recipient"
    if yearly and (stated is None or stated.form in {"now", "as_of"}):
        today = stated is not None and is_today(zone.scan, stated)
        return _stated(stated, exists, context) if stated and today else of_rate(context)
    told = _of_base(zone, kind, context.told_last(measure.name))
    if told is not None:
        return told
    reckoned = spoken_of(zone, stated, context) if stated is not None else None
    if reckoned is not None:
        return reckoned
    years = together(zone, stated, usable) if stated is not None and own is None else None
    if years is not None:
        return When(years, "stated", "period.years", stated)
    if stated is not None:
        if not exists:
            last = context.wholes.get(measure.name)
            stated = in_that_year(stated, kind, last, zone.scan.sentence.start)
            stated = since_then(zone, stated, usable, context.period)
        return _stated(stated, exists, context)
    if acts and measure.is_stock and context.outline.held and is_at_event(zone.scan):
        return When(context.outline.held, "event", "period.event")
    headed = _in_column(zone, context)
    if headed is not None:
        return When(_as_of(str(headed.edtf), headed, exists), "inherited", "period.column")
    if context.later is not None and context.later.edtf is not None:
        said = _as_of(context.later.edtf, context.later, exists)
        return When(said, "inherited", LATER)
    if context.period is not None and context.period.edtf is not None:
        said = context.period.edtf
        return When(_as_of(said, context.period, exists), "inherited", "period.paragraph")
    singled = singled_out(zone, context)
    if singled is not None:
        return When(_as_of(singled.edtf, singled, exists), "inherited", "period.before")
    then = counted_then(context) if exists else None
    if then is not None:
        return When(then, "inherited", "period.before")
    reviewed = counted_in_review(measure.name, context) if exists else None
    if reviewed is not None:
        return When(reviewed, "inherited", "period.headline")
    if exists and context.outline.present is not None:
        return _publication(context)
    if exists and context.earlier is not None and context.earlier.edtf is not None:
        return When(
            _as_of(context.earlier.edtf, context.earlier, exists), "inherited", "period.before"
        )
    if exists:
        return _publication(context)
    if context.outline.review is not None:
        return When(context.outline.review, "event", "period.review")
    if context.outline.head_period is not None:
        return When(context.outline.head_period, "inherited", "period.headline")
    stated = _shared(zone, usable, of_next=True)
    return When(None, None, UNDATED) if stated is None else _stated(stated, exists, context)


def _in_column(zone: Zone, context: Context) -> Period | None:
    """Return the year of a cell's row or column, else the period of the line above the table."""
    column = column_of(zone.scan, zone.quantity.start, context.columns)
    if column is None:
        return None
    found = row_year(zone.scan) or column.period or context.captions.last.period
    return found if found is not None and found.edtf is not None else None


def _of_base(zone: Zone, kind: Kind, compared: Whole | None) -> When | None:
    """Read the figure of the base: "dibanding tahun sebelumnya yang mencapai Rp 61 miliar"."""
    if kind.answer.value != "level" or compared is None:
        return None
    opened = any(is_opened(zone, match.end) for match in zone.before("kind.comparison"))
    for period in zone.scan.periods:
        ahead = is_base(zone.scan, period) and tells_base(zone, period)
        opens = period.start - _clause_start(zone)
        ahead = ahead or (period.form == "same_period" and 0 <= opens <= _OPENING)
        behind = opened and zone.quantity.end <= period.start < zone.right
        if period.edtf is None and (ahead or behind):
            since = compared.when.edtf or ""
            as_of = since.startswith("..")
            moved = base_year(period, since) if as_of else same_period_of(period, since or None)
            return When(moved, "stated", BASE, period) if moved is not None else None
    return None


def _clause_start(zone: Zone) -> int:
    """Return where the clause begins behind a word of contrast: "trong khi cùng kỳ năm 2012"."""
    turn = zone.scan.matches.at("clause.contrast", zone.clause_start)
    return zone.clause_start if turn is None else turn.end


def governing_period(scan: Scan, present: str | None) -> Period | None:
    """Return the period a sentence hands on: the last that is neither plan nor base.

    Nor one that ends after the day the article was told on, ``present``.
    """
    as_of = any(period.form == "as_of" and period.edtf for period in scan.periods)
    others = (is_base, is_plan, is_aside, is_allotted, is_label, is_run, of_before)
    for period in reversed(scan.periods):
        told_on = as_of and period.form == "relative" and period.granularity == "day"
        if period.edtf is None or period.form in {"same_period", "day"} or told_on:
            continue
        other = any(told(scan, period) for told in others) or ends_ahead(period, present)
        if not other and not is_of_one_amount(scan, period):
            return period
    return None


def _usable(zone: Zone, period: Period, measure: Measure, kind: Kind) -> bool:
    if period.form == "same_period" or is_dateline(zone.scan, period):
        return False
    told = kind.answer.value == "level" and (tells_base(zone, period) or is_of_base(zone, period))
    if not told and is_base(zone.scan, period):
        return False
    if kind.base is not None and is_next(zone.scan, period, kind.base.end):
        return False
    if is_carried_over(zone.scan, period) or is_of_other_verb(zone, period):
        return False
    if is_of_one_amount(zone.scan, period, zone.quantity.start):
        return False
    if measure.is_stock and is_of_disaster(zone.scan, period):
        return False
    if in_label(zone, period):
        return False
    voice = raised_voice(zone.scan, zone.quantity.end) if measure.is_stock else None
    if voice is not None and voice.end < period.start:
        return False  # a day of what they demand
    if is_plan(zone.scan, period) and period.start < zone.quantity.start:
        return False
    if is_aside(zone.scan, period) and (period.start < zone.quantity.start or not measure.is_stock):
        return False
    if is_of_start(zone, period) or of_base(zone, period) or is_turned_to(zone, period):
        return False
    if not measure.is_stock and is_told_on(zone, period):
        return False
    is_event_day = period.form == "day" and not measure.is_stock
    told_then = bool(zone.scan.matches.of("place.venue")) or is_said_then(zone, period)
    return not (is_event_day and told_then)


def _ahead(zone: Zone, periods: list[Period]) -> Period | None:
    """Return the last period before the figure; the figure of a base has one of its own."""
    turn = max((m.end for m in zone.before("kind.comparison") if is_opened(zone, m.end)), default=0)
    before = [p for p in periods if turn <= p.start and p.end <= zone.quantity.start]
    before = [p for p in before if p.start >= zone.left or not is_allotted(zone.scan, p)]
    return before[-1] if before else None


def _behind(zone: Zone, periods: list[Period]) -> Period | None:
    """Return a period said right behind the figure, before any comma or other figure."""
    for period in periods:
        if zone.quantity.end <= period.start < zone.right:
            if zone.scan.has_comma(zone.quantity.end, period.start):
                return None
            ahead = _ahead(zone, periods)
            near = ahead is not None and ahead.form != "now" and ahead.start >= zone.left
            far = period.start - zone.quantity.end > 6
            return None if near and (far or leads_on(zone, period)) else period
    return None


def _shared(zone: Zone, periods: list[Period], *, of_next: bool = False) -> Period | None:
    """Return the first period later in the clause: figures of one clause share it.

    Not what stands behind an item of a list in brackets: it belongs to the next one. Nor, but
    with ``of_next``, what is said of another subject.
    """
    if zone.listed:
        return None
    for period in periods:
        if zone.quantity.end <= period.start < zone.clause_end:
            other = is_allotted(zone.scan, period) if of_next else is_of_next(zone, period)
            return None if other else period
    return None


def _stated(period: Period, exists: bool, context: Context) -> When:
    if period.form == "now":
        return _now(period, context)
    return When(_as_of(period.edtf, period, exists), "stated", f"period.{period.form}", period)


def _now(period: Period, context: Context) -> When:
    if context.outline.present is None:
        return When(None, None, NOW, period)
    return When(f"../{context.outline.present}", _basis(context), NOW, period)


def _publication(context: Context) -> When:
    if context.outline.present is None:
        return When(None, None, UNDATED)
    return When(f"../{context.outline.present}", _basis(context), PUBLICATION)


def _basis(context: Context) -> str:
    return "publication" if context.outline.published is not None else "event"


def _as_of(said: str | None, period: Period, exists: bool) -> str | None:
    """Organisations exist at a time: a day or a month is "as of" it."""
    at = {period.form, period.granularity} & {"day", "month"}
    if said is not None and exists and at and "/" not in said:
        return f"../{said}"
    return said
