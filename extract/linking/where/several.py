"""Several places told as one: "tại Quảng Nam và Quảng Ngãi", or each with a figure of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.lexicon import Match
from extract.linking.answers import Where
from extract.linking.zone import Zone
from extract.places import Place, PlaceMention, place_of_code
from extract.scan import Scan

_COUNTRY = "country"
_UNITS = ("place.province", "place.district")
_LEADS = ("place.at", "place.recipient")
_LEAST_WITHOUT_AND = 3


def together(scan: Scan, where: Where) -> Where:
    """Return the country of provinces in a list: what is theirs together is of none of them."""
    if where.start is None or where.place is None or where.place.level == _COUNTRY:
        return where
    run = _run_at(scan, where.start)
    lands = {mention.place.country for mention in run}
    if len(lands) != 1:
        return where
    return Where(place_of_code(lands.pop()), where.rule, run[0].start, run[-1].end)


def is_one_of_several(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the place stands in a list of provinces that differ."""
    return bool(_run_at(scan, mention.start))


def _run_at(scan: Scan, at: int) -> list[PlaceMention]:
    """Return the list of different provinces that token ``at`` stands in, if it does."""
    run = next((run for run in _runs(scan) if run[0].start <= at < run[-1].end), [])
    return run if len({mention.place.code for mention in run}) > 1 else []


def in_order(zone: Zone, found: Sequence[Where]) -> Where | None:
    """Return the figure's own of several places: "Cao Bằng và Bắc Kạn lần lượt giải ngân 3 và 1".

    Only where there are as many figures behind the places as places; ``found`` are those that
    the sentence is about.
    """
    scan = zone.scan
    for cue in scan.matches.of("list.order"):
        runs = reversed(_runs(scan, without_and=2))  # "An Giang, Đồng Tháp lần lượt là ..."
        run = next((r for r in runs if r[-1].end <= cue.start), [])
        figures = [at for at in zone.fellows if cue.end <= at < scan.clause(cue.start)[1]]
        if len(run) != len(figures) or len(run) < 2 or zone.quantity.start not in figures:
            continue
        own = run[figures.index(zone.quantity.start)]
        if any(where.start == run[0].start for where in found):
            return Where(own.place, "place.order", own.start, own.end)
    return None


def counted_provinces(scan: Scan, home: Place) -> Iterator[Match]:
    """Yield "tại 9 tỉnh, thành", "di sembilan provinsi": several that are not named.

    They may be another country's where one is named: "di Turki ... di sepuluh provinsi".
    """
    if any(m.place.level == _COUNTRY and m.place.code != home.code for m in scan.places):
        return
    for unit in scan.matches.of("place.province"):
        start = before_many(scan, unit.start)
        led = scan.matches.ending("place.at", start)
        counted = any(number.start == start for number in scan.numbers)
        named = unit.end < len(scan.tokens) and scan.tokens[unit.end].capital
        if led is not None and counted and not named:
            yield unit._replace(start=start)


def differ(wheres: Iterable[Where]) -> bool:
    """Whether figures of a sentence are of different provinces: none of them is handed on."""
    said = (where.place for where in wheres if where.start is not None and where.place is not None)
    return len({place.code for place in said if place.level != _COUNTRY}) > 1


def are_others(zone: Zone, later: Sequence[Where]) -> bool:
    """Whether later figures have a place each: "A 3 tỷ đồng, B 2 tỷ cho Huế, C 1 tỷ cho Vinh"."""
    parted = zone.right < zone.clause_end and zone.scan.has_comma(zone.quantity.end, zone.right)
    return parted and differ(later)


def is_led_to(zone: Zone, where: Where) -> bool:
    """Whether it ends what the figure is for: "120.000 euro cho trường Hoa Ban, tỉnh Điện Biên"."""
    if where.rule != "place.mention" or where.start is None or where.place is None:
        return False
    to = (match for kind in ("place.recipient", "scope.for") for match in zone.after(kind))
    led = any(match.end <= where.start for match in to)
    return led and where.place.level != _COUNTRY


def _runs(scan: Scan, without_and: int = _LEAST_WITHOUT_AND) -> list[list[PlaceMention]]:
    """Return the lists of places that commas and "and" alone part, two by "and".

    ``without_and`` is how many places a list has at least where only commas part them.
    """
    runs: list[list[PlaceMention]] = []
    for mention in scan.places:
        if mention.place.level == _COUNTRY:
            continue
        if runs and _joined(scan, runs[-1][-1].end, mention.start):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if len(run) >= without_and or _are_two(scan, run)]


def before_many(scan: Scan, at: int) -> int:
    """Step back over how many there are: "tại các tỉnh", "di empat provinsi"."""
    plural = scan.matches.ending("count.plural", at)
    numbers = (number.start for number in scan.numbers if number.end == at and number.value > 1)
    return next(numbers, at) if plural is None else plural.start


def _joined(scan: Scan, end: int, start: int) -> bool:
    at = end
    while at < start:
        names = ("list.join", "place.range", *_UNITS)
        step = next((m for name in names if (m := scan.matches.at(name, at)) is not None), None)
        if step is None:
            return False
        at = step.end
    return at == start > end


def _are_two(scan: Scan, run: Sequence[PlaceMention]) -> bool:
    """Whether "and" joins them, or they are told to be several: "hai tỉnh Sơn La, Lai Châu".

    Two behind one word for "in" or "to" are as well, if nothing follows: "cho Lào Cai, Yên Bái.".
    So are all between the two of "dari Aceh sampai Papua".
    """
    unit = next((m for kind in _UNITS if (m := scan.matches.ending(kind, run[0].start))), None)
    many = unit is not None and before_many(scan, unit.start) < unit.start
    between = range(run[0].end, run[-1].start)
    led = any(scan.matches.ending(kind, run[0].start) is not None for kind in _LEADS)
    ends = all(token.kind == "mark" for token in scan.tokens[run[-1].end : run[-1].end + 1])
    return (len(run) > 1 and (many or (led and ends))) or any(
        scan.tokens[at].kind == "word" and scan.matches.at(kind, at) is not None
        for kind in ("list.join", "place.range")
        for at in between
    )
