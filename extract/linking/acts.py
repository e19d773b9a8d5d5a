"""Who did what: one act after another, the verb of an amount, what the whole of a part did."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon import Match
from extract.linking.zone import Zone
from extract.scan import Scan

_APPROVED = "approved"
_REGISTER_REACH = 6
_BRACKET_REACH = 4
_PASSED = ("evidence.strong", "evidence.weak", "qualifier.before", "qualifier.neutral")
_PROMISES = frozenset({"committed", "approved"})


def acted_on(zone: Zone) -> Match | None:
    """Return the act of "cấp mới giấy đăng ký cho 17 tổ chức, gia hạn cho 103 tổ chức".

    It is one more, behind another with a figure of its own.
    """
    matches = zone.scan.matches
    to = matches.ending("place.recipient", zone.qualified_start)
    act = None if to is None else matches.ending("list.act", to.start)
    if act is None or zone.quantity.measure != "ngo_count":
        return None
    before = [at for at in zone.fellows if zone.clause_start <= at < act.start]
    first = any(before and other.end <= before[-1] for other in zone.in_clause_before("list.act"))
    return act if first else None


def approved_behind(zone: Zone) -> list[Match]:
    """Return what is said behind those whose projects they are: "9 dự án của 7 tổ chức được duyệt".

    Projects are approved, organisations are not.
    """
    matches = zone.scan.matches
    by = matches.at("giver.by", zone.quantity.end)
    number = next((n for n in zone.scan.numbers if by is not None and n.start == by.end), None)
    if zone.quantity.unit != "project" or number is None:
        return []
    nouns = (matches.at(kind, number.end) for kind in ("noun.full", "noun.bare"))
    noun = next(filter(None, nouns), None)
    if noun is None or noun.value != "ngo_count":
        return []
    at = noun.end
    for kind in ("noun.adjective", "count.relative", "status.done", "status.done"):
        step = matches.at(kind, at)
        at = at if step is None else step.end
    said = matches.at("status.flow", at) or matches.at("status.flow", at - 1)
    return [said] if said is not None and said.value == _APPROVED else []


def of_whole(zone: Zone, match: Match) -> bool:
    """Whether it is said of the whole: "Dari 140 LSM yang mendaftar, yang diberi izin ada 109"."""
    scan = zone.scan
    if not scan.has_comma(match.end, zone.quantity.start):
        return False
    return any(
        number.end <= match.start
        and scan.matches.ending("scope.within", number.start) is not None
        and not scan.has_comma(number.end, match.start)
        for number in scan.numbers
    )


def at_register(zone: Zone) -> list[Match]:
    """Return where those counted stand in a register: "di Kemenkumham ada 48.866 ormas"."""
    return [
        Match("status.stock", "registered", match.start, match.end)
        for match in zone.before("place.register")
        if zone.scan.matches.ending("place.at", match.start) is not None
        if zone.quantity.start - match.end <= _REGISTER_REACH
    ]


def behind_percentage(zone: Zone) -> list[Match]:
    """Return what is said behind a share in brackets: "RM1,2 juta (50%) sudah diluluskan"."""
    scan, end = zone.scan, zone.quantity.end
    if end >= zone.clause_end or scan.tokens[end].norm != "(":
        return []
    close = next((at for at in range(end, zone.clause_end) if scan.tokens[at].norm == ")"), None)
    inside = [number for number in scan.numbers if close is not None and end < number.start < close]
    if close is None or len(inside) != 1 or zone.right != inside[0].start:
        return []
    said = (m for m in scan.matches.of("status.flow") if close < m.start)
    return [m for m in said if m.start - close <= _BRACKET_REACH]


def object_verbs(zone: Zone) -> list[Match]:
    """Return a verb whose object the figure is: "trao 2 tỷ đồng", not "trao quà trị giá"."""
    matches, at = zone.scan.matches, zone.quantity.start
    while (verb := matches.ending("status.object", at)) is None:
        passed = next((m for kind in _PASSED if (m := matches.ending(kind, at))), None)
        if passed is None:
            return []
        at = passed.start
    longer = matches.ending("status.flow", at)  # "hứa trao" is a promise
    if longer is not None or verb.start < zone.left:
        return []
    led = matches.ending("status.flow", verb.start)  # "berkomitmen memberikan"
    return [] if led is not None and led.value in _PROMISES else [verb]


def announces(scan: Scan, match: Match, said: Sequence[Match]) -> bool:
    """Whether it only leads to what was done: "mengumumkan kempen itu mengutip RM1 juta"."""
    leads = scan.matches.at("attribution.say", match.start) is not None
    return leads and any(match.end <= other.start for other in said)
