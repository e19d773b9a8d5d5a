"""Scores: which figures were found, each field of them, and what gold leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from extract.model import Conference, Fact, Reading
from extract.scoring import Score, agrees, score
from tests.corpus.sample import fact

WANTED: dict[str, Any] = {
    "measure": "aid_amount", "value": 228700000, "value_max": None, "unit": "USD",
    "qualifier": "exact", "kind": "level", "direction": None, "base_period": None,
    "status": "disbursed", "scope": "total", "period": "2023", "place": "VN",
}  # fmt: skip


def reading(facts: Sequence[Fact], lang: str = "vi", published: str | None = None) -> Reading:
    return Reading(
        text="x", text_sha256="x", lang=lang, lang_probability=1.0, published=published,
        segments=(), facts=tuple(facts), rejections=(),
    )  # fmt: skip


def scored(wanted: Sequence[dict[str, Any]], facts: Sequence[Fact]) -> Score:
    line = {"id": "a", "lang": "vi", "published": None, "facts": list(wanted)}
    return score([(line, reading(facts))])


def test_all_found_and_whole() -> None:
    ratios = scored([WANTED], [fact()]).ratios()
    assert (ratios["precision"], ratios["recall"], ratios["f1"], ratios["whole_f1"]) == (1, 1, 1, 1)
    assert ratios["spurious_per_document"] == 0


def test_two_of_three_found_and_one_too_many() -> None:
    """Precision 2 of 3, recall 2 of 3; one of the two has a wrong place."""
    wanted = [WANTED, {**WANTED, "value": 5}, {**WANTED, "value": 7}]
    total = scored(wanted, [fact(), fact(value=5, place="MY"), fact(value=9)])
    ratios = total.ratios()
    assert (ratios["precision"], ratios["recall"], ratios["f1"]) == (0.6667, 0.6667, 0.6667)
    assert ratios["whole_f1"] == 0.3333
    assert ratios["place"] == 0.5
    assert ratios["spurious_per_document"] == 1
    assert total.misses == [
        "a: aid_amount 5 «x»: place MY not VN",
        "a: missed aid_amount 7 «»",
        "a: spurious aid_amount 9 USD «x»",
    ]


@pytest.mark.parametrize(
    "changes",
    [{"measure": "ngo_count"}, {"value": 228700001}, {"value_max": 3}],
    ids=lambda changes: next(iter(changes)),
)
def test_another_measure_or_value_is_another_figure(changes: dict[str, Any]) -> None:
    total = scored([{**WANTED, **changes}], [fact()])
    assert (total.gold, total.read, total.found) == (1, 1, 0)


def test_an_optional_figure_is_neither_rewarded_nor_punished() -> None:
    optional = {**WANTED, "optional": True}
    for facts in ([fact()], []):
        total = scored([optional], facts)
        assert (total.gold, total.read, total.found, total.misses) == (0, 0, 0, [])


def test_what_must_be_found_is_matched_before_what_may() -> None:
    optional = {**WANTED, "optional": True}
    total = scored([optional, WANTED], [fact()])
    assert (total.gold, total.read, total.found) == (1, 1, 1)


def test_of_two_equal_values_the_likelier_reading_is_matched() -> None:
    level = {**WANTED, "value": 5}
    change = {**level, "kind": "change", "direction": "up", "base_period": "2022"}
    facts = [
        fact(value=5, kind="change", direction="up", base_period="2022"),
        fact(value=5),
    ]
    assert scored([level, change], facts).whole == 2


def test_another_reading_that_gold_accepts_is_right() -> None:
    wanted = {**WANTED, "status": "approved", "accept": {"status": ["committed", "disbursed"]}}
    assert scored([wanted], [fact()]).whole == 1
    assert scored([wanted], [fact(status="received")]).whole == 0
    other = {**WANTED, "measure": "ngo_count", "accept": {"measure": ["aid_amount"]}}
    assert scored([other], [fact()]).found == 1


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        ("2023", "2023", True),
        ("2023", "2023-01/2023-12", True),
        ("2023-01-01/2023-12-31", "2023", True),
        ("2023", "2022", False),
        ("../2023", "2023", False),
        ("../2023", "../2023-12-31", True),
        ("2020/..", "2020-01-01/..", True),
        (None, None, True),
        (None, "2023", False),
        ("2023", None, False),
    ],
)
def test_periods_are_equal_when_their_days_are(
    gold: str | None, read: str | None, right: bool
) -> None:
    assert agrees("period", {"period": gold}, fact(period=read)) is right


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        ("rà phá bom mìn", "bom mìn", True),
        (None, None, True),
        ("bom mìn", None, False),
        (None, "bom mìn", False),
    ],
)
def test_of_a_part_only_its_presence_is_judged(
    gold: str | None, read: str | None, right: bool
) -> None:
    assert agrees("part", {"part": gold}, fact(part=read)) is right


def test_fields_that_gold_does_not_judge_are_not_counted() -> None:
    assert "donors" not in scored([WANTED], [fact(donors="ngos")]).ratios()
    judged = scored([{**WANTED, "donors": None}], [fact(donors="ngos")])
    assert judged.ratios()["donors"] == 0
    assert judged.whole == 1


def test_languages_and_days_are_counted_by_text() -> None:
    lines = [
        ({"id": "a", "lang": "vi", "published": "2024-04-12", "facts": []}, reading([], "vi")),
        ({"id": "b", "lang": "ms", "published": None, "facts": []}, reading([], "id")),
    ]
    ratios = score(lines).ratios()
    assert (ratios["language"], ratios["published"]) == (0.5, 0.5)


def test_nothing_wanted_and_nothing_read_is_perfect() -> None:
    ratios = scored([], []).ratios()
    assert (ratios["precision"], ratios["recall"], ratios["f1"]) == (1, 1, 1)


def test_nothing_right_is_0() -> None:
    ratios = scored([WANTED], [fact(value=1)]).ratios()
    assert (ratios["precision"], ratios["recall"], ratios["f1"], ratios["whole_f1"]) == (0, 0, 0, 0)


WEEK = {"name": "Hội nghị tổng kết công tác", "edition": 4, "date": "2023-12-04", "venue": None}


def of_conference(wanted: dict[str, Any] | None, read: Conference | None) -> dict[str, float]:
    line = {"id": "a", "lang": "vi", "published": None, "facts": [], "conference": wanted}
    return score([(line, replace(reading([]), conference=read))]).ratios()


def test_a_conference_is_judged_by_edition_day_and_the_words_of_its_name() -> None:
    """Five of six words and of five words agree: 2 x 5 / (6 + 5)."""
    read = Conference("Hội nghị tổng kết công", edition=4, date="2023-12-05")
    ratios = of_conference(WEEK, read)
    assert (ratios["conference_edition"], ratios["conference_date"]) == (1, 0)
    assert ratios["conference_name"] == 0.9091


def test_a_conference_missed_or_made_up_is_wrong_and_none_at_all_not_judged() -> None:
    read = Conference("Hội nghị ghi nhận", edition=None, date=None)
    for ratios in (of_conference(WEEK, None), of_conference(None, read)):
        assert (ratios["conference_edition"], ratios["conference_name"]) == (0, 0)
    assert "conference_name" not in of_conference(None, None)


@pytest.mark.parametrize(
    ("wanted", "said", "overlap"),
    [
        ("báo cáo của Sở", "Báo cáo của Sở", 1.0),
        ("báo cáo của Sở", "Sở", 0.4),
        ("báo cáo của Sở", None, 0.0),
        (None, "Sở", 0.0),
    ],
)
def test_a_source_is_judged_by_its_words(wanted: str, said: str | None, overlap: float) -> None:
    total = scored([{**WANTED, "attribution": wanted}], [fact(attribution=said)])
    assert total.ratios()["attribution"] == overlap
