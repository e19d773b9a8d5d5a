"""Periods in sentences of the press, against readings written by hand.

``cases/periods-<language>.toml``: groups of cases with the anchor date of the
group; a case is the text, then "words | EDTF | first day | last day | form" for
each period in it, "-" for what is not known. The texts of a group with ``whole``
are read as one string each, as by ``read_period``. Add a sentence that failed to the
group it belongs to, with the reading its words have.
"""

from __future__ import annotations

import json
import time
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extract import edtf
from extract.lexicon import Lexicon, LexiconError, lexicon
from extract.periods import Period, find_periods, read_period, same_period_of, whole_period
from extract.periods.datewords import DateWords
from extract.tokens import tokenize

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("vi", "ms", "id", "en")
FORMS = {
    "day", "month", "months", "year", "decade", "span", "as_of", "since", "now", "future",
    "relative", "past_years", "same_period", "same_year", "fiscal",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    lang: str
    anchor: str | None
    review: str | None
    text: str
    readings: tuple[str, ...]
    whole: bool = False


def cases(lang: str) -> Iterator[Case]:
    content = tomllib.loads((CASES / f"periods-{lang}.toml").read_text(encoding="utf-8"))
    for group in content["group"]:
        for text, *readings in group["cases"]:
            yield Case(
                lang,
                group.get("anchor"),
                group.get("review"),
                text,
                tuple(readings),
                group.get("whole", False),
            )


@dataclass(frozen=True)
class Line:
    """A whole string of ``cases/periods-whole-<language>.jsonl``, written without sight of rules."""

    lang: str
    text: str
    anchor: str | None
    days: tuple[str | None, str | None]


def lines(lang: str) -> Iterator[Line]:
    for row in (CASES / f"periods-whole-{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        yield Line(lang, line["text"], line["anchor"], (line["start"], line["end"]))


LINES = [line for lang in ("vi", "ms", "id") for line in lines(lang)]
UNREAD = {
    "tháng Năm năm 2016", "8 giờ 30 ngày 12/4/2024", "hai năm 2020 và 2021", "sekitar tahun 1980-an", "pada tahun 2007 lagi",
    "các năm 2008-2012", "của năm 2017", "trong hai ngày 21 và 22/10", "hai năm 2021 và 2022", "trong hai ngày 26 và 27-3-2023", "quý trước",
    "từ đầu tháng đến nay", "bulan 09/2018",
    "antara 6 dan 20 Februari 2023", "tahun-tahun 1960-an", "dua tahun lalu",
}  # fmt: skip
ALL = [case for lang in LANGUAGES for case in cases(lang)]


def found(case: Case, spoken: Lexicon) -> tuple[str, ...]:
    tokens = tokenize(case.text)
    matches = spoken.match(tokens)
    if case.whole:
        whole = whole_period(tokens, matches, spoken, anchor=case.anchor)
        periods = [whole] if whole else []
    else:
        periods = find_periods(
            DateWords(tokens, matches, spoken), anchor=case.anchor, review=case.review
        )
    return tuple(
        written(case.text[tokens[period.start].start : tokens[period.end - 1].end], period)
        for period in periods
    )


def written(words: str, period: Period) -> str:
    days = edtf.parse(period.edtf) if period.edtf else None
    first = days.first if days else None
    last = days.last if days else None
    return f"{words} | {period.edtf or '-'} | {first or '-'} | {last or '-'} | {period.form}"


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.lang}: {case.text}")
def test_a_sentence_has_the_periods_its_words_say(case: Case) -> None:
    assert found(case, lexicon(case.lang)) == case.readings


def days_of(line: Line, spoken: Lexicon) -> tuple[str | None, str | None] | None:
    tokens = tokenize(line.text)
    period = whole_period(tokens, spoken.match(tokens), spoken, anchor=line.anchor)
    if period is None or period.edtf is None:
        return None
    read = edtf.parse(period.edtf)
    first, last = (day.isoformat() if day else None for day in (read.first, read.last))
    return first, last


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.lang}: {line.text}")
def test_a_whole_string_of_the_press_has_its_days(line: Line) -> None:
    expected = None if line.text in UNREAD else line.days
    assert days_of(line, lexicon(line.lang)) == expected


def test_there_are_cases_enough_for_each_language() -> None:
    counts = {lang: sum(case.lang == lang for case in ALL) for lang in LANGUAGES}
    assert all(counts[lang] >= 120 for lang in ("vi", "ms", "id")), counts
    assert counts["en"] >= 60


def test_every_form_occurs_in_a_case() -> None:
    forms = {reading.rsplit(" | ", 1)[1] for case in ALL for reading in case.readings}
    assert forms == FORMS


