"""The rewrites themselves: the text they make and the facts they say must follow."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

import made
import pytest
from articles import baseline
from editing import Case, Edit, Moved, Unsound
from rewrites import (
    currencies,
    marks,
    multipliers,
    provinces,
    qualifiers,
    sentences,
    typing_habits,
    values,
    years,
)
from variants import differences
from wording import wording

from extract.model import Document, Equivalent, Fact
from extract.places import place_of_code
from extract.reading import read

LANGUAGES = ("vi", "ms", "id")
SEEDS = range(150)


def made_by(rewrite: object) -> list[Case]:
    assert callable(rewrite)
    made_cases = [rewrite(made.case(), random.Random(seed)) for seed in SEEDS]
    return [case for case in made_cases if case is not None]


@pytest.fixture(params=SEEDS[:8])
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


def amount(case: Case) -> Fact:
    """The amount that the small case repeats in its headline."""
    return next(fact for fact in case.facts if fact.measure == "aid_amount")


def quotations_hold(case: Case) -> bool:
    spans = [span for fact in case.facts for s in fact.anchors.values() for span in s]
    spans += [span for fact in case.facts for span in fact.repeats]
    whole = all(case.text[fact.start : fact.end] == fact.quote for fact in case.facts)
    return whole and all(case.text[span.start : span.end] == span.quote for span in spans)


def test_words_keep_their_place_between_edits() -> None:
    moved = Moved("ab cd ef", [Edit(0, 2, "x"), Edit(5, 5, "!"), Edit(6, 6, "?")])
    assert moved.text == "x cd! ?ef"
    assert moved.cut(moved.start(3), moved.end(5)).quote == "cd"
    assert moved.cut(moved.start(6), moved.end(8)).quote == "ef"
    assert moved.cut(moved.start(0), moved.end(2)).quote == "x"


def test_an_edit_may_not_cut_through_a_quotation() -> None:
    moved = Moved("gần 4,9 triệu", [Edit(2, 6, "…")])
    with pytest.raises(Unsound):
        moved.start(4)
    with pytest.raises(Unsound):
        Moved("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_the_made_case_is_sound() -> None:
    assert quotations_hold(made.case())


def test_other_digits_give_the_value_they_print() -> None:
    seen = set()
    for case in made_by(values.other_values):
        assert quotations_hold(case)
        found = re.findall(r"gần ([0-9]),([0-9]) triệu", case.text)
        assert len(found) == 2
        assert found[0] == found[1]
        value = Decimal(f"{found[0][0]}.{found[0][1]}") * 1000000
        fact = amount(case)
        assert fact.value == value
        assert fact.value_low == value * Decimal("0.9")
        assert fact.quote == f"gần {found[0][0]},{found[0][1]} triệu USD"
        seen.add(value)
    assert len(seen) > 5


def test_the_restated_amount_moves_with_its_figure() -> None:
    for case in made_by(values.other_values):
        fact = amount(case)
        restated = re.search(r"tương đương ([0-9]{3}) tỷ", case.text)
        assert restated is not None
        assert abs(int(restated[1]) - 120 * float(fact.value) / 4900000) < 1
        assert fact.equivalent == Equivalent(
            Decimal(int(restated[1]) * 1000000000), None, "VND", "exact"
        )


def test_another_multiplier_is_a_thousand_times_more_or_less() -> None:
    texts = {}
    for case in made_by(multipliers.other_multipliers):
        assert quotations_hold(case)
        texts[amount(case).quote] = amount(case)
    assert set(texts) == {"gần 4,9 tỷ USD", "gần 4,9 nghìn USD"}
    assert texts["gần 4,9 tỷ USD"].value == Decimal(4900000000)
    assert texts["gần 4,9 tỷ USD"].value_low == Decimal(4410000000)
    assert texts["gần 4,9 tỷ USD"].equivalent == Equivalent(
        Decimal(120000000000000), None, "VND", "exact"
    )
    assert texts["gần 4,9 nghìn USD"].value == Decimal(4900)


def test_other_marks_leave_the_value() -> None:
    quotes = set()
    for case in made_by(marks.other_marks):
        assert quotations_hold(case)
        assert amount(case).value == Decimal(4900000)
        assert case.text.count(amount(case).quote) == 2
        quotes.add(amount(case).quote)
    assert quotes == {"gần 4.900.000 USD", "gần 4.9 triệu USD"}


def test_another_currency_changes_the_unit_alone() -> None:
    names = {"EUR": "EUR", "AUD": "AUD", "CAD": "CAD", "CHF": "CHF"}
    units = {}
    for case in made_by(currencies.other_currency):
        assert quotations_hold(case)
        units[amount(case).unit] = amount(case).quote
        assert amount(case).value == Decimal(4900000)
    assert units == {unit: f"gần 4,9 triệu {names[unit]}" for unit in names}


def test_another_qualifier_changes_the_interval() -> None:
    low, high = {}, {}
    for case in made_by(qualifiers.other_qualifiers):
        assert quotations_hold(case)
        fact = amount(case)
        low[fact.quote] = fact.value_low
        high[fact.quote] = fact.value_high
    assert low["hơn 4,9 triệu USD"] == low["ít nhất 4,9 triệu USD"] == Decimal(4900000)
    assert high["hơn 4,9 triệu USD"] is None
    assert (low["4,9 triệu USD"], high["4,9 triệu USD"]) == (Decimal(4850000), Decimal(4950000))
    assert (low["khoảng 4,9 triệu USD"], high["khoảng 4,9 triệu USD"]) == (
        Decimal(4410000),
        Decimal(5390000),
    )
    assert (low["không quá 4,9 triệu USD"], high["không quá 4,9 triệu USD"]) == (
        Decimal(0),
        Decimal(4900000),
    )


def test_a_qualifier_is_put_before_a_bare_number() -> None:
    for case in made_by(qualifiers.other_qualifiers):
        counted = next(fact for fact in case.facts if fact.measure == "project_count")
        if counted.qualifier == "nearly":
            assert "tiếp nhận gần 6 dự án với" in case.text
            assert counted.quote == "gần 6 dự án"
            assert counted.anchors["qualifier"][0].quote == "gần"
            assert counted.anchors["value"][0].quote == "6"
            return
    pytest.fail("no variant says nearly")


def test_the_years_move_together() -> None:
    for case in made_by(years.other_years):
        printed = re.search(r"Năm ([0-9]{4})", case.text)
        assert printed is not None
        year = int(printed[1])
        fact = amount(case)
        assert fact.period == printed[1]
        assert (fact.period_start, fact.period_end) == (f"{year}-01-01", f"{year}-12-31")
        assert case.hint == case.published == f"{year + 1}-04-12"
        assert year + 1 <= 2025  # a year later the map of Vietnam is another


@pytest.mark.parametrize(
    ("edtf", "moved"),
    [
        ("2023", "2022"),
        ("../2025-11-30", "../2024-11-30"),
        ("2021-01/2021-06", "2020-01/2020-06"),
        ("2019/..", "2018/.."),
        (None, None),
    ],
)
def test_a_period_moved_by_a_year(edtf: str | None, moved: str | None) -> None:
    assert years._edtf(edtf, -1) == moved


def test_february_keeps_its_end() -> None:
    assert years._day("2023-02-28", 1) == "2024-02-29"
    assert years._day("2024-02-29", 1) == "2025-02-28"
    assert years._day("2023-12-31", -3) == "2020-12-31"


def test_a_law_and_a_file_keep_their_numbers() -> None:
    case = replace(made.case(), text="Nghị định 58/2022/NĐ-CP, anh2019.jpg, 12/4/2024, 2020-2024.")
    assert [case.text[at : at + 4] for at in years._years(replace(case, facts=()))] == [
        "2024",
        "2020",
        "2024",
    ]


def test_another_province_is_named_everywhere() -> None:
    codes = {}
    for case in made_by(provinces.other_province):
        assert quotations_hold(case)
        assert "Sơn La" not in case.text
        fact = amount(case)
        assert fact.place_name is not None
        assert fact.place_name in case.text
        codes[fact.place] = fact.place_name
    assert codes["VN-22"] == "Nghệ An"
    assert "VN-02" not in codes  # widened in 2025, Sơn La was not


def test_added_sentences_leave_the_facts(rng: random.Random) -> None:
    case = sentences.sentence_added(made.case(), rng)
    assert case is not None
    added = case.text.replace(TITLE_AND_SENTENCE, "").replace(REST, "").strip()
    assert added in wording("vi").free
    assert [fact.quote for fact in case.facts] == ["6 dự án", "gần 4,9 triệu USD"]
    assert quotations_hold(case)


TITLE_AND_SENTENCE = f"{made.TITLE}\n\n{made.SENTENCE}"
REST = " Trẻ nhỏ vui chơi trong sân trường rợp bóng cây."


def test_a_sentence_without_figures_goes(rng: random.Random) -> None:
    case = sentences.sentence_removed(made.case(), rng)
    assert case is not None
    assert case.text == TITLE_AND_SENTENCE
    assert quotations_hold(case)


def test_typing_changes_nothing_but_signs(rng: random.Random) -> None:
    for rewrite in (typing_habits.fixed_spaces, typing_habits.doubled_spaces):
        case = rewrite(made.case(), rng)
        assert case is not None
        assert case.text != made.TEXT
        assert case.text.split() == made.TEXT.split()
        assert quotations_hold(case)
    decomposed = typing_habits.decomposed(made.case(), rng)
    assert decomposed is not None
    assert decomposed.raw is not None
    assert len(decomposed.raw) > len(made.TEXT)


def test_a_wrong_reading_is_noticed() -> None:
    """Each kind of difference shows: a field, a fact too few, one too many, the whole."""
    text = "Năm 2023, các tổ chức phi chính phủ nước ngoài viện trợ cho Việt Nam 228,7 triệu USD."
    case = baseline("own", f"Viện trợ nước ngoài\n\n{text}", "2024-04-12")
    assert len(case.facts) == 1
    assert differences(case) == []
    fact = case.facts[0]
    other = replace(case, facts=(replace(fact, value=Decimal(1)),))
    assert differences(other) == [
        f"'228,7 triệu USD' value: expected 1, read {fact.value}",
    ]
    assert differences(replace(case, facts=()))[0] == "'228,7 triệu USD' is read and should not be"
    twice = replace(case, facts=(fact, replace(fact, start=0)))
    assert "'228,7 triệu USD' is not read" in differences(twice)
    assert differences(replace(case, published="2023-04-12")) == [
        "published: expected 2023-04-12, read 2024-04-12"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_free_sentences_are_free_of_figures(lang: str) -> None:
    free = wording(lang).free
    assert len(set(free)) == len(free) >= 12
    for sentence in free:
        assert read(Document(sentence, lang=lang)).facts == (), sentence


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_provinces_are_those_of_iso(lang: str) -> None:
    canonical = {p.code: p.name for p in wording("vi").provinces}
    for province in wording(lang).provinces:
        place = place_of_code(province.code)
        assert place is not None
        assert place.name == canonical.get(province.code, province.name)
        assert place.merged_2025 == (province.standing == "widened")
        assert (place.until is not None) == (province.standing == "ended")
