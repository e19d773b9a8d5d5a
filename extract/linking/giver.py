"""Whose gift it is: organisations named as the givers of an amount or of projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.lexicon import Match
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_SUBJECT_REACH = 16
_OBJECT_REACH = 8
_FEW, _MOST = 5, 0.7
_LEAST = 4  # letters; Vietnamese writes "Du lịch" with one capital
_INNER = frozenset(
    {"of", "the", "for", "and", "in", "to", "without", "against", "&", "'", "’", "-"}
)
_OPENING = ("qualifier.before", "scope.within", "giver.by", "kind.rate", "place.at")
_SIGNED = frozenset({"()-", "()–", "-", "–"})
_NO_NAMES = (
    "noun.full",
    "place.body",
    "place.province",
    "place.district",
    "periods.month_name",
    "periods.weekday",
)
_OTHER_GIVERS = ("noun.full", "place.body", "donors.others", "donors.anaphora")
_PAID = frozenset({"disbursed", "committed", "mobilised"})


def named_giver(zone: Zone, context: Context) -> tuple[int, int] | None:
    """Return the tokens that name one giver of the figure, if a proper name does.

    The name stands right before the amount ("World Vision 350.000 USD"), is the subject of a
    verb of giving ("NPA đã giải ngân ..."), or comes behind "do", "oleh", "dari".
    """
    if context.names is None:
        context.names = tuple(_names(zone.scan, context))
    found: Sequence[tuple[int, int]] = context.names
    if zone.quantity.measure == "project_count":  # an office runs projects, and gives no money
        found = [n for n in found if not _is_office(zone.scan, *n)]
    for rule in (_listed, _subject, _agent, _agent_behind, _fronted):
        for name in reversed(found):
            if rule(zone, name):
                return name
    return next(_one(zone), None)


def _is_office(scan: Scan, start: int, end: int) -> bool:
    """Whether the name is a body's: a foundation is one where it is of a province."""
    body = scan.matches.at("place.body", start) is not None
    local = any(start < p.start < end and p.place.level != "country" for p in scan.places)
    return body and (local or scan.matches.at("noun.bare", start) is None)


