"""Counts whose noun is said elsewhere: in a list, after "menjadi", or before the number.

``Jawa Barat sebanyak 832; Jawa Timur 827; ... 658 ormas`` - ``meningkat
menjadi 10.310 pada 2022`` - ``ormas asing sejumlah 67`` - ``hanya 158 aktif``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.bare import before_qualifier, end_of, is_year, nothing_counted_behind
from extract.by_year import next_year
from extract.lexicon import Match
from extract.measures import measures
from extract.quantities import Quantity
from extract.rows import COUNTED, counted_one, in_list, kind_beside, labelled, row_of
from extract.scan import Scan
from extract.taken_up import last_counted, moved, moved_of, taken_up
from extract.those import those_before

_NO_NOUN = "no.noun"
_PHRASE = 14
_THOUSAND = 1000
_SAID_REACH = 3
_STATUS_REACH = 3


def fill_elided(
    scan: Scan, quantities: Sequence[Quantity], last_measure: str | None, counted: str | None
) -> list[Quantity]:
    """Return ``quantities`` with the measure of bare numbers that leave their noun out.

    ``last_measure`` is what was counted last that has a measure, ``counted`` the measure of
    the very last number, ``None`` where that counted people or things.
    """
    filled = list(quantities)
    for i, quantity in enumerate(filled):
        if quantity.rule == _NO_NOUN and is_year(scan, quantity):
            found = None
        elif quantity.rule == _NO_NOUN and not _may_count(scan, quantity):
            found = in_list(scan, filled, i, last_measure)
        elif quantity.rule == _NO_NOUN:
            found = (
                _noun_before(scan, quantity)
                or _headed(scan, quantity)
                or kind_beside(scan, filled, i)
                or in_list(scan, filled, i, last_measure)
                or labelled(scan, filled, i, last_measure)
                or next_year(scan, filled, i)
                or _from_to(scan, quantity)
                or moved_of(scan, quantity)
                or _continued(scan, filled, i, last_measure, counted)
            )
        else:
            found = _noun_before(scan, quantity) if _has_counter(scan, quantity) else None
        if found is not None:
            measure, rule, end = found
            filled[i] = replace(
                quantity, unit=measures()[measure].unit, measure=measure, rule=rule, reason=None,
                end=end, number=counted_one(quantity.number),
            )  # fmt: skip
    return row_of(scan, filled)


def _has_counter(scan: Scan, quantity: Quantity) -> bool:
    """Whether only a counter stands behind the number: "mencapai 7,8 ribu unit"."""
    counter = scan.matches.at("count.skip", quantity.number.end)
    return quantity.rule == "noun.counted" and counter is not None and counter.end == quantity.end


def _may_count(scan: Scan, quantity: Quantity) -> bool:
    """Whether the number may leave its noun out: one in words only where the whole stands before.

    "Dari 12 organisasi itu, lima berada di Makassar", but not "lima tahun".
    """
    if quantity.number.written != "words":
        return True
    within = any(match.end <= quantity.start for match in scan.matches.of("scope.within"))
    return within and _told_behind(scan, quantity.end)


def _noun_before(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "ormas asing sejumlah 67": noun, then a word of amount, then the number."""
    start = before_qualifier(scan, quantity)
    neutral = scan.matches.ending("qualifier.neutral", start)
    neutral = neutral or scan.matches.ending("kind.reach", start)
    if neutral is None or not nothing_counted_behind(scan, quantity):
        return None
    if quantity.number.multiplier is not None and quantity.number.multiplier > _THOUSAND:
        return None
    for noun in _heads(scan):  # the head noun stands first
        gap = range(noun.end, neutral.start)
        if noun.end > neutral.start or noun.value not in COUNTED:
            continue
        if len(gap) <= _PHRASE and all(_is_word_or_date(scan, at) for at in gap):
            return noun.value, "count.noun_before", end_of(scan, quantity)
    return None


def _heads(scan: Scan) -> list[Match]:
    """Return nouns that may be counted, a bare one only behind a word for number."""
    bare = [
        noun
        for noun in scan.matches.of("noun.bare")
        if scan.matches.ending("count.head", noun.start) is not None
    ]
    return sorted([*scan.matches.of("noun.full"), *bare], key=lambda noun: noun.start)


def _is_word_or_date(scan: Scan, at: int) -> bool:
    dated = any(period.start <= at < period.end for period in scan.periods)
    return dated or scan.tokens[at].kind == "word" or _is_bracket(scan, at)


def _is_bracket(scan: Scan, at: int) -> bool:
    """Whether a mark there belongs to an abbreviation in brackets: "Kesatuan Bangsa (Kesbang)"."""
    marks = [token.norm for token in scan.tokens[max(0, at - 2) : at + 3]]
    return scan.tokens[at].norm in "()" and (
        marks[2:3] + marks[4:5] == ["(", ")"] or marks[:1] + marks[2:3] == ["(", ")"]
    )


