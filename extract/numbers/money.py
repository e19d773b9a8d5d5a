"""Amounts of money: a number with its currency, before or behind.

The currency must be printed; a bare multiplier ("hơn 500 triệu") is no money.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extract.lexicon import Matches
from extract.numbers.currencies import Currencies, CurrencyWord
from extract.numbers.digits import plain
from extract.numbers.numerals import Number, NumberFinder
from extract.tokens import Token

_YEAR = 4


class Money(NamedTuple):
    """An amount in tokens ``start`` to ``end``, with its currency words.

    ``currency`` is ISO 4217; ``per`` is "year" or "month" where that stands
    directly behind (``/năm``, ``setahun``).
    """

    number: Number
    currency: str
    start: int
    end: int
    per: str | None = None


def find_money(
    tokens: Sequence[Token], numbers: Sequence[Number], matches: Matches, currencies: Currencies
) -> list[Money]:
    """Return the amounts among ``numbers``, from left to right."""
    found: list[Money] = []
    number_at = {number.start: number for number in numbers}.get
    used = 0
    for number in numbers:
        money = _money(tokens, number, currencies, matches, used) if number.start >= used else None
        if money is not None:
            found.append(_with_per(_with_hundredths(money, number_at, matches), matches))
            used = found[-1].end
    return found


def money_at(
    tokens: Sequence[Token],
    start: int,
    finder: NumberFinder,
    matches: Matches,
    currencies: Currencies,
) -> Money | None:
    """Return the amount whose first token, of its number or its currency, is ``start``."""
    number, before = finder.number_at(start), currencies.by_start.get(start)
    if number is None and before is not None:
        number = finder.number_at(before.end)
    money = _money(tokens, number, currencies, matches, start) if number is not None else None
    if money is None or money.start != start:
        return None
    return _with_per(_with_hundredths(money, finder.number_at, matches), matches)


def _money(
    tokens: Sequence[Token], number: Number, currencies: Currencies, matches: Matches, used: int
) -> Money | None:
    if number.ordinal:
        return None
    before = currencies.before(number.start)
    if before is not None and before.start < used:
        before = None
    after = currencies.after(number.end)
    if after is not None and _belongs_to_next(tokens, after, number):
        after = None
    if before is None and after is None:
        return _inside(number, currencies) or _minor_alone(number, matches)
    if before is not None and after is not None:
        if before.code != after.code:
            return None
        return Money(number, after.code, before.start, after.end)
    if after is not None:
        return Money(number, after.code, number.start, after.end)
    return Money(number, before.code, before.start, number.end) if before is not None else None


def _inside(number: Number, currencies: Currencies) -> Money | None:
    """Read the currency printed between the ends of a range: ``dari Rp1.000 sampai Rp2.000``."""
    for at in range(number.start + 1, number.end):
        word = currencies.by_start.get(at)
        if word is not None:
            return Money(number, word.code, number.start, number.end)
    return None


def _belongs_to_next(tokens: Sequence[Token], word: CurrencyWord, number: Number) -> bool:
    """Whether the currency word is glued to the number behind it: ``500 RM10``.

    Behind a year it need not be: ``2010 Rp 105 miliar, 2011 Rp 210 miliar``.
    """
    if word.side == "after" or word.end >= len(tokens):
        return False
    year = tokens[number.start].norm
    dated = number.end - number.start == 1 and len(year) == _YEAR and year[:2] in {"19", "20"}
    return tokens[word.end].kind == "number" and (dated or not tokens[word.end].spaced)


def _minor_alone(number: Number, matches: Matches) -> Money | None:
    minor = matches.at("money.minor", number.end)
    if minor is None:
        return None
    return Money(_hundredth(number), minor.value, number.start, minor.end)


def _with_hundredths(
    money: Money, number_at: Callable[[int], Number | None], matches: Matches
) -> Money:
    """Add ``và 23 xu``, ``dan 50 sen`` to the amount before it."""
    if not matches.of("money.hundredth"):
        return money
    link = matches.at("money.and", money.end)
    start = link.end if link is not None else money.end
    part = number_at(start)
    if part is None or part.value >= 100 or part.step != 1 or money.number.step < 1:
        return money
    word = matches.at("money.hundredth", part.end)
    if word is None or part.value_max is not None or money.number.value_max is not None:
        return money
    value = money.number.value + part.value / 100
    number = money.number._replace(value=value, step=Decimal("0.01"))
    return money._replace(number=number, end=word.end)


def _hundredth(number: Number) -> Number:
    return number._replace(
        value=plain(number.value / 100),
        value_max=None if number.value_max is None else plain(number.value_max / 100),
        step=number.step / 100,
    )


def _with_per(money: Money, matches: Matches) -> Money:
    per = matches.at("money.per", money.end)
    if per is None or matches.at("periods.moved_phrase", money.end) is not None:
        return money  # "turun ke 223 juta dolar setahun kemudian"
    return money._replace(end=per.end, per=per.value)