def _one(zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield "sebuah yayasan", "tổ chức này" where it is the subject of a verb of giving."""
    matches = zone.scan.matches
    for number in zone.scan.numbers:
        for kind in ("noun.full", "noun.bare") if number.value == 1 else ():
            noun = matches.at(kind, number.end)
            alone = noun is not None and noun.value == "ngo_count"
            if noun is not None and alone and any(verb >= noun.end for verb in _verbs(zone)):
                yield number.start, noun.end
    for said in zone.in_clause_before("giver.this"):
        several = any(
            m.start < said.end and said.start < m.end for m in matches.of("donors.anaphora")
        )
        counted = any(number.end == said.start for number in zone.scan.numbers)
        counted = counted or zone.scan.tokens[said.start - 1].norm == "-"  # "lembaga-lembaga itu"
        several = several or zone.scan.tokens[said.end].capital  # "yayasan Sabah": of a name
        several = several or _in_row(zone.scan, said.start, said.end)
        gives = any(0 <= verb - said.end <= _SUBJECT_REACH for verb in _verbs(zone))
        if gives and not several and not counted and _opens(zone.scan, said.start):
            yield said.start, said.end


def _in_row(scan: Scan, start: int, end: int) -> bool:
    """Whether it is one of several kinds: "35 tổ chức phi chính phủ, công ty, quỹ"."""
    join = scan.matches.ending("list.join", start)
    kinds = ("giver.kind", "noun.full", "noun.bare")
    led = join is not None and any(scan.matches.ending(kind, join.start) for kind in kinds)
    behind = scan.matches.at("list.join", end)
    return led or (behind is not None and any(scan.matches.at(k, behind.end) for k in kinds))


def _names(scan: Scan, context: Context) -> Iterator[tuple[int, int]]:
    """Yield runs of capital words that are no place, body, month or kind of organisation."""
    if _is_title_case(scan):
        return
    taken, kinds = _taken(scan), _kinds(scan)
    end = 0
    for at in range(len(scan.tokens)):
        if at < end or not scan.tokens[at].capital:
            continue
        end = _run_end(scan, at)
        for start in (at, at + 1) if at == 0 and end > 1 else (at,):  # "Hiện GNI", "Theo CARE"
            free = taken.isdisjoint(range(start, end)) and not _is_kind(kinds, start, end)
            if free and _is_proper(scan, start, end, context):
                yield start, end
                break


def _is_title_case(scan: Scan) -> bool:
    """Whether nearly every word begins with a capital, so that capitals make no name."""
    words = [token for token in scan.tokens if token.kind == "word"]
    return len(words) > _FEW and sum(t.capital for t in words) > _MOST * len(words)


def _run_end(scan: Scan, start: int) -> int:
    end = at = start + 1
    while at < len(scan.tokens) and (scan.tokens[at].capital or scan.tokens[at].norm in _INNER):
        at += 1
        if scan.tokens[at - 1].capital:
            end = at
    return end


def _is_proper(scan: Scan, start: int, end: int, context: Context) -> bool:
    words = scan.tokens[start:end]
    kind = scan.matches.ending("noun.bare", start)
    called = kind is not None and scan.tokens[kind.start].capital  # "Tổ chức Tầm nhìn Thế giới"
    short = start == 0 or (len(words[0].norm) < _LEAST and not called)
    opens = any(scan.matches.at(kind, start) is not None for kind in _OPENING)
    if len(words) == 1 and not words[0].upper and (short or (opens and not kind)):
        return False
    if any(scan.matches.ending(kind, start) for kind in ("attribution.before", "place.at")):
        return False
    if start <= 1 and _is_agency(scan, start, end):
        return False
    return not _is_place(scan, start, end, context)


def _kinds(scan: Scan) -> list[Match]:
    """Return the words for a body, a place or a month, of which no name begins or ends."""
    found = (match for kind in _NO_NAMES for match in scan.matches.of(kind))
    return [match for match in found if scan.matches.at("noun.bare", match.start) is None]


def _is_kind(kinds: Sequence[Match], start: int, end: int) -> bool:
    head = start + 1 if start == 0 else start  # "Theo Sở Ngoại vụ"; "Ford Foundation" is a name
    return any((match.start <= head and start < match.end) or match.end == end for match in kinds)


def _is_agency(scan: Scan, start: int, end: int) -> bool:
    """Whether the paper only signs the report: "(ABC) - Tính đến tháng 10 ...", "ABC - ..."."""
    marks = [token.norm for token in (*scan.tokens[:start], *scan.tokens[end : end + 2])]
    return "".join(marks[: 3 if start else 1]) in _SIGNED


def _taken(scan: Scan) -> set[int]:
    """Return the tokens of words of aid, events, periods and numbers, which no name shares."""
    said = ("noun.full", "evidence.strong", "scope.event", "place.region")
    found = [match for kind in said for match in scan.matches.of(kind)]
    spans = [(item.start, item.end) for item in found]
    spans += [(period.start, period.end) for period in scan.periods]
    spans += [(number.start, number.end) for number in scan.numbers]
    spans += [(money.start, money.end) for money in scan.money]
    spans += [(taken.start, taken.end) for taken in scan.taken]
    return {at for start, end in spans for at in range(start, end)}


def _is_place(scan: Scan, start: int, end: int, context: Context) -> bool:
    """Whether the words are a place: one at home, or the origin of organisations."""
    home = context.outline.country
    for mention in scan.places:
        if mention.start <= start and end <= mention.end:
            foreign = home is not None and mention.place.country != home.code
            return not foreign or _after_noun(scan, start)
        led = any(scan.matches.ending(kind, mention.start) for kind in ("place.at", "place.about"))
        if start < mention.start < end <= mention.end and led:
            return True  # "Di Thua Thien Hue", not "Children of Vietnam", "Plan Việt Nam"
    return False


def _after_noun(scan: Scan, at: int) -> bool:
    """Whether the country only says where they are from: "60 tổ chức phi chính phủ Pháp"."""
    kinds = ("noun.full", "noun.bare", "place.about", "place.at")
    return any(scan.matches.ending(kind, at) is not None for kind in kinds)


def _listed(zone: Zone, name: tuple[int, int]) -> bool:
    """Read "World Vision 350.000 USD", "Plan International (Anh) với 1,06 triệu USD"."""
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
            if kind != "place.body" or zone.scan.tokens[match.start].capital  # not "trụ sở"
        )
        if not others and not _amount_between(zone, name[1], verb):
            return True
    return False


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
    kinds = ("noun.full", "noun.bare", "giver.kind", "list.join", "clause.but")
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
