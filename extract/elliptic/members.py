"""Parts in a row behind their whole, each with its name: "178 projek – pendidikan 61, seni 32".

The name may stand behind the number as well ("221 nasional dan 22 internasional", "29 ở Hòa Bình,
11 ở Vĩnh Phúc"). The whole stands before them, in the sentence or the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import (
    COUNTED,
    before_qualifier,
    is_dash,
    is_year,
    nothing_counted_behind,
)
from extract.elliptic.rows import is_labelled, opens_row, place_before
from extract.elliptic.taken_up import IN_ROW, counted_before
from extract.quantities import Quantity
from extract.scan import Scan

ACT = "count.act"
_NO_NOUN = "no.noun"
_LABELLED = "count.labelled"
_PLACED = "count.list"
_TOLD = "count.continued"
_LEAST = 2
_HEAD_REACH = 6
_ASIDE = ("reject.before", "reject.noun", "reject.after")
_PLACE_REACH = 4
_STATUS_REACH = 3
_OPENERS = frozenset({":", "(", ";"})
_CUES = ("scope.part", "scope.by", "scope.theme")
_LEADS = ("qualifier.neutral", "part.empty", "place.recipient", "scope.only")
_UNITS = ("place.district", "place.province")


def member(
    scan: Scan,
    quantities: Sequence[Quantity],
    i: int,
    row: Sequence[int],
    counted: Quantity | None,
) -> tuple[str, str, int] | None:
    """Return what a number in a ``row`` is a part of, with rule and end.

    ``counted`` is what the sentence before counted last.
    """
    whole = _whole(scan, quantities, row, counted)
    if whole is None:
        measure = _head(scan, quantities[row[0]])
        named = measure is not None and _named(scan, quantities[i]) == _PLACED
        return (measure, _PLACED, quantities[i].end) if measure is not None and named else None
    if whole.measure is None:
        return None
    if any(quantities[other].number.value > whole.number.value for other in row):
        return None
    return whole.measure, _named(scan, quantities[i]), quantities[i].end


def _head(scan: Scan, first: Quantity) -> str | None:
    """Return what the words before a colon say is counted: "Jumlah NGO ikut daerah: Miri 12"."""
    start = before_qualifier(scan, first)
    colon = max((at for at in range(start) if scan.tokens[at].norm == ":"), default=None)
    if colon is None or any(number.end <= start for number in scan.numbers):
        return None
    aside = [m.start for kind in _ASIDE for m in scan.matches.of(kind) if m.end <= colon]
    for noun in (*scan.matches.of("noun.full"), *scan.matches.of("noun.bare")):
        if any(noun.end <= at for at in aside):
            continue  # "Data LSM yang hadir: Sleman 20"
        led = any(scan.matches.ending(kind, noun.start) for kind in ("count.head", "count.listed"))
        if noun.value in COUNTED and led and 0 <= colon - noun.end <= _HEAD_REACH:
            return noun.value
    return None


def rows(scan: Scan, quantities: Sequence[Quantity]) -> dict[int, list[int]]:
    """Return by index the runs of at least two numbers that have names; percentages part none."""
    runs: list[list[int]] = [[]]
    for i, quantity in enumerate(quantities):
        if quantity.unit == "percent":
            continue
        bare = quantity.rule == _NO_NOUN and not is_year(scan, quantity)
        if bare and _named(scan, quantity):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    kept = [run for run in runs if len(run) >= _LEAST or _are_ranked(scan, quantities, run)]
    return {i: run for run in kept for i in run}


def _are_ranked(scan: Scan, quantities: Sequence[Quantity], row: Sequence[int]) -> bool:
    """Whether a word of rank leads to the one number: "lingkungan menyusul dengan 22"."""
    starts = (before_qualifier(scan, quantities[i]) for i in row)
    led = (scan.matches.ending("list.rank", start) for start in starts)
    return any(match is not None and match.value == "rank" for match in led)


def _named(scan: Scan, quantity: Quantity) -> str:
    """Return the rule by which a name belongs to the number, nothing where none does."""
    start = before_qualifier(scan, quantity)
    ends = nothing_counted_behind(scan, quantity)
    if ends and place_before(scan, start) is not None:
        return _PLACED
    if ends and is_labelled(scan, start):
        return _LABELLED
    return _name_behind(scan, quantity, start)


def _name_behind(scan: Scan, quantity: Quantity, start: int) -> str:
    """Read "221 nasional", "29 ở Hòa Bình", "65.577 terdaftar" behind a mark or "and"."""
    matches, end = scan.matches, quantity.end
    while led := next(filter(None, (matches.ending(name, start) for name in _LEADS)), None):
        start = led.start
    opened = start == 0 or scan.tokens[start - 1].kind == "mark"
    opened = opened or any(matches.ending(name, start) for name in ("list.join", "scope.part"))
    if not opened:
        return ""
    at = next(filter(None, (matches.at(name, end) for name in ("place.at", "place.about"))), None)
    if at is not None:
        near = range(at.end, at.end + _PLACE_REACH)
        placed = any(mention.start in near for mention in scan.places)
        if placed or any(matches.at(unit, at.end) for unit in _UNITS):
            return _PLACED
        return _TOLD if at.end < len(scan.tokens) and scan.tokens[at.end].capital else ""
    kinds = ("noun.adjective", "status.stock", "scope.new")
    if any(matches.at(kind, end) is not None for kind in kinds):
        return _TOLD
    near = range(end, end + _STATUS_REACH)  # "450 ber-SKT"
    told = (here for here in near if matches.at("status.stock", here) is not None)
    plain = (not scan.has_comma(end, here) for here in told)
    return _TOLD if any(plain) else ""


def _whole(
    scan: Scan, quantities: Sequence[Quantity], row: Sequence[int], counted: Quantity | None
) -> Quantity | None:
    """Return what the numbers of a row are parts of, where something leads to them."""
    before = quantities[: row[0]]
    first = quantities[row[0]]
    here = counted_before(scan, before, None)
    if here is not None:
        between = range(here.end, first.start)
        opened = any(scan.tokens[at].norm in _OPENERS or is_dash(scan, at) for at in between)
        cues = (cue for name in _CUES for cue in scan.matches.of(name))
        opened = opened or any(here.end <= cue.start < first.start for cue in cues)
        behind = _named(scan, first) == _TOLD
        return here if opened or behind else None
    left_out = {_NO_NOUN, *IN_ROW}
    others = any(q.rule not in left_out and q.reason != "date" for q in quantities)
    if counted is None or counted.measure not in COUNTED or others:
        return None
    if not opens_row(scan, first.start) or not _is_sure(scan, quantities, row, counted):
        return None
    return counted


def _is_sure(
    scan: Scan, quantities: Sequence[Quantity], row: Sequence[int], whole: Quantity
) -> bool:
    """Whether a row is of parts told before: places, a word of rank or of having, or their sum."""
    first = quantities[row[0]]
    start = before_qualifier(scan, first)
    said = any(scan.matches.ending(name, start) for name in ("list.rank", "kind.share"))
    named = [_named(scan, quantities[i]) for i in row]
    total = sum(quantities[i].number.value for i in row)
    return said or set(named) != {_LABELLED} or total == whole.number.value


def acted_on(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read "cấp mới cho 17 tổ chức, gia hạn 103": one act more, on the same kind of thing.

    And "22 persatuan di Klang dan RM132,000 kepada 33 di Gombak": to more of them.
    """
    quantity = quantities[i]
    whole = counted_before(scan, quantities[:i], None)
    start = before_qualifier(scan, quantity)
    if whole is None or whole.measure is None or not nothing_counted_behind(scan, quantity):
        return None
    led = scan.matches.ending("place.recipient", start)
    act = scan.matches.ending("list.act", start if led is None else led.start)
    join = scan.matches.ending("list.join", act.start) if act is not None else None
    if join is not None:
        return whole.measure, ACT, quantity.end
    at = scan.matches.at("place.at", quantity.end)
    same = scan.matches.ending("place.recipient", before_qualifier(scan, whole))
    if led is not None and same is not None and at is not None and led.value == same.value:
        return whole.measure, _PLACED, quantity.end
    return None
