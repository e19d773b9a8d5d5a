"""Amounts of money, their currencies, and the phrases of numbers and money.

The cases stand in ``cases/money-*.toml`` and are run by ``test_numerals``.
"""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from decimal import Decimal

import pytest
from babel.core import get_global
from babel.numbers import format_currency, get_territory_currencies
from hypothesis import given
from hypothesis import strategies as st
from number_cases import LANGUAGES
from speller import spell

from extract.lexicon import LexiconError, lexicon
from extract.numbers import currencies
from extract.numbers.currencies import find_currencies
from extract.numbers.money import Money, find_money
from extract.numbers.numerals import find_numbers
from extract.numbers.phrasecheck import check_phrases
from extract.parse import read_money
from extract.tokens import tokenize

AMOUNTS = ("5", "1.000", "228,7 triệu")
OWN_SECTIONS = ("numbers.", "money.")


def money_in_text(text: str, lang: str) -> list[Money]:
    tokens = tokenize(text)
    words = lexicon(lang)
    matches = words.match(tokens)
    currencies = find_currencies(tokens, matches)
    numbers = find_numbers(tokens, matches, words, currencies)
    return find_money(tokens, numbers, matches, currencies)


def codes_in_use() -> set[str]:
    territories = get_global("territory_currencies")
    return {code for place in territories for code in get_territory_currencies(place, tender=True)}


def test_the_codes_are_those_that_are_legal_tender_somewhere() -> None:
    # Babel asks the calendar which currencies are valid today: a few come and go.
    assert len(currencies._all_codes() ^ codes_in_use()) <= 5
    assert {"USD", "VND", "IDR", "MYR", "EUR"} <= currencies._all_codes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_currency_is_read_by_its_code(lang: str) -> None:
    for code in sorted(currencies._all_codes()):
        for text in (f"{code} 5", f"5 {code}", f"{code}5"):
            parsed = read_money(text, lang)
            assert parsed is not None, text
            assert (parsed.unit, parsed.value) == (code, 5)


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₫", "VND"), ("₩", "KRW"),
        ("₹", "INR"), ("₱", "PHP"), ("฿", "THB"), ("A$", "AUD"), ("AU$", "AUD"), ("NZ$", "NZD"),
        ("C$", "CAD"), ("CA$", "CAD"), ("S$", "SGD"), ("HK$", "HKD"), ("NT$", "TWD"),
    ],
)  # fmt: skip
def test_a_sign_is_read_before_and_behind_the_number(sign: str, code: str) -> None:
    for text in (f"{sign}20", f"{sign} 20", f"20{sign}", f"20 {sign}"):
        for lang in LANGUAGES:
            parsed = read_money(text, lang)
            assert parsed is not None, text
            assert (parsed.unit, parsed.value) == (code, 20)


@pytest.mark.parametrize("text", ["¥20", "Rs 20", "BZ$20", "J$ 20", "20 pound", "20 XAU", "20 ABC"])
def test_a_sign_or_word_of_several_currencies_or_none_is_not_read(text: str) -> None:
    assert [read_money(text, lang) for lang in LANGUAGES] == [None] * len(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    amount=st.decimals(0, 10**12, places=2),
    code=st.sampled_from(("USD", "VND", "IDR", "MYR", "EUR", "AUD", "JPY", "KRW", "SGD")),
)
def test_an_amount_written_by_others_is_read_back(lang: str, amount: Decimal, code: str) -> None:
    text = format_currency(amount, code, locale=lang, format_type="name", currency_digits=False)
    parsed = read_money(text, lang)
    assert parsed is not None, text
    assert (parsed.value, parsed.unit) == (amount, code)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(number=st.integers(1, 10**15), draw=st.randoms(use_true_random=False))
def test_a_spelled_amount_is_read_back(lang: str, number: int, draw: random.Random) -> None:
    words = {"vi": "đô la Mỹ", "ms": "dolar Amerika", "id": "dolar AS", "en": "US dollars"}
    parsed = read_money(f"{spell(number, lang, draw.choice)} {words[lang]}", lang)
    assert parsed is not None
    assert (parsed.value, parsed.unit, parsed.qualifier) == (number, "USD", "exact")


