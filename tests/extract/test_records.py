"""Facts and rejections as JSON: keys in order, plain numbers, letters as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Conference, Equivalent, Reading, Rejection, Span
from extract.records import fact_record, plain_decimal, rejection_record, to_json
from tests.corpus.sample import FACT

READING = Reading(
    text="x", text_sha256="ab12", lang="vi", lang_probability=0.9, published=None, segments=(),
    facts=(FACT,), rejections=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1.14E+9"), "1140000000"),
        (Decimal("228700000"), "228700000"),
        (Decimal("0.5"), "0.5"),
        (Decimal("0.50"), "0.5"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("100"), "100"),
        (Decimal("100.00"), "100"),
        (Decimal("0"), "0"),
        (Decimal("0.000"), "0"),
        (Decimal("12345678901234567890.123"), "12345678901234567890.123"),
    ],
)
def test_numbers_are_written_without_exponent_or_idle_zeros(value: Decimal, text: str) -> None:
    assert plain_decimal(value) == text
    assert to_json(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal("1e30")))
def test_a_written_number_is_the_same_number(value: Decimal) -> None:
    text = plain_decimal(value)
    assert Decimal(text) == value
    assert "e" not in text.lower()


@given(st.floats(min_value=0, max_value=1e300))
def test_a_float_is_written_as_it_is_shortest_and_plain(value: float) -> None:
    text = to_json(value)
    assert float(text) == value
    assert "e" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        ("Việt Nam “triệu”", '"Việt Nam “triệu”"'),
        ('a"b\\c\n', '"a\\"b\\\\c\\n"'),
        ((), "[]"),
        (("a", None, Decimal("2.50")), '["a", null, 2.5]'),
        ({}, "{}"),
        ({"giá trị": {"b": [1]}}, '{"giá trị": {"b": [1]}}'),
    ],
)
def test_values_as_json(value: object, text: str) -> None:
    assert to_json(value) == text


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no JSON form"):
        to_json({"a": object()})


def test_a_fact_without_its_optional_parts() -> None:
    record = fact_record(FACT, READING, None)
    assert list(record)[:6] == ["file", "lang", "published", "text_sha256", "measure", "value"]
    assert (record["file"], record["lang"], record["text_sha256"]) == (None, "vi", "ab12")
    assert (record["conference"], record["equivalent"], record["part"]) == (None, None, None)
    assert (record["anchors"], record["repeats"], record["flags"]) == ({}, [], [])
    assert json.loads(to_json(record))["value_low"] == 228650000


def test_a_fact_with_all_its_parts() -> None:
    fact = replace(
        FACT,
        conference=Conference("Hội nghị toàn quốc", edition=4, date="2025-12-04"),
        equivalent=Equivalent(Decimal("5.8E+12"), None, "VND", "about"),
        anchors={"status": (Span(3, 5, "ab"),)},
        repeats=(Span(9, 11, "cd"),),
        flags=("separator",),
    )
    told = json.loads(to_json(fact_record(fact, READING, "a.txt")))
    assert told["conference"] == {
        "name": "Hội nghị toàn quốc", "edition": 4, "date": "2025-12-04", "venue": None,
    }  # fmt: skip
    assert told["equivalent"] == {
        "value": 5_800_000_000_000, "value_max": None, "unit": "VND", "qualifier": "about",
    }  # fmt: skip
    assert told["anchors"] == {"status": [{"start": 3, "end": 5, "quote": "ab"}]}
    assert told["repeats"] == [{"start": 9, "end": 11, "quote": "cd"}]
    assert told["flags"] == ["separator"]


def test_a_rejection() -> None:
    rejection = Rejection(4, 9, "85 tổ chức", "Có 85 tổ chức dự.", "attendance", "reject.event")
    assert list(rejection_record(rejection, READING, "a.txt").items()) == [
        ("file", "a.txt"),
        ("lang", "vi"),
        ("start", 4),
        ("end", 9),
        ("quote", "85 tổ chức"),
        ("sentence", "Có 85 tổ chức dự."),
        ("reason", "attendance"),
        ("rule", "reject.event"),
    ]
