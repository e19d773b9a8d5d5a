"""Countries that are no place of a figure: who gives, whom they love, where somebody is from."""

from __future__ import annotations

from extract.linking.answers import Where
from extract.places import PlaceMention
from extract.scan import Scan


def is_origin(scan: Scan, where: Where) -> bool:
    """Whether it only says from which country somebody is: "dua lembaga dari Indonesia".

    "của cả nước" says of which land something is.
    """
    country = where.place is not None and where.place.level == "country"
    named = country and where.rule != "place.national"
    return named and scan.matches.ending("giver.by", where.start or 0) is not None


def is_loved(scan: Scan, mention: PlaceMention) -> bool:
    """Read "orang Korea yang mencintai Vietnam": what they do who are told of, and give nothing."""
    verb = mention.start - 1
    relative = scan.matches.ending("count.relative", verb)
    known = any(scan.matches.at(kind, verb) for kind in ("give.verb", "status.flow", "place.about"))
    return relative is not None and not known and not scan.tokens[verb].capital


def gives(scan: Scan, mention: PlaceMention) -> bool:
    """Read "Malaysia beri RM1 juta", "Indonesia telah mengirim bantuan": the country gives."""
    adverb = scan.matches.at("give.adverb", mention.end)
    at = mention.end if adverb is None else adverb.end
    paid = scan.matches.at("status.flow", at)
    return scan.matches.at("give.verb", at) is not None or (
        paid is not None and paid.value == "disbursed"
    )
