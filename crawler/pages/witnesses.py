"""Which of the dates on a page is that of its publication.

Every place where a page tells a date is a witness. The first that is understood
is believed, in the order in which they are given, unless others contradict it:
then the day that more of them tell, and none where they are as many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.pages.dates import Moment

_DAY = timedelta(days=1)
# From Vietnam and western Indonesia to Papua.
_REGION = frozenset(timedelta(hours=hours) for hours in (7, 8, 9))
# The lead tells the day of an event, which may be another than that of publication.
_TELLS_AN_EVENT = "lead (event)"
_READ_BY_PEOPLE = frozenset({"family", "byline"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date on the page: the witness, the words as printed, what they say.

    ``witness`` is ``json-ld``, ``meta``, ``time``, ``family`` (where sites of this
    kind print it), ``url``, ``byline`` or ``lead (event)``; ``said`` is ``None``
    where the words were not understood; ``place`` tells witnesses apart, for
    two that stand in one element are one voice. One that is ``weak`` has a voice where
    others differ, and is believed where there is no other.
    """

    witness: str
    printed: str
    said: Moment | None
    place: str = ""
    weak: bool = False


def decide(
    found: Iterable[Candidate], *, local: timezone, latest: date | None = None
) -> tuple[str | None, str | None]:
    """Return the day of publication (EDTF, in ``local``) and the witness, or ``None`` twice.

    ``latest`` is the day the page was fetched, in any zone: what lies later by
    more than a day is no date of publication.
    """
    days = [(one, _day(one, local)) for one in found]
    usable = [(one, day) for one, day in days if day and not _later(day, latest)]
    if not usable:
        return None, None
    told = [(one, day) for one, day in usable if one.witness != _TELLS_AN_EVENT] or usable[:1]
    chosen, day = _most_agreed(told)
    if chosen is None:
        return None, None
    printed = _printed_for(chosen, told)
    if printed and printed[1] != day:
        return printed[1], printed[0].witness
    return day, chosen.witness


def _day(candidate: Candidate, local: timezone) -> str | None:
    if candidate.said is None:
        return None
    if candidate.witness in _READ_BY_PEOPLE and candidate.said.offset != 0:
        # A day printed with the clock of its region is the day its readers saw.
        return candidate.said.day
    return candidate.said.day_in(local)


def _later(day: str, latest: date | None) -> bool:
    return latest is not None and day > (latest + _DAY).isoformat()


def _near(one: str, other: str) -> bool:
    if len(one) == 7 or len(other) == 7:
        return one[:7] == other[:7]
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= _DAY


def _most_agreed(told: list[tuple[Candidate, str]]) -> tuple[Candidate | None, str]:
    """Return the first candidate of the day with the most voices; none if another has as many."""
    standing = [(one, day) for one, day in told if not one.weak] or told
    voices = {
        day: len({one.place or one.witness for one, other in told if _near(day, other)})
        for _, day in standing
    }
    most = max(voices.values())
    leading = [(one, day) for one, day in standing if voices[day] == most]
    leading = _shown_and_addressed(leading) or leading
    first, day = leading[0]
    # A day is always told before its month.
    if len(day) == 7:
        first, day = next(
            ((o, d) for o, d in leading if len(d) > 7 and _near(d, day)), (first, day)
        )
    rivals = any(not _near(day, other) for _, other in leading)
    return (None, day) if rivals else (first, day)


def _shown_and_addressed(leading: list[tuple[Candidate, str]]) -> list[tuple[Candidate, str]]:
    """Return those whose day is printed and in the address: machines copy from each other."""
    shown = {day for one, day in leading if one.witness in _READ_BY_PEOPLE}
    addressed = {day for one, day in leading if one.witness == "url"}
    return [(one, day) for one, day in leading if day in shown & addressed]


def _printed_for(
    chosen: Candidate, told: list[tuple[Candidate, str]]
) -> tuple[Candidate, str] | None:
    """Return the printed day that explains a machine's time as written with another zone.

    Either both show the same clock, and the machine's zone is false (``20:59 WIB``
    beside ``20:59:53Z``), or both are the same moment, printed with its region's clock,
    whether the zone is printed beside it or the clocks differ by that of some zone.
    """
    if chosen.said is None or chosen.said.clock is None:
        return None
    for one, day in told:
        said = one.said
        if one.witness not in _READ_BY_PEOPLE or said is None or said.clock is None:
            continue
        false_zone = (said.day, said.clock) == (chosen.said.day, chosen.said.clock)
        same_moment = said.instant() is not None and said.instant() == chosen.said.instant()
        if false_zone or same_moment or _is_regional(chosen.said, said):
            return one, day
    return None


def _is_regional(machine: Moment, printed: Moment) -> bool:
    """Say whether ``printed``, without a zone, is the clock of the region at ``machine`` in UTC."""
    instant = machine.instant()
    if machine.offset != 0 or printed.offset is not None or instant is None:
        return False
    shown = datetime.fromisoformat(f"{printed.day}T{printed.clock}").replace(tzinfo=UTC)
    return shown - instant in _REGION
