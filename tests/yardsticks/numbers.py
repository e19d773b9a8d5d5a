"""Numbers and money measured on the test suites of others.

    python -m tests.yardsticks.numbers [DIR] [--sample N]

DIR holds a checkout of facebook/duckling as ``duckling/``; its corpora are read
where they stand and never copied. CLDR's currency formats come from Babel. ICU's
spelled numbers are measured where PyICU can be imported; it is no dependency.

Each line says how many strings were read right, how many were not read, and
how many were read wrong without a word: the last must be none.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from babel.numbers import format_compact_decimal, format_currency, get_currency_name

from extract.parse import ParsedNumber, read_money, read_number

LANGUAGES = ("vi", "id", "ms", "en")
_SEED = 20240412
_SHOWN = 12

# The corpora are Haskell: a value, then the strings that mean it.
_NUMERAL = re.compile(r"NumeralValue \(?(-?[0-9.e]+)\)?\)(.*?)\]", re.DOTALL)
_ORDINAL = re.compile(r"OrdinalData ([0-9]+)\)(.*?)\]", re.DOTALL)
_SIMPLE = re.compile(r"\(simple (\w+) ([0-9.e]+)\)(.*?)\]", re.DOTALL)
_BETWEEN = re.compile(r"\(between (\w+) ?\(([0-9.]+), ?([0-9.]+)\)\)(.*?)\]", re.DOTALL)
_LIMIT = re.compile(r"\((under|above) (\w+) ([0-9.]+)\)(.*?)\]", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_GENERIC = {"Dollar": "USD", "Pound": "GBP"}


@dataclass
class Tally:
    """How one set of strings was read."""

    name: str
    right: int = 0
    unread: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, text: str, expected: object, found: object) -> None:
        """Count one string."""
        if found is None:
            self.unread.append(text)
        elif found == expected:
            self.right += 1
        else:
            self.wrong.append(f"{text!r}: {found}, expected {expected}")

    def show(self) -> None:
        """Print the counts and what was not read or read wrong."""
        total = self.right + len(self.unread) + len(self.wrong)
        print(
            f"{self.name}: {self.right} of {total} right, "
            f"{len(self.unread)} not read, {len(self.wrong)} silently wrong"
        )
        for line in self.wrong[:_SHOWN]:
            print(f"    wrong: {line}")
        if self.unread:
            print(f"    not read: {', '.join(map(repr, self.unread[:_SHOWN]))}")


def duckling_numerals(corpus: str, lang: str) -> Tally:
    """Measure the numeral corpus of one language."""
    tally = Tally(f"duckling numerals {lang}")
    for value, strings in _NUMERAL.findall(corpus):
        for text in _STRING.findall(strings):
            tally.add(text, Decimal(value), _value(read_number(text, lang)))
    return tally


def duckling_ordinals(corpus: str, lang: str) -> Tally:
    """Measure the ordinal corpus of one language."""
    tally = Tally(f"duckling ordinals {lang}")
    for value, strings in _ORDINAL.findall(corpus):
        for text in _STRING.findall(strings):
            parsed = read_number(text, lang)
            found = None if parsed is None else (parsed.unit, parsed.value)
            tally.add(text, ("ordinal", Decimal(value)), found)
    return tally


def duckling_money(corpus: str, lang: str) -> Tally:
    """Measure the corpus of amounts; a currency of several countries counts as not read."""
    tally = Tally(f"duckling money {lang}")
    for text, expected in _money_cases(corpus):
        parsed = read_money(text, lang)
        found = None if parsed is None else (parsed.unit, parsed.value, parsed.value_max)
        tally.add(text, expected, found)
    return tally


def _money_cases(corpus: str) -> Iterator[tuple[str, tuple[str, Decimal, Decimal | None]]]:
    for unit, value, strings in _SIMPLE.findall(corpus):
        for text in _STRING.findall(strings):
            yield text, (_GENERIC.get(unit, unit), Decimal(value), None)
    for unit, low, high, strings in _BETWEEN.findall(corpus):
        for text in _STRING.findall(strings):
            yield text, (_GENERIC.get(unit, unit), Decimal(low), Decimal(high))
    for _, unit, value, strings in _LIMIT.findall(corpus):
        for text in _STRING.findall(strings):
            yield text, (_GENERIC.get(unit, unit), Decimal(value), None)


def cldr_money(lang: str, sample: int) -> Iterator[Tally]:
    """Measure amounts as CLDR writes them, short and with multiplier, in many currencies."""
    draw = random.Random(_SEED)
    plain, long = Tally(f"CLDR money {lang}"), Tally(f"CLDR long money {lang}")
    currencies = ("USD", "VND", "IDR", "MYR", "EUR", "GBP", "JPY", "KRW", "AUD", "CAD", "NZD",
                  "SGD", "CHF", "CNY", "SEK", "NOK", "DKK", "THB", "INR", "HKD")  # fmt: skip
    for _ in range(sample):
        code = draw.choice(currencies)
        cents = draw.choice((Decimal(1), Decimal("0.01")))
        amount = Decimal(int(10 ** draw.uniform(0, 12))) * cents
        text = format_currency(amount, code, locale=lang, format_type="name", currency_digits=False)
        plain.add(text, (code, amount), _amount(read_money(text, lang)))
        scale = draw.choice((10**6, 10**9, 10**12))
        amount = Decimal(draw.randrange(100, 99999)) / 100 * scale
        short = format_compact_decimal(amount, format_type="long", locale=lang, fraction_digits=2)
        text = f"{short} {get_currency_name(code, 2, locale=lang)}"
        long.add(text, (code, amount), _amount(read_money(text, lang)))
    yield plain
    yield long


def icu_spelled(icu: ModuleType, lang: str, sample: int) -> Iterator[Tally]:
    """Measure ICU's cardinals, ordinals and decimals: 0 to 10,000 and a sample to 10^15."""
    draw = random.Random(_SEED)
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(lang))
    numbers = [*range(10_001), *(int(10 ** draw.uniform(4, 15)) for _ in range(sample))]
    say: Callable[[float, str], str] = speller.format
    cardinals, ordinals = Tally(f"ICU cardinals {lang}"), Tally(f"ICU ordinals {lang}")
    decimals = Tally(f"ICU decimals {lang}")
    for number in numbers:
        text = say(number, "%spellout-cardinal")
        cardinals.add(text, (None, Decimal(number)), _unit_value(read_number(text, lang)))
        if number:
            text = say(number, "%spellout-ordinal")
            ordinals.add(text, ("ordinal", Decimal(number)), _unit_value(read_number(text, lang)))
    for _ in range(sample):
        value = Decimal(draw.randrange(10**6)) / 100
        text = say(float(value), "%spellout-cardinal")
        decimals.add(text, (None, value), _unit_value(read_number(text, lang)))
    yield cardinals
    yield ordinals
    yield decimals


