"""Several years and as many figures: which year of a row is whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import edtf
from extract.linking.zone import Zone
from extract.periods import Period
from extract.scan import Scan

_YEAR = 4
_BASE_REACH = 3
_MOVES = ("kind.reach", "kind.up", "kind.down")
_MONEY = ("evidence.strong", "value.noun", "value.intro")
_ROWS = ("year", "month")
_TURNS = ("list.join", "clause.contrast", "clause.but", "clause.then")


def in_order(zone: Zone) -> Period | None:
    """Return the figure's own of several years: "năm 2020 và 2021 lần lượt là 220,7 và 233 triệu".

    Only where there are as many figures behind the years as years.
    """
    for cue in zone.scan.matches.of("list.order"):
        if not zone.clause_start <= cue.start < zone.clause_end:
            continue
        years = _run_before(zone, cue.start)
        figures = [at for at in zone.fellows if years and at >= years[-1].end]
        rows = len(years) > 1 and figures and not len(figures) % len(years)
        if rows and zone.quantity.start in figures:
            return years[figures.index(zone.quantity.start) % len(years)]
    return None


def _run_before(zone: Zone, at: int) -> list[Period]:
    """Return the last periods of the clause before token ``at`` that are one list."""
    run: list[Period] = []
    for period in reversed(zone.scan.periods):
        if period.start < zone.clause_start or period.end > at:
            continue
        join = zone.scan.matches.at("list.join", period.end)
        if run and (join is None or join.end != run[0].start):
            break
        run.insert(0, period)
    return run


def together(zone: Zone, stated: Period, periods: Sequence[Period]) -> str | None:
    """Return the EDTF of years in a row that are told as one: "sepanjang 2023 dan 2024".

    ``periods`` are those the figure may have, ``stated`` one of them.
    """
    first = last = next(i for i, period in enumerate(periods) if period.start == stated.start)
    while first > 0 and _next_year(zone, periods[first - 1], periods[first]):
        first -= 1
    while last + 1 < len(periods) and _next_year(zone, periods[last], periods[last + 1]):
        last += 1
    return edtf.interval(periods[first].edtf, periods[last].edtf) if first < last else None


def _next_year(zone: Zone, one: Period, two: Period) -> bool:
    """Whether only "and" or a comma stands between the two, and they follow each other.

    Years do, and months of one year: "pada Oktober dan November".
    """
    join = zone.scan.matches.at("list.join", one.end)
    led = None if join is None else zone.scan.matches.at("periods.in", join.end)
    beside = join is not None and two.start == (join.end if led is None else led.end)
    form = one.form if one.form == one.granularity == two.form == two.granularity else None
    if not beside or form not in _ROWS or one.edtf is None or two.edtf is None:
        return False
    if form == "month":
        return one.edtf[:_YEAR] == two.edtf[:_YEAR] and _number(two) - _number(one) == 1
    plain = len(one.edtf) == len(two.edtf) == _YEAR
    return plain and _number(two) - _number(one) == 1


def _number(period: Period) -> int:
    """Return the number of a year or of its month."""
    return int(str(period.edtf).rpartition("-")[2])


def in_bracket(zone: Zone, periods: Sequence[Period]) -> Period | None:
    """Return the period in a bracket of its own behind the figure: "30 LSM (2021), 35 (2022)"."""
    tokens, end = zone.scan.tokens, zone.quantity.end
    if end >= len(tokens) or tokens[end].norm != "(":
        return None
    for period in periods:
        led = zone.scan.matches.ending("periods.in", period.start)
        start = period.start if led is None else led.start
        closed = period.end < len(tokens) and tokens[period.end].norm == ")"
        if start == end + 1 and closed and period.granularity != "day":
            return period
    return None


def is_of_start(zone: Zone, period: Period) -> bool:
    """Whether it is that of the level before: "từ 27 (năm 2020) tăng lên 33"."""
    tokens = zone.scan.tokens
    led = zone.scan.matches.ending("periods.in", period.start)
    start = period.start if led is None else led.start
    bracketed = start > 0 and tokens[start - 1].norm == "("
    if not bracketed or not any(at < start for at in zone.fellows):
        return False
    moves = (m for kind in _MOVES for m in zone.scan.matches.of(kind))
    return any(period.end <= move.start < zone.quantity.start for move in moves)


def is_compared(scan: Scan, period: Period) -> bool:
    """Whether more or less is told than then: "40 lebih banyak daripada 2021".

    Or than the number of then: "không kém con số năm 2008", "kurang daripada jumlah tahun 2008".
    And "ít hơn năm trước 44 dự án", "gấp 3 lần nửa đầu năm 2020".
    """
    matches, at = scan.matches, period.start
    number = matches.ending("count.number", at)
    by = matches.ending("giver.by", at if number is None else number.start)
    led = by or number
    moves = (matches.ending(f"kind.{kind}", led.start) for kind in ("up", "down") if led)
    whole = matches.ending("periods.whole", at)  # "gấp đôi cả năm 2020", "... giai đoạn 2013-2017"
    if period.form == "span":
        whole = whole or matches.ending("periods.in", at)
    at = at if whole is None else whole.start
    times = matches.ending("kind.times", _before_head(scan, at))
    risen = times is not None and any(number.end == times.start for number in scan.numbers)
    risen = risen and _is_multiple(scan, times.start) if times is not None else False
    more = matches.ending("kind.more", at) or matches.ending("kind.double", at)
    least = None if number is None else matches.ending("qualifier.before", number.start)
    return any((*moves, risen, more, least)) or _is_of_percentage(scan, at)


def _before_head(scan: Scan, at: int) -> int:
    """Step back over "the number of projects in": "tiga kali ganda bilangan projek pada 2020"."""
    led = scan.matches.ending("periods.in", at)
    noun = scan.matches.ending("noun.full", at if led is None else led.start)
    head = None if noun is None else scan.matches.ending("count.head", noun.start)
    return at if head is None else head.start


def _of_compared(scan: Scan, period: Period) -> bool:
    """Read "RM3 juta tahun ini, berbanding RM2 juta pada 2013": the year of what is compared with.

    The amount or number of then stands right behind the comparison, its period behind that.
    """
    for match in scan.matches.of("kind.comparison"):
        about = scan.matches.at("qualifier.before", match.end)
        at = match.end if about is None else about.end
        told = [*((m.start, m.end) for m in scan.money), *((n.start, n.end) for n in scan.numbers)]
        led = any(0 <= start - at <= 1 and end <= period.start for start, end in told)
        others = any(at <= other.start < period.start for other in scan.periods)
        if led and not others and not scan.has_comma(at, period.start):
            return True
    return False


def _is_multiple(scan: Scan, end: int) -> bool:
    """Whether the number that ends there multiplies: "gấp 3 lần", not "họp 3 lần"."""
    start = next(number.start for number in scan.numbers if number.end == end)
    led = scan.matches.ending("qualifier.before", start)
    start = start if led is None else led.start
    said = ("kind.times", "kind.up", "kind.down", "kind.ratio")
    return any(scan.matches.ending(kind, start) is not None for kind in said)


def _is_of_percentage(scan: Scan, end: int) -> bool:
    """Whether a percentage is of what was then: "bằng 91% năm 2024", "setara 87% dari 2020"."""
    matches = scan.matches
    of = matches.ending("scope.within", end)
    percent = matches.ending("unit.percent", end if of is None else of.start)
    number = next((n for n in scan.numbers if percent and n.end == percent.start), None)
    if number is None:
        return False
    about = matches.ending("qualifier.before", number.start)
    start = number.start if about is None else about.start
    return matches.ending("kind.ratio", start) is not None


def in_label(zone: Zone, period: Period) -> bool:
    """Whether it is another figure's in a bracket: 2023 in "611 program (2023: 540)"."""
    return zone.quantity.start < period.start and is_label(zone.scan, period)


