"""Amounts per something: a year, a month, each of those who receive."""

from __future__ import annotations

from extract.equivalents import bracketed
from extract.lexicon import Match
from extract.linking.answers import Answer
from extract.linking.zone import Zone

_NEAR = 6
_OPENING = 2
_YEARLY = "year"
_YEARS = frozenset({"year", "same_year"})
_SPANS = frozenset({"span", "past_years"})


def rate(zone: Zone) -> tuple[Answer, str] | None:
    """Return the answer of a figure that is per something, and per what."""
    quantity = zone.quantity
    if quantity.per is not None:
        return Answer("rate", "rate.unit", quantity.end - 1, quantity.end), quantity.per
    behind = next(
        (
            match
            for match in zone.after("kind.rate")
            if _gap(zone, match) <= 2
            and not zone.scan.matches.ending("scope.new", match.end)  # "loại trung bình": a grade
            and not zone.scan.has_comma(match.start - _gap(zone, match), match.start)
            and not (_in_period(zone, match) or _opens_next(zone, match))
        ),
        None,
    )
    ahead = next(
        (
            match
            for match in zone.in_clause_before("kind.rate")
            if _governs(zone, match) and not _shares_out(zone, match)
            if not _of_pay(zone, match) and not _in_period(zone, match)
            if not _of_that_year(zone, match) and not _is_once(zone, match)
            if not _of_years_since(zone, match) and not _names_year(zone, match)
        ),
        None,
    )
    found = behind or ahead
    if found is None:
        return None
    beside = zone.scan.matches.ending("kind.rate", found.start)
    if beside is not None and found.value == _YEARLY:
        found = beside  # "sebulan rata-rata", but "rata-rata setiap proyek"
    rule = "rate.behind" if behind is not None else "rate.ahead"
    return Answer("rate", rule, found.start, found.end), found.value


def _gap(zone: Zone, match: Match) -> int:
    """Return how far behind the figure a word stands, the same in another currency aside."""
    between = range(zone.quantity.end, match.start)
    return len(between) - bracketed(zone.scan, between)


def _opens_next(zone: Zone, match: Match) -> bool:
    """Whether "and" leads from the figure to it: "RM220,000 dan setiap satunya RM10,000"."""
    join = zone.scan.matches.ending("list.join", match.start)
    return join is not None and join.start == zone.quantity.end and zone.right < zone.clause_end


def _in_period(zone: Zone, match: Match) -> bool:
    """Whether it only says when: "setahun kemudian", "một năm sau"."""
    return any(p.start <= match.start and match.end <= p.end for p in zone.scan.periods)


def _of_years_since(zone: Zone, match: Match) -> bool:
    """Read "mỗi năm hỗ trợ 3.000 dự án, trong 20 năm qua đạt 4 tỷ USD": a sum of years, no rate.

    They are told behind another figure, that of each year.
    """
    told = max((at for at in zone.fellows if match.end <= at < zone.quantity.start), default=None)
    return (
        told is not None
        and match.value == _YEARLY
        and any(
            told < period.start < zone.quantity.start and period.form in _SPANS
            for period in zone.scan.periods
        )
    )


def _is_once(zone: Zone, match: Match) -> bool:
    """Whether it is how long something took: "sau một năm thực hiện", "dalam setahun"."""
    matches = zone.scan.matches
    about = matches.ending("qualifier.before", match.start)
    at = match.start if about is None else about.start
    led = matches.ending("periods.in", at) or matches.ending("periods.bound", at)
    return led is not None and matches.at("rate.since", match.start) is not None


def _names_year(zone: Zone, match: Match) -> bool:
    """Read "Setahun berikutnya", "Setahun penuh", "Laporan tahunan": a year or a paper of it."""
    matches = zone.scan.matches
    paper = matches.ending("rate.paper", match.start) is not None
    return paper or matches.at("rate.whole", match.end) is not None


def _of_pay(zone: Zone, match: Match) -> bool:
    """Whether it measures pay that is given away: "menyumbangkan sebulan gaji"."""
    pay = zone.scan.matches.at("reject.before", match.end)
    return pay is not None and pay.value == "other_money"


def _of_that_year(zone: Zone, match: Match) -> bool:
    """Read "meluluskan geran tahunan RM3 juta bagi tahun ini": the yearly grant of one year."""
    aid = zone.scan.matches.ending("evidence.strong", match.start)
    led = aid is not None and match.value == _YEARLY
    fiscal = [m.start for m in zone.scan.matches.of("periods.fiscal")]
    return led and any(
        (
            zone.clause_start <= p.start < zone.clause_end
            and (p.form in _YEARS or (p.form == "relative" and p.granularity == "year"))
        )
        or any(p.start <= at < p.end for at in fiscal)
        for p in zone.scan.periods
    )


def _shares_out(zone: Zone, match: Match) -> bool:
    """Whether "masing-masing" gives several figures to several owners, and no rate."""
    ordered = zone.scan.matches.at("list.order", match.start) is not None
    return ordered and sum(at >= match.end for at in zone.fellows) > 1


def _governs(zone: Zone, match: Match) -> bool:
    """Whether "mỗi năm" belongs to the number: near it, or opening the clause."""
    near = match.start >= zone.left and zone.quantity.start - match.end <= 2 * _NEAR
    tokens = zone.scan.tokens
    first = match.start - zone.clause_start <= _OPENING or tokens[match.start - 1].norm == ","
    opens = match.value == "year" and first and not _since(zone, match)
    return opens or (near and not zone.scan.has_comma(match.end, zone.quantity.start))


def _since(zone: Zone, match: Match) -> bool:
    """Read "Setahun Gempa Lombok, ...": since when, where the words behind name what happened."""
    if match.start or zone.scan.matches.at("rate.since", match.start) is None:
        return False
    tokens = zone.scan.tokens
    comma = next((i for i in range(match.end, zone.quantity.start) if tokens[i].norm == ","), 0)
    return comma > match.end and not any(p.start < comma for p in zone.scan.periods)
