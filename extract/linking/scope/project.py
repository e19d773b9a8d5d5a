"""One project with its amount: "Dự án “Nước sạch” có tổng vốn 2 tỷ đồng", "projek ini bernilai"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_QUOTES = frozenset("“\"«‘'")
_CLOSING = frozenset("”\"»’'")
_QUOTE_REACH = 3
_HEAD_REACH = 4
_PHRASE = 2
_GENERIC = (
    "evidence.strong", "evidence.sector", "status.flow", "value.intro", "list.join",
    "qualifier.neutral",
)  # fmt: skip
_KINDS = ("noun.full", "noun.bare", "evidence.sector", "place.body")
_TAKES = frozenset({"received", "mobilised"})


def named_project(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Read the amount of one project, which its name, "this" or "one" tells from several."""
    if zone.quantity.measure != "aid_amount" or zone.quantity.unit == "percent":
        return None
    fronted = _fronted(zone)
    if fronted is not None:
        return Scope(Answer("single_project", "scope.project", fronted.start, fronted.end), None)
    for noun in zone.in_clause_before("scope.single"):
        own = _is_described(zone.scan, noun) and not _others_between(zone, noun)
        if own and not _projects_counted(zone):
            return Scope(Answer("single_project", "scope.project", noun.start, noun.end), None)
    for noun in _projects(zone):
        if any(noun.end <= at < zone.quantity.start for at in zone.fellows):
            return None
        if _is_one(zone.scan, noun) or _is_headed(zone, noun) or _opens_worth(zone, noun):
            belongs = _worth(zone, noun)
            span = (noun.start, noun.end)
            return (
                Scope(Answer("single_project", "scope.project", *span), None) if belongs else None
            )
    return None


def _fronted(zone: Zone) -> Match | None:
    """Return the project of "Với tổng kinh phí 5 tỷ, dự án ...", "Dengan dana ..., proyek itu"."""
    scan, comma = zone.scan, zone.quantity.end
    opened = any(led.start == zone.clause_start for led in zone.in_clause_before("giver.with"))
    if not opened or comma + 1 >= len(scan.tokens) or scan.tokens[comma].norm != ",":
        return None
    return scan.matches.at("scope.single", comma + 1)


def _projects(zone: Zone) -> Iterator[Match]:
    """Yield the words for a project before the amount, nearest first: no grant, no aid."""
    for noun in zone.in_clause_before("noun.full"):
        aid = zone.scan.matches.at("evidence.strong", noun.start)
        if noun.value == "project_count" and aid is None:
            yield noun


def _projects_counted(zone: Zone) -> bool:
    """Whether the sentence counts projects, so that the money may be theirs."""
    nouns = [m for m in zone.scan.matches.of("noun.full") if m.value == "project_count"]
    return any(
        0 <= noun.start - number.end <= 1
        for noun in nouns
        for number in zone.scan.numbers
        if number.value > 1
    )


def _is_described(scan: Scan, noun: Match) -> bool:
    """Whether the noun opens a clause and words of its own follow: "Dự án cấp nước sạch ..."."""
    if noun.start and scan.tokens[noun.start - 1].kind != "mark":
        return False
    if scan.matches.ending("noun.full", noun.start - 1) is not None:
        return False  # "các chương trình, dự án"
    if scan.matches.at("scope.new", noun.end) and not scan.matches.at("plan.run", noun.end):
        return False  # "proyek baru menyerap Rp8 miliar": the new ones
    if any(scan.matches.at(kind, noun.end) for kind in _GENERIC):
        return False
    behind = scan.tokens[noun.end : noun.end + _PHRASE]
    return len(behind) == _PHRASE and all(token.kind == "word" for token in behind)


def _others_between(zone: Zone, noun: Match) -> bool:
    """Whether organisations that are not its givers stand between: "... giúp các tổ chức ..."."""
    named = (m for m in zone.in_clause_before("noun.full") if m.value == "ngo_count")
    given = [by.end for by in zone.in_clause_before("giver.by") if by.start >= noun.end]
    return any(other.start >= noun.end for other in named) and not given


