"""What the source says happened: disbursed, committed, registered, operating, ..."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.elliptic.columns import Column, column_of
from extract.elliptic.members import ACT
from extract.elliptic.those import those_before
from extract.equivalents import bracketed
from extract.lexicon import Match
from extract.linking.acts import (
    acted_on,
    announces,
    approved_behind,
    at_register,
    behind_percentage,
    object_verbs,
    of_whole,
)
from extract.linking.answers import Answer
from extract.linking.quoted import is_quoted
from extract.linking.scope.taken_over import that_money
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.scan import Scan

UNSPECIFIED = "unspecified"
_REACHED = "count.reached"
_FAR = 14
_ROW_REACH = 8
_LEAST = 2
_LONGEST_ROW = 12
_HONOUR_REACH = 8
_PAID_REACH = 3
_LED_REACH = 6
_BESIDE = 2
_OF_ANOTHER = 3
_OF_THEM = "of_them"
_DENIALS = frozenset({"negative_status", "pending_status"})
_TOLD_OF = frozenset({"operating", "licensed"})
_HANDS = ("scope.party", "giver.by")
_GIVEN_TO = ("scope.party", "give.verb")
_TURNS = ("list.join", "scope.within", "clause.but", "scope.only")


def link_status(zone: Zone, measure: Measure, columns: tuple[Column, ...] | None = None) -> Answer:
    """Return the status of a level: own stretch first, then leftwards through the clause.

    The nearest stretch with a status word decides; among several words in it
    the measure's order of priority does (a legal act before the activity, a
    payment before a promise). The head of the column speaks for a cell of a table.
    """
    column = column_of(zone.scan, zone.quantity.start, columns)
    if column is not None and column.status in measure.statuses:
        return Answer(column.status, "status.column")
    category = "status.stock" if measure.is_stock else "status.flow"
    stretches: Sequence[Iterable[Match]]
    row = _of_clause_before(zone, category)
    near_after = [m for m in zone.after(category) if _reachable(zone, m)]
    before = [m for m in zone.before(category) if _tells(zone.scan, m)]
    before = [m for m in before if not _of_another(zone, m, near_after)]
    before = [m for m in before if not of_whole(zone, m)]
    if measure.is_stock:
        around = [*(m for m in before if _holds(zone, m)), *near_after, *zone.inside(category)]
        around = [m for m in around if m not in before or not _only_counts(zone, m, around)]
        around = [m for m in around if m not in before or not _of_money(zone, m)]
        beside = [m for m in near_after if m.start - zone.quantity.end <= _BESIDE]
        own_words = (beside, around) if _continues(zone) else (around,)
        those = those_before(zone.scan, zone.qualified_start)  # "berdaftar, tetapi yang aktif 158"
        own_words = own_words if those is None else ([those], *own_words)
        rows = (_of_row(zone), _behind_row(zone))
        further = zone.quantity.rule in {ACT, _REACHED} or acted_on(zone) is not None
        acts = zone.in_clause_before(category) if further else ()
        stretches = (*own_words, *rows, _headed(zone, category), at_register(zone), acts, row)
    else:
        said = [m for m in zone.said_before(category) if _tells(zone.scan, m)]
        before, said = ([], []) if _heads_amount(zone) else (before, said)
        own = [*before, *object_verbs(zone)]
        own = [m for m in own if not announces(zone.scan, m, own)]
        own += [m for m in near_after if own and m.start == zone.quantity.end]  # "10 USD cam kết"
        near_after = near_after or approved_behind(zone) or behind_percentage(zone)
        stretches = (own, near_after, said, _of_list(zone), _headed(zone, category), row)
    for stretch in stretches:
        best = _best(stretch, measure.statuses)
        if best is not None:
            return Answer(best.value, f"status.{best.value}", best.start, best.end)
    return Answer(UNSPECIFIED, "status.none")


def _tells(scan: Scan, match: Match) -> bool:
    """Whether the word tells what happened, and is no name: "Perjanjian Penyaluran Hibah"."""
    deal = match.value == "disbursed" and scan.matches.ending("plan.cue", match.start) is not None
    return not deal and not is_quoted(scan, match)


def _headed(zone: Zone, category: str) -> list[Match]:
    """Return what the words before a colon say: "Penyaluran tahap pertama: Aceh Rp2 miliar"."""
    tokens = zone.scan.tokens
    colon = next((at for at in range(zone.quantity.start) if tokens[at].norm == ":"), None)
    if colon is None or any(n.end <= colon and not n.ordinal for n in zone.scan.numbers):
        return []
    nouns = (m for k in ("noun.full", "noun.bare") for m in zone.scan.matches.of(k))
    headed = any(m.value == "ngo_count" and m.end <= colon for m in nouns)
    if category == "status.stock" and not (headed and zone.qualified_start == colon + 1):
        return []  # "mencatat rekor: 26 LSM", "hoạt động như: vận động 4 tổ chức"
    return [match for match in zone.scan.matches.of(category) if match.end <= colon]


def _heads_amount(zone: Zone) -> bool:
    """Whether the words before it are of an amount: "total komitmen dari 28 proyek sebesar ..."."""
    at = zone.qualified_start
    led = any(zone.scan.matches.ending(kind, at) for kind in ("giver.by", "reject.of"))
    money = [m.start for m in zone.scan.money if zone.clause_start <= m.start < zone.clause_end]
    worth = any(any(zone.in_clause_before(kind)) for kind in ("value.intro", "value.noun"))
    project = zone.quantity.unit == "project" and led
    return project and bool(money) and min(money) > zone.quantity.end and worth


def _only_counts(zone: Zone, match: Match, around: Sequence[Match]) -> bool:
    """Whether it only says there are so many: "tercatat 104 LSM yang beroperasi", "yang berizin".

    An office that notes them counts as well: "BPBD mencatat 33 NGO bekerja di sana".
    """
    noted = zone.scan.matches.at("attribution.say", match.start)
    counts = zone.scan.matches.at("qualifier.neutral", match.start) is not None
    counts = counts or (noted is not None and noted.value == "have")
    return counts and any(other.value in _TOLD_OF for other in around)


def _of_money(zone: Zone, match: Match) -> bool:
    """Whether it is said of money that went through them: "mencatat dana yang disalurkan 9 LSM"."""
    if match.value != "registered":
        return False
    said = (m for m in zone.scan.matches.of("status.flow") if match.end <= m.start)
    moved = any(m.end <= zone.qualified_start for m in said)
    return moved and any(zone.scan.matches.ending(k, zone.qualified_start) for k in _HANDS)


def _of_clause_before(zone: Zone, category: str) -> list[Match]:
    """Return what was said before a semicolon: "Hà Giang tiếp nhận 20 tỷ đồng; Lai Châu 9 tỷ".

    The figure's clause has no verb of its own, and that one counts the same.
    """
    scan = zone.scan
    start, end = scan.clause(zone.quantity.start, contrast=False)
    while start > 1 and not _told(scan, start, end):
        heads = scan.tokens[start - 1].norm == ":"
        start, end = scan.clause(start - 2, contrast=False)
        said = [m for m in scan.matches.of(category) if start <= m.start and m.end <= end]
        if said:
            return said if heads or _counts(zone, start, end) else []
    return []


def _told(scan: Scan, start: int, end: int) -> bool:
    """Whether a verb of giving or a word of status stands between two tokens."""
    said = (m for k in ("status.flow", "status.stock") for m in scan.matches.of(k))
    return any(start <= m.start < end for m in (*said, *scan.gives))


def _counts(zone: Zone, start: int, end: int) -> bool:
    """Whether what the figure counts is counted between two tokens too."""
    if zone.quantity.measure == "aid_amount":
        return any(start <= money.start < end for money in zone.scan.money)
    nouns = (m for k in ("noun.full", "noun.bare") for m in zone.scan.matches.of(k))
    return any(start <= m.start < end and m.value == zone.quantity.measure for m in nouns)


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


def _of_another(zone: Zone, match: Match, behind: Sequence[Match]) -> bool:
    """Whether the word has an object of its own, and the figure a word of its own behind it.

    "menerima 63 surat dan Rp2 miliar dibagikan", "RM11 juta diluluskan, RM9 juta dibayar".
    """
    start, end = zone.qualified_start, zone.quantity.end
    if match.end >= start:
        return False
    whole = that_money(zone)
    if whole is not None and whole[0] <= match.start < whole[1]:
        return True  # "daripada kutipan itu, RM2 juta disalurkan"
    if zone.scan.has_comma(match.end, start) and any(_is_led(zone, m) for m in behind):
        return True  # "Dalam upacara penandatanganan, ada 9 proyek yang disetujui"
    near = any(m.start - end <= _PAID_REACH for m in behind)
    turned = any(zone.scan.matches.ending(kind, start) is not None for kind in _TURNS)
    counted = any(match.end <= n.start < zone.quantity.start for n in zone.scan.numbers)
    told = zone.left > zone.clause_start and match.start - zone.left <= _OF_ANOTHER
    return near and turned and (counted or told)


def _is_led(zone: Zone, match: Match) -> bool:
    """Whether "yang" right behind the figure leads to the word."""
    led = zone.after("count.relative")
    between = (zone.scan.has_comma(zone.quantity.end, m.start) for m in led if m.end <= match.start)
    near = match.start - zone.quantity.end <= _LED_REACH
    return near and not next(between, True)


def _reachable(zone: Zone, match: Match) -> bool:
    names = [m for m in zone.after("noun.full") if m.end <= match.start]
    named = sum(name.end - name.start for name in names)  # who grants it: "Ủy ban về các NGO"
    aside = bracketed(zone.scan, range(zone.quantity.end, match.start))
    if match.start - zone.quantity.end - named - aside > _FAR:
        return False
    if _is_denied(zone, match) or _is_of_some(zone, match):
        return False
    whole = zone.scan.matches.ending("scope.within", zone.qualified_start)
    if whole is not None and zone.scan.has_comma(zone.quantity.end, match.start):
        return False  # "Daripada 27 NGO, lapan berlesen"
    if any(but.end <= match.start for but in zone.after("clause.but")):
        return False  # "merekodkan 262 persatuan, tetapi yang aktif cuma 158"
    between = zone.scan.tokens[zone.quantity.end : match.start]
    if zone.right in zone.fellows and any(token.norm == "," for token in between):
        return False  # "34 dự án, giá trị giải ngân 2,3 triệu USD": said of the next figure
    value = next(zone.after("value.intro"), None)
    return value is None or zone.quantity.unit != "project" or match.start < value.start


def _is_denied(zone: Zone, match: Match) -> bool:
    """Whether the word belongs to its denial: "120 ormas, sebagian tidak aktif"."""
    said = zone.scan.matches.of("reject.after")
    return any(
        no.value in _DENIALS and no.start < match.start and match.end <= no.end for no in said
    )


def _is_of_some(zone: Zone, match: Match) -> bool:
    """Whether it is said of some of them only: "120 ormas, 40 di antaranya aktif"."""
    return any(
        part.value == _OF_THEM and part.end <= match.start
        for part in zone.after("scope.part")
        if zone.scan.has_comma(zone.quantity.end, part.start)
    )


def _best(matches: Iterable[Match], order: Sequence[str]) -> Match | None:
    known = [match for match in matches if match.value in order]
    return min(known, key=lambda match: order.index(match.value), default=None)
