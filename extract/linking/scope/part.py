"""The words that restrict a part: "y tế" of "trong đó lĩnh vực y tế chiếm 36,2 %"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.elliptic.bare import is_dash
from extract.elliptic.levels import level_behind
from extract.linking.answers import Answer, Scope
from extract.linking.zone import Zone

_MOST_WORDS = 12
_NAMED = frozenset({"count.kind_beside", "count.labelled"})
_ELIDED = frozenset({"count.continued", "count.list"})
_STOPS = frozenset({",", ";", "(", ")", ":", ".", "“", "”", '"'})
_VERBS = ("kind.share", "kind.comparison", "status.flow", "give.verb", "value.intro")
_EMPTY = (
    "part.empty", "qualifier.neutral", "qualifier.before", "list.join", "kind.share", "kind.rate",
    "kind.up", "kind.down", "kind.reach", "scope.part", "scope.within", "list.rank",
    "link.equivalent", "clause.contrast", "periods.in", "periods.on",
)  # fmt: skip
_WHOLE = (
    "kind.share", "evidence.strong", "noun.full", "kind.comparison", "kind.rate", "place.national",
)  # fmt: skip


def as_part(zone: Zone, rule: str, start: int, end: int) -> Scope:
    """Return the scope of a part, named by the words behind the cue from ``start`` to ``end``."""
    return Scope(Answer("subset", rule, start, end), part_words(zone, end))


def part_words(zone: Zone, cue: int) -> tuple[int, int] | None:
    """Return the tokens that say which part the figure is; ``cue`` is where "of which" ends.

    A share has them before its number ("y tế chiếm 36 %"), or says what it is for ("36 % cho y
    tế"), a count behind its noun ("25 tổ chức đã đăng ký"), or its place; else the other side,
    else the noun of a count itself.
    """
    ahead, behind, placed = _ahead(zone, cue), _behind(zone), _placed(zone)
    percent = zone.quantity.unit == "percent"
    if percent and zone.scan.matches.at("scope.for", zone.quantity.end) is not None:
        return behind or ahead
    led = percent or zone.quantity.rule in _NAMED
    if led or zone.quantity.measure == "aid_amount":
        last = placed and ahead and any(m.start in range(*ahead) for m in zone.scan.places)
        return behind or placed if last else ahead or behind or placed
    noun = (zone.quantity.number.end, zone.quantity.end)
    return behind or placed or ahead or (noun if noun[0] < noun[1] else None)


def phrase_behind(zone: Zone, start: int) -> tuple[int, int] | None:
    """Return the phrase from token ``start`` on, up to a mark, number, place, period or verb."""
    return _filled(zone, start, _end(zone, start, len(zone.scan.tokens)))


def _ahead(zone: Zone, cue: int) -> tuple[int, int] | None:
    level = zone.scan.matches.ending("count.level", zone.qualified_start)
    if level is not None:
        return level.start, level.end
    end = zone.quantity.start
    said = zone.scan.matches.ending("kind.share", end)  # "y tế (chiếm 23%)"
    end = end if said is None else said.start
    if end and zone.scan.tokens[end - 1].norm == "(":
        end -= 1
    begin = max(cue, zone.left if zone.left <= end else 0)
    named = zone.quantity.rule == "count.labelled"  # a name in a row holds no dash
    ranked = zone.scan.matches.at("list.rank", begin) is not None  # "Terbanyak dari zakat, 72%"
    for at in range(begin, zone.qualified_start - 1 if ranked else end):
        if zone.scan.tokens[at].norm in _STOPS or (named and is_dash(zone.scan, at)):
            begin = at + 1
    for period in zone.scan.periods:
        if begin <= period.start and period.end <= end:
            begin = period.end
    return _filled(zone, begin, end)


def _behind(zone: Zone) -> tuple[int, int] | None:
    start = zone.quantity.end
    level = level_behind(zone.scan, start)
    if level is not None:
        return start, level.end
    paid = zone.scan.matches.at("status.flow", start)
    start = start if paid is None else paid.end  # "Rp 20 miliar disalurkan untuk kesehatan"
    closed = start < len(zone.scan.tokens) and zone.scan.tokens[start].norm == ")"
    start += closed and zone.quantity.rule in _ELIDED  # "hơn một nửa (34) thuộc lĩnh vực y tế"
    end = _end(zone, start, zone.right)
    joined = zone.scan.matches.at("list.join", start)  # "Bantul 61 dan Sleman 47"
    if zone.quantity.rule in _ELIDED and joined is None:  # "9 trong đó đến từ Nhật Bản"
        end = next((m.end for m in zone.scan.places if m.start == end < zone.right), end)
    if any(zone.scan.matches.at(category, zone.quantity.end) for category in _WHOLE):
        return None  # "chiếm 36 % tổng giá trị": the whole
    return _filled(zone, start, end)


def _placed(zone: Zone) -> tuple[int, int] | None:
    """Return the place right behind the figure: "20 triệu USD tại Huế", "72 LSM di Jambi"."""
    start = zone.quantity.end
    led = zone.scan.matches.at("place.at", start)
    unit = None if led is None else zone.scan.matches.at("place.province", led.end)
    at = start if led is None else led.end if unit is None else unit.end
    return next(((start, m.end) for m in zone.scan.places if m.start == at > start), None)


def _end(zone: Zone, start: int, limit: int) -> int:
    scan = zone.scan
    others = {number.start for number in scan.numbers}
    others |= {period.start for period in scan.periods}
    others |= {mention.start for mention in scan.places}
    for at in range(start, min(limit, start + _MOST_WORDS)):
        if scan.tokens[at].norm in _STOPS or at in others:
            return at
        if any(scan.matches.at(category, at) for category in _VERBS):
            return at
    return min(limit, start + _MOST_WORDS)


def _filled(zone: Zone, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch without words that say nothing at its ends and before its theme."""
    for category in ("scope.theme", "scope.part"):
        for cue in zone.scan.matches.of(category):
            if start <= cue.start and cue.end < end:
                start = cue.end
    while start < end and (kept := min(_empty_before(zone, start, end), default=None)) is not None:
        end = kept
    start = max(start, end - _MOST_WORDS)
    while start < end and (skipped := next(_empty_at(zone, start, end), None)):
        start = skipped
    return (start, end) if start < end else None


def _empty_at(zone: Zone, start: int, end: int) -> Iterator[int]:
    for category in _EMPTY:
        found = zone.scan.matches.at(category, start)
        if found is not None and found.end <= end and found.value != "exact":
            yield found.end


def _empty_before(zone: Zone, start: int, end: int) -> Iterator[int]:
    for category in (*_EMPTY, "place.about", "place.province", "status.done"):
        found = zone.scan.matches.ending(category, end)
        if found is not None and found.start >= start and found.value != "exact":
            yield found.start