def _value(parsed: ParsedNumber | None) -> Decimal | None:
    return None if parsed is None else parsed.value


def _unit_value(parsed: ParsedNumber | None) -> tuple[str | None, Decimal] | None:
    return None if parsed is None else (parsed.unit, parsed.value)


def _amount(parsed: ParsedNumber | None) -> tuple[str | None, Decimal] | None:
    return _unit_value(parsed)


def main(arguments: list[str] | None = None) -> None:
    """Measure all that is at hand and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, help="holds duckling/")
    options.add_argument("--sample", type=int, default=5000)
    given = options.parse_args(arguments)
    for lang in LANGUAGES:
        for tally in _duckling(given.folder, lang):
            tally.show()
        for tally in cldr_money(lang, given.sample):
            tally.show()
    try:
        icu = importlib.import_module("icu")
    except ImportError:
        print("ICU: PyICU is not installed, its spelled numbers were not measured")
        return
    for lang in LANGUAGES:
        for tally in icu_spelled(icu, lang, given.sample):
            tally.show()


def _duckling(folder: Path | None, lang: str) -> Iterator[Tally]:
    measures = {
        "Numeral": duckling_numerals,
        "Ordinal": duckling_ordinals,
        "AmountOfMoney": duckling_money,
    }
    for dimension, measure in measures.items():
        if folder is None:
            return
        corpus = folder / "duckling" / "Duckling" / dimension / lang.upper() / "Corpus.hs"
        if corpus.is_file():
            yield measure(corpus.read_text(encoding="utf-8"), lang)


if __name__ == "__main__":
    main()
