"""No figure of the five real reports stands, with its unit, in what reads them.

Rules that know the answers would prove nothing. Searched are code and the data
of languages, measures and places; the demonstration's pages and the tests aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import ROOT

SEARCHED = ("crawler", "corpus", "extract")
KINDS = {".py", ".toml", ".csv", ".txt", ".md", ".html", ".css", ".js"}

MONEY = (
    r"(?:million|billion|m\b|bn\b|triệu|tỷ|tỉ|juta|bilion|miliar|milyar|USD|US\$|dollars?|dolar|đô)"
)
COUNTED = (
    r"(?:(?:foreign |international )?(?:organi[sz]ations?|NGOs?|INGOs?)|tổ chức|TCPCPNN|pertubuhan"
    r"|badan|organisasi|LSM|ormas|lembaga|programmes?|projects?|grants?|chương trình|dự án|khoản"
    r"|program|projek|proyek|bantuan)"
)
FIGURES = (
    *((number, MONEY) for number in (r"228[.,]7", r"4[.,]9", r"1[.,]14", r"1[.,]77", r"2[.,]2")),
    ("262", MONEY),
    *((number, COUNTED) for number in ("31", "379", "500", "18", "23", "42")),
)
# Before the number a currency sign, behind it a unit; nothing that makes it another number.
PATTERNS = {
    number: re.compile(
        rf"(?<![\d.,])(?:(?:US|AS|A)\$|\$|USD )?{number}(?:[ \u00a0](?:{unit})|(?<=\d)(?={unit}))"
        rf"|(?:US|AS)\$ ?{number}(?![\d.,]*\d)",
        re.IGNORECASE,
    )
    for number, unit in FIGURES
}
WRITTEN_OUT = re.compile(r"\b(?:228[.,_]?700|1[.,_]?140|1[.,_]?770)[.,_]?000\b")


def files() -> Iterator[Path]:
    for package in SEARCHED:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in KINDS and "demo" not in path.relative_to(ROOT).parts:
                yield path


def test_there_is_something_to_search() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in files()}
    assert "extract/numbers/numerals.py" in found
    assert "extract/data/languages/vi.toml" in found
    assert any(name.startswith("extract/data/measures/") for name in found)
    assert any(name.startswith("extract/data/gazetteers/") for name in found)
    assert not any("crawler/demo/" in name for name in found)


def test_no_figure_of_the_reports_stands_there() -> None:
    hits = []
    for path in files():
        for count, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if WRITTEN_OUT.search(line) or any(p.search(line) for p in PATTERNS.values()):
                hits.append(f"{path.relative_to(ROOT)}:{count}: {line.strip()}")
    assert hits == []


@pytest.mark.parametrize(
    "words",
    [
        "hơn 228,7 triệu USD", "AS$228.7 juta", "228.7 million US dollars", "4,9 triệu USD",
        "31 tổ chức phi chính phủ", "379 pertubuhan bukan kerajaan", "1.14 bilion USD",
        "gần 1,14 tỷ USD", "1,77 juta USD", "2,2 juta USD", "262 triệu USD", "500 TCPCPNN",
        "18 organisasi", "23 organisasi non-pemerintah dan proyek",
    ],
)  # fmt: skip
def test_the_search_finds_a_figure_where_it_stands(words: str) -> None:
    assert any(pattern.search(words) for pattern in PATTERNS.values())


@pytest.mark.parametrize(
    "words", ["31 December", "12.2 million", "1262 triệu", "14.9 triệu", "2,25 juta", "262 rows"]
)
def test_the_search_lets_other_numbers_be(words: str) -> None:
    assert not any(pattern.search(words) for pattern in PATTERNS.values())
