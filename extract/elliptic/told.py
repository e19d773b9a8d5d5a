"""Numbers whose noun stands right behind a word that says what they are: "59 adalah persatuan"."""

from __future__ import annotations

from extract.elliptic.bare import COUNTED, before_qualifier, end_of
from extract.quantities import Quantity
from extract.scan import Scan

_NAME = 2
_OF_THEM = "of_them"
_DASHES = frozenset({"-", "–", "—"})


def noun_told(scan: Scan, quantity: Quantity) -> str | None:
    """Return the measure of the noun that the words behind a number say they are, or are of."""
    return _of_what(scan, quantity) or _some_of(scan, quantity) or _share_of(scan, quantity)


def _of_what(scan: Scan, quantity: Quantity) -> str | None:
    """Return what "59 adalah persatuan penduduk", "14 antaranya NGO wanita" say they are."""
    at = end_of(scan, quantity)
    part = scan.matches.at("scope.part", at)
    at = part.end if part is not None and part.value == _OF_THEM else at
    step = scan.matches.at("count.elided", at) or scan.matches.at("qualifier.neutral", at)
    at = at if step is None else step.end
    if at == end_of(scan, quantity) or quantity.number.value == 1 or _ends_name(scan, quantity):
        return None
    for name in ("noun.full", "noun.bare"):
        noun = scan.matches.at(name, at)
        if noun is not None and noun.value in COUNTED:
            return noun.value
    return None


def _ends_name(scan: Scan, quantity: Quantity) -> bool:
    """Whether it belongs to a name: "Hope Beyond 2000 là tổ chức phi chính phủ"."""
    before = scan.tokens[max(quantity.start - _NAME, 0) : quantity.start]
    placed = any(mention.end == quantity.start for mention in scan.places)
    return len(before) == _NAME and all(token.capital for token in before) and not placed


def _share_of(scan: Scan, quantity: Quantity) -> str | None:
    """Return the noun of "290 atau 45 peratus pertubuhan", "12 hay 30% số tổ chức"."""
    same = scan.matches.at("link.equivalent", quantity.end)
    share = None if same is None else scan.matches.at("unit.percent", same.end + 1)
    if share is None:
        return None
    at = share.end
    for name in ("scope.within", "count.head"):
        step = scan.matches.at(name, at)
        at = at if step is None else step.end
    nouns = (scan.matches.at(name, at) for name in ("noun.full", "noun.bare"))
    return next((n.value for n in nouns if n is not None and n.value in COUNTED), None)


def _some_of(scan: Scan, quantity: Quantity) -> str | None:
    """Return the noun of "137 – daripada pertubuhan bukan kerajaan asing": of all, uncounted."""
    at = end_of(scan, quantity)
    at += at < len(scan.tokens) and scan.tokens[at].norm in _DASHES
    within = scan.matches.at("scope.within", at)
    start = before_qualifier(scan, quantity)
    moves = any(scan.matches.ending(f"kind.{kind}", start) for kind in ("up", "down", "reach"))
    if within is None or moves or quantity.number.value == 1:
        return None
    plural = scan.matches.at("count.plural", within.end)
    noun = scan.matches.at("noun.full", within.end if plural is None else plural.end)
    return noun.value if noun is not None and noun.value in COUNTED else None
