"""Kinds of scope rules: some that act, some of all, wholes that have parts, and parts of them."""

from __future__ import annotations

from extract.linking.answers import Answer, Scope
from extract.linking.context import Context
from extract.linking.parties import some_of_all
from extract.linking.status import UNSPECIFIED
from extract.linking.zone import Zone

ACTS = frozenset({"scope.party", "scope.acting", "scope.voice", "scope.honoured", "scope.event"})
"""Organisations counted as they do something, which happens over a period."""

SOME = ACTS | {
    "scope.theme", "scope.origin", "scope.district", "scope.region", "scope.of_these", "scope.work",
    "scope.helped", "scope.several",
}  # fmt: skip
"""Some of all organisations, whom "these organisations" takes up."""

_PLACED = frozenset({"scope.district", "scope.origin", "scope.region"})

WHOLES = frozenset({"scope.district", "scope.of_these", "scope.region", "scope.of_one"})
"""Subsets that have parts of their own, as a total has."""

_PARTS = frozenset(
    {
        "scope.of_which", "scope.within", "scope.continued", "scope.item", "scope.only",
        "scope.resumed", "scope.act", "scope.by",
    }
)  # fmt: skip


def act(zone: Zone, status: Answer, scope: Scope) -> bool:
    """Whether they are counted as they do something.

    With a day told, "35 NGO di daerah Kulim menerima geran hari ini" too. Members of a
    coalition there are: "majlis yang menggabungkan 60 NGO".
    """
    if zone.scan.matches.ending("scope.joined", zone.qualified_start) is not None:
        return False
    placed = scope.answer.rule in _PLACED and status.value == UNSPECIFIED
    some = some_of_all(zone, status) if placed and zone.scan.periods else scope
    return some is not None and some.answer.rule in ACTS


def is_of_whole(zone: Zone, scope: Scope) -> bool:
    """Whether it is a part of the whole before: "Bandung menyumbang 900 di antaranya" too."""
    behind = zone.scan.matches.at("scope.part", zone.quantity.end)
    if zone.scan.matches.ending("list.rank", zone.qualified_start) is not None:
        return True  # "Kuching mencatat jumlah tertinggi dengan 193 pertubuhan"
    return scope.answer.rule in _PARTS or (behind is not None and behind.value == "of_them")


def is_of_last(zone: Zone, scope: Scope, context: Context) -> bool:
    """Whether it tells some of those counted last, who are a part of all themselves."""
    last = context.last
    part = scope.answer.value == "subset" and is_of_whole(zone, scope)
    counted = zone.quantity.unit in {"organization", "project"}
    return part and counted and last is not None and last[0] == zone.quantity.measure


def is_part(scope: Scope) -> bool:
    """Whether it is a part of those counted before, so that "these" are still all of them."""
    return scope.answer.value == "subset" and scope.answer.rule in _PARTS