def _headed(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "jumlah ormas kita 394.250 yang terdaftar": a word for number, the noun, the number."""
    start = before_qualifier(scan, quantity)
    for head in scan.matches.of("count.head"):
        kinds = ("noun.full", "noun.bare")
        noun = next(filter(None, (scan.matches.at(kind, head.end) for kind in kinds)), None)
        if noun is None or noun.value not in COUNTED or not noun.end <= start <= noun.end + 2:
            continue
        gap = scan.tokens[noun.end : start]
        if all(token.kind == "word" for token in gap) and _is_alone(scan, quantity):
            return noun.value, "count.headed", quantity.end
    return None


def _is_alone(scan: Scan, quantity: Quantity) -> bool:
    status = scan.matches.at("status.stock", quantity.end)
    status = status or scan.matches.at("status.stock", quantity.end + 1)
    return status is not None or nothing_counted_behind(scan, quantity)


def _from_to(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read both ends of "số tổ chức ... giảm từ 484 năm 2021 xuống còn 388 năm 2022"."""
    opened = _opening(scan, quantity.start)
    if opened is None or not nothing_counted_behind(scan, quantity):
        return None
    nouns = [noun for noun in scan.matches.of("noun.full") if noun.end <= opened]
    counted = [noun for noun in nouns if noun.value in COUNTED]
    # The head noun stands first; money that rises is no count of its givers.
    if not counted or counted[0] is not nouns[0] or _is_money(scan, counted[0].start):
        return None
    return counted[0].value, "count.from_to", quantity.end


def _opening(scan: Scan, end: int) -> int | None:
    """Return where "giảm từ" begins that ends, or is followed by its other end, before ``end``."""
    for opener in scan.matches.of("numbers.range_open"):
        matches = scan.matches
        moved = matches.ending("kind.up", opener.start) or matches.ending("kind.down", opener.start)
        if moved is None or opener.end > end:
            continue
        ends = ("kind.reach", "qualifier.neutral", "numbers.range_to")
        if opener.end == end or any(matches.ending(name, end) for name in ends):
            return moved.start
    return None


def _is_money(scan: Scan, at: int) -> bool:
    """Whether words of money head the phrase that ends at token ``at``: "giá trị viện trợ"."""
    heads = (*scan.matches.of("value.intro"), *scan.matches.of("evidence.weak"))
    return any(head.end <= at and head.value != "project_count" for head in heads)


def _continued(
    scan: Scan,
    quantities: Sequence[Quantity],
    i: int,
    last_measure: str | None,
    counted: str | None,
) -> tuple[str, str, int] | None:
    """Read "menjadi 10.310", "hanya 158 aktif": the figure before says what is counted."""
    quantity = quantities[i]
    earlier = [q.measure for q in quantities[:i] if q.measure in COUNTED and q.reason is None]
    measure = earlier[-1] if earlier else last_measure
    if measure not in COUNTED:
        return None
    start = before_qualifier(scan, quantity)
    if earlier and _goes_on(scan, quantity, start):
        return measure, "count.list", quantity.end
    reached = scan.matches.ending("kind.reach", start)
    if reached is not None and nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end
    if measure == last_counted(quantities[:i], counted) and taken_up(scan, quantity):
        return measure, "count.taken_up", quantity.end
    if moved(scan, quantity, start):
        return measure, "count.changed", quantity.end
    compared = scan.matches.ending("kind.comparison", start)
    if earlier and compared is not None and nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end  # "meningkat ... berbanding 5,430 pada 2022"
    told = _told_behind(scan, quantity.end) or _told_before(scan, quantity, start)
    told = told or (bool(earlier) and _those(scan, quantity, start))
    if told or _only_those(scan, quantity, start) or (earlier and _listed(scan, quantity)):
        return measure, "count.continued", quantity.end
    return None


def _only_those(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "dari 85 yayasan, baru 30 yang rutin melapor": no more than those that do."""
    relative = scan.matches.at("count.relative", quantity.end)
    if relative is None or scan.matches.ending("scope.only", start) is None:
        return False
    behind = range(relative.end, relative.end + _STATUS_REACH)
    return any(scan.matches.at("status.stock", at) is not None for at in behind)


def _those(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "ormas yang terdaftar ada 8, namun yang aktif hanya 7": those who are, after all."""
    return those_before(scan, start) is not None and nothing_counted_behind(scan, quantity)


def _listed(scan: Scan, quantity: Quantity) -> bool:
    """Read "terdiri dari 530 berbadan hukum, 21 ber-SKT": what each is, at once behind it."""
    part = any(part.end <= quantity.start for part in scan.matches.of("scope.part"))
    behind = range(quantity.end, quantity.end + _STATUS_REACH)
    return part and any(scan.matches.at("status.stock", at) is not None for at in behind)


def _told_behind(scan: Scan, end: int) -> bool:
    """Read what a number without its noun is told to be: "158 aktif", "109 yang sudah berizin"."""
    if scan.matches.at("count.elided", end) is not None:
        return True
    at = end
    for name in ("count.relative", "status.done", "giver.has"):
        step = scan.matches.at(name, at)
        at = at if step is None else step.end
    kinds = ("count.elided", "status.stock", "status.flow")
    return at > end and any(scan.matches.at(kind, at) is not None for kind in kinds)


def _told_before(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "Dari jumlah itu, yang aktif hanya 120": what is counted is said before the number."""
    parts = [part.end for part in scan.matches.of("scope.part") if part.end <= start]
    # "... ada 21 dan yang berbadan hukum ada 36": one more kind of them.
    kinds = (scan.matches.at("count.relative", j.end) for j in scan.matches.of("list.join"))
    parts += [kind.end for kind in kinds if kind is not None and kind.end <= start]
    neutral = scan.matches.ending("qualifier.neutral", start)
    start = start if neutral is None else neutral.start
    while empty := scan.matches.ending("part.empty", start):
        start = empty.start
    said = any(
        min(parts) <= match.start and 0 <= start - match.end <= _SAID_REACH
        for match in scan.matches.of("status.stock")
        if parts
    )
    return said and nothing_counted_behind(scan, quantity)


def _goes_on(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "1.891 ormas di pusat, 8.170 di provinsi": where, behind a number of a list."""
    joined = scan.matches.ending("list.join", start) is not None
    return joined and scan.matches.at("place.about", quantity.end) is not None
