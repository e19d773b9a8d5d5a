"""Places said without their name: "the province", "toàn tỉnh", the one the article is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.lexicon import Match
from extract.linking.answers import Where
from extract.linking.context import Context
from extract.linking.zone import Zone
from extract.places import Place, place_of_code
from extract.scan import Scan

_COUNTRY = "country"
_OFFICE_WORDS = 7
_BEHIND_OFFICE = ("place.district", "attribution.say")


def implicit(zone: Zone, context: Context) -> Where | None:
    """Read "the province", "trên địa bàn tỉnh": the province the article is about."""
    province = context.place if context.place and context.place.level != _COUNTRY else None
    province = province or context.outline.province
    if zone.scan.matches.of("place.tiers"):
        return None  # "di provinsi 8.170, di kabupaten/kota 16.954": registers, no places
    said = list(implied(zone))
    if not said:
        return None
    # An unnamed province is not the country: better nothing than that.
    rule = "place.implicit" if province is not None else "place.unnamed"
    place = _whole(zone.scan, said, province)
    return Where(place, rule, said[0].start, said[0].end)


def implied(zone: Zone) -> Iterator[Match]:
    """Yield words of the clause for a province that has its name elsewhere."""
    for match in (*zone.scan.matches.of("place.implicit"), *_bare_units(zone.scan)):
        if zone.clause_start <= match.start < zone.clause_end:
            yield match


def _whole(scan: Scan, said: Sequence[Match], place: Place | None) -> Place | None:
    """Return the province of a district spoken of before where a word for province is said."""
    units = scan.matches.of("place.province")
    whole = any(m.start <= unit.start and unit.end <= m.end for unit in units for m in said)
    return (place_of_code(place.code) or place) if whole and place is not None else place


def _bare_units(scan: Scan) -> Iterator[Match]:
    """Yield a word for province without a name that opens a clause, or ends that of an office.

    ", tỉnh đang quản lý", "Theo Sở Ngoại vụ tỉnh, ...".
    """
    for match in scan.matches.of("place.province"):
        before = scan.tokens[match.start - 1].norm if match.start else ","
        named = match.end >= len(scan.tokens) or scan.tokens[match.end].capital
        opens = before == "," and not named and scan.tokens[match.end].kind == "word"
        if opens or (not named and _ends_office(scan, match.start)):
            yield match


def _ends_office(scan: Scan, at: int) -> bool:
    """Whether the name of an office ends before token ``at``: "Sở Ngoại vụ", "Liên hiệp ..."."""
    said = [m.start for kind in _BEHIND_OFFICE for m in scan.matches.of(kind)]
    for body in scan.matches.of("place.body"):
        words = scan.tokens[body.start : at]
        near = 0 < len(words) <= _OFFICE_WORDS and words[0].capital
        plain = all(token.kind == "word" for token in words)
        if near and plain and not any(body.start < other < at for other in said):
            return True
    return False