def test_eth_and_gha_from_old_fonts_are_read_as_the_letters_they_stand_for() -> None:
    for text, value in (("gần 220 tỉ VNÐ", 220_000_000_000), ("hai mƣơi triệu ðồng", 20_000_000)):
        parsed = read_money(text, "vi")
        assert parsed is not None
        assert (parsed.value, parsed.unit) == (value, "VND")


def test_a_restated_amount_is_two_amounts() -> None:
    text = "hơn 109 tỷ đồng (tương đương 4,833 triệu USD)"
    first, second = money_in_text(text, "vi")
    assert (first.number.value, first.currency) == (109_000_000_000, "VND")
    assert (second.number.value, second.currency) == (4_833_000, "USD")


def test_a_currency_between_two_numbers_belongs_to_one_of_them() -> None:
    amounts = money_in_text("500 USD 2.000 suất", "vi")
    assert [(money.number.value, money.currency) for money in amounts] == [(500, "USD")]
    amounts = money_in_text("500 USD2.000", "vi")
    assert [(money.number.value, money.currency) for money in amounts] == [(2000, "USD")]


def test_an_amount_has_its_currency_words_and_its_rate_in_its_span() -> None:
    text = "trung bình 220 - 280 triệu đô la Mỹ/năm, trong đó"
    (money,) = money_in_text(text, "vi")
    tokens = tokenize(text)
    quote = text[tokens[money.start].start : tokens[money.end - 1].end]
    assert (quote, money.per) == ("220 - 280 triệu đô la Mỹ/năm", "year")


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", "220-250 triệu USD/năm"), ("id", "Rp 3 M"), ("ms", "RM5,000")]
)
def test_reading_an_amount_leaves_nothing_for_the_garbage_collector(lang: str, text: str) -> None:
    # Objects that hold each other are only freed by it, and it costs a third of the time.
    assert read_money(text, lang) is not None
    while gc.collect():  # what other tests left may leave more when it is freed
        pass
    gc.disable()
    try:
        read_money(text, lang)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_phrases_can_be_used(lang: str) -> None:
    check_phrases(lexicon(lang))


@pytest.mark.parametrize(
    ("category", "key", "message"),
    [
        ("numbers.unit", "ten", "vi.toml: numbers.unit.ten .* expected a number from 0 to 9"),
        ("numbers.scale", "1,000", "vi.toml: numbers.scale.1,000 .* expected a number from 1000"),
        ("numbers.shy", "maybe", "vi.toml: numbers.shy.maybe .* expected article, homonym"),
        ("numbers.tials", "ten", "vi.toml: numbers.tials is unknown, expected one of "),
        ("money.unit", "DONG", "vi.toml: money.unit.DONG .* expected an ISO 4217 code"),
        ("money.per", "week", "vi.toml: money.per.week .* expected year or month"),
        ("money.short.XYZ", "1000", "vi.toml: money.short.XYZ is unknown"),
    ],
)
def test_a_wrong_key_is_refused_with_file_key_and_reason(
    category: str, key: str, message: str
) -> None:
    spoken = lexicon("vi")
    phrases = {**spoken.phrases, category: {key: ("từ",)}}
    with pytest.raises(LexiconError, match=message):
        check_phrases(replace(spoken, phrases=phrases))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"codes": ["USD", "usd"]}, "currencies.toml: codes is"),
        ({"codes": "USD"}, "currencies.toml: codes is"),
        ({"codes": ["USD"]}, "currencies.toml: word_codes is None"),
    ],
)
def test_a_broken_currency_file_names_the_key(
    content: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(currencies, "_data", lambda: content)
    with pytest.raises(LexiconError, match=message):
        currencies._code_list("codes")
        currencies._code_list("word_codes")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (["USD"], "symbols is .*, expected a table"),
        ({"USD": "$"}, "symbols.USD is '\\$', expected a list of signs"),
        ({"usd": ["$"]}, "symbols.usd is"),
    ],
)
def test_a_broken_table_of_signs_names_the_key(table: object, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        currencies._by_first(table)
