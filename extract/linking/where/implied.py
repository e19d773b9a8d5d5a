"""Places said without their name: "the province", "toàn tỉnh", the one the article is about."""

from __future__ import annotations

from collections.abc import Iterator

from extract.lexicon import Match
from extract.linking.answers import Where
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.places import Place, place_of_code
from extract.scan import Scan

_COUNTRY = "country"


def implicit(zone: Zone, context: Context) -> Where | None:
    """Read "the province", "trên địa bàn tỉnh": the province the article is about."""
    province = context.place if context.place and context.place.level != _COUNTRY else None
    province = province or context.outline.province
    if zone.scan.matches.of("place.tiers"):
        return None  # "di provinsi 8.170, di kabupaten/kota 16.954": registers, no places
    for match in implied(zone):
        # An unnamed province is not the country: better nothing than that.
        rule = "place.implicit" if province is not None else "place.unnamed"
        return Where(_whole(zone.scan, match, province), rule, match.start, match.end)
    return None


def implied(zone: Zone) -> Iterator[Match]:
    """Yield words of the clause for a province that has its name elsewhere."""
    for match in (*zone.scan.matches.of("place.implicit"), *_bare_units(zone.scan)):
        if zone.clause_start <= match.start < zone.clause_end:
            yield match


def _whole(scan: Scan, said: Match, place: Place | None) -> Place | None:
    """Return the province of a district spoken of before where "the whole province" is said."""
    units = scan.matches.of("place.province")
    whole = any(said.start <= unit.start and unit.end <= said.end for unit in units)
    return (place_of_code(place.code) or place) if whole and place is not None else place


def _bare_units(scan: Scan) -> Iterator[Match]:
    """Yield a word for province that opens a clause without a name: ", tỉnh đang quản lý"."""
    for match in scan.matches.of("place.province"):
        before = scan.tokens[match.start - 1].norm if match.start else ","
        named = match.end >= len(scan.tokens) or scan.tokens[match.end].capital
        if before == "," and not named and scan.tokens[match.end].kind == "word":
            yield match