def _is_one(scan: Scan, noun: Match) -> bool:
    for number in scan.numbers:
        if number.end == noun.start:
            return number.value == 1 and not number.ordinal
    if scan.matches.ending("count.plural", noun.start) is not None:
        return False
    if scan.matches.at("count.this", noun.end) is not None:
        return True
    return _name_end(scan, noun) is not None


def _is_headed(zone: Zone, noun: Match) -> bool:
    """Read "tổng kinh phí dự án là 3 tỷ đồng", of no period: the project the text is about.

    What a comma parts from it may have one: "tổng kinh phí dự án, làm trong năm 2024, là ...".
    Organisations counted before it have programmes: "65 LSM dengan nilai program US$210 juta".
    """
    named = {m.start for m in zone.scan.organisations() if m.end <= noun.start}
    if any(
        n.end in named and n.value > 1 and n.start >= zone.clause_start for n in zone.scan.numbers
    ):
        return False
    aside = zone.scan.tokens[noun.end : noun.end + 1]
    own = [p for p in zone.scan.periods if p.start < noun.end or all(t.norm != "," for t in aside)]
    if own or zone.scan.matches.at("count.plural", noun.start - 1) is not None:
        return False
    heads = [head.end for head in zone.in_clause_before("value.intro")]
    runs = [zone.scan.matches.at("giver.has", end) for end in heads]
    heads += [has.end for has in runs if has is not None]  # "tổng vốn thực hiện chương trình"
    by = zone.scan.matches.ending("giver.by", noun.start)  # "tổng giá trị tài trợ của dự án"
    theirs = by is not None and any(0 <= by.start - end <= _PHRASE for end in heads)
    return theirs or any(0 <= noun.start - end <= 1 for end in heads)


def _opens_worth(zone: Zone, noun: Match) -> bool:
    """Read "Dự án trị giá 1,7 triệu đô la ...": the project spoken of, and at once its worth."""
    matches = zone.scan.matches
    has = matches.at("giver.has", noun.end)
    at = noun.end if has is None else has.end
    return noun.start == 0 and matches.at("value.intro", at) is not None


def _name_end(scan: Scan, noun: Match) -> int | None:
    """Return where the name behind the noun ends: quoted, or words with capitals."""
    for at in range(noun.end, min(noun.end + _QUOTE_REACH, len(scan.tokens))):
        if scan.tokens[at].norm in _QUOTES:
            closing = (
                i for i in range(at + 1, len(scan.tokens)) if scan.tokens[i].norm in _CLOSING
            )
            return next(closing, at) + 1
    first = noun.start == 0 or scan.tokens[noun.start - 1].kind == "mark"
    inside = scan.tokens[noun.start].capital and not first
    kind = any(scan.matches.at(name, noun.end) for name in _KINDS)
    kind = kind or any(money.start == noun.end for money in scan.money)  # "program US$ 2 juta"
    named = noun.end < len(scan.tokens) and scan.tokens[noun.end].capital and not kind
    return noun.end if inside or named else None


def _worth(zone: Zone, noun: Match) -> bool:
    """Whether words of worth lead from the project to the amount, and nobody takes in between."""
    start = _name_end(zone.scan, noun) or noun.end
    heads = [head for head in zone.in_clause_before("value.intro") if head.end > zone.left]
    behind = [head for head in heads if head.start >= start]
    before = [head for head in heads if 0 <= noun.start - head.end <= _HEAD_REACH]
    if not behind and not before:
        return False
    taken = any(
        start <= verb.start and verb.value in _TAKES
        for verb in zone.in_clause_before("status.flow")
    )
    return not taken and not _comma(zone, start, (behind or before)[-1])


def _comma(zone: Zone, start: int, head: Match) -> bool:
    """Whether a comma parts name and amount, but for the one right before the words of worth.

    Nor do those around a remark: "tổng kinh phí của dự án, làm trong năm 2024, là 2 tỷ đồng".
    """
    scan = zone.scan
    commas = [at for at in range(start, zone.quantity.start) if scan.tokens[at].norm == ","]
    copula = scan.matches.ending("qualifier.neutral", zone.qualified_start)
    if copula is not None and commas == [start, copula.start - 1]:
        return False
    return any(at + 1 != head.start for at in commas)