@pytest.mark.parametrize(
    ("lang", "line", "anchor", "expected"),
    [
        ("vi", "2023", None, "2023"),
        ("vi", "trong năm 2023", None, "2023"),
        ("vi", "4/2024", None, "2024-04"),
        ("vi", "12/4", "2024-04-20", "2024-04-12"),
        ("vi", "Thứ Sáu, 12-4-2024", None, "2024-04-12"),
        ("vi", "tháng 3 vừa qua", "2024-04-20", "2024-03"),
        ("id", "Rabu (31/07)", "2024-08-01", "2024-07-31"),
        ("id", "pada tanggal 12 April 2024", None, "2024-04-12"),
        ("id", "Juli lalu", "2024-08-01", "2024-07"),
        ("ms", "sehingga 30 November 2025", None, "../2025-11-30"),
        ("en", "in the first half of 2021", None, "2021-01/2021-06"),
        ("en", "on April 12, 2024", None, "2024-04-12"),
    ],
)
def test_a_whole_string_is_read(lang: str, line: str, anchor: str | None, expected: str) -> None:
    period = read_period(line, lang, anchor=anchor)
    assert period is not None
    assert period.edtf == expected


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("vi", ""),
        ("vi", "50 năm"),
        ("vi", "năm 2023 tổ chức"),
        ("vi", "12/13/2024"),
        ("vi", "12/04/24"),
        ("vi", "1.2"),
        ("vi", "năm 2021 năm 2022"),
        ("vi", "58/2022/NĐ-CP"),
        ("id", "sehingga 30 November 2025"),
        ("id", "31 Februari 2024"),
        ("ms", "2.024"),
        ("en", "24/7"),
        ("en", "2023 and more"),
    ],
)
def test_a_string_with_a_remainder_is_not_read(lang: str, line: str) -> None:
    assert read_period(line, lang, anchor="2024-04-12") is None


def test_a_day_without_a_year_needs_an_anchor() -> None:
    period = read_period("ngày 12/4", "vi", anchor=None)
    assert period is not None
    assert (period.edtf, period.form, period.granularity) == (None, "day", "day")


@pytest.mark.parametrize(
    ("printed", "anchor", "expected"),
    [
        ("31/07", "2024-08-01", "2024-07-31"),
        ("30/07", "2024-06-30", "2024-07-30"),
        ("31/07", "2024-06-30", "2023-07-31"),
        ("29/2", "2024-03-01", "2024-02-29"),
        ("29/2", "2025-03-01", None),
        ("15/8", "2021-07", None),
        ("31/7", "2021-07", "2021-07-31"),
        ("1/9", "2021-07", "2020-09-01"),
        ("15/8", "2021", None),
    ],
)
def test_a_day_without_a_year_is_at_most_a_month_ahead(
    printed: str, anchor: str, expected: str | None
) -> None:
    period = read_period(f"ngày {printed}", "vi", anchor=anchor)
    assert period is not None
    assert period.edtf == expected


@pytest.mark.parametrize(
    ("anchor", "review", "expected"),
    [
        ("2024-04-12", None, "2019/2023"),
        ("2024-07-01", None, "2020/2024"),
        ("2024-04-12", "2022", "2018/2022"),
        ("2022-12-09", "2020/2022", "2018/2022"),
        ("2024", None, None),
        (None, None, None),
        (None, "2021", "2017/2021"),
    ],
)
def test_past_years_end_with_the_year_under_review(
    anchor: str | None, review: str | None, expected: str | None
) -> None:
    spoken = lexicon("vi")
    tokens = tokenize("Trong 5 năm qua")
    (period,) = find_periods(
        DateWords(tokens, spoken.match(tokens), spoken), anchor=anchor, review=review
    )
    assert period.edtf == expected


@pytest.mark.parametrize(
    ("words", "compared", "expected"),
    [
        ("cùng kỳ năm 2022", "2023-01/2023-06", "2022-01/2022-06"),
        ("cùng kỳ năm trước", "2023-01/2023-06", "2022-01/2022-06"),
        ("cùng kỳ", "2023", "2022"),
        ("cùng giai đoạn", "2023", "2022"),
        ("năm trước", "2023", "2022"),
        ("cùng năm", "2023-04", "2023"),
        ("cùng kỳ", "../2023-06", "../2022-06"),
        ("cùng kỳ", "2020/2024", None),
        ("cùng kỳ", "199X", None),
        ("cùng kỳ", "2024-02-29", None),
        ("cùng kỳ", None, None),
        ("năm 2022", "2023", None),
    ],
)
def test_the_base_of_a_comparison_takes_the_months_compared(
    words: str, compared: str | None, expected: str | None
) -> None:
    period = read_period(words, "vi", anchor=None)
    assert period is not None
    assert same_period_of(period, compared) == expected


def test_decomposed_letters_and_invisible_signs_change_nothing() -> None:
    period = read_period(
        unicodedata.normalize("NFD", "tính đến hết tháng 11\u200b-2025"), "vi", anchor=None
    )
    assert period is not None
    assert period.edtf == "../2025-11"


def test_ten_thousand_digits_are_no_date() -> None:
    assert read_period("1" * 10_000, "vi", anchor="2024-04-12") is None
    assert read_period("năm " + "2" * 10_000, "vi", anchor="2024-04-12") is None


def test_an_anchor_that_is_no_date_is_refused() -> None:
    with pytest.raises(edtf.EdtfError, match="no day, month or year"):
        read_period("năm nay", "vi", anchor="2020/2024")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LexiconError, match="no such language"):
        read_period("2023", "xx", anchor=None)


@pytest.mark.parametrize(
    "unit",
    ["12/", "12-", "từ năm ", "đến ", "ngày 12, ", "2020 - ", "năm 2021, ", "1.", "(", "6 tháng "],
)
def test_time_grows_with_length_only(unit: str) -> None:
    spoken = lexicon("vi")

    def seconds(times: int) -> float:
        tokens = tokenize(unit * times)
        matches = spoken.match(tokens)
        start = time.process_time()
        find_periods(DateWords(tokens, matches, spoken), anchor="2024-04-12")
        return time.process_time() - start

    short = min(seconds(500) for _ in range(3))
    assert min(seconds(4000) for _ in range(2)) < max(short, 0.001) * 8 * 4
