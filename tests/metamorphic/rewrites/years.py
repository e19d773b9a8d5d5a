"""Other years: the whole article moves in time, the day of publication with it."""

from __future__ import annotations

import random
import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from editing import Case, Edit, Moved, change

from extract.model import Conference, Fact

MAP_CHANGE = date(2025, 7, 1)
_SHIFTS = (-4, -3, -2, -1, 1, 2, 3)
# Not within a longer number, an address or file name, nor a law's: 58/2022/NĐ-CP.
_YEAR = re.compile(r"(?<![0-9.,_\w-])(?<!\w[.,])((?:19|20)[0-9]{2})(?![0-9_]|[.,][0-9]|/[^\W\d])")
_YEAR_BEHIND = re.compile(
    r"(?<=[0-9][-/.])((?:19|20)[0-9]{2})(?![0-9_]|[.,][0-9]|/[^\W\d]|-?[a-z])"
)
_LEAP_DAY = re.compile(r"\b29[/.-]0?2\b|\b29 (?:tháng 2|Feb)")
_EDTF_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}(?=$|[-/])")
_EDTF_DECADE = re.compile(r"[0-9]{3}X")


def other_years(case: Case, rng: random.Random) -> Case | None:
    """Move every year of the article by the same number of years."""
    edits_at = list(_years(case))
    if not edits_at or _LEAP_DAY.search(case.text):
        return None
    shifts = [shift for shift in _SHIFTS if _allowed(case, shift)]
    if not shifts:
        return None
    shift = rng.choice(shifts)
    moved = Moved(
        case.text,
        [Edit(at, at + 4, str(int(case.text[at : at + 4]) + shift)) for at in edits_at],
    )
    new = moved.case(case)
    new = change(new, {i: _shifted(fact, shift) for i, fact in enumerate(new.facts)})
    return replace(new, hint=_edtf(case.hint, shift), published=_edtf(case.published, shift))


def _years(case: Case) -> Iterator[int]:
    """Yield where the years stand; digits of a printed figure are none."""
    taken = [(fact.start, fact.end) for fact in case.facts]
    taken += [(span.start, span.end) for fact in case.facts for span in fact.repeats]
    found = {
        match.start(1) for pattern in (_YEAR, _YEAR_BEHIND) for match in pattern.finditer(case.text)
    }
    for at in sorted(found):
        if not any(start <= at < end for start, end in taken):
            yield at


def _allowed(case: Case, shift: int) -> bool:
    """Whether no day on which a Vietnamese province is read crosses the change of the map."""
    days = [day for fact in case.facts for day in (fact.period_start, fact.period_end)]
    days.append(case.published)
    for day in days:
        if day is None:
            continue
        old = date.fromisoformat(f"{day}-01-01"[:10])
        new = date.fromisoformat(_day(old.isoformat(), shift))
        if (old < MAP_CHANGE) != (new < MAP_CHANGE):
            return False
    return True


def _shifted(fact: Fact, shift: int) -> dict[str, object]:
    return {
        "period": _edtf(fact.period, shift),
        "base_period": _edtf(fact.base_period, shift),
        "period_start": _day(fact.period_start, shift) if fact.period_start else None,
        "period_end": _day(fact.period_end, shift) if fact.period_end else None,
        "place_asof": _asof(fact, shift),
        "conference": _conference(fact.conference, shift),
    }


def _asof(fact: Fact, shift: int) -> str | None:
    """Move the day of the map with the period; the last day of an ended province stays."""
    if fact.place_asof is None or fact.place_asof != fact.period_end:
        return fact.place_asof
    return _day(fact.place_asof, shift)


def _conference(conference: Conference | None, shift: int) -> Conference | None:
    if conference is None:
        return None
    return replace(conference, date=_edtf(conference.date, shift))


def _edtf(edtf: str | None, shift: int) -> str | None:
    """Return a period moved by whole years; a decade can't be, and says so."""
    if edtf is None:
        return None
    if _EDTF_DECADE.search(edtf):
        return f"{edtf}, which is no year, moved by {shift}"
    return _EDTF_YEAR.sub(lambda found: str(int(found.group()) + shift), edtf)


def _day(day: str, shift: int) -> str:
    """Return an ISO day moved by whole years; the end of February stays its end."""
    old = date.fromisoformat(day)
    year = old.year + shift
    last = monthrange(year, old.month)[1]
    was_last = old.day == monthrange(old.year, old.month)[1]
    if old.month == 2 and (was_last or (old.day == 29 and not isleap(year))):
        return date(year, 2, last).isoformat()
    return old.replace(year=year).isoformat()
