"""Periods of something else: a plan, a birth, a disaster, the line a report opens with."""

from __future__ import annotations

from extract.linking.zone import Zone
from extract.periods import Period
from extract.scan import Scan

_PLAN_REACH = 14
_DATELINE_REACH = 5
_DISASTER_REACH = 2
_AGENCY_REACH = 6
_SAID_REACH = 10
_OPENING = 2
_AMOUNT_REACH = 3


def is_plan(scan: Scan, period: Period) -> bool:
    """Whether the span belongs to the name of a plan: "Chương trình ... giai đoạn 2020-2025".

    From month to month it only runs: "Chương trình A triển khai từ tháng 7/2023 đến tháng 6/2026".
    """
    run = scan.matches.ending("plan.run", period.start) is not None
    if period.form != "span" or (period.granularity == "month" and not run):
        return False
    for match in scan.matches.of("plan.cue"):
        gap = period.start - match.end
        if 0 <= gap <= _PLAN_REACH and not scan.has_comma(match.end, period.start):
            numbered = any(match.end <= number.start < period.start for number in scan.numbers)
            return not numbered and _is_title(scan, match.start)
    return False


def _is_title(scan: Scan, at: int) -> bool:
    return at < len(scan.tokens) and (scan.tokens[at].capital or at == 0 or _follows_none(scan, at))


def _follows_none(scan: Scan, at: int) -> bool:
    return scan.matches.at("noun.full", at) is None


def is_dateline(scan: Scan, period: Period) -> bool:
    """Whether a day only opens the report: "KUANTAN, 24 Ogos 2021 :", "24/8/2021 KUANTAN -".

    The agency may stand behind it in brackets: "KUANTAN, 24 Ogos (Kabar) -".
    """
    if period.end <= scan.filed:
        return True
    if period.form != "day" or period.start > _DATELINE_REACH:
        return False
    ends = [period.end, *(place.end for place in scan.places if place.start == period.end)]
    ends += [_behind_bracket(scan, at) for at in ends]
    return any(at < len(scan.tokens) and scan.tokens[at].norm in ":-" for at in ends)


def _behind_bracket(scan: Scan, at: int) -> int:
    words = [token.norm for token in scan.tokens[at : at + _AGENCY_REACH]]
    return at + words.index(")") + 1 if words[:1] == ["("] and ")" in words else at


def is_aside(scan: Scan, period: Period) -> bool:
    """Whether somebody was born or founded then, or money reckoned: "dengan kurs saat itu"."""
    led = scan.matches.ending("periods.in", period.start)
    at = period.start if led is None else led.start
    once = period.form in {"year", "month", "day"}
    rate = scan.matches.ending("link.rate", at) is not None
    return rate or (once and scan.matches.ending("period.aside", at) is not None)


def is_allotted(scan: Scan, period: Period) -> bool:
    """Whether a part of what was told is for then: "..., phần dành cho năm 2021 là 2 triệu USD"."""
    led = scan.matches.ending("scope.for", period.start)
    if led is None:
        return False
    comma = [at for at in range(period.start) if scan.tokens[at].norm == ","]
    parted = bool(comma) and comma[-1] < led.start
    return parted and any(money.end <= comma[-1] for money in scan.money)


def is_of_disaster(scan: Scan, period: Period) -> bool:
    """Whether it only says when a disaster was: "50 LSM ... pascatsunami akhir 2004"."""
    return any(
        0 <= period.start - match.end <= _DISASTER_REACH
        and not scan.has_comma(match.end, period.start)
        for match in scan.matches.of("event.disaster")
    )


def is_carried_over(scan: Scan, period: Period) -> bool:
    """Whether it says when what goes on began: "chuyển tiếp từ năm 2017", "lanjutan dari 2017"."""
    led = scan.matches.ending("giver.by", period.start)
    at = period.start if led is None else led.start
    begun = led is not None or period.form == "since"
    return begun and scan.matches.ending("scope.new", at) is not None


def is_of_other_verb(zone: Zone, period: Period) -> bool:
    """Whether it says of something else how long it ran, or since when it fell.

    "3 triệu euro, triển khai tới giữa năm 2024", "AS$1 juta setahun merosot sejak 2022".
    """
    scan, end = zone.scan, zone.quantity.end
    if period.start < end or zone.quantity.measure == "ngo_count":
        return False
    if period.form == "since":
        moves = (scan.matches.ending(f"kind.{kind}", period.start) for kind in ("up", "down"))
        return any(move is not None and move.start >= end for move in moves)
    money = zone.quantity.measure == "aid_amount"
    return money and is_run(scan, period) and scan.has_comma(end, period.start)


def is_run(scan: Scan, period: Period) -> bool:
    """Whether it says until when something runs: "triển khai tới giữa năm 2024"."""
    run = scan.matches.ending("plan.run", period.start)
    return run is not None and period.form == "as_of"


def is_said_then(zone: Zone, period: Period) -> bool:
    """Whether it only dates the statement: "katanya dalam kenyataan pada 8 Julai 2021"."""
    return any(
        zone.quantity.end <= said.start and 0 <= period.start - said.end <= _SAID_REACH
        for kind in ("attribution.say", "attribution.said_by", "attribution.again")
        for said in zone.scan.matches.of(kind)
    )


def is_told_on(zone: Zone, period: Period) -> bool:
    """Read "Menteri hari ini memberitahu NGO menerima RM2 juta": the day only dates the statement.

    "Menteri hari ini mengumumkan RM2 juta" dates the promise. "Menurut perkhabaran jabatan itu
    pagi 16 Oktober, ..." dates the statement as well.
    """
    matches, start = zone.scan.matches, zone.quantity.start
    source = matches.at("attribution.before", 0)
    behind = zone.scan.tokens[period.end : period.end + 1]
    if source is not None and period.granularity == "day" and period.end < start:
        parted = zone.scan.has_comma(source.end, period.start)
        if not parted and [token.norm for token in behind] == [","]:
            return True
    acts = {match.start for kind in ("status.flow", "give.verb") for match in matches.of(kind)}
    day = period.granularity == "day" and period.form != "as_of"
    return day and any(
        period.end <= said.start < start and said.start - period.end <= _SAID_REACH
        for said in matches.of("attribution.say")
        if said.start not in acts
    )


def is_of_one_amount(scan: Scan, period: Period, before: int | None = None) -> bool:
    """Read "di atas hibah 2018 yang Rp4 miliar, adapun ...": a year that one amount alone has.

    The amount stands before token ``before``, if that is given.
    """
    relative = scan.matches.at("count.relative", period.end)
    if relative is None or period.form != "year":
        return False
    amount = next((money.start for money in scan.money if money.start >= relative.end), None)
    if amount is None or amount - relative.end > _AMOUNT_REACH:
        return False
    return before is None or amount < before


def is_at_event(scan: Scan) -> bool:
    """Whether the sentence tells what was done there: "Pada majlis itu, ...", "Dịp này, ..."."""
    return any(match.start <= _OPENING for match in scan.matches.of("event.here"))
