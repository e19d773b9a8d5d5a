"""Level, change, ratio, rate or share."""

from __future__ import annotations

from typing import NamedTuple

from extract.elliptic.those import those_before, those_behind
from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.base import (
    base_behind,
    base_from,
    base_inside,
    base_shared,
    is_compared_with,
    ratio_gap,
)
from extract.linking.fulfilled import OF_AMOUNT, is_as_much, of_amount
from extract.linking.rate import rate
from extract.linking.shares import (
    bracketed,
    detailed,
    in_sectors,
    noun_behind,
    ranked,
    restated,
    share_before,
    whole_led,
)
from extract.linking.zone import Zone

_NEAR = 6
_THEME_REACH = 3
_PART_REACH = 3
_MONTHLY = "month"


class Kind(NamedTuple):
    """The kind of a figure with direction, ``per`` and where a base of comparison is named."""

    answer: Answer
    direction: str | None = None
    per: str | None = None
    base: Match | None = None


def link_kind(zone: Zone, start: int, *, stock: bool = False) -> Kind:
    """Return the kind; ``start`` is the first token of the figure, qualifier included.

    ``stock`` says that what is counted exists at a time, so that nothing is per year; by the
    month some only join.
    """
    base = next(zone.after("kind.comparison"), None)
    if base is None:
        base = next(zone.in_clause_before("kind.comparison"), None)
    reached = _ending(zone, "kind.reach", start)
    moved = _ending(zone, "kind.up", start) or _ending(zone, "kind.down", start)
    moved = None if is_compared_with(zone, start) else moved
    if moved is not None and (reached is None or reached.start >= moved.end):
        base = (
            base
            or base_inside(zone, moved, start)
            or base_shared(zone)
            or base_from(zone, zone.quantity.end)
        )
        return _moved(zone, moved, base)
    also = more_than_before(zone) or _moved_behind(zone) or _moved_with(zone, start)
    if base is None and also is not None and also.start == zone.quantity.end:
        base = base_from(zone, also.end)
    if also is not None and (base is not None or zone.quantity.unit == "times"):
        return _moved(zone, also, base)
    alone = _moved_alone(zone)
    if alone is not None:
        return _moved(zone, alone, None)
    if zone.quantity.unit in {"percent", "times"}:
        equals = _equals(zone, start)
        told = base_behind(zone, ratio_gap(zone)) if equals is not None else None
        if equals is not None and told is not None:
            return Kind(Answer("ratio", "ratio.base", equals.start, equals.end), base=told)
        return _proportion(zone, base)
    per = rate(zone)
    if per is not None and (not stock or per[1] == _MONTHLY):
        return Kind(per[0], per=per[1])
    rule = "kind.reach" if reached is not None else "kind.level"
    return Kind(Answer("level", rule))


def names_status(zone: Zone, kind: Kind, status: Answer) -> bool:
    """Whether a share is of what the words before it name: "tỷ lệ giải ngân đạt 60 %"."""
    if kind.answer.rule == "share.those":
        return True
    of_another = kind.answer.rule in OF_AMOUNT or restated(zone) is not None or is_as_much(zone)
    whole = None if of_another else noun_behind(zone)
    if whole is not None and whole.start <= (status.start or 0) <= whole.end:
        return True  # "71% số vốn cam kết"
    word, said = kind.answer, status.start
    if said is not None and zone.scan.matches.ending("share.rate", said) is not None:
        return True  # "tỷ lệ giải ngân đạt 71% vốn cam kết"
    if word.rule != "share.word" or word.start is None or word.end is None or said is None:
        return False
    return word.start <= said <= min(word.end + 1, zone.quantity.start)


def _moved(zone: Zone, moved: Match, base: Match | None) -> Kind:
    answer_span = (moved.start, moved.end)
    if zone.quantity.unit == "times":
        base = base or base_behind(zone, 0)
        return Kind(Answer("ratio", "ratio.times", *answer_span), moved.value, None, base)
    return Kind(Answer("change", "change.verb", *answer_span), moved.value, None, base)


def more_than_before(zone: Zone) -> Match | None:
    """Return "nhiều hơn" before a number with a base behind it: a change, no qualifier."""
    start = zone.quantity.start
    found = zone.scan.matches.ending("kind.more", start)
    return found if found is not None and any(zone.after("kind.comparison")) else None


def _moved_behind(zone: Zone) -> Match | None:
    """Return the word of change behind the number: "AS$8 juta lebih tinggi berbanding 2015".

    A multiple needs no base to say so: "1,3 kali lebih besar".
    """
    matches, end = zone.scan.matches, zone.quantity.end
    found = matches.at("kind.up", end) or matches.at("kind.down", end)
    if found is None:
        return None
    base = matches.at("kind.comparison", found.end) or base_from(zone, found.end)
    return found if base is not None or zone.quantity.unit == "times" else None


def _moved_alone(zone: Zone) -> Match | None:
    """Read "komitmen 41 bilion VND, 22% lebih rendah": behind an amount or count, at the end."""
    matches, end, tokens = zone.scan.matches, zone.quantity.end, zone.scan.tokens
    found = matches.at("kind.up", end) or matches.at("kind.down", end)
    percent = zone.quantity.unit == "percent" and tokens[zone.qualified_start - 1].norm == ","
    if found is None or not percent or not any(at < zone.quantity.start for at in zone.fellows):
        return None
    closed = found.end == len(tokens) or tokens[found.end].kind == "mark"
    return found if closed else None


