"""Where an article as a whole is set: its country, its place, its province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extract.homeland import homeland
from extract.linking.where.abroad import scene_abroad, told_abroad
from extract.linking.where.scene import (
    is_dateline,
    is_half,
    is_most,
    is_posted,
    is_seat,
    is_singled_out,
    is_venue,
)
from extract.linking.where.several import is_one_of_several
from extract.numbers.currencies import home_dollars
from extract.places import Place, outlet_place, place_of_code
from extract.scan import Scan
from extract.topic import SHORT

_HOST = re.compile(r"\(?\b((?:[a-z0-9-]+\.)+(?:vn|my|id|com|org|net|example))\b", re.IGNORECASE)
_HOME = {"vi": "VN", "ms": "MY", "id": "ID"}
_ELSEWHERE = (is_dateline, is_venue, is_posted, is_half, is_most, is_singled_out)
_MONEY = {"VND": "VN", "MYR": "MY", "IDR": "ID"}
_CAPITALS = frozenset({"VN-HN", "MY-14", "MY-16", "ID-JK", "BN-BM"})  # where the whole land meets
_IN_PASSING, _FAIR_PART = 2, 4  # sentences, and one in so many
_SISTERS = {"ms": "ID", "id": "MY"}


class Setting(NamedTuple):
    """The country, the place and the province of an article; ``None`` where nothing shows it."""

    country: Place | None
    place: Place | None
    province: Place | None


def setting(
    scans: Sequence[Scan],
    head: Sequence[Scan],
    *,
    lang: str,
    url: str | None,
    above: Sequence[Place],
) -> Setting:
    """Return where an article is set. ``head`` are its headline and lead.

    ``above`` are the places named in the lines of the page's head that are no text.
    """
    printed_in = homeland(scans, lang, url)
    country = place_of_code(printed_in) if printed_in else _country(scans, lang, above)
    named = _provinces(scans, country)
    outlet = _outlet(scans, url)
    headline = told_abroad(head, country) or _headline_place(head, country)
    headline = headline or scene_abroad(scans, head, country)
    filed = None if named or len(scans) < SHORT else _filed_from(scans, country)
    province = _first_province(headline) or outlet or _dominant(named) or filed
    place = headline or (None if _speaks_nationally(scans) else outlet)
    national = _is_of_country(head, country) or _is_passing(scans, head, named, country)
    place = place or (country if national else _dominant(named) or filed)
    place = place or (None if _is_of_unnamed(head) else country)
    return Setting(country, place, province)


def _country(scans: Sequence[Scan], lang: str, above: Sequence[Place]) -> Place | None:
    """The country named most, among those whose press is read; else the language's own.

    Where no place is named at all, bodies of one land may tell it, its money or the head of
    the page ("Hanoi, 18 Mac 2021", "Báo Ảnh Việt Nam"). One town where the sister
    language is spoken says nothing: "Padang" is a field in Malay.
    """
    lands = {*_HOME.values(), *home_dollars(lang)}
    counts: Counter[str] = Counter()
    for scan in scans:
        for mention in scan.places:
            if mention.place.country in lands:
                counts[mention.place.country] += 1
    named = {m.place.code for scan in scans for m in scan.places}
    sister = _SISTERS.get(lang, "")
    if counts[sister] == 1 and sister not in named:
        del counts[sister]
    if not counts:
        bodies = [body.value for scan in scans for body in scan.matches.of("place.home")]
        told = (*bodies, *_of_money(scans), *_of_head(above))
        home = told[0] if told else _HOME.get(lang)
        return place_of_code(home) if home is not None else None
    best = max(sorted(counts), key=lambda code: counts[code])
    return place_of_code(best)


def _of_money(scans: Sequence[Scan]) -> list[str]:
    """Return the land whose own money is told, if it is that of one land alone."""
    told = {_MONEY[m.currency] for scan in scans for m in scan.money if m.currency in _MONEY}
    return [*told] if len(told) == 1 else []


def _of_head(above: Sequence[Place]) -> list[str]:
    return [place.country for place in above if place.country in _HOME.values()]


def _provinces(scans: Sequence[Scan], country: Place | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for scan in scans:
        for mention in scan.places:
            inside = country is None or mention.place.country == country.code
            if mention.place.level == "country" or not inside:
                continue
            if not any(told(scan, mention) for told in _ELSEWHERE):
                counts[mention.place.code] += 1
    return counts


def _dominant(counts: Counter[str]) -> Place | None:
    if len(counts) == 1:
        return place_of_code(next(iter(counts)))
    ranked = counts.most_common(2)
    if ranked and ranked[0][1] >= 3 * ranked[1][1]:
        return place_of_code(ranked[0][0])
    return None


def _is_passing(
    scans: Sequence[Scan], head: Sequence[Scan], named: Counter[str], country: Place | None
) -> bool:
    """Whether the one province is named in passing: by one sentence, or two of many, below.

    Where it was filed from there as well it is news of the province, but not of the capital.
    """
    if len(named) != 1 or _provinces(head, country):
        return False
    naming = sum(bool(_provinces([scan], country)) for scan in scans)
    if naming > _IN_PASSING or (naming > 1 and naming * _FAIR_PART > len(scans)):
        return False
    filed = _filed_from(scans, country)
    return filed is None or filed.code not in named


def _filed_from(scans: Sequence[Scan], country: Place | None) -> Place | None:
    """Return the province of the town a report was filed from, unless it is the capital."""
    for scan in scans:
        for mention in scan.places[:1] if scan.sentence.role != "title" else ():
            inside = country is None or mention.place.country == country.code
            told = mention.place.level != "country" and mention.place.code not in _CAPITALS
            if inside and told and is_dateline(scan, mention):
                return mention.place
    return None


def _headline_place(head: Sequence[Scan], country: Place | None) -> Place | None:
    for scan in head:
        if scan.sentence.role != "title":
            continue
        for mention in scan.places:
            inside = country is None or mention.place.country == country.code
            met = mention.place.code in _CAPITALS and is_venue(scan, mention)
            told = is_half(scan, mention) or is_most(scan, mention)
            if inside and mention.place.level != "country" and not told:
                together = country if is_one_of_several(scan, mention) else mention.place
                return None if met else together
        if scan.matches.of("place.national"):
            return country
    return None


def _first_province(place: Place | None) -> Place | None:
    return place if place is not None and place.level != "country" else None


def _speaks_nationally(scans: Sequence[Scan]) -> bool:
    return any(scan.matches.of("place.national") for scan in scans if scan.sentence.role == "title")


def _is_of_country(head: Sequence[Scan], country: Place | None) -> bool:
    """Whether headline and lead name the country and no province of it."""
    named = any(m.place == country and not is_seat(scan, m) for scan in head for m in scan.places)
    return named and not _provinces(head, country)


def _is_of_unnamed(head: Sequence[Scan]) -> bool:
    """Whether headline and lead speak of "the province" and name no place, not even the country."""
    implicit = any(scan.matches.of("place.implicit") for scan in head)
    return implicit and not any(scan.places or scan.matches.of("place.national") for scan in head)


def _outlet(scans: Sequence[Scan], url: str | None) -> Place | None:
    """Return the province whose name the outlet's host carries (sonla.gov.vn, baonghean.vn)."""
    hosts = [url] if url else []
    for scan in scans[:3]:
        start, end = scan.sentence.start, scan.sentence.end
        found = _HOST.search(scan.text[start : min(end, start + 60)])
        if found:
            hosts.append(found.group(1))
    for host in hosts:
        place = outlet_place(host)
        if place is not None:
            return place
    return None
