"""Counts and changes that take up what was counted before: "Đến năm 2022, con số này là 18"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier, is_year, nothing_counted_behind
from extract.quantities import Quantity
from extract.scan import Scan

IN_ROW = frozenset({"count.continued", "count.list", "count.labelled", "count.kind_beside"})
"""Rules of parts that leave their noun out: none of them is the whole of another."""

BASED = "count.base"
"""The rule of what a count moved from."""

CHANGED = "count.changed"
"""The rule of how far a count moved."""

_REACH = 9
_MOVE_REACH = 2
_AMOUNT = ("qualifier.neutral", "kind.reach", "status.done", "give.adverb", "scope.only")
_TIME_LEADS = ("periods.in", "clause.contrast", "list.join")
_NO_NOUN = "no.noun"
_NOT_COUNTED = frozenset({"date", "ordinal"})


def taken_up(scan: Scan, quantity: Quantity) -> bool:
    """Whether "that number" leads to the number, and no noun follows it.

    Between them stand words, periods and commas, and no other number: "angkanya lebih kecil,
    iaitu 9,870". "Dari jumlah itu 40 aktif" is a part and another rule's.
    """
    start = before_qualifier(scan, quantity)
    said = [match for match in scan.matches.of("count.again") if match.end <= start]
    if not said or not nothing_counted_behind(scan, quantity):
        return False
    again = said[-1]
    part = any(p.start <= again.start < p.end for p in scan.matches.of("scope.part"))
    within = scan.matches.ending("scope.within", again.start) is not None
    gap = range(again.end, start)
    if part or within or len(gap) > _REACH or scan.clause(start)[0] > again.start:
        return False
    return all(_says_nothing(scan, at) for at in gap)


def last_counted(
    scan: Scan, quantities: Sequence[Quantity], before: Quantity | None
) -> Quantity | None:
    """Return the last number that is no percentage and no change, ``before`` without one.

    What "that number" means: behind "tuyển 340 nhân viên" it is no number of organisations.
    """
    plain = [
        q
        for q in quantities
        if q.unit not in {"percent", "times"} and q.reason != "date" and q.rule != CHANGED
        if not (_is_denied(scan, q) or _is_aside(scan, q))
    ]
    return plain[-1] if plain else before


def _is_denied(scan: Scan, quantity: Quantity) -> bool:
    """Whether it only tells how many have not: ", sedangkan 75 belum"."""
    denied = scan.matches.at("reject.not", quantity.end)
    return quantity.rule == _NO_NOUN and denied is not None


def _is_aside(scan: Scan, quantity: Quantity) -> bool:
    """Whether it is the year of a law ("Akta Pertubuhan 1966") or an article ("satu kubu")."""
    article = "article" in quantity.number.flags
    return quantity.rule == _NO_NOUN and (article or is_year(scan, quantity))


def _says_nothing(scan: Scan, at: int) -> bool:
    """Whether a token is a plain word, a comma or a period: no number and no other measure."""
    dated = any(period.start <= at < period.end for period in scan.periods)
    noun = any(scan.matches.at(name, at) for name in ("noun.counted", "noun.full"))
    word = scan.tokens[at].kind == "word" or scan.tokens[at].norm == ","
    numbered = any(number.start <= at < number.end for number in scan.numbers)
    return dated or (word and not noun and not numbered)


def moved(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "bertambah 11.084 dari catatan ...", "14 lebih banyak ketimbang 2017".

    A change whose noun stands before: its base follows.
    """
    matches, end = scan.matches, quantity.end
    behind = matches.at("kind.up", end) or matches.at("kind.down", end)
    starts = (start, quantity.start)
    ahead = any(matches.ending(f"kind.{kind}", at) for kind in ("up", "down") for at in starts)
    if behind is None and not ahead:
        return False
    at = end if behind is None else behind.end
    led = matches.at("giver.by", at)
    dated = led is not None and any(period.start == led.end for period in scan.periods)
    return dated or matches.at("kind.comparison", at) is not None


