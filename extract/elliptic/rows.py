"""Counts in a row of names, whose noun is said once: of places, or of kinds of organisations.

``Jawa Timur 827; ... Sulawesi Selatan 658 ormas`` - ``Kecamatan Sukau 13, Kecamatan Suoh
lima`` - ``rinciannya ormas 207, OKP 18, paguyuban 50``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.elliptic.bare import COUNTED, before_qualifier, is_from, nothing_counted_behind
from extract.numbers.numerals import Number
from extract.quantities import Quantity
from extract.scan import Scan

_LIST = "count.list"
_COUNTED_BY_NOUN = frozenset({"count", "count.bare"})
_LEAST = 2
_BARE = frozenset({None, "other_number", "date", "ordinal"})
_NAME_WORDS = 4
_LABEL_WORDS = 6
_CUES = ("scope.part", "scope.theme", "scope.by")
_NO_LABEL = (
    "noun.full", "status.stock", "status.flow",
    "give.verb", "kind.up", "kind.down", "kind.reach", "kind.comparison",
    "qualifier.before", "qualifier.neutral", "giver.has", "count.relative", "place.at",
    "place.about", "count.again", "legal.cue",
)  # fmt: skip
_NO_HEAD = ("noun.counted", "noun.partner", "place.body", "reject.state")
_NO_NOUN = "no.noun"
_BETWEEN = ("qualifier.neutral", "part.empty", "list.rank", "kind.share", "scope.only")
_NO_KINDS = ("noun.counted", "noun.partner", "place.body", "reject.state", "noun.full")


def in_list(
    scan: Scan, quantities: Sequence[Quantity], i: int, last_measure: str | None
) -> tuple[str, str, int] | None:
    """Read place and number in a list whose noun stands at one of its other members.

    A row of places alone goes on with what the sentence before counted.
    """
    quantity = quantities[i]
    if not _of_place(scan, quantity) or not nothing_counted_behind(scan, quantity):
        return None
    row = sum(_of_place(scan, other) for other in quantities) >= _LEAST
    if quantity.number.written == "words" and not row:
        return None
    named = [q.measure for q in quantities if q.measure in COUNTED and q.reason is None]
    measure = named[-1] if named else None
    if any(other.reason not in _BARE and other.measure is None for other in quantities[:i]):
        return None  # "1.200 relawan: Palu 600, Donggala 400"
    if measure is None and row and not _counts_other(scan) and opens_row(scan, quantity.start):
        measure = _ranked(scan) or (last_measure if last_measure in COUNTED else None)
    return (measure, _LIST, quantity.end) if measure is not None else None


def _ranked(scan: Scan) -> str | None:
    """Return what places are ranked by: "LSM terbanyak di Surabaya (212), disusul Malang (147)"."""
    for noun in scan.matches.of("noun.full"):
        if noun.value in COUNTED and scan.matches.at("list.rank", noun.end) is not None:
            return noun.value
    return None


def _counts_other(scan: Scan) -> bool:
    """Whether people, things or money are counted in the sentence."""
    other = any(match.value != "date" for match in scan.matches.of("noun.counted"))
    return other or bool(scan.money)


def in_order(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read "lần lượt có 12 và 9 tổ chức", "masing-masing 12 dan 9 LSM": the noun with the last."""
    quantity = quantities[i]
    led = any(cue.end <= quantity.start for cue in scan.matches.of("list.order"))
    following = quantities[i + 1] if i + 1 < len(quantities) else None
    join = scan.matches.at("list.join", quantity.end)
    if not led or following is None or join is None or join.end != following.start:
        return None
    if following.rule == _NO_NOUN:
        found = in_order(scan, quantities, i + 1)
        return None if found is None else (found[0], _LIST, quantity.end)
    counted = following.measure in COUNTED and following.reason is None
    return (str(following.measure), _LIST, quantity.end) if counted else None


def _of_place(scan: Scan, quantity: Quantity) -> bool:
    """Whether the name of a place leads to the number: "Jawa Timur 827", "Kecamatan Suoh lima"."""
    return place_before(scan, before_qualifier(scan, quantity)) is not None


def place_before(scan: Scan, at: int) -> int | None:
    """Return where the name of a place ends that leads to token ``at``, words of rank aside."""
    at = _before_lead(scan, at)
    if at > 0 and scan.tokens[at - 1].norm == "(":
        at = _before_lead(scan, at - 1)
    if at > 0 and scan.tokens[at - 1].norm == ",":  # "disusuli Miri, 702"
        ranks = scan.matches.of("list.rank")
        leads = [m for m in scan.places if m.end == at - 1 and any(r.end == m.start for r in ranks)]
        at = at - 1 if leads else at
    named = any(mention.end == at for mention in scan.places) or unit_name(scan, at) is not None
    return at if named else None


