"""Numbers, periods and links as people see them."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from corpus.serving import wording
from corpus.serving.links import fragment, sentence_link, web_link


def _row(**changes: object) -> dict[str, object]:
    return {"value": 228700000, "value_max": None, "unit": "USD", "qualifier": "exact"} | changes


@pytest.mark.parametrize(
    ("value", "shown", "words"),
    [
        (1140000000, "1,140,000,000", "1.14 billion"),
        (228700000, "228,700,000", "228.7 million"),
        (220000000000, "220,000,000,000", "220 billion"),
        (5600000000000, "5,600,000,000,000", "5.6 trillion"),
        (1234567890, "1,234,567,890", "about 1.235 billion"),
        (999999, "999,999", None),
        (12.5, "12.5", None),
        (0, "0", None),
    ],
)
def test_numbers(value, shown, words):
    assert wording.number(value) == shown
    assert wording.in_words(value) == words


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "228,700,000 USD"),
        ({"qualifier": "more_than"}, "more than 228,700,000 USD"),
        ({"value": 1, "unit": "organization"}, "1 organisation"),
        ({"value": 31, "unit": "organization"}, "31 organisations"),
        ({"value": 6, "unit": "project", "qualifier": "at_least"}, "at least 6 projects"),
        ({"value": 1, "value_max": 3, "unit": "project"}, "1 to 3 projects"),
        ({"value": 2.2, "unit": "percent"}, "2.2 %"),
    ],
)
def test_amounts(changes, shown):
    assert wording.amount(_row(**changes)) == shown


def test_large_money_is_said_in_words_too():
    assert wording.amount_hint(_row()) == "228.7 million US dollars"
    assert (
        wording.amount_hint(_row(value_max=230000000)) == "228.7 million to 230 million US dollars"
    )
    assert wording.amount_hint(_row(value=31, unit="organization")) is None


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023", "2023"),
        ("2023-04", "April 2023"),
        ("2024-04-12", "12 April 2024"),
        ("2023-04/2023-06", "April to June 2023"),
        ("2019/2025-06", "2019 to June 2025"),
        ("2020/2024", "2020 to 2024"),
        ("../2025-11", "up to November 2025"),
        ("2003/..", "since 2003"),
        ("199X", "the 1990s"),
    ],
)
def test_periods(edtf, words):
    assert wording.period(edtf) == words


def test_bounds_name_what_is_open():
    assert wording.bounds(228650000, 228750000) == "228,650,000 to 228,750,000"
    assert wording.bounds(228700000, None) == "228,700,000 or more"
    assert wording.bounds(None, 50) == "at most 50"
    assert wording.bounds(31, 31) == "31"
    assert wording.bounds(None, None) == "open on both sides"


def test_languages_places_and_times_have_names():
    assert [wording.language(code) for code in ("vi", "ms", "id", "und")] == [
        "Vietnamese",
        "Malay",
        "Indonesian",
        "not decided",
    ]
    assert wording.place("MY") == "Malaysia"
    assert wording.place("VN-05") == "Sơn La"
    assert wording.place("VN-99") == "VN-99"
    assert wording.moment("2025-12-04T03:00:00Z") == "4 December 2025, 03:00 UTC"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        " https://tin.example/",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//tin.example/bai",
        "https://",
        "https://[::1",
        "urn:sha256:00",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url):
    assert web_link(url) is None
    assert sentence_link(url, "x") is None


def test_web_addresses_stay_as_they_are():
    assert web_link("https://tin.example/a?b=1&c=2#d") == "https://tin.example/a?b=1&c=2#d"
    assert web_link("http://127.0.0.1:8000/") == "http://127.0.0.1:8000/"


def test_a_sentence_is_encoded_whole_and_comma_hyphen_and_ampersand_with_it():
    assert fragment("Có 31 tổ chức") == "C%C3%B3%2031%20t%E1%BB%95%20ch%E1%BB%A9c"
    encoded = fragment("4,9 triệu - A&B\n#x")
    assert not set(encoded) & set(",-&# \n")
    assert unquote(encoded) == "4,9 triệu - A&B #x"


def test_a_long_sentence_is_named_by_its_ends():
    words = [f"từ{n}" for n in range(40)]
    start, end = (unquote(part) for part in fragment(" ".join(words)).split(","))
    assert start == " ".join(words[:6])
    assert end == " ".join(words[-6:])


def test_the_link_replaces_an_old_fragment():
    link = sentence_link("https://tin.example/a?b=1#c", "một hai")
    assert link == "https://tin.example/a?b=1#:~:text=m%E1%BB%99t%20hai"