def _moved_with(zone: Zone, start: int) -> Match | None:
    """Return the verb of the figure before, where "and" makes this one of the same change."""
    previous = max((at for at in zone.fellows if at < zone.quantity.start), default=None)
    join = zone.scan.matches.ending("list.join", start)
    if previous is None or join is None or join.start != zone.left:
        return None
    return _ending(zone, "kind.up", previous) or _ending(zone, "kind.down", previous)


def _equals(zone: Zone, start: int) -> Match | None:
    """Return "bằng", "setara" before the number, or "of" behind it where no whole follows."""
    matches, end = zone.scan.matches, zone.quantity.end
    within = None if matches.at("kind.share", end) is not None else matches.at("scope.within", end)
    return within or _ending(zone, "kind.ratio", start)


def _proportion(zone: Zone, base: Match | None) -> Kind:
    told = of_amount(zone)
    if told is not None:
        return Kind(told)
    whole = noun_behind(zone)
    if whole is not None and zone.quantity.unit == "percent":
        return Kind(Answer("share", "share.of", whole.start, whole.end))
    shared = next(zone.before("kind.share"), None)
    if zone.quantity.unit == "times":
        answer = Answer("ratio", "ratio.times", zone.quantity.start, zone.quantity.end)
        return Kind(answer, base=base or base_behind(zone, 0))
    if base is not None and (shared is None or 0 <= base.start - zone.quantity.end <= 2):
        return Kind(Answer("ratio", "ratio.base", base.start, base.end), base=base)
    if shared is None:
        shared = next(
            (match for match in zone.after("kind.share") if match.start - zone.quantity.end <= 4),
            None,
        )
    if shared is not None:
        return Kind(Answer("share", "share.word", shared.start, shared.end))
    same = restated(zone)
    if same is not None:
        return Kind(Answer("share", "share.restated", same.start, same.end))
    listed = detailed(zone) if zone.quantity.unit == "percent" else None
    if listed is not None:
        return Kind(Answer("share", "share.detail", listed.start, listed.end))
    rank = ranked(zone)
    if rank is not None:
        return Kind(Answer("share", "share.ranked", rank.start, rank.end))
    earlier = share_before(zone)
    if earlier is not None:
        return Kind(Answer("share", "share.list", earlier.start, earlier.end))
    part = _part_before(zone) or whole_led(zone)
    if part is not None and zone.quantity.unit == "percent":
        return Kind(Answer("share", "share.part", part.start, part.end))
    source = _source_behind(zone)
    if source is not None and zone.quantity.unit == "percent":
        return Kind(Answer("share", "share.source", source.start, source.end))
    those = those_behind(zone.scan, zone.quantity.end)
    those = those or those_before(zone.scan, zone.quantity.start)
    if those is not None and zone.quantity.unit == "percent":
        return Kind(Answer("share", "share.those", those.start, those.end))
    themes = zone.scan.matches.of("scope.theme")  # a colon may stand between: "các lĩnh vực: ..."
    sector = next((theme for theme in themes if theme.end <= zone.quantity.start), None)
    if sector is not None and (bracketed(zone) or in_sectors(zone, sector)):
        return Kind(Answer("share", "share.sector", sector.start, sector.end))
    if bracketed(zone) and zone.quantity.unit == "percent" and zone.left == zone.quantity.start - 1:
        return Kind(Answer("share", "share.behind"))  # "9,1 triệu USD (23%)"
    theme = next(zone.after("scope.theme"), None)
    near = theme is not None and theme.start - zone.quantity.end <= _THEME_REACH
    if theme is not None and near and not zone.scan.has_comma(zone.quantity.end, theme.start):
        return Kind(Answer("share", "share.theme", theme.start, theme.end))
    return Kind(Answer("share", "share.bare"))


def _source_behind(zone: Zone) -> Match | None:
    """Return the "from" of "64 persen berasal dari mitra", "64% đến từ các tổ chức": who gave it.

    Nothing but a verb stands between, and whose it is behind it.
    """
    matches, end = zone.scan.matches, zone.quantity.end
    found = matches.at("giver.by", end + 1) if zone.scan.tokens[end : end + 1] else None
    if found is None or zone.scan.tokens[end].kind != "word":
        return None
    plural = matches.at("count.plural", found.end)
    at = found.end if plural is None else plural.end
    nouns = (matches.at(kind, at) for kind in ("noun.full", "noun.bare", "giver.known"))
    land = any(mention.start == at for mention in zone.scan.places)
    return found if land or any(nouns) else None


def _part_before(zone: Zone) -> Match | None:
    """Return the "of which" that leads to a percentage: "45 tổ chức, trong đó 60% từ châu Âu"."""
    found = next(zone.before("scope.part"), None)
    if found is None or found.value != "of_them":
        return None
    near = zone.quantity.start - found.end <= _PART_REACH
    others = any(zone.left <= number.start < found.start for number in zone.scan.numbers)
    return found if near and not others else None  # "200 nhân viên, trong đó 60% là nữ"


def _ending(zone: Zone, category: str, end: int) -> Match | None:
    """Return the match of ``category`` that ends at ``end``, over words that say nothing."""
    matches = zone.scan.matches
    if not matches.of(category):
        return None
    for _ in range(_NEAR):
        found = matches.ending(category, end)
        if found is not None:
            return found
        skipped = _said_in_passing(zone, end)
        if skipped is None:
            return None
        end = skipped
    return None


def _said_in_passing(zone: Zone, end: int) -> int | None:
    """Step back over "là", "hơn", "so với năm 2022": words between a verb and its number."""
    for category in ("qualifier.neutral", "qualifier.before", "kind.comparison"):
        found = zone.scan.matches.ending(category, end)
        if found is not None:
            return found.start
    for period in zone.scan.periods:
        if period.end == end:
            return period.start
    return None
