"""Money that is no total though no word restricts it: handed to a few, or of no period."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, When, Where
from extract.linking.context import Context
from extract.linking.kind import Kind
from extract.linking.zone import Zone
from extract.topic import speaks_of_several

OF_ONE = "scope.of_one"
"""The rule of what is a part since the whole article is about one, or about something else."""

_OF_ONE = Scope(Answer("subset", OF_ONE))
_REACHED = "kind.reach"
_RECEIVER_REACH = 8
_BODY_REACH = 8
_ONE_REACH = 4
_TAKEN = frozenset({"received", "mobilised"})
_SOME = frozenset({"scope.giver", "scope.theme", "scope.of_these", "scope.event", "scope.origin"})
_YEARLY = frozenset({"year", "span", "months", "same_year"})


def handed_out(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "RM135,000 ... kepada 13 organisasi", "15 NGO menerima RM118,000": to a few of all.

    What one hands out in a year or in some months is the total of these.
    """
    yearly = any(
        period.form in _YEARLY or (period.form == "relative" and period.granularity == "year")
        for period in zone.scan.periods
    )
    if zone.quantity.measure != "aid_amount":
        return None
    for number, noun in _counted(zone):
        led = None if yearly else zone.scan.matches.ending("place.recipient", number)
        receives = any(
            noun.end <= match.start
            and match.value == "received"
            and not _counts_projects(zone, noun.end, match.start)
            for match in zone.before("status.flow")
        )
        if (led is not None and not _done_behind(zone, led.start)) or receives:
            span = (led.start if led is not None else number, noun.end)
            return Scope(Answer("subset", "scope.handed_out", *span), (number, noun.end))
    return None


def _done_behind(zone: Zone, at: int) -> bool:
    """Read "Hibah Rp125 miliar, sudah cair untuk 567 ormas": what was done is told behind it.

    A comma parts the amount from that; ``at`` is where the receivers are led to.
    """
    done = (match.start for match in zone.after("status.done") if match.end <= at)
    return any(zone.scan.has_comma(zone.quantity.end, start) for start in done)


