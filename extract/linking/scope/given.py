"""What one named giver gave: one gift, or all it gave over years, which is a part of all aid."""

from __future__ import annotations

from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.giver import named_giver
from extract.linking.where.abroad import several_countries
from extract.linking.zone import Zone
from extract.periods import Period
from extract.places import PlaceMention

_SUMS = frozenset({"year", "same_year", "months", "relative", "span"})
_YEARS = frozenset({"span", "past_years"})
_RUNNING = frozenset({"since", "as_of"})
_YEAR = 4
_MOST_PHASES = 20
_PHASE_REACH = 2
_FOR_REACH = 6
_STATE_REACH = 3  # "Kementerian Belia dan Sukan"


def given(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read one named giver: its gift is one, its projects and the gifts of years are a part."""
    if zone.quantity.measure not in {"aid_amount", "project_count"}:
        return None
    name = named_giver(zone, context)
    if name is None or _is_sum_of_state(zone, name):
        return None
    years = any(_is_of_years(p) and not _is_of_programme(zone, p, name) for p in zone.scan.periods)
    years = years and not _is_one_project(zone)
    years = years or _is_listed(zone, name)
    years = years or _is_general(zone) or _is_sum_of(zone, name) or _is_in_hand(zone, name)
    years = years or several_countries(zone) is not None or any(zone.before("count.all_of"))
    years = years or _is_to_several(zone)
    single = zone.quantity.measure == "aid_amount" and not years
    phase = _phase(zone) if single else None
    if phase is not None:
        return Scope(Answer("subset", "scope.giver", *phase), phase)
    answer = Answer("single_project" if single else "subset", "scope.giver", *name)
    return Scope(answer, None if single else name)


def _is_to_several(zone: Zone) -> bool:
    """Read "menyalurkan RM2 juta kepada 61 NGO": gifts to each of them, and no single one."""
    scan = zone.scan
    for noun in (m for kind in ("noun.full", "noun.bare") for m in scan.matches.of(kind)):
        if not zone.quantity.end <= noun.start < zone.clause_end:
            continue
        number = next((n for n in scan.numbers if 0 <= noun.start - n.end <= 1), None)
        if noun.value != "ngo_count" or number is None or number.value <= 1:
            continue
        about = scan.matches.ending("qualifier.before", number.start)
        to = scan.matches.ending("place.recipient", number.start if about is None else about.start)
        if to is not None and to.value == "recipient":
            return True
    return False


def _is_sum_of_state(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "Kerajaan Perak menyalurkan RM5 juta kepada 200 NGO tahun lalu": all a state gave."""
    join = zone.scan.matches.ending("list.join", name[0])
    named = range(max(name[0] - _STATE_REACH, 0) if join is not None else name[0], name[1])
    state = any(match.start in named for match in zone.scan.matches.of("reject.state"))
    yearly = any(period.form in _SUMS for period in zone.scan.periods)
    nouns = [m for kind in ("noun.full", "noun.bare") for m in zone.scan.matches.of(kind)]
    to = any(noun.value == "ngo_count" and noun.start >= zone.quantity.end for noun in nouns)
    return state and yearly and to


def phased(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Pada fasa pertama, RM640,000 telah diagihkan": an instalment, whoever pays it."""
    phase = _phase(zone) if zone.quantity.measure == "aid_amount" else None
    return None if phase is None else Scope(Answer("subset", "scope.phase", *phase), phase)


def _phase(zone: Zone) -> tuple[int, int] | None:
    """Read "menyalurkan fasa pertama RM500,000": an instalment is a part of what one gives.

    The phase of a project is none: "dự án Nước sạch giai đoạn 2 với vốn 5 tỷ đồng".
    """
    scan = zone.scan
    before = max((m.end for m in scan.money if m.end <= zone.quantity.start), default=0)
    for match in scan.matches.of("scope.phase"):
        number = next((n for n in scan.numbers if 0 <= n.start - match.end <= 1), None)
        if number is None or number.value > _MOST_PHASES:
            continue
        ahead = before <= match.start and number.end <= zone.quantity.start
        behind = 0 <= match.start - zone.quantity.end <= _PHASE_REACH
        if ahead or (behind and not scan.has_comma(zone.quantity.end, match.start)):
            return None if _of_project(zone, match.start) else (match.start, number.end)
    return None


def _of_project(zone: Zone, at: int) -> bool:
    aid = {match.start for match in zone.scan.matches.of("evidence.strong")}
    said = (m for kind in ("scope.single", "noun.full") for m in zone.in_clause_before(kind))
    return any(m.value != "ngo_count" and m.start < at and m.start not in aid for m in said)


def _is_one_project(zone: Zone) -> bool:
    """Whether the years are those of one project: "450.000 EUR cho dự án ... 2024-2026".

    Or the giver pays for it: "NPA tài trợ dự án rà phá bom mìn với 2 triệu USD, từ 2018 đến 2020".
    """
    scan = zone.scan
    aid = {match.start for match in scan.matches.of("evidence.strong")}
    for noun in scan.matches.of("noun.full"):
        if noun.value != "project_count" or noun.start in aid:
            continue
        if not zone.clause_start <= noun.start < zone.clause_end:
            continue
        led = scan.matches.ending("scope.for", noun.start) or scan.matches.ending(
            "place.recipient", noun.start
        )
        behind = led is not None and 0 <= led.start - zone.quantity.end <= _FOR_REACH
        opens = noun.start in (0, zone.clause_start) or scan.tokens[noun.start - 1].kind == "mark"
        opens = opens or scan.matches.ending("give.verb", noun.start) is not None
        several = scan.matches.ending("count.plural", noun.start) or scan.matches.at(
            "list.join", noun.end
        )
        counted = any(n.end == noun.start and n.value > 1 for n in scan.numbers)
        counted = counted or any(
            scan.matches.ending("list.join", other.start) is not None
            for other in scan.matches.of("noun.full")
            if other.value == "project_count" and noun.end < other.start < zone.quantity.start
        )  # "tài trợ dự án nước sạch và dự án y tế"
        if (behind or opens) and several is None and not counted:
            return True
    return False


def _is_of_programme(zone: Zone, period: Period, name: tuple[int, int]) -> bool:
    """Read "Plan ký ghi nhớ về Chương trình Nước sạch giai đoạn 2012-2016, kinh phí 2 triệu USD".

    The years are those of the one programme that the giver is named for.
    """
    scan = zone.scan
    for noun in zone.in_clause_before("noun.full"):
        named = noun.value == "project_count" and scan.tokens[noun.start].capital
        between = name[1] <= noun.start and noun.end <= period.start
        alone = not any(noun.end <= money.start < zone.quantity.start for money in scan.money)
        several = scan.matches.ending("count.plural", noun.start) is not None
        clear = not scan.has_comma(noun.end, period.start)
        if named and between and alone and clear and not several:
            return period.end <= zone.quantity.start
    return False


def _is_of_years(period: Period) -> bool:
    """Whether gifts of several years are told, or all until a day: "sampai Juli tahun ini".

    A span of days is none: "ngày 24-25/4".
    """
    if period.form in _RUNNING:
        return True
    first, _, last = (period.edtf or "").partition("/")
    days = period.granularity == "day" and first[:_YEAR] == last[:_YEAR]
    return period.form in _YEARS and not days


def _is_general(zone: Zone) -> bool:
    """Whether it is all one gave or raised: "hingga kini", "pada 2024 ... ke berbagai lembaga"."""
    said = (*zone.before("status.flow"), *zone.after("status.flow"))
    if any(match.value == "mobilised" for match in said):
        return True
    until = any(match.value == "until" for match in zone.scan.matches.of("periods.now"))
    plural = zone.scan.matches.of("count.plural")
    many = any(zone.scan.matches.ending("place.recipient", match.start) for match in plural)
    years = [period for period in zone.scan.periods if period.form in {"year", "same_year"}]
    throughout = any(zone.scan.matches.ending("period.whole", p.start) for p in years)
    return until or throughout or (many and bool(years))


def _is_sum_of(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "Năm 2023, giá trị giải ngân của KFHI đạt ...": all that one gave in a year."""
    by = zone.scan.matches.ending("giver.by", _before_kind(zone, name[0]))
    ahead = name[1] <= zone.quantity.start
    yearly = ahead and any(period.form in {"year", "same_year"} for period in zone.scan.periods)
    heads = [*zone.in_clause_before("value.noun"), *zone.in_clause_before("value.intro")]
    return yearly and by is not None and any(head.end <= by.start for head in heads)


def _is_in_hand(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "total dana masyarakat di tangan MUI Rp5 miliar": all that one holds."""
    heads = zone.in_clause_before("value.sum")
    return name[1] <= zone.quantity.start and any(head.end < name[0] for head in heads)


def _before_kind(zone: Zone, at: int) -> int:
    """Return where the word for its kind before a name begins: "của tổ chức KFHI"."""
    for kind in ("noun.full", "noun.bare", "giver.kind"):
        found = zone.scan.matches.ending(kind, at)
        at = at if found is None else found.start
    return at


def _is_listed(zone: Zone, name: tuple[int, int]) -> bool:
    """Whether another name stands before it: "MAG, NPA và PeaceTrees đã tài trợ"."""
    join = zone.scan.matches.ending("list.join", name[0])
    if join is None or join.start == 0 or not zone.scan.tokens[join.start - 1].capital:
        return False
    if zone.scan.tokens[join.start].norm == "/":
        return False  # "GPI/Hàn Quốc": where it is from
    if zone.scan.matches.at("list.order", name[1]) is not None:
        return False  # "Oxfam dan CARE masing-masing menyumbang ...": one gift each
    taken = [(p.start, p.end) for p in zone.scan.places if _is_led(zone, p)]
    taken += [(period.start, period.end) for period in zone.scan.periods]
    return not any(start < join.start <= end for start, end in taken)


def _is_led(zone: Zone, mention: PlaceMention) -> bool:
    """Whether the place stands alone or behind "in"; "Mercy Malaysia" is a name."""
    kinds = ("place.at", "place.about", "place.province", "place.district")
    led = any(zone.scan.matches.ending(kind, mention.start) for kind in kinds)
    return led or mention.start == 0 or not zone.scan.tokens[mention.start - 1].capital
