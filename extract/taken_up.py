"""Counts and changes that take up what was counted before: "Đến năm 2022, con số này là 18"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.bare import before_qualifier, nothing_counted_behind
from extract.quantities import Quantity
from extract.rows import COUNTED
from extract.scan import Scan

_REACH = 9


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


def last_counted(quantities: Sequence[Quantity], before: str | None) -> str | None:
    """Return the measure of the last number that is no percentage, ``before`` without one.

    What "that number" means: behind "tuyển 340 nhân viên" it is no number of organisations.
    """
    plain = [quantity for quantity in quantities if quantity.unit not in {"percent", "times"}]
    return plain[-1].measure if plain else before


def _says_nothing(scan: Scan, at: int) -> bool:
    """Whether a token is a plain word, a comma or a period: no number and no other measure."""
    dated = any(period.start <= at < period.end for period in scan.periods)
    noun = any(scan.matches.at(name, at) for name in ("noun.counted", "noun.full"))
    word = scan.tokens[at].kind == "word" or scan.tokens[at].norm == ","
    numbered = any(number.start <= at < number.end for number in scan.numbers)
    return dated or (word and not noun and not numbered)


def moved(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "bertambah 11.084 dari catatan ...": a change whose noun the sentence before said."""
    moves = scan.matches.ending("kind.up", start) or scan.matches.ending("kind.down", start)
    return moves is not None and scan.matches.at("kind.comparison", quantity.end) is not None


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
