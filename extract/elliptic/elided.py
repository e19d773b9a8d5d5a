"""Counts whose noun is said elsewhere: in a list, after "menjadi", or before the number.

``Jawa Barat sebanyak 832; Jawa Timur 827; ... 658 ormas`` - ``meningkat
menjadi 10.310 pada 2022`` - ``ormas asing sejumlah 67`` - ``hanya 158 aktif``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.elliptic.adding import parts_of_count
from extract.elliptic.bare import COUNTED, before_qualifier, is_year, nothing_counted_behind
from extract.elliptic.by_year import next_year
from extract.elliptic.headed import from_to, headed, noun_before
from extract.elliptic.labels import told_by_label
from extract.elliptic.levels import by_level
from extract.elliptic.members import acted_on, member, rows
from extract.elliptic.partial import part_of
from extract.elliptic.risen import risen
from extract.elliptic.rows import (
    counted_one,
    goes_on,
    in_list,
    in_order,
    kind_beside,
    labelled,
    registered_at,
    row_of,
)
from extract.elliptic.societies import societies
from extract.elliptic.taken_up import (
    BASED,
    counted_before,
    last_counted,
    moved,
    moved_from,
    moved_of,
    taken_up,
    told_again,
)
from extract.elliptic.those import there_are, those_who
from extract.measures import measures
from extract.quantities import Quantity
from extract.scan import Scan

_NO_NOUN = "no.noun"


def fill_elided(
    scan: Scan,
    quantities: Sequence[Quantity],
    last_measure: str | None,
    counted: Quantity | None,
    *,
    named: bool = False,
    lawful: bool = False,
) -> list[Quantity]:
    """Return ``quantities`` with the measure of bare numbers that leave their noun out.

    ``last_measure`` is what was counted last that has a measure, ``counted`` the very last
    number, which may count people or things; ``named`` says that organisations were named,
    ``lawful`` that the article names societies as the law calls them.
    """
    if not quantities:
        return []
    filled = by_level(scan, quantities)
    in_rows = rows(scan, quantities)
    for i, quantity in enumerate(filled):
        if quantity.rule == _NO_NOUN and is_year(scan, quantity):
            found = None
        elif quantity.rule == _NO_NOUN and quantity.number.written == "words":
            found = noun_before(scan, quantity) or in_list(scan, filled, i, last_measure)
            found = found or part_of(scan, filled, i, last_measure, counted)
            found = (
                found
                or _in_row(scan, filled, i, in_rows, counted)
                or _changed(scan, filled, i, counted)
                or _from_land(scan, filled, i)
            )
        elif quantity.rule == _NO_NOUN:
            found = (
                noun_before(scan, quantity)
                or headed(scan, quantity)
                or societies(scan, quantity, named=lawful)
                or kind_beside(scan, filled, i)
                or in_list(scan, filled, i, last_measure)
                or labelled(scan, filled, i, last_measure)
                or registered_at(scan, filled, i)
                or in_order(scan, filled, i)
                or next_year(scan, filled, i)
                or from_to(scan, quantity, named=named)
                or moved_of(scan, quantity)
                or risen(scan, filled, i)
                or part_of(scan, filled, i, last_measure, counted)
                or _in_row(scan, filled, i, in_rows, counted)
                or acted_on(scan, filled, i)
                or _continued(scan, filled, i, last_measure, counted)
                or told_by_label(scan, filled, i)
                or those_who(scan, quantity, named=named)
                or there_are(scan, quantity, named=named)
            )
        else:
            found = noun_before(scan, quantity) if _has_counter(scan, quantity) else None
        if found is not None:
            measure, rule, end = found
            filled[i] = replace(
                quantity, unit=measures()[measure].unit, measure=measure, rule=rule, reason=None,
                end=end, number=counted_one(quantity.number),
            )  # fmt: skip
    return row_of(scan, parts_of_count(scan, filled))


def _has_counter(scan: Scan, quantity: Quantity) -> bool:
    """Whether only a counter stands behind the number: "mencapai 7,8 ribu unit"."""
    counter = scan.matches.at("count.skip", quantity.number.end)
    return quantity.rule == "noun.counted" and counter is not None and counter.end == quantity.end


def _in_row(
    scan: Scan,
    quantities: Sequence[Quantity],
    i: int,
    in_rows: Mapping[int, Sequence[int]],
    counted: Quantity | None,
) -> tuple[str, str, int] | None:
    return member(scan, quantities, i, in_rows[i], counted) if i in in_rows else None


def _changed(
    scan: Scan, quantities: Sequence[Quantity], i: int, counted: Quantity | None
) -> tuple[str, str, int] | None:
    """Read "meningkat lima daripada suku sebelumnya" behind what was counted."""
    whole = counted_before(scan, quantities[:i], counted)
    quantity = quantities[i]
    if whole is None or whole.measure is None:
        return None
    changed = moved(scan, quantity, before_qualifier(scan, quantity))
    return (whole.measure, "count.changed", quantity.end) if changed else None


def _from_land(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read "Sembilan organisasi dari Jerman, enam dari Jepang": of the same, from another land."""
    quantity = quantities[i]
    here = counted_before(scan, quantities[:i], None)
    led = scan.matches.at("scope.within", quantity.end)
    land = any(
        led is not None and place.start == led.end and place.place.level == "country"
        for place in scan.places
    )
    if here is None or here.measure is None or not land or quantity.number.value == 1:
        return None
    goes = goes_on(scan, quantity, before_qualifier(scan, quantity))
    return (here.measure, "count.list", quantity.end) if goes else None


def _continued(
    scan: Scan,
    quantities: Sequence[Quantity],
    i: int,
    last_measure: str | None,
    counted: Quantity | None,
) -> tuple[str, str, int] | None:
    """Read "menjadi 10.310", "hanya 158 aktif": the figure before says what is counted."""
    quantity = quantities[i]
    earlier = [q.measure for q in quantities[:i] if q.measure in COUNTED and q.reason is None]
    measure = earlier[-1] if earlier else last_measure
    if measure not in COUNTED:
        return None
    start = before_qualifier(scan, quantity)
    here = counted_before(scan, quantities[:i], None)
    if here is not None and here.measure == measure and goes_on(scan, quantity, start):
        return measure, "count.list", quantity.end
    reached = scan.matches.ending("kind.reach", start)
    if reached is not None and nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end
    if earlier and moved_from(scan, quantity, start):
        return measure, BASED, quantity.end
    last = last_counted(scan, quantities[:i], counted)
    if (last is None or measure == last.measure) and taken_up(scan, quantity):
        return measure, "count.taken_up", quantity.end
    if moved(scan, quantity, start):
        return measure, "count.changed", quantity.end
    compared = scan.matches.ending("kind.comparison", start)
    if earlier and compared is not None and nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end  # "meningkat ... berbanding 5,430 pada 2022"
    whole = counted_before(scan, quantities[:i], counted)
    if whole is not None and measure == whole.measure and told_again(scan, quantity, start):
        return measure, "count.reached", quantity.end
    return None
