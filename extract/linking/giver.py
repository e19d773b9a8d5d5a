"""Whose gift it is: organisations named as the givers of an amount or of projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.lexicon import Match
from extract.linking.context import Context
from extract.linking.names import proper_names
from extract.linking.zone import Zone
from extract.scan import Scan

_SUBJECT_REACH = 16
_OBJECT_REACH = 8
_OTHER_GIVERS = ("noun.full", "place.body", "donors.others", "donors.anaphora")
_PAID = frozenset({"disbursed", "committed", "mobilised"})


def named_giver(zone: Zone, context: Context) -> tuple[int, int] | None:
    """Return the tokens that name one giver of the figure, if a proper name does.

    The name stands right before the amount ("World Vision 350.000 USD"), is the subject of a
    verb of giving ("NPA đã giải ngân ..."), or comes behind "do", "oleh", "dari".
    """
    if context.names is None:
        context.names = tuple(proper_names(zone.scan, context))
    found: Sequence[tuple[int, int]] = context.names
    if zone.quantity.measure == "project_count":  # an office runs projects, and gives no money
        found = [n for n in found if not _is_office(zone.scan, *n)]
    for rule in (_listed, _subject, _agent, _agent_behind, _fronted):
        for name in reversed(found):
            if rule(zone, name):
                return name
    return next(_one(zone), None) or next(_spoken_of(zone, context), None)


def _is_office(scan: Scan, start: int, end: int) -> bool:
    """Whether the name is a body's: a foundation is one where it is of a province."""
    body = scan.matches.at("place.body", start) is not None
    local = any(start < p.start < end and p.place.level != "country" for p in scan.places)
    return body and (local or scan.matches.at("noun.bare", start) is None)


