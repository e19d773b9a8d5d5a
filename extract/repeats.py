"""One figure, one fact: joins what an article prints more than once.

Two drafts are one figure when measure, unit, kind and place agree and their
values are the same, or when a headline rounds what the body says more sharply.
The sharper, more fully dated one stays; the other becomes a repeat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract import edtf
from extract.drafts import Draft
from extract.elliptic.cells import row_name
from extract.headlines import is_head, is_line, is_stopped, is_title, leaves_out_rate, rounds
from extract.linking.answers import Answer
from extract.linking.status import UNSPECIFIED
from extract.linking.when import PUBLICATION
from extract.restated import in_other_currency

_BY_SECTOR = frozenset({"scope.by", "scope.headed"})
_ACTS = frozenset({"approved", "committed"})  # what was received elsewhere was given here
_SHARP_DIGITS = 3
_SMALL = 20  # so small a number comes up twice by chance
_MOST_ROUNDED = 200  # a page with more figures than this is a table: nothing is rounded there


@dataclass(slots=True, eq=False)
class Figure:
    """A draft and the drafts that only repeat it."""

    draft: Draft
    repeats: list[Draft] = field(default_factory=list)

    @property
    def attribution(self) -> Answer:
        """Who said it, where any of its sentences tells: the value, without words elsewhere."""
        said = (other.attribution for other in self.repeats if other.attribution.value)
        if self.draft.attribution.value is None and (found := next(said, None)) is not None:
            return Answer(found.value, "attribution.repeat")
        return self.draft.attribution

    @property
    def told(self) -> Draft:
        """The draft with what it leaves open and a repeat says: a status, whose money it is."""
        draft = self.draft
        for other in self.repeats:
            silent = draft.status.value == UNSPECIFIED
            acts = draft.measure.is_stock or other.status.value in _ACTS
            if silent and acts and other.status.value != UNSPECIFIED:
                draft = replace(draft, status=_elsewhere(other.status))
            if draft.donors.value is None and other.donors.value is not None:
                draft = replace(draft, donors=_elsewhere(other.donors))
            assumed = draft.when.edtf is None or draft.when.rule == PUBLICATION
            if assumed and other.when.edtf is not None and other.when.rule != PUBLICATION:
                draft = replace(draft, when=other.when._replace(period=None, basis="inherited"))
        return draft

    @property
    def scope(self) -> tuple[str, str | None]:
        """Scope and the words of the part; a repeat may tell that the figure is a part."""
        drafts = (d for d in (self.draft, *self.repeats) if _tells_scope(d, self.draft))
        told = [d for d in drafts if d.scope.answer.rule != "scope.undated"]
        part = next((d for d in told if _is_sum_of_giver(d)), None)
        part = part or next((d for d in told if d.scope.answer.value != "total"), None)
        part = part or (told[0] if told else self.draft)
        return str(part.scope.answer.value), _part(part)


def join_repeats(drafts: Sequence[Draft]) -> list[Figure]:
    """Return the figures of an article in order of their first printing."""
    figures: list[Figure] = []
    titles: list[Figure] = []
    alike: defaultdict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    equal: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    restated: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    told_below = {(*_kind(draft), *_value(draft)) for draft in drafts if not is_title(draft)}
    for draft in drafts:
        kind = _kind(draft)
        value = (*kind, *_value(draft))
        figure = next((f for f in equal[value] if _compatible(f.draft, draft)), None)
        figure = figure or next((f for f in equal[value] if _titled(f, draft)), None)
        figure = figure or next((f for f in equal[value] if _in_words(f.draft, draft)), None)
        also = _restated(draft)
        if figure is None:
            told = (*(equal[also] if also else ()), *restated[value])
            figure = next((f for f in told if _heads(f.draft, draft)), None)
        if figure is None:
            figure = next((f for f in titles if leaves_out_rate(f.draft, draft)), None)
        if figure is None and _is_recalled(draft):
            figure = next(iter(equal[value]), None)
        if figure is None and len(alike[kind]) <= _MOST_ROUNDED:
            rough = (f for f in alike[kind] if not _told_whole(f.draft, told_below))
            figure = next((f for f in rough if _rounded(f.draft, draft)), None)
        turned = in_other_currency(draft) if figure is None else None
        if turned is not None:
            figure = next((f for f in titles if _rounds_other(f.draft, turned)), None)
        if figure is None:
            figure = Figure(draft)
            figures.append(figure)
            titles += [figure] if is_title(draft) or not is_stopped(draft) else []
            alike[kind].append(figure)
        elif not _is_recalled(draft) and _fuller(draft, figure.draft):
            figure.repeats.append(figure.draft)
            figure.draft = draft
        else:
            figure.repeats.append(draft)
        if figure not in equal[value]:
            equal[value].append(figure)
        if also is not None:
            restated[also].append(figure)
    return figures


def _in_words(first: Draft, second: Draft) -> bool:
    """Read "Rp 5.000.000 (lima juta rupiah)": the same amount again, in a bracket behind it."""
    scan, start = second.zone.scan, second.start
    here = first.zone.scan is scan and first.end == start - 1
    return here and scan.tokens[start - 1].norm == "("


def _kind(draft: Draft) -> tuple[str, str, str]:
    return draft.measure.name, draft.zone.quantity.unit, str(draft.kind.answer.value)


def _told_whole(one: Draft, told_below: Set[tuple[object, ...]]) -> bool:
    """Whether a headline prints what the body prints too: then it rounds nothing else."""
    return is_title(one) and (*_kind(one), *_value(one)) in told_below


def _heads(one: Draft, two: Draft) -> bool:
    """Whether one of two amounts that agree only in the other currency is told in the headline."""
    return (is_title(one) or is_title(two)) and _compatible(one, two)


def _titled(figure: Figure, two: Draft) -> bool:
    """Whether the headline prints the very amount, whatever place it names: RM17.8 million.

    A round amount may come up twice: the first in the body is the headline's, but for that of
    another province.
    """
    one = figure.draft
    digits = f"{_value(one)[0]:f}".replace(".", "").strip("0")
    if is_title(one) == is_title(two):
        return False
    places = [draft.where.place for draft in (one, two)]
    if one.measure.unit != "currency":  # "33 ormas" of a district, then of its province
        inside = len({place.code for place in places if place is not None}) == 1
        return inside and all(places) and _value(one)[0] > _SMALL and _periods_agree(one, two)
    wide = any(place is None or place.level == "country" for place in places)
    sharp = len(digits) >= _SHARP_DIGITS or (wide and not figure.repeats)
    return sharp and _periods_agree(one, two)


def _restated(draft: Draft) -> tuple[object, ...] | None:
    """Return what the amount is in the other currency: a headline may print only that."""
    other = draft.equivalent
    if other is None:
        return None
    number = other.quantity.number
    kind = (draft.measure.name, other.quantity.unit, str(draft.kind.answer.value))
    return (*kind, number.value, number.value_max)


def _part(draft: Draft) -> str | None:
    """Return the words that say which part the figure is."""
    return draft.zone.scan.quote(*draft.scope.part) if draft.scope.part else None


def _elsewhere(said: Answer) -> Answer:
    """Return what another sentence says: the value, without its words."""
    return Answer(said.value, f"{said.rule}.repeat")


def _is_recalled(draft: Draft) -> bool:
    """Whether it is named as a whole for its parts: "Daripada 107 persatuan itu, 59 ..."."""
    return draft.zone.scan.matches.ending("scope.within", draft.start) is not None


def _rounded(one: Draft, two: Draft) -> bool:
    return _compatible(one, two) and (rounds(one, two) or rounds(two, one))


def _rounds_other(title: Draft, turned: Draft) -> bool:
    """Whether the headline rounds what the body says in its second currency."""
    units = (draft.zone.quantity.unit for draft in (title, turned))
    return len(set(units)) == 1 and is_title(title) and _rounded(title, turned)


def _value(draft: Draft) -> tuple[Decimal, Decimal | None]:
    number = draft.zone.quantity.number
    return number.value, number.value_max


def _compatible(one: Draft, two: Draft) -> bool:
    """Same place and period, or one of them not stated by its own sentence, and no two parts."""
    if _are_two_parts(one, two):
        return False
    return _same_place(one, two) and _periods_agree(one, two)


def _is_sum_of_giver(draft: Draft) -> bool:
    """Whether it is all that one gave in a year, which another sentence may tell as one gift."""
    scope = draft.scope.answer
    return (scope.rule, scope.value) == ("scope.giver", "subset")


def _are_two_parts(one: Draft, two: Draft) -> bool:
    """Whether they are parts of different things: "Roban (RM7,000); Sungai Pasir (RM7,000)".

    In two sentences a small count is, where the words for the parts share none.
    """
    rules = {one.scope.answer.rule, two.scope.answer.rule}
    if "total" in {one.scope.answer.value, two.scope.answer.value}:
        return bool(rules & _BY_SECTOR) and not (is_title(one) or is_title(two))
    if one.zone.scan is two.zone.scan or _are_two_rows(one, two):
        return True
    counted = one.measure.unit != "currency" and _value(one)[0] <= _SMALL
    parts = [set((_part(draft) or "").casefold().split()) for draft in (one, two)]
    return counted and all(parts) and not parts[0] & parts[1]


def _are_two_rows(one: Draft, two: Draft) -> bool:
    """Whether they stand in rows of tables that have names of their own."""
    scans = [draft.zone.scan for draft in (one, two)]
    names = [scan.quote(*name).casefold() for scan in scans if (name := row_name(scan))]
    return len(set(names)) > 1


def _same_place(one: Draft, two: Draft) -> bool:
    return one.where.place == two.where.place or _unstated(one) or _unstated(two)


def _tells_scope(one: Draft, kept: Draft) -> bool:
    """Whether both are of one place; one gift is one gift though its town is told elsewhere."""
    gift = one.scope.answer.value == "single_project"
    return one.where.place == kept.where.place or (gift and _same_place(one, kept))


def _unstated(draft: Draft) -> bool:
    return draft.where.start is None


def _periods_agree(one: Draft, two: Draft) -> bool:
    if one.when.edtf == two.when.edtf:
        return True
    if one.when.basis != "stated" or two.when.basis != "stated":
        return True
    first, second = edtf.read(one.when.edtf or ""), edtf.read(two.when.edtf or "")
    return (
        first is not None
        and second is not None
        and _value(one) == _value(two)
        and (
            first.last == second.last
            or first.contains(second)
            or second.contains(first)
            or _ends_inside(one, two, first, second)
        )
    )


def _ends_inside(one: Draft, two: Draft, first: edtf.Edtf, second: edtf.Edtf) -> bool:
    """Whether the headline's year is the one that the figure runs into: "đến hết tháng 11/2016"."""
    if is_title(one) == is_title(two):
        return False
    titled, told = (first, second) if is_title(one) else (second, first)
    if titled.first is None or titled.last is None or told.last is None:
        return False
    return titled.first <= told.last <= titled.last


def _fuller(draft: Draft, kept: Draft) -> bool:
    """Whether ``draft`` says more: a sharper value, a stated period, a status, a body sentence.

    Of two currencies, the one that is told in both.
    """
    if draft.zone.quantity.unit != kept.zone.quantity.unit:
        return draft.equivalent is not None and kept.equivalent is None
    return _score(draft) > _score(kept)


def _score(draft: Draft) -> tuple[int, ...]:
    step = draft.zone.quantity.number.step
    digits = len(f"{draft.zone.quantity.number.value / step:.0f}") if step else 0
    return (
        int(draft.kind.answer.value == "rate"),
        digits,
        int(draft.when.basis == "stated"),
        int(draft.status.value != "unspecified"),
        int(not is_line(draft)),
        int(not is_head(draft)),
        int(draft.qualifier.value != "exact"),
    )
