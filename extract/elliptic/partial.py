"""Counts of some of those just counted: "hanya 158 aktif", "35 di antaranya", "27 dari 90 ormas".

A part is no larger than its whole, and the whole is what was counted last.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier, end_of, nothing_counted_behind
from extract.elliptic.of_those import OF_THEM, PART, are_of_whole, before_leads, named_again
from extract.elliptic.taken_up import IN_ROW, counted_before
from extract.elliptic.those import still_before, those_before
from extract.elliptic.told import noun_told
from extract.quantities import Quantity
from extract.scan import Scan

_WHOLE = "count.whole"
_REACHED = "count.reached"
_THOSE = "count.those"
_QUOTES = frozenset('"“«')
_LEGAL = frozenset({"registered", "licensed"})
_SAID_REACH = 3
_STATUS_REACH = 3
_SURE_REACH = 4
_THEME_REACH = 2
_DOES = ("count.relative", "giver.has", "give.verb", "status.flow")
_LED = frozenset({"of_them", "part"})
_STEPS = ("count.relative", "status.done", "give.adverb", "giver.has")
_TURNS = ("clause.contrast", "list.join")
_SPOKEN = ("attribution.say", "attribution.said_by", "attribution.source", "attribution.again")


def part_of(
    scan: Scan,
    quantities: Sequence[Quantity],
    i: int,
    last_measure: str | None,
    counted: Quantity | None,
) -> tuple[str, str, int] | None:
    """Read a number that tells some of those counted before it, or right behind it."""
    quantity = quantities[i]
    behind = _whole_behind(scan, quantities, i)
    if behind is not None:
        return str(behind.measure), PART, quantity.end
    all_but = _whole_led(scan, quantities[:i], quantity)
    if all_but is not None:
        return str(all_but.measure), _WHOLE, quantity.end
    noun = noun_told(scan, quantity) or named_again(scan, quantities, i)
    if noun is not None:
        return noun, PART, quantity.end
    start = before_qualifier(scan, quantity)
    whole = counted_before(scan, quantities[:i], counted)
    if whole is None or whole.measure is None:
        if not _are_registered(scan, quantity.end):
            return None
        named = any(n.value == "ngo_count" and n.end <= start for n in scan.matches.of("noun.full"))
        part = last_measure == "ngo_count"
        return ("ngo_count", PART if part else _THOSE, quantity.end) if named or part else None
    here = any(whole is other for other in quantities[:i])
    fits = quantity.number.value <= whole.number.value or whole.rule in IN_ROW
    still = still_before(scan, start) and nothing_counted_behind(scan, quantity)
    if still or (not fits and _stand_now(scan, quantity, start)):
        return whole.measure, _REACHED, quantity.end
    told = quantity.number.written != "words" and told_behind(scan, quantity.end)
    told = told or _told_before(scan, quantity, start)
    told = told or (here and (_those(scan, quantity, start) or _listed(scan, quantity)))
    told = told or (here and fits and _are_led(scan, quantity, start))
    told = told or _are_the_rest(scan, quantity, start) or _opened_by_those(scan, quantity)
    told = told or (here and _are_more(scan, quantity, start))
    told = told or (fits and _are_most(scan, quantity, start))
    if fits and not told:
        told = _are_of_them(scan, quantity) or are_of_whole(scan, quantities, i, whole)
        told = told or _only_those(scan, quantity, here=here)
    return (whole.measure, PART, quantity.end) if told else None


def _are_most(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "hơn một nửa (34)", "sebagian besar, yakni 31,": how many most or half of them are."""
    opened = start > 0 and scan.tokens[start - 1].norm == "("
    neutral = scan.matches.ending("qualifier.neutral", start)
    neutral = neutral or scan.matches.ending("scope.part", start)
    at = start - 1 if opened else start if neutral is None else neutral.start
    at -= at > 0 and scan.tokens[at - 1].norm == ","
    most = scan.matches.ending("count.most", at)
    return most is not None and at < start and nothing_counted_behind(scan, quantity)