def _one(zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield "sebuah yayasan", "tổ chức này" where it is the subject of a verb of giving."""
    matches = zone.scan.matches
    ones = [number.end for number in zone.scan.numbers if number.value == 1]
    for at in (*ones, *(one.end for one in matches.of("count.one"))):
        for kind in ("noun.full", "noun.bare"):
            noun = matches.at(kind, at)
            alone = noun is not None and noun.value == "ngo_count"
            if noun is not None and alone and any(verb >= noun.end for verb in _verbs(zone)):
                yield at - 1, noun.end
    for said in zone.in_clause_before("giver.this"):
        several = any(
            m.start < said.end and said.start < m.end for m in matches.of("donors.anaphora")
        )
        several = several or zone.scan.tokens[said.end].capital  # "yayasan Sabah": of a name
        if not several and _gives_alone(zone, said.start, said.end):
            yield said.start, said.end


def _spoken_of(zone: Zone, context: Context) -> Iterator[tuple[int, int]]:
    """Yield "organisasi bukan kerajaan itu", "tổ chức dành": the one spoken of, none counted."""
    matches = zone.scan.matches
    if context.some_organisations or "ngo_count" in context.wholes:
        return
    for noun in (m for kind in ("noun.full", "noun.bare") for m in zone.in_clause_before(kind)):
        this = matches.at("count.this", noun.end)
        bare = noun.category == "noun.bare"
        verb = matches.at("give.verb", noun.end) if bare else None
        end = this.end if this is not None else noun.end
        said = noun.value == "ngo_count" and (this is not None or verb is not None)
        if said and _gives_alone(zone, noun.start, end):
            yield noun.start, end


def _gives_alone(zone: Zone, start: int, end: int) -> bool:
    """Whether the words name one giver, the subject of a verb: no number, plural or row."""
    scan = zone.scan
    counted = any(number.end == start for number in scan.numbers)
    counted = counted or scan.tokens[start - 1].norm == "-"  # "lembaga-lembaga itu"
    counted = counted or scan.matches.ending("count.plural", start) is not None
    gives = any(0 <= verb - end <= _SUBJECT_REACH for verb in _verbs(zone))
    opens = _opens(scan, start) or scan.matches.ending("giver.by", start) is not None
    return gives and not counted and not _in_row(scan, start, end) and opens


def _in_row(scan: Scan, start: int, end: int) -> bool:
    """Whether it is one of several kinds: "35 tổ chức phi chính phủ, công ty, quỹ"."""
    join = scan.matches.ending("list.join", start)
    kinds = ("giver.kind", "noun.full", "noun.bare")
    led = join is not None and any(scan.matches.ending(kind, join.start) for kind in kinds)
    behind = scan.matches.at("list.join", end)
    return led or (behind is not None and any(scan.matches.at(k, behind.end) for k in kinds))


def _listed(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "World Vision 350.000 USD", "Plan International (Anh) với 1,06 triệu USD"."""
    led = ("scope.for", "place.recipient")
    if any(zone.scan.matches.ending(kind, name[0]) for kind in led):
        return False  # "bantuan bagi CARE mencapai Rp1 miliar"
    at = behind_brackets(zone.scan, name[1])
    while at < zone.quantity.start:
        step = next(
            (
                match.end
                for kind in ("giver.with", "qualifier.before", "qualifier.neutral")
                if (match := zone.scan.matches.at(kind, at)) is not None
            ),
            None,
        )
        if step is None:
            return False
        at = step
    return at == zone.quantity.start and zone.left <= name[0]


def _subject(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "Children of Vietnam, cũng của Hoa Kỳ, góp 940.000 USD" and "GNI có 8 dự án"."""
    if name[0] < zone.clause_start or not _opens(zone.scan, name[0]):
        return False
    for verb in _verbs(zone):
        between = range(name[1], verb)
        if verb < name[1] or len(between) > _SUBJECT_REACH:
            continue
        others = any(
            name[1] <= match.start < verb
            for kind in _OTHER_GIVERS
            for match in zone.scan.matches.of(kind)
            if kind != "place.body" or _is_body(zone.scan, match)
        )
        told = _is_of_money(zone.scan, verb) or _tells_of_others(zone, name[1], verb)
        if not others and not told and not _amount_between(zone, name[1], verb):
            return True
    return False


def _is_of_money(scan: Scan, verb: int) -> bool:
    """Read "menaksir dana yang dihabiskan Rp6 miliar": the verb is of the money, not of a name."""
    adverb = scan.matches.ending("give.adverb", verb)
    relative = scan.matches.ending("count.relative", verb if adverb is None else adverb.start)
    if relative is None:
        return False
    kinds = ("evidence.weak", "evidence.strong", "value.noun")
    return any(scan.matches.ending(kind, relative.start) is not None for kind in kinds)


def _tells_of_others(zone: Zone, end: int, verb: int) -> bool:
    """Read "Data Bappeda menunjukkan komitmen NGO Rp9 miliar": who says what others give.

    Or the state: "Ketua Menteri berkata, kerajaan negeri menyalurkan". ``end`` is where the name
    ends.
    """
    said = [m.end for m in zone.scan.matches.of("attribution.say") if end <= m.start < verb]
    others = [m.start for m in zone.in_clause_before("noun.full") if m.value == "ngo_count"]
    others += [m.start for m in zone.in_clause_before("reject.state")]
    return bool(said) and any(other >= said[0] for other in others)


def _is_body(scan: Scan, match: Match) -> bool:
    """Whether a word for a body names one: not "trụ sở", nor the "Đài" of "Đài Loan"."""
    inside = any(place.start <= match.start < place.end for place in scan.places)
    return scan.tokens[match.start].capital and not inside


def _verbs(zone: Zone) -> Iterator[int]:
    """Yield where verbs of giving stand before the figure; projects are also had and launched."""
    projects = zone.quantity.measure == "project_count"
    said = [*zone.gives(), *(m for m in zone.in_clause_before("status.flow") if m.value in _PAID)]
    worth = [head.start for head in zone.in_clause_before("value.intro")]
    for has in zone.in_clause_before("giver.has"):  # "đã triển khai các dự án với tổng vốn ..."
        said += [has] if projects or any(has.end < at for at in worth) else ()
    for match in said:
        near = not projects or zone.quantity.start - match.end <= _OBJECT_REACH
        if near and not _amount_between(zone, match.end, zone.quantity.start):
            yield match.start


def _amount_between(zone: Zone, start: int, end: int) -> bool:
    return any(start <= at < end for at in zone.fellows)


def _opens(scan: Scan, at: int) -> bool:
    """Whether the name begins its sentence or part of it, or stands behind its kind."""
    if at == 0 or scan.tokens[at - 1].kind == "mark":
        return True
    kinds = (
        "noun.full", "noun.bare", "giver.kind", "list.join", "clause.but", "clause.contrast",
        "giver.whom", "kind.rate", "value.noun", "value.intro", "value.head",
    )  # fmt: skip
    before = (scan.matches.ending(kind, at) for kind in kinds)
    # "Dự án Nước sạch" names the project, no giver.
    return any(match is not None and match.value != "project_count" for match in before) or any(
        period.end == at for period in scan.periods
    )


def _agent(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "do tổ chức Espérance (Thụy Sĩ) viện trợ", "dari World Vision"."""
    if not zone.left <= name[0] < zone.right or zone.scan.has_comma(zone.quantity.end, name[0]):
        return False
    at = name[0]
    for kind in ("noun.bare", "giver.kind"):
        before = zone.scan.matches.ending(kind, at)
        at = at if before is None else before.start
    by = zone.scan.matches.ending("giver.by", at)
    return by is not None and not _amount_between(zone, name[1], zone.quantity.start)


def _agent_behind(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "là 870 triệu đồng (5,8 triệu đồng/giếng), do tổ chức Espérance viện trợ"."""
    at = behind_brackets(zone.scan, zone.quantity.end)
    at += at < len(zone.scan.tokens) and zone.scan.tokens[at].norm == ","
    relative = zone.scan.matches.at("count.relative", at)
    by = zone.scan.matches.at("giver.by", at if relative is None else relative.end)
    at = -1 if by is None else by.end
    for kind in ("giver.kind", "noun.bare"):
        before = zone.scan.matches.at(kind, at)
        at = at if before is None else before.end
    return at == name[0]


def _fronted(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "Với tổng ngân sách 625.000 euro, Plan International sẽ hỗ trợ 32.000 trẻ"."""
    scan = zone.scan
    opened = any(zone.clause_start == led.start for led in zone.in_clause_before("giver.with"))
    comma = zone.quantity.end < len(scan.tokens) and scan.tokens[zone.quantity.end].norm == ","
    verbs = (match.start - name[1] for match in scan.matches.of("give.verb"))
    gives = any(0 <= gap <= _OBJECT_REACH for gap in verbs)
    return opened and comma and name[0] == zone.quantity.end + 1 and gives


def behind_brackets(scan: Scan, at: int) -> int:
    """Return the token behind the brackets that open at token ``at``, or ``at``."""
    if at < len(scan.tokens) and scan.tokens[at].norm == "(":
        for end in range(at, len(scan.tokens)):
            if scan.tokens[end].norm == ")":
                return end + 1
    return at
