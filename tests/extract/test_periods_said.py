"""Periods said by this file's own speller are read back; any other words give no nonsense.

The speller knows how the press writes days, months, quarters and spans, and
reads nothing of ``extract``.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import edtf
from extract.lexicon import lexicon
from extract.periods import find_periods, read_period
from extract.periods.datewords import DateWords
from extract.tokens import tokenize

MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "ms": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
    "en": "January February March April May June July August September October November December",
}
NAMES = {lang: names.split() for lang, names in MONTHS.items()}
LANGUAGES = ("vi", "ms", "id", "en")
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
DIGITS = st.sampled_from(["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}"])
TO = {"vi": "đến", "ms": "hingga", "id": "sampai", "en": "to"}
FROM = {"vi": "từ", "ms": "dari", "id": "dari", "en": "from"}
YEAR = {"vi": "năm ", "ms": "tahun ", "id": "tahun ", "en": ""}
ROMAN = ("I", "II", "III", "IV")


def in_words(day: date, lang: str) -> str:
    if lang == "vi":
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    return f"{day.day} {NAMES[lang][day.month - 1]} {day.year}"


def month_in_words(day: date, lang: str) -> str:
    if lang == "vi":
        return f"tháng {day.month} năm {day.year}"
    return f"{NAMES[lang][day.month - 1]} {day.year}"


def read(words: str, lang: str) -> str | None:
    period = read_period(words, lang, anchor=None)
    return period.edtf if period else None


@given(DAYS, DIGITS, st.sampled_from(LANGUAGES))
def test_a_day_in_digits_is_read_day_first(day: date, form: str, lang: str) -> None:
    assert read(form.format(d=day.day, m=day.month, y=day.year), lang) == day.isoformat()


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_day_in_words_is_read_back(day: date, lang: str) -> None:
    assert read(in_words(day, lang), lang) == day.isoformat()


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_month_in_words_is_read_back(day: date, lang: str) -> None:
    assert read(month_in_words(day, lang), lang) == f"{day:%Y-%m}"


@given(DAYS, st.integers(1, 4000), st.sampled_from(LANGUAGES))
def test_a_span_of_days_in_words_is_read_back(day: date, length: int, lang: str) -> None:
    end = day + timedelta(days=length)
    words = f"{FROM[lang]} {in_words(day, lang)} {TO[lang]} {in_words(end, lang)}"
    assert read(words, lang) == f"{day}/{end}"


@given(st.integers(1950, 2039), st.integers(1, 50), st.sampled_from(LANGUAGES))
def test_a_span_of_years_is_read_back(year: int, length: int, lang: str) -> None:
    expected = f"{year}/{year + length}"
    said = f"{FROM[lang]} {YEAR[lang]}{year} {TO[lang]} {YEAR[lang]}{year + length}"
    assert read(said, lang) == expected
    assert read(f"{year}-{year + length}", lang) == expected
    assert read(f"{year} – {year + length}", lang) == expected


@given(st.integers(1950, 2049), st.sampled_from(LANGUAGES))
def test_a_year_with_its_word_is_that_year(year: int, lang: str) -> None:
    word = {"vi": "năm", "ms": "tahun", "id": "tahun", "en": "in"}[lang]
    assert read(f"{word} {year}", lang) == str(year)


@given(st.integers(1950, 2049), st.integers(0, 3))
def test_a_quarter_is_its_three_months(year: int, quarter: int) -> None:
    expected = f"{year}-{quarter * 3 + 1:02}/{year}-{quarter * 3 + 3:02}"
    assert read(f"quý {ROMAN[quarter]}/{year}", "vi") == expected
    assert read(f"triwulan {ROMAN[quarter]} {year}", "id") == expected
    assert read(f"Q{quarter + 1} {year}", "en") == expected


@given(st.integers(1950, 2049), st.integers(2, 12), st.sampled_from(["vi", "ms", "id"]))
def test_the_first_months_of_a_year_are_read_back(year: int, months: int, lang: str) -> None:
    said = {
        "vi": f"{months} tháng đầu năm {year}",
        "ms": f"{months} bulan pertama tahun {year}",
        "id": f"{months} bulan pertama tahun {year}",
    }
    assert read(said[lang], lang) == f"{year}-01/{year}-{months:02}"


@given(
    st.integers(13, 99),
    st.integers(13, 99),
    st.integers(1900, 2099),
    st.sampled_from("/-."),
    st.sampled_from(LANGUAGES),
)
def test_a_day_that_no_calendar_has_is_not_read(
    day: int, month: int, year: int, joint: str, lang: str
) -> None:
    assert read(f"{day}{joint}{month}{joint}{year}", lang) is None


NUMBERS = ["2023", "2019", "12", "31", "4", "90", "6.2022", "12/4", "30-11-2025", "24-26.9", "1,14"]
MARKS = ["/", "-", " - ", ",", " (", ") ", ":", ". ", " ", " ", " ", "–", "-an"]


@st.composite
def jumbles(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from(LANGUAGES))
    phrases = sorted(
        phrase
        for category, values in lexicon(lang).phrases.items()
        if category.startswith("periods.")
        for said in values.values()
        for phrase in said
    )
    pieces = st.sampled_from(phrases) | st.sampled_from(NUMBERS)
    parts = draw(st.lists(st.tuples(pieces, st.sampled_from(MARKS)), max_size=12))
    return lang, "".join(piece + mark for piece, mark in parts)


@given(jumbles(), st.sampled_from([None, "2024-04-12", "2024-02-29", "2021-07", "1999"]))
def test_whatever_the_words_a_period_is_valid_and_stands_alone(
    jumble: tuple[str, str], anchor: str | None
) -> None:
    lang, text = jumble
    tokens = tokenize(text)
    spoken = lexicon(lang)
    periods = find_periods(DateWords(tokens, spoken.match(tokens), spoken), anchor=anchor)
    end = 0
    for period in periods:
        assert end <= period.start < period.end <= len(tokens)
        end = period.end
        if period.edtf is not None:
            days = edtf.parse(period.edtf)
            assert days.first or days.last


@pytest.mark.soak
@given(jumbles(), jumbles())
def test_two_jumbles_in_one_line_are_still_valid(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    lang, text = one
    tokens = tokenize(f"{text} {two[1]}")
    spoken = lexicon(lang)
    for period in find_periods(
        DateWords(tokens, spoken.match(tokens), spoken), anchor="2024-04-12"
    ):
        assert period.edtf is None or edtf.read(period.edtf) is not None
