"""Amounts listed by name: "Yayasan Sahabat, Garut, senilai Rp2 miliar, Tani (Rp640 juta)"."""

from __future__ import annotations

from itertools import islice

from extract.linking.answers import Answer, Scope, Where
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.scan import Scan

_LEAST = 2
_MOST_WORDS = 16
_LEADS = ("value.intro", "giver.with", "qualifier.before", "qualifier.neutral")
_WITHIN = ("list.join", "place.at", "place.province", "place.district", "part.empty")


def by_name(zone: Zone, where: Where, context: Context) -> Scope | None:
    """Return one gift for the amount behind a name, where a sentence has several such amounts.

    The name is of who gives or who receives; places alone are no names.
    """
    if zone.quantity.measure != "aid_amount":
        return None
    name = _name(zone.scan, zone.quantity.start)
    if name is None:
        return None
    named = (money for money in zone.scan.money if _name(zone.scan, money.start))
    if len(list(islice(named, _LEAST))) < _LEAST:
        return None
    return Scope(Answer("single_project", "scope.by_name", *name), None)


def _name(scan: Scan, at: int) -> tuple[int, int] | None:
    """Return the words in capitals that lead to the amount at token ``at``, with their places."""
    end = _behind_name(scan, at)
    if end is None:
        return None
    start = end
    while start > max(0, end - _MOST_WORDS) and _goes_on(scan, start - 1):
        start -= 1
    while start < end and not scan.tokens[start].capital:
        start += 1
    return (start, end) if start < end and _holds_name(scan, start, end) else None


def _behind_name(scan: Scan, at: int) -> int | None:
    """Return the token behind the name: before a bracket, or words that lead to an amount."""
    end = at
    while led := next((m for kind in _LEADS if (m := scan.matches.ending(kind, end))), None):
        end = led.start
    if end > 0 and scan.tokens[end - 1].norm == "(":
        return end - 1
    if end == at:
        return None
    return end - 1 if end > 0 and scan.tokens[end - 1].norm == "," else end


def _goes_on(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    if token.kind == "number" or any(money.start <= at < money.end for money in scan.money):
        return False
    if token.norm == ")":
        return False
    inner = any(scan.matches.at(kind, at) is not None for kind in _WITHIN)
    return token.capital or token.norm in {",", ".", "&", "-"} or inner


def _holds_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a capital stands there that is no place, and does not only open the sentence."""
    placed = {i for place in scan.places for i in range(place.start, place.end)}
    words = [at for at in range(start, end) if scan.tokens[at].capital and at not in placed]
    kinds = ("place.province", "place.district", "noun.full", "evidence.strong", "value.intro")
    return any(at > 0 and not any(scan.matches.at(kind, at) for kind in kinds) for at in words)