def one_got(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Ada pula yang mendapat Rp1 miliar": what one of them got is one grant."""
    if zone.quantity.measure != "aid_amount":
        return None
    one = next(zone.before("scope.one_of_them"), None)
    if one is None or zone.quantity.start - one.end > _ONE_REACH:
        return None
    return Scope(Answer("single_project", "scope.one_of_them", one.start, one.end), None)


def _counts_projects(zone: Zone, start: int, end: int) -> bool:
    """Whether projects are counted there: "41 NGO, dengan 74 projek yang diterima"."""
    nouns = (m for m in zone.scan.matches.of("noun.full") if start <= m.start < end)
    counted = {number.end for number in zone.scan.numbers}
    return any(noun.value == "project_count" and noun.start in counted for noun in nouns)


def to_receiver(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "X là đơn vị tiếp nhận lớn nhất với 3 dự án", "penerima hibah berjumlah 11 LSM".

    What a province takes as the largest of all is its total.
    """
    for match in zone.before("scope.receiver"):
        between = zone.scan.tokens[match.end : zone.quantity.start]
        placed = any(
            zone.clause_start <= place.start < match.start
            and zone.scan.matches.ending("place.at", place.start) is None
            for place in zone.scan.places
        )
        if len(between) <= _RECEIVER_REACH and not placed:
            return Scope(Answer("subset", "scope.receiver", match.start, match.end), None)
    return None


def of_body(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read "Bệnh viện Nhi tiếp nhận 4 dự án", "Yayasan Bakti memperoleh hibah ...": one of all.

    The body is the subject of taking or having; one that only says so is none.
    """
    if zone.quantity.measure == "ngo_count":
        return None
    for body in (*zone.in_clause_before("scope.body"), *_named_organisations(zone)):
        opens = body.start == zone.clause_start or zone.scan.tokens[body.start - 1].kind == "mark"
        opens = opens or any(period.end == body.start for period in zone.scan.periods)
        takes = (m for m in zone.in_clause_before("status.flow") if m.value in _TAKEN)
        verbs = [m.start for m in (*takes, *zone.in_clause_before("giver.has"))]
        near = any(0 <= at - body.end <= _BODY_REACH for at in verbs)
        if opens and near and not _parted(zone, body.end):
            return Scope(Answer("subset", "scope.body", body.start, body.end), None)
    return None


def _named_organisations(zone: Zone) -> Iterator[Match]:
    """Yield the kind of organisation that begins a name: "Yayasan Bakti", "Himpunan Ummahat"."""
    tokens = zone.scan.tokens
    for kind in ("noun.bare", "noun.full", "giver.kind"):
        for noun in zone.in_clause_before(kind):
            if noun.value != "project_count" and tokens[noun.start].capital:
                yield from (noun,) if tokens[noun.end].capital else ()


def _parted(zone: Zone, at: int) -> bool:
    """Whether another figure, a word of saying or "the province" stands between."""
    kinds = ("attribution.say", "attribution.said_by", "place.implicit")
    said = (m for kind in kinds for m in zone.in_clause_before(kind))
    return any(m.start >= at for m in said) or any(
        at <= f < zone.quantity.start for f in zone.fellows
    )


def narrowed(
    zone: Zone, status: Answer, scope: Scope, kind: Kind, when: When, context: Context
) -> Scope:
    """Return ``scope``, but that money of no period at all is no total of one.

    In an article that is not about organisations as such, what is told of money, or of some
    organisations that do something, is no total either.

    What an amount has risen to is one of a series, the money of projects counted before is
    theirs all the same, and what the organisations give is said of all of them. What each one
    gets is a part as well. In an article of one organisation either is its gift.
    """
    if scope.answer.rule != "scope.total":
        return scope
    if zone.quantity.measure != "aid_amount":
        acts = zone.quantity.measure == "ngo_count" and status.value == "unspecified"
        return _OF_ONE if acts and not context.outline.several else scope
    own = "single_project" if context.outline.sole else "subset"
    if kind.per == "recipient" and (_each_organisation(zone) or not _all_give(zone)):
        return Scope(Answer(own, "scope.each"), None)
    if kind.per == "year" and _is_average(zone, kind, context):
        return Scope(Answer("subset", "scope.average"), None)
    of_projects = context.measure == "project_count" or "project_count" in context.wholes
    spans = when.period is not None and when.period.form == "past_years"  # of no known day
    dated = when.edtf is not None or spans
    dated = dated or kind.answer.value != "level" or kind.answer.rule == _REACHED
    if dated or of_projects or _all_give(zone):
        whole = context.outline.several or speaks_of_several(zone.scan)
        return scope if whole else _OF_ONE
    return Scope(Answer(own, "scope.undated"), None)


def _is_average(zone: Zone, kind: Kind, context: Context) -> bool:
    """Read "Tính trung bình, giá trị viện trợ trên 2 triệu USD/năm" behind what one has given."""
    averages = [match.start for match in zone.in_clause_before("kind.rate")]
    opens = kind.answer.start == 0 or any(_opens(zone, at) for at in averages)
    return opens and context.shared is not None and context.shared.rule in _SOME


def _opens(zone: Zone, at: int) -> bool:
    """Whether the clause begins there, or with words of time: "5 năm cuối, bình quân mỗi năm"."""
    before = zone.scan.tokens[zone.clause_start : at]
    dated = any(period.end == at for period in zone.scan.periods)
    plain = bool(before) and before[-1].norm == "," and not any(t.capital for t in before)
    return at == zone.clause_start or dated or plain


def _each_organisation(zone: Zone) -> bool:
    """Read "setiap NGO menerima RM20,000"."""
    nouns = [m for kind in ("noun.full", "noun.bare") for m in zone.in_clause_before(kind)]
    each = list(zone.in_clause_before("kind.rate"))
    beside = (noun for noun in nouns for m in each if m.start <= noun.start <= m.end)
    return any(noun.value == "ngo_count" for noun in beside)


def _all_give(zone: Zone) -> bool:
    """Read "các tổ chức phi chính phủ nước ngoài đã hỗ trợ ...": organisations without a number."""
    scan = zone.scan
    verbs = [*zone.gives(), *zone.in_clause_before("status.flow")]
    for noun in zone.in_clause_before("noun.full"):
        counted = any(0 <= noun.start - number.end <= 1 for number in scan.numbers)
        led = scan.matches.ending("place.recipient", noun.start) is not None
        gives = any(verb.start >= noun.end for verb in verbs)
        if noun.value == "ngo_count" and gives and not counted and not led:
            return True
    return False


def _counted(zone: Zone) -> Iterator[tuple[int, Match]]:
    """Yield the first token of each count of organisations in the clause, and its noun."""
    for kind in ("noun.full", "noun.bare"):
        for noun in zone.scan.matches.of(kind):
            if noun.value != "ngo_count" or not zone.clause_start <= noun.start < zone.clause_end:
                continue
            for number in zone.scan.numbers:
                if 0 <= noun.start - number.end <= 1 and not _of_projects(zone, noun):
                    found = zone.scan.matches.ending("qualifier.before", number.start)
                    yield (number.start if found is None else found.start), noun


def _of_projects(zone: Zone, noun: Match) -> bool:
    """Whether the organisations only say whose projects are counted: "244 NGO projects"."""
    behind = zone.scan.matches.at("noun.full", noun.end)
    return behind is not None and behind.value == "project_count"
