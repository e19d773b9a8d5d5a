"""Estimates: what all readings of one thing, place and period come to.

Only levels and totals with a place and a period take part; parts, changes,
shares and rates never do, and nothing is converted. A reading is an interval.
Support is counted in lineages, never in articles: a text printed ten times
speaks once. Two readings conflict when their intervals do not meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.identity import digest16
from extract.measures import measures
from extract.model import Fact

_MONTH = timedelta(days=31)
_SHARPNESS = {"exact": 0, "more_than": 1, "nearly": 1, "at_least": 2, "up_to": 2, "about": 3}
_INFINITE = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Witness:
    """One reading with who says it: ids of fact, article and lineage, and the day."""

    fact_id: str
    fact: Fact
    article: str
    lineage: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The reconciled figure; ``best`` is the reading shown, ``roles`` say what each one is."""

    id: str
    status: str
    donors: str | None
    best: Witness
    value_low: Decimal | None
    value_high: Decimal | None
    independent_texts: int
    articles: int
    conflict: bool
    roles: tuple[tuple[str, Witness], ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Readings of one thing; ``status`` and ``donors`` as stated."""

    status: str
    donors: str | None
    witnesses: tuple[Witness, ...]


def estimates(witnesses: Iterable[Witness]) -> list[Estimate]:
    """Return one estimate for each measure, unit, place, period, status and donors, by id."""
    things: defaultdict[tuple[str, str, str], list[Witness]] = defaultdict(list)
    for witness in witnesses:
        fact = witness.fact
        if fact.kind == "level" and fact.scope == "total" and fact.place and _has_period(fact):
            things[fact.measure, fact.unit, fact.place].append(witness)
    found = [
        _estimate(cell)
        for group in things.values()
        for same_period in _periods(group)
        for cell in _cells(same_period)
    ]
    return sorted(found, key=lambda estimate: estimate.id)


def meets(one: Fact, other: Fact) -> bool:
    """Return whether the intervals of both readings have a number in common."""
    return max(_low(one), _low(other)) <= min(_high(one), _high(other))


def _has_period(fact: Fact) -> bool:
    return fact.period_start is not None or fact.period_end is not None


def _periods(group: Sequence[Witness]) -> list[list[Witness]]:
    """Readings apart by period; counts as of days within a month of the first go together."""
    exact: defaultdict[tuple[str | None, str | None], list[Witness]] = defaultdict(list)
    stock: list[Witness] = []
    stocks = {name for name, measure in measures().items() if measure.is_stock}
    for witness in group:
        fact = witness.fact
        if fact.measure in stocks and fact.period_end and _is_moment(fact):
            stock.append(witness)
        else:
            exact[fact.period_start, fact.period_end].append(witness)
    return [*exact.values(), *_near_days(stock)]


def _is_moment(fact: Fact) -> bool:
    """Whether a count is as of a day, or said of one year at most: then its last day stands."""
    if fact.period_start is None:
        return True
    return fact.period_start[:4] == (fact.period_end or "")[:4]


def _near_days(stock: Sequence[Witness]) -> list[list[Witness]]:
    groups: list[list[Witness]] = []
    first = date.min
    for witness in sorted(stock, key=lambda witness: (_as_of(witness), witness.fact_id)):
        if not groups or _as_of(witness) - first > _MONTH:
            groups.append([])
            first = _as_of(witness)
        groups[-1].append(witness)
    return groups


def _as_of(witness: Witness) -> date:
    return date.fromisoformat(witness.fact.period_end or "")


def _cells(group: Sequence[Witness]) -> list[_Cell]:
    """Readings apart by status and donors; what is unsaid joins the only thing said, if one is."""
    by_status: defaultdict[str, list[Witness]] = defaultdict(list)
    for witness in group:
        by_status[witness.fact.status].append(witness)
    if len(by_status) == 2 and "unspecified" in by_status:
        unspecified = by_status.pop("unspecified")
        next(iter(by_status.values())).extend(unspecified)
    cells = []
    for status, members in by_status.items():
        by_donors: defaultdict[str | None, list[Witness]] = defaultdict(list)
        for witness in members:
            by_donors[witness.fact.donors].append(witness)
        if len(by_donors) == 2 and None in by_donors:
            unsaid = by_donors.pop(None)
            next(iter(by_donors.values())).extend(unsaid)
        cells += [_Cell(status, donors, tuple(found)) for donors, found in by_donors.items()]
    return cells


def _estimate(cell: _Cell) -> Estimate:
    best = min(cell.witnesses, key=lambda witness: _rank(witness, cell.witnesses))
    ordered = sorted(cell.witnesses, key=lambda witness: (_role(witness, best), witness.fact_id))
    agreeing = [witness for witness in ordered if meets(witness.fact, best.fact)]
    low = max(_low(witness.fact) for witness in agreeing)
    high = min(_high(witness.fact) for witness in agreeing)
    if low > high:
        low, high = _low(best.fact), _high(best.fact)
    fact = best.fact
    key = (fact.measure, fact.unit, cell.status, cell.donors, fact.place)
    return Estimate(
        id=digest16(*key, *_first_period(cell)),
        status=cell.status,
        donors=cell.donors,
        best=best,
        value_low=low if low.is_finite() else None,
        value_high=high if high.is_finite() else None,
        independent_texts=len({witness.lineage for witness in agreeing}),
        articles=len({witness.article for witness in agreeing}),
        conflict=_contradict(ordered),
        roles=tuple((_role(witness, best), witness) for witness in ordered),
    )


def _contradict(witnesses: Sequence[Witness]) -> bool:
    """Whether two independent texts have no readings that meet.

    Two values in one text are two things (projects and non-project grants), no
    contradiction of the text with itself.
    """
    by_text: defaultdict[str, list[Fact]] = defaultdict(list)
    for witness in witnesses:
        by_text[witness.lineage].append(witness.fact)
    texts = list(by_text.values())
    return any(
        not any(meets(one, other) for one in first for other in second)
        for i, first in enumerate(texts)
        for second in texts[:i]
    )


def _rank(witness: Witness, cell: Sequence[Witness]) -> tuple[object, ...]:
    """Smaller is better: printed by more lineages, allowed by more, sharper, later."""
    fact = witness.fact
    printed = {other.lineage for other in cell if other.fact.value == fact.value}
    allowed = {
        other.lineage for other in cell if _low(other.fact) <= fact.value <= _high(other.fact)
    }
    return (
        -len(printed),
        -len(allowed),
        _SHARPNESS.get(fact.qualifier, 3),
        _high(fact) - _low(fact),
        _later_first(witness.published),
        witness.fact_id,
    )


def _later_first(published: str | None) -> tuple[int, ...]:
    """A key that sorts later days before earlier ones and an unknown day last."""
    return tuple(-ord(letter) for letter in published) if published else (0,)


def _role(witness: Witness, best: Witness) -> str:
    if witness is best:
        return "best"
    return "agrees" if meets(witness.fact, best.fact) else "conflicts"


def _first_period(cell: _Cell) -> tuple[str | None, str | None]:
    """The period that stands for the cell in its id: that of the earliest as-of day."""
    first = min(
        cell.witnesses,
        key=lambda witness: (witness.fact.period_end or "9999-12-31", witness.fact_id),
    )
    return first.fact.period_start, first.fact.period_end


def _low(fact: Fact) -> Decimal:
    return -_INFINITE if fact.value_low is None else fact.value_low


def _high(fact: Fact) -> Decimal:
    return _INFINITE if fact.value_high is None else fact.value_high
