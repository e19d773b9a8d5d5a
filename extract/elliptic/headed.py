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
_CLOSING = frozenset({".", ";", '"', "”", "»"})
_OPENING = 2
_MOVE_REACH = 9
_PERMIT_REACH = 3
_LEGAL = frozenset({"registered", "licensed"})
_PLACED = 8
_AMOUNT = ("qualifier.neutral", "kind.reach", "scope.only", "count.its")
_OTHERS = frozenset({"beneficiary", "attendance", "mixed_count"})
_STILL = ("status.done", "give.adverb", "part.empty")


def noun_before(scan: Scan, quantity: Quantity) -> tuple[str, str, int] | None:
    """Read "ormas asing sejumlah 67", "Bilangan geran: 123": noun, what leads on, the number."""
    start = before_qualifier(scan, quantity)
    led = _lead(scan, start)
    if not nothing_counted_behind(scan, quantity) or _are_some(scan, quantity):
        return None
    if start < quantity.start and _are_active(scan, start):
        return "ngo_count", "count.noun_before", end_of(scan, quantity)
    if led is None:
        return None
    if quantity.number.multiplier is not None and quantity.number.multiplier > _THOUSAND:
        return None
    sure = led < start and not _is_mark(scan, led)
    namely = _namely(scan, start) is not None
    heads = _heads(scan)  # the head noun stands first
    for noun in reversed(heads) if namely else heads:
        if noun.end > led or noun.value not in COUNTED:
            continue
        if namely and any(number.end == noun.start for number in scan.numbers):
            return None  # counted already: "5 geran, iaitu 3 di Kelantan"
        headed = scan.matches.ending("count.head", _plural(scan, noun.start)) is not None
        if not (sure or headed or noun.start <= _OPENING):
            continue
        if quantity.number.written == "words" and not (
            sure and (headed or _is_left(scan, quantity))
        ):
            continue
        if led - noun.end <= _PHRASE and _is_phrase(scan, noun.end, led, headed=headed):
            return noun.value, "count.noun_before", end_of(scan, quantity)
    return None


def _are_active(scan: Scan, start: int) -> bool:
    """Read "Ormas aktif sekitar 450": the sentence opens with who they are and what they do."""
    status = scan.matches.ending("status.stock", start)
    noun = None if status is None else scan.matches.ending("noun.full", status.start)
    return noun is not None and noun.value == "ngo_count" and noun.start <= _OPENING


def _are_some(scan: Scan, quantity: Quantity) -> bool:
    """Read "menyentuh 21 dari 22 kabupaten": some of another thing, counted behind it."""
    within = scan.matches.at("scope.within", quantity.end)
    whole = next((n for n in scan.numbers if within is not None and n.start == within.end), None)
    kinds = ("noun.counted", "noun.partner", "place.district", "place.province", "place.tiers")
    return whole is not None and any(scan.matches.at(kind, whole.end) for kind in kinds)


def _is_left(scan: Scan, quantity: Quantity) -> bool:
    """Read "NGO asing yang berkantor di Sabang tinggal sebelas.": no more, and nothing behind."""
    end = end_of(scan, quantity)
    end += end < len(scan.tokens) and scan.tokens[end].norm == ","  # 'tinggal sebelas," katanya'
    closes = end >= len(scan.tokens) or scan.tokens[end].norm in _CLOSING
    only = scan.matches.ending("scope.only", before_qualifier(scan, quantity))
    return closes and only is not None and quantity.number.value > 1


def _lead(scan: Scan, start: int) -> int | None:
    """Return where the words that lead to a number at token ``start`` begin, or ``None``."""
    at = start
    if at > 0 and _is_mark(scan, at - 1):
        return at - 1
    namely = _namely(scan, at)
    if namely is not None:
        return namely
    while True:
        said = [m.start for name in _AMOUNT if (m := scan.matches.ending(name, at)) is not None]
        said += [p.start for p in scan.periods if p.end == at and p.form == "now"]
        if at < start or not said:
            said += [m.start for name in _STILL if (m := scan.matches.ending(name, at)) is not None]
        if not said:
            return at if at < start else None
        at = min(said)


