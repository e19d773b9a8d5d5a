"""Counts whose noun is said elsewhere: in a list, after "menjadi", or before the number.

``Jawa Barat sebanyak 832; Jawa Timur 827; ... 658 ormas`` - ``meningkat
menjadi 10.310 pada 2022`` - ``ormas asing sejumlah 67`` - ``hanya 158 aktif``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.lexicon import Match
from extract.measures import measures
from extract.quantities import Quantity
from extract.scan import Scan

_COUNTED = ("ngo_count", "project_count")
_NO_NOUN = "no.noun"
_PHRASE = 12
_THOUSAND = 1000
_SAID_REACH = 3


def fill_elided(
    scan: Scan, quantities: Sequence[Quantity], last_measure: str | None
) -> list[Quantity]:
    """Return ``quantities`` with the measure of bare numbers that leave their noun out.

    ``last_measure`` is what the sentence before counted last.
    """
    filled = list(quantities)
    for i, quantity in enumerate(filled):
        if quantity.rule != _NO_NOUN or not _may_count(scan, quantity):
            continue
        found = (
            _noun_before(scan, quantity)
            or _headed(scan, quantity)
            or _kind_beside(scan, quantity)
            or _in_list(scan, filled, i)
            or _from_to(scan, quantity)
            or _moved_of(scan, quantity)
            or _continued(scan, filled, i, last_measure)
        )
        if found is not None:
            measure, rule, end = found
            unit = measures()[measure].unit
            filled[i] = replace(
                quantity, unit=unit, measure=measure, rule=rule, reason=None, end=end
            )
    return filled


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
    start = _before_qualifier(scan, quantity)
    neutral = scan.matches.ending("qualifier.neutral", start)
    if neutral is None or not _nothing_counted_behind(scan, quantity):
        return None
    if quantity.number.multiplier is not None and quantity.number.multiplier > _THOUSAND:
        return None
    for noun in _heads(scan):  # the head noun stands first
        gap = range(noun.end, neutral.start)
        if noun.end > neutral.start or noun.value not in _COUNTED:
            continue
        if len(gap) <= _PHRASE and all(_is_word_or_date(scan, at) for at in gap):
            return noun.value, "count.noun_before", _end(scan, quantity)
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
    return dated or scan.tokens[at].kind == "word"


def _headed(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "jumlah ormas kita 394.250 yang terdaftar": a word for number, the noun, the number."""
    start = _before_qualifier(scan, quantity)
    for head in scan.matches.of("count.head"):
        kinds = ("noun.full", "noun.bare")
        noun = next(filter(None, (scan.matches.at(kind, head.end) for kind in kinds)), None)
        if noun is None or noun.value not in _COUNTED or not noun.end <= start <= noun.end + 2:
            continue
        gap = scan.tokens[noun.end : start]
        if all(token.kind == "word" for token in gap) and _is_alone(scan, quantity):
            return noun.value, "count.headed", quantity.end
    return None


def _is_alone(scan: Scan, quantity: Quantity) -> bool:
    status = scan.matches.at("status.stock", quantity.end)
    status = status or scan.matches.at("status.stock", quantity.end + 1)
    return status is not None or _nothing_counted_behind(scan, quantity)