def is_label(scan: Scan, period: Period) -> bool:
    """Whether it opens a bracket with a figure of its own: "(2023: 540)"."""
    tokens, end = scan.tokens, period.end
    opened = period.start > 0 and tokens[period.start - 1].norm == "("
    if not opened or end == len(tokens) or tokens[end].norm != ":":
        return False
    return end + 1 in {*(m.start for m in scan.money), *(number.start for number in scan.numbers)}


def leads_on(zone: Zone, period: Period) -> bool:
    """Whether "and" leads from the figure to the year of the next: "2021 361 dan 2022 380"."""
    matches, end = zone.scan.matches, zone.quantity.end
    join = next(filter(None, (matches.at(name, end) for name in _TURNS)), None)
    led = None if join is None else matches.at("periods.in", join.end)
    at = 0 if join is None else join.end if led is None else led.end
    return join is not None and at == period.start and zone.right < zone.clause_end


def is_turned_to(zone: Zone, period: Period) -> bool:
    """Whether "then" leads to it behind the figure: "Nếu 2011 có 12 dự án thì 2016 là 27"."""
    led = zone.scan.matches.ending("periods.in", period.start)
    start = period.start if led is None else led.start
    then = zone.scan.matches.ending("clause.then", start)
    return then is not None and then.start >= zone.quantity.end


