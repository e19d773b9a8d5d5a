"""What an article as a whole says: where it is set, what it is about, the year under review."""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.societies import names_societies
from extract.linking.context import Outline
from extract.linking.letters import letters_given
from extract.linking.when import governing_period
from extract.linking.when.asides import is_dateline as is_dateline_day
from extract.linking.where.abroad import aided_abroad
from extract.places import Place
from extract.scan import Scan
from extract.setting import setting
from extract.topic import is_of_one, is_of_several, is_of_state, is_topic, names_organisations

_HEAD_ROLES = ("title", "lead")
_AID = ("evidence.strong", "evidence.charity")
_REVIEW_REACH = 14
_YEAR, _MONTH = 4, 7
_FIRST_REVIEWED = "07"


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
    head = [scan for scan in scans if scan.sentence.role in _HEAD_ROLES]
    country, place, province = setting(scans, head, lang=lang, url=url, above=above)
    return Outline(
        lang=lang,
        published=published,
        told=told,
        head_period=_head_period(head, published or told),
        place=place,
        province=province,
        country=country,
        held=_held(head),
        abroad=aided_abroad(head, country),
        review=review,
        organisations=any(names_organisations(scan) for scan in scans),
        societies=any(names_societies(scan) for scan in scans),
        known=any(scan.organisations() for scan in scans),
        aid=any(scan.matches.of(kind) for kind in _AID for scan in head),
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
