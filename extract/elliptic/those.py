"""Numbers of those who are something: "50 persen yang mengantongi SK", "yang aktif hanya 7"."""

from __future__ import annotations

from extract.elliptic.bare import before_qualifier, end_of, nothing_counted_behind
from extract.lexicon import Match
from extract.quantities import Quantity
from extract.scan import Scan

_STILL_REACH = 7
_REACH = 4
_LEGAL = frozenset({"registered", "licensed"})
_PLACED = 4
_AMOUNT = ("scope.only", "qualifier.before", "qualifier.neutral", "part.empty")
_DONE = ("status.done", "give.adverb")
_TOLD = ("status.stock", "count.elided")
_OPENS = ("clause.but", "clause.contrast", "list.join")


def those_behind(scan: Scan, end: int) -> Match | None:
    """Return what those are of whom a number that ends at token ``end`` is told."""
    relative = scan.matches.at("count.relative", end)
    only = any(match.end <= end for match in scan.matches.of("scope.only"))
    nouns = (noun.value == "ngo_count" and noun.end <= end for noun in scan.matches.of("noun.full"))
    if not (only or any(nouns)):
        return None
    if relative is None:
        step = next(filter(None, (scan.matches.at(name, end) for name in _DONE)), None)
        return scan.matches.at("status.stock", end if step is None else step.end)
    near = range(relative.end, relative.end + _REACH)
    return next(filter(None, (scan.matches.at(name, at) for at in near for name in _TOLD)), None)


def those_before(scan: Scan, start: int) -> Match | None:
    """Return what those are who are named before a number that begins at token ``start``.

    Words of amount may stand between; a clause begins with "those who".
    """
    matches = scan.matches
    if not matches.of("count.relative"):
        return None
    while (step := _amount(scan, start)) is not None:
        start = step
    for at in range(start, max(start - _PLACED, 0), -1):  # "terdata di provinsi ini 178"
        told = next(filter(None, (matches.ending(name, at) for name in _TOLD)), None)
        if told is None:
            continue
        relative = _relative_before(scan, told.start)
        if relative is not None and _opens(scan, relative.start):
            return told
    return None


def _relative_before(scan: Scan, at: int) -> Match | None:
    """Return "who" a few words before token ``at``, periods aside, where nothing is denied."""
    begin, words = at, 0
    while begin > 0 and words < _REACH and scan.matches.at("reject.not", begin) is None:
        relative = scan.matches.ending("count.relative", begin)
        if relative is not None:
            return relative
        begin -= 1
        words += not any(period.start <= begin < period.end for period in scan.periods)
    return None


def those_who(scan: Scan, quantity: Quantity, *, named: bool) -> tuple[str, str, int] | None:
    """Read "Tahun 2021 yang terdaftar 362" where organisations were spoken of just before.

    Or in the sentence: "dari data mengenai ormas, yang berbadan hukum tercatat 123".
    """
    nouns = (noun for noun in scan.matches.of("noun.full") if noun.end <= quantity.start)
    named = named or any(noun.value == "ngo_count" for noun in nouns)
    if not named or any(match.value != "date" for match in scan.matches.of("noun.counted")):
        return None
    told = those_before(scan, before_qualifier(scan, quantity))
    registered = told is not None and told.category == "status.stock"
    registered = registered or _are_recorded(scan, before_qualifier(scan, quantity))
    if not registered or not nothing_counted_behind(scan, quantity):
        return None
    return "ngo_count", "count.those", quantity.end


def _are_recorded(scan: Scan, start: int) -> bool:
    """Read "kantornya mencatat 560-an": the one who keeps the list tells how many."""
    kept = scan.matches.ending("count.recorded", start)
    return kept is not None and kept.start > 0 and scan.tokens[kept.start - 1].kind == "word"


def there_are(scan: Scan, quantity: Quantity, *, named: bool) -> tuple[str, str, int] | None:
    """Read "Ada 262 buah berdaftar dengan ROS" where organisations were spoken of just before."""
    if not named or any(match.value != "date" for match in scan.matches.of("noun.counted")):
        return None
    end = end_of(scan, quantity)
    relative = scan.matches.at("count.relative", end)
    told = scan.matches.at("status.stock", end if relative is None else relative.end)
    led = scan.matches.ending("count.there", before_qualifier(scan, quantity))
    if led is None or told is None or told.value not in _LEGAL:
        return None
    return "ngo_count", "count.those", end


def _amount(scan: Scan, end: int) -> int | None:
    said = (scan.matches.ending(name, end) for name in _AMOUNT)
    return min((match.start for match in said if match is not None), default=None)


def _opens(scan: Scan, at: int) -> bool:
    """Whether a clause begins at token ``at``, a word for number or a year before it aside."""
    head = scan.matches.ending("count.head", at) or scan.matches.ending("noun.full", at)
    at = at if head is None else head.start
    if at == 0 or scan.tokens[at - 1].kind == "mark" or any(p.end == at for p in scan.periods):
        return True
    return any(scan.matches.ending(name, at) is not None for name in _OPENS)


def still_before(scan: Scan, start: int) -> bool:
    """Read "3 tổ chức kết thúc hoạt động, số còn hoạt động tại tỉnh là 21": the number of all."""
    near = (scan.tokens[m.end : start] for m in scan.matches.of("count.still") if m.end <= start)
    return any(len(t) <= _STILL_REACH and all(word.kind == "word" for word in t) for t in near)
