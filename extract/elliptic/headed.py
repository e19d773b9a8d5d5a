"""Counts whose noun stands before the number: "ormas asing sejumlah 67", "jumlah ormas 394.250".

Words of amount, a colon or a word for now lead from the one to the other.
"""

from __future__ import annotations

from extract.elliptic.bare import COUNTED, before_qualifier, end_of, nothing_counted_behind
from extract.lexicon import Match
from extract.quantities import Quantity
from extract.scan import Scan

_PHRASE = 14
_THOUSAND = 1000
_OPENING = 2
_AMOUNT = ("qualifier.neutral", "kind.reach", "scope.only")
_STILL = ("status.done", "give.adverb", "part.empty")


def noun_before(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "ormas asing sejumlah 67", "Bilangan geran: 123": noun, what leads on, the number."""
    start = before_qualifier(scan, quantity)
    led = _lead(scan, start)
    if led is None or not nothing_counted_behind(scan, quantity):
        return None
    if quantity.number.multiplier is not None and quantity.number.multiplier > _THOUSAND:
        return None
    sure = led < start and not _is_mark(scan, led)
    for noun in _heads(scan):  # the head noun stands first
        if noun.end > led or noun.value not in COUNTED:
            continue
        headed = scan.matches.ending("count.head", _plural(scan, noun.start)) is not None
        if not (sure or headed or noun.start <= _OPENING):
            continue
        if quantity.number.written == "words" and not (sure and headed):
            continue
        if led - noun.end <= _PHRASE and _is_phrase(scan, noun.end, led, headed=headed):
            return noun.value, "count.noun_before", end_of(scan, quantity)
    return None


def _lead(scan: Scan, start: int) -> int | None:
    """Return where the words that lead to a number at token ``start`` begin, or ``None``."""
    at = start
    if at > 0 and _is_mark(scan, at - 1):
        return at - 1
    while True:
        said = [m.start for name in _AMOUNT if (m := scan.matches.ending(name, at)) is not None]
        said += [p.start for p in scan.periods if p.end == at and p.form == "now"]
        if at < start or not said:
            said += [m.start for name in _STILL if (m := scan.matches.ending(name, at)) is not None]
        if not said:
            return at if at < start else None
        at = min(said)


def _is_mark(scan: Scan, at: int) -> bool:
    return scan.tokens[at].norm == ":"


def _plural(scan: Scan, at: int) -> int:
    plural = scan.matches.ending("count.plural", at)
    return at if plural is None else plural.start


def _heads(scan: Scan) -> list[Match]:
    """Return nouns that may be counted, a bare one only behind a word for number, or "who".

    What is counted may be another thing of theirs: "jumlah anggota LSM".
    """
    matches = scan.matches
    bare = [
        noun
        for noun in matches.of("noun.bare")
        if matches.ending("count.head", noun.start) is not None or _are_those(scan, noun)
    ]
    heads = sorted([*matches.of("noun.full"), *bare], key=lambda noun: noun.start)
    others = [m.start for m in matches.of("noun.counted") if matches.ending("count.head", m.start)]
    return [noun for noun in heads if not any(other < noun.start for other in others)]


def _are_those(scan: Scan, noun: Match) -> bool:
    """Whether "those who" opens the sentence: "Persatuan yang berdaftar di negara ini"."""
    adjective = scan.matches.at("noun.adjective", noun.end)
    end = noun.end if adjective is None else adjective.end
    opens = noun.start == 0 or scan.tokens[noun.start - 1].kind == "mark"
    return opens and scan.matches.at("count.relative", end) is not None


def _is_phrase(scan: Scan, start: int, end: int, *, headed: bool) -> bool:
    """Whether only words, periods and brackets stand there; the subject may go on behind a comma.

    "Số tổ chức ... không giảm, năm 2021 vẫn là 19".
    """
    depth = 0
    for at in range(start, end):
        token = scan.tokens[at]
        depth += (token.norm == "(") - (token.norm == ")")
        period = any(p.start == at + 1 for p in scan.periods)
        comma = headed and token.norm in ",:" and period
        dated = any(p.start <= at < p.end for p in scan.periods)
        if not (dated or comma or token.kind == "word" or token.norm in "()" or depth > 0):
            return False
    return depth == 0


def headed(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "jumlah ormas kita 394.250 yang terdaftar": a word for number, the noun, the number.

    And "27: số tổ chức phi chính phủ đến tỉnh": the number first.
    """
    start = before_qualifier(scan, quantity)
    for head in scan.matches.of("count.head"):
        kinds = ("noun.full", "noun.bare")
        noun = next(filter(None, (scan.matches.at(kind, head.end) for kind in kinds)), None)
        if noun is None or noun.value not in COUNTED:
            continue
        if start == 0 and head.start == quantity.end + 1 and _is_mark(scan, quantity.end):
            return noun.value, "count.headed", quantity.end
        if not noun.end <= start <= noun.end + 2:
            continue
        gap = scan.tokens[noun.end : start]
        if all(token.kind == "word" for token in gap) and _is_alone(scan, quantity):
            return noun.value, "count.headed", quantity.end
    return None


def _is_alone(scan: Scan, quantity: Quantity) -> bool:
    status = scan.matches.at("status.stock", quantity.end)
    status = status or scan.matches.at("status.stock", quantity.end + 1)
    return status is not None or nothing_counted_behind(scan, quantity)


def from_to(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
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
