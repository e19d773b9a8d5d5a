"""Where the base of a comparison is named: between verb and number, behind either, shared."""

from __future__ import annotations

from extract.lexicon import Match
from extract.linking.shares import noun_behind
from extract.linking.zone import Zone

_NEAR = 6
_RATIO_GAP = 3


def base_inside(zone: Zone, moved: Match, start: int) -> Match | None:
    """Read "cao hơn năm 2022 là 3,7 triệu": the base stands between verb and number."""
    for period in zone.scan.periods:
        if moved.end <= period.start and period.end <= start:
            return Match("kind.comparison", "base", moved.start, moved.end)
    return None


def base_from(zone: Zone, end: int) -> Match | None:
    """Read "naik Rp2 miliar dari tahun 2022": what it rose from stands right at ``end``.

    Or "melejit 240 persen dari capaian tahun lalu", from the number of then.
    """
    found = zone.scan.matches.at("giver.by", end)
    number = None if found is None else zone.scan.matches.at("count.number", found.end)
    at = None if found is None else found.end if number is None else number.end
    if found is None or at is None or not any(p.start == at for p in zone.scan.periods):
        return None
    return Match("kind.comparison", "base", found.start, at)


def is_compared_with(zone: Zone, start: int) -> bool:
    """Read "giảm so với 540 của năm trước", "merosot berbanding 540": a level of then.

    "naik dibandingkan 2021 sebesar 12 persen" tells how far it moved.
    """
    led = zone.scan.matches.ending("kind.comparison", start)
    return led is not None and zone.quantity.unit not in {"percent", "times"}


def base_shared(zone: Zone) -> Match | None:
    """Read "bertambah 1 proyek dan 611.000 dolar dibandingkan 2017": one base for both."""
    join = zone.scan.matches.at("list.join", zone.quantity.end)
    following = min((at for at in zone.fellows if at >= zone.quantity.end), default=None)
    if join is None or following is None or following - join.end > _NEAR:
        return None
    later = (m for m in zone.scan.matches.of("kind.comparison") if m.start > following)
    return next((match for match in later if match.end <= zone.clause_end), None)


def base_behind(zone: Zone, gap: int) -> Match | None:
    """Read "gấp 3 lần năm 2020", "setara 87 persen dari 2020": the base stands right behind."""
    end = zone.quantity.end
    whole = zone.scan.matches.at("periods.whole", end)
    end = end if whole is None else whole.end
    if zone.quantity.unit == "times":
        end = _behind_number(zone, end)
        led = zone.scan.matches.at("periods.in", end)  # "gấp 1,3 lần giai đoạn 2013-2017"
        spans = {period.start for period in zone.scan.periods if period.form == "span"}
        end = led.end if led is not None and led.end in spans else end
    of = zone.scan.matches.at("scope.within", end)  # "berlipat tiga dari 2005"
    gap = gap if of is None else max(gap, of.end - of.start)
    for period in zone.scan.periods:
        if 0 <= period.start - end <= gap and not zone.scan.has_comma(end, period.start):
            return Match("kind.comparison", "base", end, period.start)
    return None


def _behind_number(zone: Zone, at: int) -> int:
    """Step over "the number in": "dua kali lipat jumlah pada tahun 2003", "gấp đôi con số năm".

    Or "the number of projects in": "tiga kali ganda bilangan projek tahun sebelumnya".
    """
    of = zone.scan.matches.at("scope.within", at)
    head = zone.scan.matches.at("count.head", at if of is None else of.end)
    head = head or zone.scan.matches.at("count.number", at if of is None else of.end)
    if head is None:
        return at
    counted = zone.scan.matches.at("noun.full", head.end)
    end = head.end if counted is None else counted.end
    led = zone.scan.matches.at("periods.in", end)
    return end if led is None else led.end


def ratio_gap(zone: Zone) -> int:
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