def _namely(scan: Scan, at: int) -> int | None:
    """Return where the comma and "that is" before token ``at`` begin: ", iaitu 437 buah"."""
    said = scan.matches.ending("scope.part", at)
    if said is None or said.value != "namely":
        return None
    return said.start - (said.start > 0 and scan.tokens[said.start - 1].norm == ",")


def _is_mark(scan: Scan, at: int) -> bool:
    return scan.tokens[at].norm == ":"


def _plural(scan: Scan, at: int) -> int:
    plural = scan.matches.ending("count.plural", at)
    return at if plural is None else plural.start


def _heads(scan: Scan) -> list[Match]:
    """Return nouns that may be counted, a bare one only behind a word for number, or "who".

    Those who are registered are known: "pertubuhan yang berdaftar, iaitu 437". What is counted
    may be another thing of theirs: "jumlah anggota LSM", "Relawan LSM ada 56".
    """
    matches = scan.matches
    bare = [
        noun
        for noun in matches.of("noun.bare")
        if matches.ending("count.head", noun.start) is not None
        or _are_those(scan, noun)
        or are_registered(scan, noun)
        or _are_foreign(scan, noun)
    ]
    heads = sorted([*matches.of("noun.full"), *bare], key=lambda noun: noun.start)
    others = [m.start for m in matches.of("noun.counted") if matches.ending("count.head", m.start)]
    others += _opening_things(scan)
    return [noun for noun in heads if not any(other < noun.start for other in others)]


def _opening_things(scan: Scan) -> list[int]:
    """Return where people or villages open the sentence: "Desa yang didampingi LSM ada 56"."""
    kinds = ("noun.counted", "noun.partner", "place.district")
    said = (match for kind in kinds for match in scan.matches.of(kind) if match.start < _OPENING)
    return [
        match.start
        for match in said
        if match.value in _OTHERS
        or (match.category == "place.district" and not scan.tokens[match.end].capital)
    ]


def are_registered(scan: Scan, noun: Match) -> bool:
    """Whether "who are registered" follows the noun, as of organisations alone."""
    near = (scan.matches.at("count.this", at) for at in (noun.end, noun.end + 1))
    this = next(filter(None, near), None)  # "persatuan seumpama itu yang berdaftar"
    relative = scan.matches.at("count.relative", noun.end if this is None else this.end)
    status = None if relative is None else scan.matches.at("status.stock", relative.end)
    return status is not None and status.value == "registered"


def _are_foreign(scan: Scan, noun: Match) -> bool:
    """Whether foreign ones are told that have a permit: "lembaga asing yang sudah diberi izin"."""
    adjective = scan.matches.at("noun.adjective", noun.end)
    relative = None if adjective is None else scan.matches.at("count.relative", adjective.end)
    near = () if relative is None else range(relative.end, relative.end + _PERMIT_REACH)
    said = filter(None, (scan.matches.at("status.stock", at) for at in near))
    return any(status.value in _LEGAL for status in said)


def _are_those(scan: Scan, noun: Match) -> bool:
    """Whether "those who" opens the sentence: "Persatuan yang berdaftar di negara ini"."""
    adjective = scan.matches.at("noun.adjective", noun.end)
    end = noun.end if adjective is None else adjective.end
    opens = noun.start == 0 or scan.tokens[noun.start - 1].kind == "mark"
    return opens and scan.matches.at("count.relative", end) is not None


def _is_phrase(scan: Scan, start: int, end: int, *, headed: bool) -> bool:
    """Whether only words, periods and brackets stand there; the subject may go on behind a comma.

    "Số tổ chức ... không giảm, năm 2021 vẫn là 19", "Số dự án giải ngân trên 80% là 13".
    """
    depth = 0
    rates = {at for m in scan.matches.of("unit.percent") for at in range(m.start - 1, m.end)}
    for at in range(start, end):
        token = scan.tokens[at]
        depth += (token.norm == "(") - (token.norm == ")")
        period = any(p.start == at + 1 for p in scan.periods)
        comma = headed and token.norm in ",:" and period
        dated = any(p.start <= at < p.end for p in scan.periods)
        tied = token.norm == "-" and not token.spaced  # "ormas ber-SKT"
        rate = headed and at in rates
        plain = token.kind == "word" or token.norm in "()" or depth > 0
        if not (dated or comma or tied or rate or plain):
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
        gap = scan.tokens[noun.end : start]
        reach = _PLACED if start < quantity.start and _is_placed(scan, noun.end, start) else 2
        if not 0 <= len(gap) <= reach or start < noun.end:
            continue
        if all(token.kind == "word" for token in gap) and _is_alone(scan, quantity):
            return noun.value, "count.headed", quantity.end
    return None