def _kind_beside(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "terdiri atas yayasan 226.994 dan perkumpulan (167.385)": the kind, then its number."""
    for name in ("noun.full", "noun.bare"):
        noun = scan.matches.ending(name, _before_bracket(scan, quantity))
        listed = noun is not None and any(
            part.end <= noun.start for part in scan.matches.of("scope.part")
        )
        if noun is None or not listed or noun.value not in _COUNTED:
            continue
        if _nothing_counted_behind(scan, quantity):
            return noun.value, "count.kind_beside", quantity.end
    return None


def _before_bracket(scan: Scan, quantity: Quantity) -> int:
    """Return where the number begins, a bracket around nothing else included: "LSM (37)"."""
    start, end = quantity.start, quantity.end
    marks = [token.norm for token in (*scan.tokens[start - 1 : start], *scan.tokens[end : end + 1])]
    return start - 1 if marks == ["(", ")"] else start


def _from_to(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read both ends of "số tổ chức ... giảm từ 484 năm 2021 xuống còn 388 năm 2022"."""
    opened = _opening(scan, quantity.start)
    if opened is None or not _nothing_counted_behind(scan, quantity):
        return None
    nouns = [noun for noun in scan.matches.of("noun.full") if noun.end <= opened]
    counted = [noun for noun in nouns if noun.value in _COUNTED]
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


def _in_list(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read place and number in a list whose noun stands at one of its other members."""
    quantity = quantities[i]
    start = _before_qualifier(scan, quantity)
    neutral = scan.matches.ending("qualifier.neutral", start)
    at = start if neutral is None else neutral.start
    if not any(mention.end in {at, at - 1} for mention in scan.places):
        return None
    if scan.tokens[at - 1].norm not in {"("} and not any(m.end == at for m in scan.places):
        return None
    named = [q.measure for q in quantities if q.measure in _COUNTED and q.reason is None]
    if not named or not _nothing_counted_behind(scan, quantity):
        return None
    return str(named[-1]), "count.list", quantity.end


def _continued(
    scan: Scan, quantities: Sequence[Quantity], i: int, last_measure: str | None
) -> tuple[str, str, int] | None:
    """Read "menjadi 10.310", "hanya 158 aktif": the figure before says what is counted."""
    quantity = quantities[i]
    earlier = [q.measure for q in quantities[:i] if q.measure in _COUNTED and q.reason is None]
    measure = earlier[-1] if earlier else last_measure
    if measure not in _COUNTED:
        return None
    start = _before_qualifier(scan, quantity)
    if earlier and _in_row(scan, quantity, start):
        return measure, "count.list", quantity.end
    reached = scan.matches.ending("kind.reach", start)
    if reached is not None and _nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end
    if _moved(scan, quantity, start):
        return measure, "count.changed", quantity.end
    compared = scan.matches.ending("kind.comparison", start)
    if earlier and compared is not None and _nothing_counted_behind(scan, quantity):
        return measure, "count.reached", quantity.end  # "meningkat ... berbanding 5,430 pada 2022"
    if _told_behind(scan, quantity.end) or _told_before(scan, quantity, start):
        return measure, "count.continued", quantity.end
    return None


def _told_behind(scan: Scan, end: int) -> bool:
    """Read what a number without its noun is told to be: "158 aktif", "109 yang sudah berizin"."""
    if scan.matches.at("count.elided", end) is not None:
        return True
    at = end
    for name in ("count.relative", "status.done"):
        step = scan.matches.at(name, at)
        at = at if step is None else step.end
    kinds = ("count.elided", "status.stock", "status.flow")
    return at > end and any(scan.matches.at(kind, at) is not None for kind in kinds)


def _told_before(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "Dari jumlah itu, yang aktif hanya 120": what is counted is said before the number."""
    parts = [part for part in scan.matches.of("scope.part") if part.end <= start]
    while empty := scan.matches.ending("part.empty", start):
        start = empty.start
    said = any(
        parts[0].end <= match.start and 0 <= start - match.end <= _SAID_REACH
        for match in scan.matches.of("status.stock")
        if parts
    )
    return said and _nothing_counted_behind(scan, quantity)


def _in_row(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "1.891 ormas di pusat, 8.170 di provinsi": where, behind a number of a list."""
    joined = scan.matches.ending("list.join", start) is not None
    return joined and scan.matches.at("place.about", quantity.end) is not None


def _moved(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "bertambah 11.084 dari catatan ...": a change whose noun the sentence before said."""
    moves = scan.matches.ending("kind.up", start) or scan.matches.ending("kind.down", start)
    return moves is not None and scan.matches.at("kind.comparison", quantity.end) is not None


def _moved_of(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "So với năm 2018, số dự án tăng 5": noun, move and number behind the comparison."""
    start = _before_qualifier(scan, quantity)
    moves = scan.matches.ending("kind.up", start) or scan.matches.ending("kind.down", start)
    if moves is None or not _nothing_counted_behind(scan, quantity):
        return None
    noun = next((n for n in scan.matches.of("noun.full") if n.end == moves.start), None)
    based = any(base.end <= moves.start for base in scan.matches.of("kind.comparison"))
    if noun is None or noun.value not in _COUNTED or not based:
        return None
    return noun.value, "count.changed", quantity.end


def _before_qualifier(scan: Scan, quantity: Quantity) -> int:
    qualifier = scan.matches.ending("qualifier.before", quantity.start)
    return quantity.start if qualifier is None else qualifier.start


def _end(scan: Scan, quantity: Quantity) -> int:
    counter = scan.matches.at("count.skip", quantity.end)
    return quantity.end if counter is None else counter.end


def _nothing_counted_behind(scan: Scan, quantity: Quantity) -> bool:
    """Whether what follows the number is no noun: the end, a mark, a period or a preposition."""
    at = _end(scan, quantity)
    if at >= len(scan.tokens) or scan.tokens[at].kind == "mark":
        return True
    if any(period.start in {at, at + 1} for period in scan.periods):
        return True
    return any(scan.matches.at(name, at) for name in ("place.about", "list.join"))