def _before_lead(scan: Scan, at: int) -> int:
    """Step back over words like "menyumbang", "nhiều nhất với" between a name and its number."""
    while led := [m.start for name in _BETWEEN if (m := scan.matches.ending(name, at)) is not None]:
        at = min(led)
    return at


def opens_row(scan: Scan, at: int) -> bool:
    """Whether no heading of something else leads to token ``at``: "Korban tewas: Palu 61"."""
    colons = [i for i, token in enumerate(scan.tokens[:at]) if token.norm == ":"]
    cues = [cue.end for name in _CUES for cue in scan.matches.of(name)]
    cues += [noun.end for noun in scan.matches.of("noun.full") if noun.value in COUNTED]
    return not colons or any(end <= colons[-1] for end in cues)


def row_of(scan: Scan, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return ``quantities`` where the one of a row that has the noun goes with the others."""
    row = {q.measure for q in quantities if q.rule == _LIST}
    return [
        replace(q, rule=_LIST)
        if q.rule in _COUNTED_BY_NOUN and q.measure in row and _of_place(scan, q)
        else q
        for q in quantities
    ]


def counted_one(number: Number) -> Number:
    """Return the number where a word for one counts: "Kecamatan Suoh satu" is no article."""
    return number._replace(flags=tuple(flag for flag in number.flags if flag != "article"))


def unit_name(scan: Scan, end: int) -> tuple[int, int] | None:
    """Return the name behind a word for district that ends at token ``end``: "Kecamatan Suoh"."""
    start = end
    while start > 0 and end - start < _NAME_WORDS and scan.tokens[start - 1].capital:
        start -= 1
        unit = scan.matches.ending("place.district", start + 1)
        if unit is not None and unit.end < end:
            return unit.end, end
    unit = scan.matches.ending("place.district", start)
    return (start, end) if unit is not None and start < end else None


def kind_beside(scan: Scan, quantities: Sequence[Quantity], i: int) -> tuple[str, str, int] | None:
    """Read "terdiri atas yayasan 226.994 dan perkumpulan (167.385)": the kind, then its number.

    Among kinds that are known another may stand under a name: "ormas 207, Pramuka 43".
    """
    quantity = quantities[i]
    if not nothing_counted_behind(scan, quantity):
        return None
    kinds = [kind for other in quantities if (kind := _kind(scan, other)) is not None]
    own = _kind(scan, quantity)
    if own is None and kinds and _is_named(scan, quantity):
        own = kinds[0]
    part = any(part.end <= quantity.start for part in scan.matches.of("scope.part"))
    listed = part or (len(kinds) >= _LEAST and set(kinds) == {own})
    return (own, "count.kind_beside", quantity.end) if own is not None and listed else None


def _kind(scan: Scan, quantity: Quantity) -> str | None:
    """Return the measure of the noun right before a number, where nothing is counted behind."""
    at = _before_bracket(scan, quantity)
    for name in ("noun.full", "noun.bare"):
        noun = scan.matches.ending(name, at)
        if noun is not None and noun.value in COUNTED:
            return noun.value
    return None


def labelled(
    scan: Scan, quantities: Sequence[Quantity], i: int, last_measure: str | None
) -> tuple[str, str, int] | None:
    """Read "bidang pendidikan 5 ormas, ekonomi 14, hukum 18": sectors, the noun with one of them.

    The whole before them may have it instead: "60 dự án: y tế 5, giáo dục 14".
    """
    quantity, matches = quantities[i], scan.matches
    cues = [cue.end for name in ("scope.theme", "scope.by") for cue in matches.of(name)]
    cues += [part.end for part in matches.of("scope.part")]
    opened = min(cues, default=len(scan.tokens))
    row = [q for q in quantities if q.start >= opened and is_labelled(scan, q.start)]
    counted = [q.measure for q in quantities if q.measure in COUNTED and q.reason is None]
    if not counted and any(_opens(scan, part.start) for part in matches.of("scope.part")):
        counted = [last_measure] if last_measure in COUNTED and not _counts_other(scan) else []
    alike = all(q.measure == counted[-1] or q.rule == _NO_NOUN for q in row) if counted else False
    if quantity not in row or len(row) < _LEAST or not alike:
        return None
    ends = (
        nothing_counted_behind(scan, quantity) or _before_bracket(scan, quantity) < quantity.start
    )
    return (str(counted[-1]), "count.labelled", quantity.end) if ends else None


def registered_at(
    scan: Scan, quantities: Sequence[Quantity], i: int
) -> tuple[str, str, int] | None:
    """Read "terdaftar di Kemendagri 65.577, Kemensos 25.406, dan Kemenkumham 48.866"."""
    first = next((q for q in quantities[:i] if q.measure in COUNTED and q.reason is None), None)
    if first is None or not nothing_counted_behind(scan, quantities[i]):
        return None
    led = scan.matches.ending("place.at", _name_start(scan, before_qualifier(scan, first)))
    kept = led is not None and scan.matches.ending("status.stock", led.start) is not None
    at = quantities[i].start
    while kept and at > first.end:
        name = _name_start(scan, at)
        join = scan.matches.ending("list.join", name)
        comma = name - 1 if join is None else join.start - 1
        between = next((q for q in quantities[:i] if q.end in {comma, comma + 1}), None)
        if name == at or between is None:
            return None
        at = between.start
    return (str(first.measure), _LIST, quantities[i].end) if kept else None


def _name_start(scan: Scan, end: int) -> int:
    """Return where the capital words begin that end at token ``end``."""
    start = end
    while start > 0 and scan.tokens[start - 1].capital:
        start -= 1
    return start


def _opens(scan: Scan, at: int) -> bool:
    """Whether a sentence begins at token ``at``, or what somebody says: "katanya pecahannya"."""
    said = scan.matches.ending("attribution.again", at)
    start = at if said is None else said.start
    return start == 0 or (said is not None and scan.tokens[start - 1].norm == ",")


def is_labelled(scan: Scan, start: int) -> bool:
    """Whether only a name stands between a mark or "and" and the number: ", kesehatan 3 ormas"."""
    matches = scan.matches
    if start > 0 and scan.tokens[start - 1].norm == "(":
        start -= 1
    start = _before_lead(scan, start)
    at = start
    while at > 0 and start - at <= _LABEL_WORDS and scan.tokens[at - 1].kind == "word":
        if any(number.end == at for number in scan.numbers):
            break
        at -= 1
    if any(number.end == at for number in scan.numbers):  # "61 nasional dan 17 internasional"
        join = matches.at("list.join", at)
        at = start if join is None else join.end
    cues = [
        m.end
        for name in (*_CUES, "list.rank")  # "tiếp đến giáo dục 14"
        for m in matches.of(name)
        if at < m.end <= start
    ]
    label = range(_behind_is(scan, max(cues)) if cues else at, start)
    inside = [m for m in matches.of("qualifier.before") if m.value == "exact"]  # "alam sekitar"
    spoken = [at for at in label if not any(m.start <= at < m.end for m in inside)]
    said = any(matches.at(name, here) is not None for name in _NO_LABEL for here in spoken)
    head = (matches.at(name, here) is not None for name in _NO_HEAD for here in label[:1])
    said = said or any(head)
    dated = any(p.end > at and p.start < start for p in scan.periods)
    placed = any(p.end > at and p.start < start for p in scan.places)
    return 0 < len(label) <= _LABEL_WORDS and not said and not dated and not placed


def _behind_is(scan: Scan, at: int) -> int:
    """Return the token behind a word like "ialah" there: "mengikut kategori ialah agama 76"."""
    said = scan.matches.at("qualifier.neutral", at)
    return at if said is None else said.end


def _is_named(scan: Scan, quantity: Quantity) -> bool:
    """Whether words in capitals stand between a comma or "of which" and the number."""
    end = _before_bracket(scan, quantity)
    start = end
    while start > 0 and end - start < _NAME_WORDS and scan.tokens[start - 1].capital:
        start -= 1
    led = any(scan.matches.ending(name, start) for name in ("list.join", "scope.part"))
    other = any(scan.matches.at(name, at) for name in _NO_KINDS for at in range(start, end))
    placed = any(start <= mention.start < end for mention in scan.places)
    return start < end and led and not other and not placed


def _before_bracket(scan: Scan, quantity: Quantity) -> int:
    """Return where the number begins, a bracket around nothing else included: "LSM (37)"."""
    start, end = quantity.start, quantity.end
    marks = [token.norm for token in (*scan.tokens[start - 1 : start], *scan.tokens[end : end + 1])]
    return start - 1 if marks == ["(", ")"] else start


def goes_on(scan: Scan, quantity: Quantity, start: int) -> bool:
    """Read "1.891 ormas di pusat, 8.170 di provinsi": where, behind a number of a list."""
    joined = scan.matches.ending("list.join", start) is not None
    where = scan.matches.at("place.about", quantity.end) is not None
    opened = joined or scan.matches.ending("scope.part", start) is not None
    return (joined and where) or (opened and is_from(scan, quantity.end))
