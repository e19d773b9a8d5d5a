"""The day or days of the meeting a report is about.

They stand in the sentence that names it, perhaps only as a weekday, else in another that speaks
of a meeting, else beside it, else in the dateline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from extract import edtf
from extract.lexicon import Match
from extract.periods import Period
from extract.periods.anchor import read_anchor
from extract.periods.datechain import chain_at, read_chain
from extract.scan import Scan

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_MOST_DAYS = 10
_WEEK = timedelta(days=7)


def held_on(named: Scan, head: Sequence[Scan], published: str | None) -> str | None:
    """Return (EDTF) when the meeting took place that ``named`` names, ``None`` if it is not said.

    ``head`` are the sentences of the first paragraphs.
    """
    today = date.fromisoformat(published) if published and _DAY.fullmatch(published) else None
    found = chain(
        _days(named), _weekdays(named, today), _told(head), _beside(named, head, today),
        _filed(head, today),
    )  # fmt: skip
    return next(found, None)


def said_periods(scan: Scan) -> list[Period]:
    """Return the periods of a sentence, without that of a dateline."""
    return [period for period in scan.periods if period.end > scan.filed]


def is_weekday(scan: Scan, weekday: Match) -> bool:
    """Whether it is a day of the week: "lần thứ 4" is an edition."""
    ordinals = [number for number in scan.numbers if number.ordinal]
    return not any(n.start < weekday.end and weekday.start < n.end for n in ordinals)


def _days(scan: Scan) -> Iterator[str]:
    """Yield the day of a sentence, "semalam" included, its days in a row, or only the month."""
    said = [period.edtf for period in said_periods(scan) if period.edtf is not None]
    yield from (edtf for edtf in said if _DAY.fullmatch(edtf))
    yield from (edtf for edtf in said if _is_meeting_long(edtf))
    yield from (edtf for edtf in said if _MONTH.fullmatch(edtf))


def _is_meeting_long(said: str) -> bool:
    found = _DAYS.fullmatch(said)
    first, last = (found[1], found[2]) if found else ("", "")
    return bool(found) and first[:7] == last[:7] and int(last[8:]) - int(first[8:]) < _MOST_DAYS


def _weekdays(scan: Scan, today: date | None) -> Iterator[str]:
    """Yield the weekday named, of the week that ends with publication: "di Solo, Kamis."."""
    if today is None or scan.matches.of("period.ahead"):
        return
    for match in scan.matches.of("periods.weekday"):
        if match.start >= scan.filed and is_weekday(scan, match):
            yield (today - timedelta((today.isoweekday() - int(match.value)) % 7)).isoformat()


def _told(head: Sequence[Scan]) -> Iterator[str]:
    for scan in head:
        if scan.matches.of("conference.noun") or scan.matches.of("conference.event"):
            yield from (said for said in _days(scan) if not _MONTH.fullmatch(said))


def _beside(named: Scan, head: Sequence[Scan], today: date | None) -> Iterator[str]:
    """Yield the days shortly before publication in the paragraphs around the name."""
    if today is None:
        return
    for scan in head:
        near = abs(scan.sentence.paragraph - named.sentence.paragraph) <= 1
        near = near or scan.sentence.role == "lead"
        days = (said for said in _days(scan) if near and _DAY.fullmatch(said))
        yield from (day for day in days if timedelta(0) <= today - date.fromisoformat(day) < _WEEK)


def _filed(head: Sequence[Scan], today: date | None) -> Iterator[str]:
    """Yield the day of a dateline: where no other is named they met on it."""
    for scan in head:
        yield from (p.edtf for p in scan.periods if p.end <= scan.filed and p.edtf is not None)
        if today is not None:
            yield from _short(scan, today)


def _short(scan: Scan, today: date) -> Iterator[str]:
    """Yield the day of a dateline in digits without its year: "Hà Nội, 22/12 -"."""
    anchor = read_anchor(today.isoformat())
    chains = (chain_at(scan.tokens, at) for at in range(scan.filed))
    said = (read_chain(chain) for chain in chains if chain is not None)
    for first in (what.first for what in said if what is not None and what.last is None):
        if anchor and first.year is None and first.month and first.day:
            year = anchor.year_of(first.month, first.day)
            found = edtf.write(year, first.month, first.day) if year else None
            yield from [found] if found else []