def _are_the_rest(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "manakala baki 124 datang dari rantau lain", "sisanya, 79, ...": those not told yet."""
    comma = start > 0 and scan.tokens[start - 1].norm == ","
    if comma and not nothing_counted_behind(scan, quantity):
        return False
    return scan.matches.ending("scope.rest", start - comma) is not None


def _are_more(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "12 daripadanya dari Korea manakala lapan lagi dari Jepun": more of them.

    Or ", sedangkan 46 lainnya berbadan hukum": what the others are.
    """
    others = scan.matches.at("scope.other", quantity.end)
    if others is None:
        return False
    by = scan.matches.at("giver.by", others.end)
    if by is not None and any(token.capital for token in scan.tokens[by.end : by.end + 1]):
        return True
    turned = (scan.matches.ending(name, start) for name in _TURNS)
    return any(turned) and (_is_told(scan, others.end) or told_behind(scan, others.end))


def _opened_by_those(scan: Scan, quantity: Quantity) -> bool:
    """Read "Yang berstatus nasional dengan kepengurusan di daerah 402": those, and nobody else."""
    start = int(scan.tokens[0].norm in _QUOTES)
    relative = scan.matches.at("count.relative", start)
    if relative is None or not nothing_counted_behind(scan, quantity):
        return False
    near = range(relative.end, relative.end + _SURE_REACH)  # "yang betul-betul aktif"
    told = any(_is_told(scan, at) for at in near) or told_behind(scan, relative.end)
    led = scan.tokens[start : quantity.start]
    return told and all(token.kind == "word" or token.norm == "-" for token in led)


def _are_registered(scan: Scan, end: int) -> bool:
    """Whether a legal act is told of them, as of organisations alone: "109 yang berizin"."""
    relative = scan.matches.at("count.relative", end)
    legal = scan.matches.at("status.stock", end if relative is None else relative.end)
    return relative is not None and legal is not None and legal.value in _LEGAL


def _are_of_them(scan: Scan, quantity: Quantity) -> bool:
    """Read "35 di antaranya berbasis keagamaan", "9 trong đó": "of them" right behind."""
    part = scan.matches.at("scope.part", end_of(scan, quantity))
    if part is None or part.value != OF_THEM or quantity.number.value == 1:
        return False
    at = part.end
    while step := scan.matches.at("qualifier.neutral", at):
        at = step.end
    return scan.matches.at("noun.counted", at) is None  # "90 trong đó là nữ"


def _whole_behind(scan: Scan, quantities: Sequence[Quantity], i: int) -> Quantity | None:
    """Return the whole of "27 dari 90 ormas", "15 trong 24 tổ chức", right behind its part."""
    quantity = quantities[i]
    within = scan.matches.at("scope.within", end_of(scan, quantity))
    whole = quantities[i + 1] if i + 1 < len(quantities) else None
    if within is None or whole is None or whole.measure not in COUNTED or whole.reason is not None:
        return None
    start = before_qualifier(scan, quantity)
    moves = any(scan.matches.ending(name, start) for name in ("kind.up", "kind.down", "kind.reach"))
    beside = before_qualifier(scan, whole) == within.end and quantity.number.value > 1
    return whole if beside and not moves and quantity.number.value <= whole.number.value else None


def _whole_led(scan: Scan, before: Sequence[Quantity], quantity: Quantity) -> Quantity | None:
    """Return the part of "34 ormas dari 82 yang terdaftar", where the number is its whole."""
    within = scan.matches.ending("scope.within", before_qualifier(scan, quantity))
    relative = scan.matches.at("count.relative", quantity.end)
    if within is None or relative is None or not before:
        return None
    part = before[-1]
    counted = part.measure in COUNTED and part.reason is None and part.end == within.start
    return part if counted and part.number.value <= quantity.number.value else None


def _stand_now(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "Dengan itu 436 kekal aktif" behind those added: how many there are now."""
    so = any(match.end <= start for match in scan.matches.of("clause.so"))
    return so and (told_behind(scan, quantity.end) or _is_told(scan, quantity.end))


def _only_those(scan: Scan, quantity: Quantity, *, here: bool) -> bool:
    """Read "dari 85 yayasan, baru 30 yang rutin melapor": no more than those that do.

    Where the sentence before counts them all (not ``here``), no other subject may stand before.
    """
    relative = scan.matches.at("count.relative", quantity.end)
    start = before_qualifier(scan, quantity)
    most = scan.matches.ending("qualifier.before", quantity.start)
    few = scan.matches.ending("scope.only", start) is not None
    few = few or (most is not None and most.value == "up_to")
    if not few or (relative is None and not _is_told(scan, quantity.end)):
        return False
    at = before_leads(scan, quantity.start)
    but = scan.matches.ending("clause.but", at)
    if here:
        return True
    return at == 0 or (but is not None and but.start == 0) or _is_introduced(scan, at)


def _is_introduced(scan: Scan, at: int) -> bool:
    """Whether a comma stands there, and before it only who says so or a word of contrast."""
    if scan.tokens[at - 1].norm != ",":
        return False
    said = (scan.matches.of(name) for name in (*_SPOKEN, "clause.but"))
    return any(match.end < at for matches in said for match in matches)


def _those(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "ormas yang terdaftar ada 8, namun yang aktif hanya 7": those who are, after all."""
    return those_before(scan, start) is not None and nothing_counted_behind(scan, quantity)


def _listed(scan: Scan, quantity: Quantity) -> bool:
    """Read "terdiri dari 530 berbadan hukum, 21 ber-SKT": what each is, at once behind it."""
    part = any(part.end <= quantity.start for part in scan.matches.of("scope.part"))
    behind = range(quantity.end, quantity.end + _STATUS_REACH)
    return part and any(scan.matches.at("status.stock", at) is not None for at in behind)


def _are_led(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "84 LSM, termasuk 31 yang membuka kantor", "di antaranya 27 memiliki proyek".

    "Of which" leads to the number, and what those do or have, or in what field, stands behind it.
    """
    part = scan.matches.ending("scope.part", start)
    does = (scan.matches.at(name, quantity.end) for name in _DOES)
    theme = (scan.matches.at("scope.theme", quantity.end + step) for step in range(_THEME_REACH))
    return part is not None and part.value in _LED and (any(does) or any(theme))


def told_behind(scan: Scan, end: int) -> bool:
    """Read what a number without its noun is told to be: "158 aktif", "109 yang sudah berizin"."""
    if scan.matches.at("count.elided", end) is not None:
        return True
    at = end
    for period in scan.periods:
        at = period.end if period.start == end and period.form == "now" else at
    for name in _STEPS:
        step = scan.matches.at(name, at)
        at = at if step is None else step.end
    return at > end and _is_told(scan, at)


def _is_told(scan: Scan, at: int) -> bool:
    kinds = ("count.elided", "status.stock", "status.flow")
    return any(scan.matches.at(kind, at) is not None for kind in kinds)


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