def is_of_next(zone: Zone, period: Period) -> bool:
    """Whether it is told of another subject, behind a comma.

    "..., phần dành cho năm 2021 là 2,8 triệu USD", "57 tổ chức ..., vốn viện trợ năm 2020 giảm".
    """
    scan = zone.scan
    comma = _last_comma(zone, period.start)
    if comma is None or any(comma < at < period.start for at in zone.fellows):
        return False
    led = scan.matches.ending("periods.in", period.start)
    start = period.start if led is None else led.start
    ends = (at for at in range(period.end, zone.clause_end) if scan.tokens[at].norm == ",")
    own = any(period.end <= at < next(ends, zone.clause_end) for at in zone.fellows)
    money = (scan.matches.at(kind, at) for kind in _MONEY for at in (comma + 1, comma + 2))
    first = comma + 1 if period.form == "now" else comma + 2  # ", kini tersisa 26"
    return start >= first and (own or any(money))


def _last_comma(zone: Zone, end: int) -> int | None:
    """Return the last comma between the figure and token ``end`` that no bracket holds."""
    depth, found = 0, None
    for at in range(zone.quantity.end, end):
        norm = zone.scan.tokens[at].norm
        depth += (norm == "(") - (norm == ")")
        found = at if norm == "," and not depth else found
    return found


def of_base(zone: Zone, period: Period) -> bool:
    """Whether it dates what something moved from, and that is another figure."""
    base = moved_from(zone.scan, period)
    return base is not None and zone.quantity.start not in base


def of_before(scan: Scan, period: Period) -> bool:
    """Whether it only dates what something moved from or is compared with."""
    return moved_from(scan, period) is not None or _of_compared(scan, period)


def moved_from(scan: Scan, period: Period) -> range | None:
    """Return the tokens of the figure that something moved from, if the period dates it.

    "71 ormas, naik dari 68 pada akhir 2018"; "naik menjadi 5 juta USD dari 4,2 juta USD pada
    2022": there the same thing in the same unit stands on both sides. Whom it was for goes with
    it: "naik dari Rp 11 miliar untuk 71 lembaga pada 2022".
    """
    moves = [move for kind in ("up", "down") for move in scan.matches.of(f"kind.{kind}")]
    for start, end, unit in _figures(scan) if moves else ():
        led = scan.matches.ending("giver.by", start)
        led = led or scan.matches.ending("numbers.range_open", start)
        if led is None:
            continue
        base = range(start, _with_receivers(scan, end))
        if not 0 <= period.start - base.stop <= _BASE_REACH:
            continue
        at = led.start - (led.start > 0 and scan.tokens[led.start - 1].norm == ",")
        if any(0 <= at - move.end < _BASE_REACH for move in moves):
            return base
        figure = next((f for f in _figures(scan) if f[1] == at and f[2] == unit), None)
        if figure is not None and any(move.end <= figure[0] for move in moves):
            return base
    return None


def _with_receivers(scan: Scan, end: int) -> int:
    """Return where a figure ends, those it was for included: "Rp 11 miliar untuk 71 lembaga"."""
    led = scan.matches.at("scope.for", end)
    ends = (f[1] for f in _figures(scan) if led is not None and f[0] == led.end)
    return max(ends, default=end)


def _figures(scan: Scan) -> Iterator[tuple[int, int, str | None]]:
    """Yield first token, end and unit of what is counted or paid; a bare number counts on."""
    paid = {money.number.start for money in scan.money}
    yield from ((money.start, money.end, money.currency) for money in scan.money)
    for number in scan.numbers:
        noun = scan.matches.at("noun.full", number.end) or scan.matches.at("noun.bare", number.end)
        if number.start not in paid:
            yield number.start, number.end, None if noun is None else noun.value
            if noun is not None:
                yield number.start, noun.end, None
