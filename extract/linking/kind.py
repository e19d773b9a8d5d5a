"""Level, change, ratio, rate or share."""

from __future__ import annotations

from typing import NamedTuple

from extract.elliptic.those import those_before, those_behind
from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.fulfilled import OF_AMOUNT, of_amount
from extract.linking.rate import rate
from extract.linking.shares import (
    bracketed,
    noun_behind,
    ranked,
    restated,
    share_before,
    whole_led,
)
from extract.linking.zone import Zone

_NEAR = 6
_RATIO_GAP = 3
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
    moved = None if _is_compared_with(zone, start) else moved
    if moved is not None and (reached is None or reached.start >= moved.end):
        base = (
            base
            or _base_inside(zone, moved, start)
            or _base_shared(zone)
            or _base_from(zone, zone.quantity.end)
        )
        return _moved(zone, moved, base)
    also = more_than_before(zone) or _moved_behind(zone) or _moved_with(zone, start)
    if base is None and also is not None and also.start == zone.quantity.end:
        base = _base_from(zone, also.end)
    if also is not None and (base is not None or zone.quantity.unit == "times"):
        return _moved(zone, also, base)
    alone = _moved_alone(zone)
    if alone is not None:
        return _moved(zone, alone, None)
    if zone.quantity.unit in {"percent", "times"}:
        equals = _equals(zone, start)
        told = _base_behind(zone, _ratio_gap(zone)) if equals is not None else None
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
    of_another = kind.answer.rule in OF_AMOUNT or restated(zone) is not None
    whole = None if of_another else noun_behind(zone)
    if whole is not None and whole.start <= (status.start or 0) <= whole.end:
        return True  # "71% số vốn cam kết"
    word, said = kind.answer, status.start
    if word.rule != "share.word" or word.start is None or word.end is None or said is None:
        return False
    return word.start <= said <= min(word.end + 1, zone.quantity.start)


def _moved(zone: Zone, moved: Match, base: Match | None) -> Kind:
    answer_span = (moved.start, moved.end)
    if zone.quantity.unit == "times":
        base = base or _base_behind(zone, 0)
        return Kind(Answer("ratio", "ratio.times", *answer_span), moved.value, None, base)
    return Kind(Answer("change", "change.verb", *answer_span), moved.value, None, base)


def _base_inside(zone: Zone, moved: Match, start: int) -> Match | None:
    """Read "cao hơn năm 2022 là 3,7 triệu": the base stands between verb and number."""
    for period in zone.scan.periods:
        if moved.end <= period.start and period.end <= start:
            return Match("kind.comparison", "base", moved.start, moved.end)
    return None


def _base_from(zone: Zone, end: int) -> Match | None:
    """Read "naik Rp2 miliar dari tahun 2022": what it rose from stands right at ``end``."""
    found = zone.scan.matches.at("giver.by", end)
    if found is None or not any(period.start == found.end for period in zone.scan.periods):
        return None
    return Match("kind.comparison", "base", found.start, found.end)


def _is_compared_with(zone: Zone, start: int) -> bool:
    """Read "giảm so với 540 của năm trước", "merosot berbanding 540": a level of then.

    "naik dibandingkan 2021 sebesar 12 persen" tells how far it moved.
    """
    led = zone.scan.matches.ending("kind.comparison", start)
    return led is not None and zone.quantity.unit not in {"percent", "times"}


def _base_shared(zone: Zone) -> Match | None:
    """Read "bertambah 1 proyek dan 611.000 dolar dibandingkan 2017": one base for both."""
    join = zone.scan.matches.at("list.join", zone.quantity.end)
    following = min((at for at in zone.fellows if at >= zone.quantity.end), default=None)
    if join is None or following is None or following - join.end > _NEAR:
        return None
    later = (m for m in zone.scan.matches.of("kind.comparison") if m.start > following)
    return next((match for match in later if match.end <= zone.clause_end), None)


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
    base = matches.at("kind.comparison", found.end) or _base_from(zone, found.end)
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


def _base_behind(zone: Zone, gap: int) -> Match | None:
    """Read "gấp 3 lần năm 2020", "setara 87 persen dari 2020": the base stands right behind."""
    end = zone.quantity.end
    whole = zone.scan.matches.at("periods.whole", end)
    end = end if whole is None else whole.end
    end = _behind_number(zone, end) if zone.quantity.unit == "times" else end
    of = zone.scan.matches.at("scope.within", end)  # "berlipat tiga dari 2005"
    gap = gap if of is None else max(gap, of.end - of.start)
    for period in zone.scan.periods:
        if 0 <= period.start - end <= gap and not zone.scan.has_comma(end, period.start):
            return Match("kind.comparison", "base", end, period.start)
    return None


def _behind_number(zone: Zone, at: int) -> int:
    """Step over "the number in": "dua kali lipat jumlah pada tahun 2003", "gấp đôi con số năm"."""
    of = zone.scan.matches.at("scope.within", at)
    head = zone.scan.matches.at("count.head", at if of is None else of.end)
    head = head or zone.scan.matches.at("count.number", at if of is None else of.end)
    if head is None:
        return at
    led = zone.scan.matches.at("periods.in", head.end)
    return head.end if led is None else led.end


def _ratio_gap(zone: Zone) -> int:
    """Return how far the base may stand, a word for the money of then aside.

    "Bằng 71% tổng giá trị phê duyệt cả năm 2020": what was done with it as well.
    """
    matches = zone.scan.matches
    whole = noun_behind(zone) or matches.at("kind.share", zone.quantity.end)
    if whole is None:
        return _RATIO_GAP
    done = matches.at("status.flow", whole.end)
    of_then = done is not None and matches.at("periods.whole", done.end) is not None
    end = done.end if done is not None and of_then else whole.end
    return _RATIO_GAP + end - zone.quantity.end


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
        return Kind(answer, base=base or _base_behind(zone, 0))
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
    if sector is not None and bracketed(zone):
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