def _is_placed(scan: Scan, start: int, end: int) -> bool:
    """Whether only where they are leads on: "jumlah NGO di negeri ini pula kira-kira 1,000"."""
    others = ("noun.full", "noun.counted", "kind.up", "kind.down", "kind.reach", "status.flow")
    other = any(scan.matches.at(kind, at) for kind in others for at in range(start, end))
    placed = any(scan.matches.at("place.at", at) is not None for at in range(start, start + 2))
    return placed and not other


def _is_alone(scan: Scan, quantity: Quantity) -> bool:
    status = scan.matches.at("status.stock", quantity.end)
    status = status or scan.matches.at("status.stock", quantity.end + 1)
    turns = (scan.matches.at(kind, quantity.end) for kind in ("clause.contrast", "clause.but"))
    return status is not None or any(turns) or nothing_counted_behind(scan, quantity)


def from_to(scan: Scan, quantity: Quantity, *, named: bool) -> tuple[str, str, int] | None:
    """Read both ends of "số tổ chức ... giảm từ 484 năm 2021 xuống còn 388 năm 2022".

    ``named`` says that organisations were named before: a bare noun means them.
    """
    opened = _opening(scan, quantity.start)
    if opened is None or not nothing_counted_behind(scan, quantity):
        return None
    heads = _heads(scan) if named else scan.matches.of("noun.full")
    nouns = [noun for noun in heads if noun.end <= opened]
    counted = [noun for noun in nouns if noun.value in COUNTED]
    # The head noun stands first; money that rises is no count of its givers.
    if not counted or counted[0] is not nouns[0] or _is_money(scan, counted[0].start):
        return None
    return counted[0].value, "count.from_to", quantity.end


def _opening(scan: Scan, end: int) -> int | None:
    """Return where "giảm từ" begins that ends, or is followed by its other end, before ``end``."""
    for opener in scan.matches.of("numbers.range_open"):
        matches = scan.matches
        moved = _moved(scan, opener.start)
        if moved is None or opener.end > end:
            continue
        ends = ("kind.reach", "qualifier.neutral", "numbers.range_to")
        if opener.end == end or any(matches.ending(name, end) for name in ends):
            return moved.start
    return None


def _moved(scan: Scan, at: int) -> Match | None:
    """Return the verb that "from" at token ``at`` belongs to: "melonjak dua kali lipat, dari 131".

    How far it moved and in how many years may stand between them.
    """
    verbs = [m for kind in ("up", "down") for m in scan.matches.of(f"kind.{kind}") if m.end <= at]
    verb = max(verbs, key=lambda match: match.end, default=None)
    comma = at > 0 and scan.tokens[at - 1].norm == ","  # "Số dự án lại giảm, từ 44 xuống 37"
    if verb is None or verb.end == at - comma:
        return verb
    told = [*scan.matches.of("kind.times"), *scan.matches.of("kind.double")]
    told += scan.matches.of("unit.percent")
    far = any(verb.end <= match.start < at for match in told)
    nouns = any(verb.end <= noun.start < at for noun in scan.matches.of("noun.full"))
    return verb if far and not nouns and at - verb.end <= _MOVE_REACH else None


def _is_money(scan: Scan, at: int) -> bool:
    """Whether words of money head the phrase that ends at token ``at``: "giá trị viện trợ"."""
    heads = (*scan.matches.of("value.intro"), *scan.matches.of("evidence.weak"))
    return any(head.end <= at and head.value != "project_count" for head in heads)
