"""Figures that only stand there to be compared with, and the periods of what others are told of."""

from __future__ import annotations

from extract.linking.when.rows import is_compared
from extract.linking.zone import Zone
from extract.periods import Period
from extract.scan import Scan

_BASE_REACH = 3
_TOLD_REACH = 5
_WHEN_REACH = 12
_REACHES = ("kind.reach", "place.recipient")


def is_compared_with(zone: Zone) -> bool:
    """Whether the figure only stands there to be compared with: "berbanding 64 pada 2022".

    Or "naik 9 persen dari tahun sebelumnya Rp277 miliar".
    """
    at = zone.qualified_start
    year = next((p.start for p in zone.scan.periods if p.end == at), at)
    led = zone.scan.matches.ending("giver.by", year)
    moves = (*zone.in_clause_before("kind.up"), *zone.in_clause_before("kind.down"))
    if year < at and led is not None and any(move.end <= led.start for move in moves):
        return True
    return any(
        is_opened(zone, match.end) and not zone.scan.has_comma(match.end, zone.quantity.start)
        for match in zone.before("kind.comparison")
    )


def is_of_base(zone: Zone, period: Period) -> bool:
    """Whether it is the figure of the base, its period behind it: "berbanding 64 pada 2022"."""
    opened = any(is_opened(zone, match.end) for match in zone.before("kind.comparison"))
    return opened and zone.quantity.end <= period.start < zone.right


def is_opened(zone: Zone, at: int) -> bool:
    """Whether the figure itself is the base: "berbanding 64 NGO pada tahun lepas"."""
    return zone.quantity.start - at <= _BASE_REACH


def tells_base(zone: Zone, period: Period) -> bool:
    """Whether the figure is that of the base: "so với năm 2022 (223,7 triệu USD)".

    Or "so với năm 1990, khi cả nước mới có 200 tổ chức".
    """
    scan, start = zone.scan, zone.quantity.start
    tokens = scan.tokens
    if any(scan.matches.at(kind, period.end) for kind in _REACHES):
        return False  # "dibanding 2021 menjadi Rp12 miliar": what it has become
    comma = period.end < start and tokens[period.end].norm == ","
    when = scan.matches.at("clause.when", period.end + comma)
    at, reach = (period.end, _TOLD_REACH) if when is None else (when.end, _WHEN_REACH)
    near = period.end <= start and start - at <= reach
    return near and not any(token.norm in ",;" for token in tokens[at:start])


def is_base(scan: Scan, period: Period) -> bool:
    """Whether the period is what something is compared with: "so với năm 2022"."""
    bases = scan.matches.of("kind.comparison")
    return any(is_next(scan, period, match.end) for match in bases) or is_compared(scan, period)


def is_next(scan: Scan, period: Period, at: int) -> bool:
    """Whether the period is the first behind ``at``: in "So với 2022, năm 2023" only 2022 is."""
    near = 0 <= period.start - at <= _BASE_REACH
    return near and not any(at <= other.start < period.start for other in scan.periods)
