"""What an article as a whole says: its place, its country, the year under review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.homeland import homeland
from extract.linking.context import Outline
from extract.linking.letters import letters_given
from extract.linking.when import governing_period
from extract.linking.when.asides import is_dateline as is_dateline_day
from extract.linking.where.abroad import aided_abroad, scene_abroad, told_abroad
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
from extract.topic import (
    SHORT,
    is_of_one,
    is_of_several,
    is_of_state,
    is_topic,
    names_organisations,
)

_HEAD_ROLES = ("title", "lead")
_REVIEW_REACH = 14
_YEAR, _MONTH = 4, 7
_FIRST_REVIEWED = "07"
_HOST = re.compile(r"\(?\b((?:[a-z0-9-]+\.)+(?:vn|my|id|com|org|net|example))\b", re.IGNORECASE)
_HOME = {"vi": "VN", "ms": "MY", "id": "ID"}
_ELSEWHERE = (is_dateline, is_venue, is_posted, is_half, is_most, is_singled_out)
_MONEY = {"VND": "VN", "MYR": "MY", "IDR": "ID"}
_CAPITALS = frozenset({"VN-HN", "MY-14", "MY-16", "ID-JK", "BN-BM"})  # where the whole land meets
_IN_PASSING = 2  # sentences
_SISTERS = {"ms": "ID", "id": "MY"}


def outline(
    scans: Sequence[Scan],
    *,
    lang: str,
    published: str | None,
    told: str | None,
    review: str | None,
    url: str | None,
    above: Sequence[Place] = (),
) -> Outline:
    """Return the outline of an article from the scans of its sentences.

    ``above`` are the places named in the lines of the page's head that are no text.
    """
    printed_in = homeland(scans, lang, url)
    country = place_of_code(printed_in) if printed_in else _country(scans, lang, above)
    head = [scan for scan in scans if scan.sentence.role in _HEAD_ROLES]
    named = _provinces(scans, country)
    outlet = _outlet(scans, url)
    headline = told_abroad(head, country) or _headline_place(head, country)
    headline = headline or scene_abroad(scans, head, country)
    filed = None if named or len(scans) < SHORT else _filed_from(scans, country)
    province = _first_province(headline) or outlet or _dominant(named) or filed
    place = headline or (None if _speaks_nationally(scans) else outlet)
    national = _is_of_country(head, country) or _is_passing(scans, head, named, country)
    place = place or (country if national else _dominant(named) or filed)
    return Outline(
        lang=lang,
        published=published,
        told=told,
        head_period=_head_period(head, published or told),
        place=place or (None if _is_of_unnamed(head) else country),
        province=province,
        country=country,
        held=_held(head),
        abroad=aided_abroad(head, country),
        review=review,
        organisations=any(names_organisations(scan) for scan in scans),
        known=any(scan.organisations() for scan in scans),
        aid=any(scan.matches.of("evidence.strong") for scan in head),
        topic=is_topic(scans, head),
        state=is_of_state(scans, head),
        sole=is_of_one(scans),
        several=is_of_several(scans, head),
        short=frozenset(letters for scan in scans for letters in letters_given(scan)),
    )


def _held(head: Sequence[Scan]) -> str | None:
    """Return the day of what the lead tells, a dateline aside: "Pada 6 Jun, ... mengadakan ..."."""
    days = (
        period.edtf
        for scan in head
        if scan.sentence.role == "lead"
        for period in scan.periods
        if period.granularity == "day" and not is_dateline_day(scan, period)
    )
    return next((day for day in days if day is not None and "/" not in day), None)


def review_period(scans: Sequence[Scan], present: str | None) -> str | None:
    """Return the year or span whose results a report reviews: "kết quả công tác năm 2023".

    Nothing reviews a year that began some months before the day ``present``: the meeting is its.
    """
    for scan in scans:
        if scan.sentence.role not in _HEAD_ROLES:
            continue
        for cue in scan.matches.of("review.cue"):
            for period in scan.periods:
                near = 0 <= period.start - cue.end <= _REVIEW_REACH
                if (
                    near
                    and period.form in {"year", "span", "months"}
                    and not _has_begun(period.edtf, present)
                ):
                    return period.edtf
    return None


def _has_begun(year: str | None, present: str | None) -> bool:
    """Whether it is the year of the day ``present``, which lies in its first half."""
    if present is None or year != present[:_YEAR]:
        return False
    return len(present) >= _MONTH and present[:_MONTH] < f"{year}-{_FIRST_REVIEWED}"


def _head_period(head: Sequence[Scan], published: str | None) -> str | None:
    """Return the one year, span or months of headline and lead that lie before publication.

    It stands in the headline or in the first sentence of the lead: what a lead goes on to tell
    has periods of its own.
    """
    named: dict[str, bool] = {}
    said: set[str] = set()
    leads = 0
    for scan in head:
        leads += scan.sentence.role == "lead"
        period = governing_period(scan, published)
        if period is None or not period.edtf:
            continue
        if period.form in {"year", "span", "months"}:
            named.setdefault(period.edtf, leads <= 1)
        relative = period.form == "relative" and period.granularity == "year"
        relative = relative or scan.matches.ending("period.whole", period.start) is not None
        if relative or (
            period.form == "year" and scan.sentence.role == "lead" and period.start <= 1
        ):
            named.setdefault(period.edtf, leads <= 1)
            said.add(period.edtf)
    past = [edtf for edtf in named if edtf in said or not _of_year(edtf, published)]
    return past[0] if len(past) == 1 and named[past[0]] else None


def _of_year(edtf: str, published: str | None) -> bool:
    """Whether a plain year is that of publication: a conference is named after its own year."""
    return published is not None and edtf == published[:4]


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
    """Whether the one province is named in passing: by a sentence or two, below the lead.

    Where it was filed from there as well it is news of the province, but not of the capital.
    """
    if len(named) != 1 or _provinces(head, country):
        return False
    if sum(bool(_provinces([scan], country)) for scan in scans) > _IN_PASSING:
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
