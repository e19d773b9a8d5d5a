"""Number ranges: ``220-250 triệu``, ``từ 3 đến 4 triệu``, ``antara 10 dan 20``.

A multiplier printed once holds for both ends; a currency may stand at each.
Two years are no range of numbers, they are a period.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extract.numbers.compound import Numeral, NumeralReader
from extract.numbers.currencies import Currencies, CurrencyWord
from extract.numbers.digits import plain
from extract.numbers.spelled import NumberWords

_FIRST_YEAR, _LAST_YEAR = Decimal(1900), Decimal(2100)
_THOUSAND = Decimal(1000)


class Range(NamedTuple):
    """A range in tokens ``start`` to ``end``: ``low`` up to the value of ``numeral``.

    ``numeral`` is ``None`` where the tokens are no number at all (years, scores).
    """

    low: Decimal
    numeral: Numeral | None
    start: int
    end: int
    step: Decimal


class _End(NamedTuple):
    numeral: Numeral
    start: int
    end: int
    before: CurrencyWord | None
    after: CurrencyWord | None

    @property
    def unit(self) -> str | None:
        """The currency code, or "%"."""
        word = self.after or self.before
        return word.code if word is not None else None


def find_range(
    reader: NumeralReader,
    words: NumberWords,
    currencies: Currencies,
    at: int,
    *,
    whole: bool,
) -> Range | None:
    """Return the range that begins at token ``at``, or ``None``.

    ``whole`` says that the tokens are one string: then an upper end that is
    not greater makes the string no number.
    """
    opener = words.role(at, "numbers.range_open")
    first = _end(reader, words, currencies, opener.end if opener else at, lower=True)
    if first is None or (not (whole and opener) and _is_shy(words, first)):
        return None
    to = words.role(first.end, "numbers.range_to")
    if to is None and opener is not None and opener.value == "and":
        to = words.role(first.end, "numbers.range_and")
    if to is None:
        return None
    second = _end(reader, words, currencies, to.end, lower=False)
    if second is None:
        return None
    return _Pair(reader, words, first, second, to.start).range(at, whole=whole)


def _end(
    reader: NumeralReader, words: NumberWords, currencies: Currencies, at: int, *, lower: bool
) -> _End | None:
    """Read one end with the currency before it, and the lower end with the one behind it."""
    before = currencies.by_start.get(at)
    start = before.end if before is not None else at
    attempt = reader.read(start)
    if attempt is None or attempt.numeral is None or attempt.numeral.ordinal:
        return None
    after = _unit_behind(words, currencies, attempt.end)
    end = after.end if after is not None and lower else attempt.end
    return _End(attempt.numeral, start, end, currencies.before(start), after)


def _is_shy(words: NumberWords, end: _End) -> bool:
    """Whether the end is one word that is hardly ever a number: ``không tới`` is "less than"."""
    single = end.numeral.end - end.start == 1 and end.numeral.written == "words"
    return single and words.says(end.start, "numbers.shy", "never") is not None


def _unit_behind(words: NumberWords, currencies: Currencies, at: int) -> CurrencyWord | None:
    percent = words.role(at, "numbers.percent")
    if percent is not None:
        return CurrencyWord("%", at, percent.end, "after")
    return currencies.after(at)


@dataclass(frozen=True, slots=True)
class _Pair:
    reader: NumeralReader
    words: NumberWords
    first: _End
    second: _End
    link: int

    def range(self, at: int, *, whole: bool) -> Range | None:
        """Join both ends, or say that they are no number (``numeral`` is ``None``)."""
        upper = self.second.numeral
        if not self._same_unit():
            return None
        low = self._low()
        if low is not None and low.value < upper.value and not self._years():
            step = min(low.step, upper.step)
            upper = upper._replace(doubtful=low.doubtful or upper.doubtful)
            return Range(low.value, upper, at, upper.end, step)
        if whole or self._years() or self._is_tight():
            return Range(upper.value, None, at, upper.end, upper.step)
        return None

    def _same_unit(self) -> bool:
        """Whether both ends can be of one unit: $5-10, 5-10 USD, $5-$10, but not 5 USD-10."""
        first, second = self.first, self.second
        if first.after is not None or (first.before is not None and second.before is not None):
            return first.unit == second.unit
        if second.before is not None:
            return False
        return first.before is None or second.after is None or first.unit == second.unit

    def _low(self) -> Numeral | None:
        """Return the lower end, with the multiplier of the upper end where it has none."""
        low, upper = self.first.numeral, self.second.numeral
        if low.multiplier is not None or upper.multiplier is None:
            return low
        attempt = self.reader.read(self.first.start, scaled=True)
        shared = attempt.numeral if attempt is not None else None
        if shared is not None and shared.value * upper.multiplier < upper.value:
            by = upper.multiplier
            return shared._replace(value=plain(shared.value * by), step=plain(shared.step * by))
        # "200.000 - 1 triệu" has its own zeros; "1.200 - 1.100 tỷ" makes no sense.
        own = low.value >= _THOUSAND and low.value * _THOUSAND >= upper.value
        return low if own else None

    def _years(self) -> bool:
        return all(self._is_year(end) for end in (self.first, self.second))

    def _is_year(self, end: _End) -> bool:
        written = self.words.tokens[end.start].norm
        bare = end.numeral.end - end.start == 1 and end.unit is None
        return bare and written.isdigit() and _FIRST_YEAR <= end.numeral.value <= _LAST_YEAR

    def _is_tight(self) -> bool:
        """Whether a dash without spaces joins the two: ``5-3`` is a score or a code."""
        tokens = self.words.tokens
        dash = tokens[self.link].kind == "mark"
        return dash and not tokens[self.link].spaced and not tokens[self.link + 1].spaced
