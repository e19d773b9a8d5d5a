"""Societies and funds: "toàn tỉnh có 718 hội", where the article speaks of those the law knows."""

from __future__ import annotations

from extract.elliptic.bare import before_qualifier
from extract.quantities import Quantity
from extract.scan import Scan

_NOUN = "noun.society"
_LAW = "law"
_PLAIN = "plain"
_LEADS = ("giver.has", "scope.part", "qualifier.neutral", "place.national")


def names_societies(scan: Scan) -> bool:
    """Whether societies or funds are named as the law calls them: "hội đặc thù", "quỹ xã hội"."""
    return any(noun.value == _LAW for noun in scan.matches.of(_NOUN))


def societies(scan: Scan, quantity: Quantity, *, named: bool) -> tuple[str, str, int] | None:
    """Read "cả nước có 68.125 hội" where the article has ``named`` societies of the law.

    Those that are there count, and those somebody inspects or merges do not.
    """
    noun = scan.matches.at(_NOUN, quantity.end)
    meant = noun is not None and (noun.value == _LAW or (named and noun.value == _PLAIN))
    if noun is None or not meant or "article" in quantity.number.flags:
        return None
    whole = scan.tokens[noun.end : noun.end + 1]  # "28 quỹ tài chính" are other funds
    plain = not whole or whole[0].kind != "word" or _is_joined(scan, noun.end)
    there = noun.value == _LAW or (plain and _are_there(scan, quantity, noun.end))
    return ("ngo_count", "count.society", noun.end) if there else None


def _is_joined(scan: Scan, at: int) -> bool:
    """Whether "and" or what they do follows: "718 hội và quỹ", "718 hội đang hoạt động"."""
    kinds = ("list.join", "status.stock", "count.relative")
    return any(scan.matches.at(kind, at) is not None for kind in kinds)


def _are_there(scan: Scan, quantity: Quantity, end: int) -> bool:
    """Whether "there are" or a place leads to the number, or it opens a clause or fills a row.

    A row of a table: "Cấp tỉnh      624 hội".
    """
    start = before_qualifier(scan, quantity)
    opens = start == 0 or scan.tokens[start - 1].kind == "mark"
    led = any(scan.matches.ending(name, start) is not None for name in _LEADS)
    placed = any(mention.end == start for mention in scan.places)
    return opens or led or placed or end == len(scan.tokens)