def moved_from(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read what it moved from: "naik tipis dari 68 pada akhir 2018", "naik ke 83, dari 79"."""
    for name in ("count.once", "count.again"):
        once = scan.matches.ending(name, start)
        start = start if once is None else once.start
    led = scan.matches.ending("numbers.range_open", start) or scan.matches.ending("giver.by", start)
    if led is None or not nothing_counted_behind(scan, quantity):
        return False
    comma = led.start > 0 and scan.tokens[led.start - 1].norm == ","
    near = range(max(0, led.start - comma - _MOVE_REACH), led.start + 1)
    moves = [m for kind in ("up", "down") for m in scan.matches.of(f"kind.{kind}")]
    return any(match.end in near for match in moves) or (comma and _has_reached(scan, led.start))


def _has_reached(scan: Scan, at: int) -> bool:
    """Read "naik menjadi 89 per Januari 2014, dari 74": the new number and its time lie between.

    ``at`` is where "from" begins, a comma before it.
    """
    dated = next((p.start for p in scan.periods if p.end == at - 1), at - 1)
    led = scan.matches.ending("periods.in", dated) or scan.matches.ending("periods.on", dated)
    end = dated if led is None else led.start
    number = next((n.start for n in scan.numbers if n.end == end), None)
    reach = None if number is None else scan.matches.ending("kind.reach", number)
    return reach is not None and any(
        scan.matches.ending(f"kind.{kind}", reach.start) for kind in ("up", "down")
    )


def told_again(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "riêng 7 tháng của năm 2017 đã là 11", "sepuluh tahun kemudian 950": of another time."""
    if not nothing_counted_behind(scan, quantity):
        return False
    while (period := next((p for p in scan.periods if p.end == start), None)) is None:
        said = _says_when(scan, start)
        if said is None:
            return False
        start = said
    at = period.start
    while led := next((m for n in _TIME_LEADS if (m := scan.matches.ending(n, at))), None):
        at = led.start
    return at == 0 or "mark" in {scan.tokens[at - 1].kind, scan.tokens[at].kind}


def _says_when(scan: Scan, at: int) -> int | None:
    """Step back over "đã là", "masih", ":" between a period and its number."""
    if at > 0 and scan.tokens[at - 1].norm in {":", ","}:
        return at - 1 if scan.tokens[at - 1].norm == ":" else None
    said = (scan.matches.ending(name, at) for name in _AMOUNT)
    return min((match.start for match in said if match is not None), default=None)


def moved_of(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "So với năm 2018, số dự án tăng 5": noun, move and number behind the comparison."""
    start = before_qualifier(scan, quantity)
    moves = scan.matches.ending("kind.up", start) or scan.matches.ending("kind.down", start)
    if moves is None or not nothing_counted_behind(scan, quantity):
        return None
    noun = next((n for n in scan.matches.of("noun.full") if n.end == moves.start), None)
    based = any(base.end <= moves.start for base in scan.matches.of("kind.comparison"))
    if noun is None or noun.value not in COUNTED or not based:
        return None
    return noun.value, "count.changed", quantity.end


def counted_before(
    scan: Scan, before: Sequence[Quantity], counted: Quantity | None
) -> Quantity | None:
    """Return the count a number without its noun belongs to: the last, its own parts aside.

    ``counted`` is the last of the sentence before. What people, things or several kinds were
    counted last has no such parts; a giver said behind its projects is not meant.
    """
    found: Quantity | None = None
    for at in range(len(before) - 1, -1, -1):
        other = before[at]
        if _is_no_count(scan, other):
            continue
        if other.measure not in COUNTED or other.reason is not None:
            return found
        found = other
        led = scan.matches.ending("giver.by", before_qualifier(scan, other))
        if other.rule not in IN_ROW and not (
            led is not None and at > 0 and before[at - 1].measure in COUNTED
        ):
            return other
    if found is not None:
        return found
    return counted if counted is not None and counted.measure in COUNTED else None


def _is_no_count(scan: Scan, quantity: Quantity) -> bool:
    """Whether it counts no things: a percentage, an amount, a date, a number left alone."""
    plain = quantity.unit in {"percent", "times"} or quantity.measure == "aid_amount"
    alone = quantity.rule == _NO_NOUN and nothing_counted_behind(scan, quantity)
    article = quantity.rule == _NO_NOUN and "article" in quantity.number.flags  # "một nửa (34)"
    again = quantity.rule == _NO_NOUN and scan.matches.at("count.this", quantity.end) is not None
    return plain or alone or article or again or quantity.reason in _NOT_COUNTED
