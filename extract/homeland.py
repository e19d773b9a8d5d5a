"""The land a text is printed in, where it is not the one its language is first spoken in.

Malay papers are printed in Brunei and Singapore as well, Indonesian ones in Timor-Leste: a dollar
without a land's name is their own, and what they tell of the nation is of that land.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.linking.where.scene import is_dateline
from extract.numbers.currencies import home_dollars, is_bare_dollar
from extract.numbers.money import Money
from extract.scan import Scan

_AT_HOME = frozenset({"MY", "VN", "ID"})
_DOMAIN = re.compile(r"^(?:\w+://)?[^/:]*\.([a-z]{2})(?:[/:]|$)", re.IGNORECASE)


def homeland(scans: Sequence[Scan], lang: str, url: str | None) -> str | None:
    """Return the ISO code of such a land: of the host's domain, or the one it was filed in.

    A report filed there for a paper at home counts in the money of home. Or it names no land
    of home, and money in plain dollars: "Badan amal di Singapura menerima $3 bilion".
    """
    dollars = home_dollars(lang)
    domain = _DOMAIN.match(url or "")
    if domain is not None and domain[1].upper() in dollars:
        return domain[1].upper()
    at_home = {money.currency for scan in scans for money in scan.money}.isdisjoint(
        {"MYR", "IDR", "VND"}
    )
    if not at_home:
        return None
    for scan in scans:
        for mention in scan.places[:1]:
            land = mention.place.country
            told = land in dollars and scan.sentence.role != "title"
            if told and is_dateline(scan, mention):
                return land
    return _by_dollars(scans, dollars)


def _by_dollars(scans: Sequence[Scan], dollars: Mapping[str, str]) -> str | None:
    """Return the one land of such dollars that a text with bare dollars names.

    Papers at home write whose dollars they mean: it names no land they are printed in.
    """
    signs = any(_says_dollar(scan, money) for scan in scans for money in scan.money)
    named = {mention.place.country for scan in scans for mention in scan.places}
    lands = named & set(dollars)
    return lands.pop() if signs and len(lands) == 1 and named.isdisjoint(_AT_HOME) else None


def in_own_dollars(scans: Sequence[Scan], lang: str, url: str | None) -> list[Scan]:
    """Return the scans with bare dollars in the money of the land the text is printed in."""
    land = homeland(scans, lang, url)
    code = home_dollars(lang).get(land) if land is not None else None
    if code is None or any(money.currency == code for scan in scans for money in scan.money):
        return list(scans)  # who writes S$ means another dollar by $
    return [
        replace(scan, money=tuple(_own(scan, money, code) for money in scan.money))
        for scan in scans
    ]


def _own(scan: Scan, money: Money, code: str) -> Money:
    return money._replace(currency=code) if _is_bare(scan, money) else money


def _is_bare(scan: Scan, money: Money) -> bool:
    return money.currency == "USD" and _says_dollar(scan, money)


def _says_dollar(scan: Scan, money: Money) -> bool:
    number = money.number
    before, after = scan.tokens[money.start : number.start], scan.tokens[number.end : money.end]
    return is_bare_dollar([*before, *after])
