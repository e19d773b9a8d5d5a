"""What the source says happened: disbursed, committed, registered, operating, ..."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.zone import Zone
from extract.measures import Measure

UNSPECIFIED = "unspecified"
_FAR = 14
_ROW_REACH = 8
_LEAST = 2
_LONGEST_ROW = 12
_HONOUR_REACH = 8
_PAID_REACH = 3
_OF_ANOTHER = 3
_GIVEN_TO = ("scope.party", "give.verb")


def link_status(zone: Zone, measure: Measure) -> Answer:
    """Return the status of a level: own stretch first, then leftwards through the clause.

    The nearest stretch with a status word decides; among several words in it
    the measure's order of priority does (a legal act before the activity, a
    payment before a promise).
    """
    category = "status.stock" if measure.is_stock else "status.flow"
    stretches: Sequence[Iterable[Match]]
    near_after = [m for m in zone.after(category) if _reachable(zone, m)]
    if measure.is_stock:
        beside = [m for m in near_after if m.start == zone.quantity.end]
        around = [*(m for m in zone.before(category) if _holds(zone, m)), *near_after]
        around += zone.inside(category)
        own_words = (beside, around) if _continues(zone) else (around,)
        stretches = (*own_words, _of_row(zone), _behind_row(zone))
    else:
        own = [m for m in zone.before(category) if not _of_another(zone, m)]
        stretches = (own, near_after, list(zone.said_before(category)), _of_list(zone))
    for stretch in stretches:
        best = _best(stretch, measure.statuses)
        if best is not None:
            return Answer(best.value, f"status.{best.value}", best.start, best.end)
    return Answer(UNSPECIFIED, "status.none")


def _of_list(zone: Zone) -> list[Match]:
    """Return what the head of a list says: "penerima geran iaitu A (RM7,000); B (RM6,000)"."""
    said = zone.scan.matches.of("status.flow") if zone.listed else ()
    return [match for match in said if match.end <= zone.quantity.start]


def _of_row(zone: Zone) -> list[Match]:
    """Return what leads to a row of kinds: "terdaftar LSM 26 lembaga, yayasan 22 lembaga"."""
    starts = [at for at in zone.fellows if at <= zone.quantity.start]
    joins = [match.start for match in zone.scan.matches.of("list.join")]
    told = [match.start for match in zone.scan.matches.of("status.stock")]
    for one, two in pairwise(starts):
        joined = _one_between(joins, one, two) and two - one <= _ROW_REACH
        if not joined or _one_between(told, one, two):
            return []
    if len(starts) < _LEAST:
        return []
    return [m for m in zone.in_clause_before("status.stock") if m.end <= starts[0]]


def _one_between(places: Sequence[int], one: int, two: int) -> bool:
    """Whether one of ``places``, which rise, lies between the two."""
    behind = bisect_right(places, one)
    return behind < len(places) and places[behind] < two


def _behind_row(zone: Zone) -> list[Match]:
    """Return what is said behind a row: "312 ormas, 140 LSM dan 56 yayasan yang terdata"."""
    row = zone.fellows[bisect_left(zone.fellows, zone.quantity.start) :]
    if not _LEAST <= len(row) <= _LONGEST_ROW:
        return []
    joined = all(zone.scan.matches.ending("list.join", at) is not None for at in row[1:])
    if not joined or any(two - one > _ROW_REACH for one, two in pairwise(row)):
        return []
    said = (m for m in zone.scan.matches.of("status.stock") if m.end <= zone.clause_end)
    led = [m for m in said if zone.scan.matches.ending("count.relative", m.start) is not None]
    return [m for m in led if row[-1] < m.start <= row[-1] + _ROW_REACH]


def _continues(zone: Zone) -> bool:
    """Whether the words behind the number are all that is said of it: "hanya 158 aktif"."""
    return zone.quantity.rule == "count.continued"


def _holds(zone: Zone, match: Match) -> bool:
    """An honour holds for the number right behind it, or those it is given to, not for later ones.

    Behind a count it is of that one: "45 LSM yang dimuliakan ... dari 493 LSM".
    """
    given = any(zone.scan.matches.ending(name, zone.qualified_start) for name in _GIVEN_TO)
    near = given or zone.quantity.start - match.end <= _HONOUR_REACH
    of_another = zone.left > zone.clause_start and match.start - zone.left <= _OF_ANOTHER
    return match.value != "honoured" or (near and not of_another)


def _of_another(zone: Zone, match: Match) -> bool:
    """Whether the word has an object of its own: "menerima 63 surat dan Rp2 miliar dibagikan"."""
    behind = next(zone.after("status.flow"), None)
    near = behind is not None and behind.start - zone.quantity.end <= _PAID_REACH
    join = zone.scan.matches.ending("list.join", zone.qualified_start)
    counted = any(match.end <= n.start < zone.quantity.start for n in zone.scan.numbers)
    return near and join is not None and counted


def _reachable(zone: Zone, match: Match) -> bool:
    names = [m for m in zone.after("noun.full") if m.end <= match.start]
    named = sum(name.end - name.start for name in names)  # who grants it: "Ủy ban về các NGO"
    if match.start - zone.quantity.end - named > _FAR:
        return False
    between = zone.scan.tokens[zone.quantity.end : match.start]
    if zone.right in zone.fellows and any(token.norm == "," for token in between):
        return False  # "34 dự án, giá trị giải ngân 2,3 triệu USD": said of the next figure
    value = next(zone.after("value.intro"), None)
    return value is None or zone.quantity.unit != "project" or match.start < value.start


def _best(matches: Iterable[Match], order: Sequence[str]) -> Match | None:
    known = [match for match in matches if match.value in order]
    return min(known, key=lambda match: order.index(match.value), default=None)
