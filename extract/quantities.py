"""Quantities: a number together with what it counts or the currency it is in.

A quantity that can be a figure has a measure; one that cannot has the reason.
Context (attendance, targets, other money) is judged later, by ``rejections``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.lexicon import Match
from extract.measures import measures
from extract.numbers.digits import plain
from extract.numbers.money import Money
from extract.numbers.numerals import Number
from extract.scan import Scan

_MAX_SKIPPED = 3
_TIME_WORDS = ("from", "to", "in", "as_of", "year")
_RELATIVE = frozenset({"percent", "times"})
_MILLION = Decimal(1_000_000)
_OCCASION = "numbers.ordinal_numbered"
NO_CURRENCY = "no.currency"
"""The rule of a number of millions that no noun and no currency follows."""
NO_FIGURE = "no"
"""What is weighed for a number that is of no measure."""
WEIGHED = "weighed"
"""The rule of a number that is taken for a figure by weights alone."""
NO_NOUN = "no.noun"
"""The rule of a number that nothing known follows."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``start`` to ``end`` are tokens from number to noun or currency.

    ``measure`` is ``None`` where no measure is counted; ``reason`` then says
    why it is no figure. ``bare`` marks a noun that needs an antecedent.
    """

    number: Number
    unit: str
    start: int
    end: int
    measure: str | None
    rule: str
    bare: bool = False
    reason: str | None = None
    per: str | None = None
    flags: tuple[str, ...] = ()


def taken_for(quantity: Quantity, measure: str) -> Quantity:
    """Return ``quantity`` as one of ``measure``: a bare number gets the unit of its count."""
    if quantity.unit in _RELATIVE or quantity.measure == measure:
        return replace(quantity, reason=None)
    unit, rule = measures()[measure].unit, WEIGHED
    return replace(quantity, measure=measure, unit=unit, rule=rule, reason=None)


def find_quantities(scan: Scan) -> list[Quantity]:
    """Return the quantities of a sentence from left to right."""
    by_number = {money.number.start: money for money in scan.money}
    by_number |= {money.number.start: money for money in _listed(scan, by_number)}
    found = [
        _quantity(scan, money.number if money else number, money)
        for number in scan.numbers
        for money in [by_number.get(number.start)]
    ]
    found.extend(_doubles(scan))
    return sorted(found, key=lambda quantity: quantity.start)


def _listed(scan: Scan, by_number: Mapping[int, Money]) -> list[Money]:
    """Read "lần lượt 7,4 và 1,1 triệu USD": the unit of the last is that of all before it.

    Only behind a word that says so ("lần lượt", "masing-masing"), and only for bare numbers.
    """
    found: list[Money] = []
    cue = next(iter(scan.matches.of("list.order")), None)
    following: Money | None = None
    for number in reversed(scan.numbers):
        money = by_number.get(number.start)
        if money is None and cue is not None and following is not None:
            money = _alike(scan, number, following) if number.start >= cue.end else None
            found += [money] if money is not None else []
        following = money if money is not None and money.start == number.start else None
    return found


def _alike(scan: Scan, number: Number, following: Money) -> Money | None:
    join = scan.matches.at("list.join", number.end)
    scale = following.number.multiplier
    bare = number.multiplier is None and number.value_max is None and not number.ordinal
    if join is None or join.end != following.start or scale is None or not bare:
        return None
    value = plain(number.value * scale)
    whole = number._replace(value=value, step=number.step * scale, multiplier=scale)
    return Money(whole, following.currency, number.start, number.end, following.per)


def _quantity(scan: Scan, number: Number, money: Money | None) -> Quantity:
    if number.ordinal or _is_occasion(scan, number):
        return Quantity(number, "", number.start, number.end, None, "ordinal", reason="ordinal")
    if money is not None:
        return Quantity(
            number, money.currency, money.start, money.end, "aid_amount", "money", per=money.per,
            flags=_doubts(number),
        )  # fmt: skip
    percent = scan.matches.at("unit.percent", number.end)
    if percent is not None:
        return Quantity(number, "percent", number.start, percent.end, None, "percent")
    times = _times(scan, number)
    if times is not None:
        return times
    return _count(scan, number)


def _is_occasion(scan: Scan, number: Number) -> bool:
    """Read "hội nghị lần hai tổ chức ở Cần Thơ": a word tells which, and then that it is held."""
    bare = scan.matches.at("noun.bare", number.end)
    counted = scan.matches.at("noun.full", number.end)
    led = scan.matches.ending(_OCCASION, number.start)
    return None not in (bare, led) and counted is None and number.written == "words"


def _doubts(number: Number) -> tuple[str, ...]:
    """Return the doubts a reader of the figure must know; the number has others of its own."""
    return tuple(flag for flag in number.flags if flag == "separator")


def _times(scan: Scan, number: Number) -> Quantity | None:
    """Read ``tăng 6 lần``, ``3 kali lipat``, ``1,3 kali lebih besar``: a multiple, no occasion."""
    unit = scan.matches.at("kind.times", number.end)
    qualifier = scan.matches.ending("qualifier.before", number.start)
    before = number.start if qualifier is None else qualifier.start
    kinds = ("kind.up", "kind.times", "kind.ratio")
    said = next((m for kind in kinds if (m := scan.matches.ending(kind, before))), None)
    if unit is None:
        return None
    said = said or scan.matches.at("kind.up", unit.end) or scan.matches.at("kind.down", unit.end)
    if said is None and unit.end - unit.start == 1:
        return None
    return Quantity(number, "times", number.start, unit.end, None, "times")


def _doubles(scan: Scan) -> Iterator[Quantity]:
    for match in scan.matches.of("kind.double"):
        value = Decimal(match.value)
        number = Number(
            value=value, value_max=None, start=match.start, end=match.end, step=Decimal(1),
            ordinal=False, written="words", multiplier=None, flags=(),
        )  # fmt: skip
        yield Quantity(number, "times", match.start, match.end, None, "times.word")


def _count(scan: Scan, number: Number) -> Quantity:
    if _is_year(scan, number):
        return Quantity(number, "", number.start, number.end, None, "year", reason="date")
    at = _noun_start(scan, number.end)
    full = scan.matches.at("noun.full", at)
    # "500 unit komputer": nothing known behind the counter, so the counter itself counts
    other = scan.matches.at("noun.counted", at) or scan.matches.at("noun.counted", number.end)
    if other is not None and other.value == "date" and _is_dated(scan, at):
        other = None  # "484 năm 2021": the year is no unit
    bare = scan.matches.at("noun.bare", at)
    if full is not None and (other is None or full.end >= other.end):
        return _counted(scan, number, full)
    if other is not None and (bare is None or other.end > bare.end):
        return Quantity(
            number, "", number.start, other.end, None, "noun.counted", reason=other.value
        )
    if bare is not None:
        quantity = _counted(scan, number, bare)
        reason = "mixed_count" if _with_people(scan, bare) else quantity.reason
        return replace(quantity, bare=True, rule=f"{quantity.rule}.bare", reason=reason)
    millions = number.multiplier is not None and number.multiplier >= _MILLION
    reason = "no_unit" if millions else "other_number"
    rule = NO_CURRENCY if millions else NO_NOUN
    return Quantity(number, "", number.start, number.end, None, rule, reason=reason)


def _is_year(scan: Scan, number: Number) -> bool:
    """Read "Sejak 2010 projek ...": a plain year behind a word of time counts nothing."""
    printed = scan.quote(number.start, number.end)
    if len(printed) != 4 or not printed.isdigit() or printed[:2] not in {"19", "20"}:
        return False
    led = (*(f"periods.{name}" for name in _TIME_WORDS), "kind.comparison")
    return any(scan.matches.ending(name, number.start) for name in led)


def _is_dated(scan: Scan, at: int) -> bool:
    return any(period.start == at for period in scan.periods)


def _noun_start(scan: Scan, at: int) -> int:
    """Step over a repeated numeral in brackets and counters: ``6 (enam) buah``."""
    tokens = scan.tokens
    if at + 2 < len(tokens) and tokens[at].norm == "(" and tokens[at + 2].norm == ")":
        at += 3
    for _ in range(_MAX_SKIPPED):
        skipped = scan.matches.at("count.skip", at)
        after = scan.matches.at("qualifier.after", at)
        step = skipped or after
        noun = scan.matches.at("noun.counted", at)  # "lượt xem" is no counter before a noun
        if step is None or (noun is not None and (skipped is None or noun.end > skipped.end)):
            break
        at = step.end
    return at


def _counted(scan: Scan, number: Number, noun: Match) -> Quantity:
    measure = measures()[noun.value]
    end = _after_brackets(scan, noun.end)
    partner = _partner(scan, end)
    if partner is not None:
        return Quantity(
            number, measure.unit, number.start, partner.end, measure.name, "noun.mixed",
            reason="mixed_count",
        )  # fmt: skip
    end, listed = _list_end(scan, end)
    flags: tuple[str, ...] = _doubts(number)
    if listed and measure.name not in listed:
        # "12 organisations and aid projects" for "12 aid projects of organisations":
        # a count is of one thing, and only projects are listed with their kinds.
        measure = measures()[listed[-1]]
        flags = (*flags, "damaged_list")
    adjective = scan.matches.at("reject.noun", end) or scan.matches.at("reject.noun", noun.end)
    if adjective is not None:
        return Quantity(
            number, measure.unit, number.start, adjective.end, measure.name, "noun.other_world",
            reason=adjective.value,
        )  # fmt: skip
    return Quantity(number, measure.unit, number.start, end, measure.name, "count", flags=flags)


def _after_brackets(scan: Scan, end: int) -> int:
    """Step over an abbreviation in brackets and the adjective behind it: ``(NGO) asing``."""
    tokens = scan.tokens
    closed = end + 2 < len(tokens) and tokens[end].norm == "(" and tokens[end + 2].norm == ")"
    if closed and tokens[end + 1].kind != "number":  # "30 LSM (2021)"
        end += 3
    foreign = scan.matches.at("noun.adjective", end)
    return foreign.end if foreign is not None else end


def _partner(scan: Scan, end: int) -> Match | None:
    join = scan.matches.at("list.join", end)
    return scan.matches.at("noun.partner", join.end) if join is not None else None


def _with_people(scan: Scan, noun: Match) -> bool:
    """Read "6 tổ chức và 4 cá nhân": so many of them and so many others, of no kind told."""
    join = scan.matches.at("list.join", noun.end)
    number = next((n for n in scan.numbers if join is not None and n.start == join.end), None)
    if number is None or any(full.value == noun.value for full in scan.matches.of("noun.full")):
        return False
    return scan.matches.at("noun.partner", number.end) is not None


def _list_end(scan: Scan, end: int) -> tuple[int, list[str]]:
    """Extend over ``, dự án, khoản viện trợ``; return the end and the measures listed."""
    listed: list[str] = []
    while True:
        at = end
        join = scan.matches.at("list.join", at)
        steps = 0
        while join is not None and steps < 2:
            at = join.end
            join = scan.matches.at("list.join", at)
            steps += 1
        noun = _listed_noun(scan, at) if at > end else None
        if noun is None or any(number.start == noun.end for number in scan.numbers):
            return end, listed  # "22 lembaga, yayasan 47 lembaga": the noun of the next
        listed.append(noun.value)
        end = _after_brackets(scan, noun.end)


def _listed_noun(scan: Scan, at: int) -> Match | None:
    """Return the noun of a list, one of less weight too: "22 lembaga, yayasan dan ormas".

    A name with such a word is no part of it: "12 LSM dan Yayasan Bakti".
    """
    noun = scan.matches.at("noun.full", at)
    bare = scan.matches.at("noun.bare", at) if noun is None else None
    behind = () if bare is None else scan.tokens[bare.start : bare.end + 1]
    return noun if bare is None or any(token.capital for token in behind) else bare
