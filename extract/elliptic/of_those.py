"""Some of those told before, who open the sentence: "Dari 120 LSM itu, 45 bergerak di hutan".

They may be told in other words ("daripada jumlah itu", "dari ormas tersebut") or by their number
again ("dari 214 itu"); what the others of them do may follow behind a comma or "and".
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.elliptic.bare import COUNTED, before_qualifier, end_of
from extract.lexicon import Match
from extract.quantities import Quantity
from extract.scan import Scan

PART = "count.continued"
OF_THEM = "of_them"

_NO_NOUN = "no.noun"
_LEADS = ("scope.only", "qualifier.before", "qualifier.neutral", "part.empty")
_THINGS = ("noun.counted", "noun.partner", "place.district", "place.province", "noun.full")
_SAYS = ("count.elided", "status.stock", "status.flow", "place.at", "giver.by", "kind.share")


def are_of_whole(scan: Scan, quantities: Sequence[Quantity], i: int, whole: Quantity) -> bool:
    """Whether a number is one of a ``whole`` that opens the sentence, and what they do follows."""
    return _opened_by(scan, quantities, i, whole) and _says_of_them(scan, quantities[i])


def named_again(scan: Scan, quantities: Sequence[Quantity], i: int) -> str | None:
    """Return of what a number is where they are named again, their own number aside.

    "Daripada jumlah NGO berkenaan, 54 ialah rumah jagaan dan 13 pusat harian".
    """
    start = before_leads(scan, quantities[i].start)
    before = quantities[i - 1] if i > 0 else None
    if before is not None and before.rule == PART and _is_joined(scan, before, start):
        measure = named_again(scan, quantities, i - 1)
    else:
        this = scan.matches.ending("count.this", _before_comma(scan, start))
        measure = None if this is None else _noun_again(scan, this)
    return measure if measure is not None and _says_of_them(scan, quantities[i]) else None


def _opened_by(scan: Scan, quantities: Sequence[Quantity], i: int, whole: Quantity) -> bool:
    """Whether only the whole, or more of its parts, stand between the opening and the number."""
    start = before_leads(scan, quantities[i].start)
    joined = scan.matches.ending("list.join", start) is not None
    if joined and _is_led(scan, whole) and whole.end <= start:
        return True
    before = quantities[i - 1] if i > 0 else None
    if before is not None and before.rule == PART and _is_joined(scan, before, start):
        return _opened_by(scan, quantities, i - 1, whole)
    at = _before_comma(scan, start)
    part = scan.matches.ending("scope.part", at)
    if part is not None and part.value == OF_THEM and opens(scan, part.start):
        return True
    this = scan.matches.ending("count.this", at)
    again = this is not None and before is not None and before.end == this.start
    if before is None or not again or before.rule != _NO_NOUN:
        return False
    return before.number.value == whole.number.value and _is_led(scan, before)


def _is_joined(scan: Scan, before: Quantity, start: int) -> bool:
    return before.end < start and scan.matches.ending("list.join", start) is not None


def _before_comma(scan: Scan, at: int) -> int:
    return at - (at > 0 and scan.tokens[at - 1].norm == ",")


def _says_of_them(scan: Scan, quantity: Quantity) -> bool:
    """Whether what they are or do stands behind the number, and no thing that is counted."""
    end = end_of(scan, quantity)
    things = any(scan.matches.at(name, end) is not None for name in _THINGS)
    if things or end >= len(scan.tokens) or scan.tokens[end].kind != "word":
        return False
    told = any(scan.matches.at(name, end) is not None for name in _SAYS)
    only = scan.matches.ending("scope.only", before_qualifier(scan, quantity)) is not None
    said = told or only or scan.matches.at("count.relative", end) is not None
    said = said or scan.matches.at("status.stock", end + 1) is not None  # "lapan memegang permit"
    done = scan.matches.at("status.done", end)
    said = said or (done is not None and done.value == "done")
    return quantity.number.written != "words" or said


def _is_led(scan: Scan, whole: Quantity) -> bool:
    """Whether a clause begins with "of" and the whole."""
    within = scan.matches.ending("scope.within", before_qualifier(scan, whole))
    return within is not None and opens(scan, within.start)


def _noun_again(scan: Scan, this: Match) -> str | None:
    """Return what "of these organisations" before a number counts: they open the clause."""
    nouns = (scan.matches.ending(name, this.start) for name in ("noun.full", "noun.bare"))
    noun = next(filter(None, nouns), None)
    if noun is None or noun.value not in COUNTED:
        return None
    head = scan.matches.ending("count.head", noun.start)
    within = scan.matches.ending("scope.within", noun.start if head is None else head.start)
    return noun.value if within is not None and opens(scan, within.start) else None


def before_leads(scan: Scan, at: int) -> int:
    """Return where words like "only" and "about" before a number begin."""
    while led := next(filter(None, (scan.matches.ending(name, at) for name in _LEADS)), None):
        at = led.start
    return at


def opens(scan: Scan, at: int) -> bool:
    """Whether a clause or quotation begins at token ``at``, or words that tell who says so."""
    if at == 0 or scan.tokens[at - 1].kind == "mark":
        return True
    turned = ("attribution.say", "clause.but", "list.join")
    return any(scan.matches.ending(name, at) is not None for name in turned)
