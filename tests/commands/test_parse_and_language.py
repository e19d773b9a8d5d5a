"""``pressfacts parse`` and ``pressfacts language``: strings in, one object a line out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Command
from tests.commands.running import SENTENCE

PARSE_KEYS = [
    "text", "read", "value", "value_max", "unit", "qualifier", "per", "edtf", "start", "end",
]  # fmt: skip
LANGUAGE_KEYS = ["file", "line", "lang", "probability"]
NOTHING = dict.fromkeys(PARSE_KEYS[2:])


def parsed(pressfacts: Command, text: str, *arguments: str) -> list[dict[str, Any]]:
    found = pressfacts("parse", *arguments, stdin=text.encode())
    assert (found.status, found.errors) == (0, [])
    assert all(list(record) == PARSE_KEYS for record in found.objects())
    return found.objects()


def test_a_number(pressfacts: Command) -> None:
    (record,) = parsed(pressfacts, "gần 2,5 triệu\n", "number", "--lang", "vi")
    told = {"text": "gần 2,5 triệu", "read": True, "value": 2_500_000, "qualifier": "nearly"}
    assert record == NOTHING | told


def test_an_amount_with_its_range_and_rate(pressfacts: Command) -> None:
    (record,) = parsed(pressfacts, "3-4 triệu USD/năm\n", "money", "--lang", "vi")
    assert record == NOTHING | {
        "text": "3-4 triệu USD/năm", "read": True, "value": 3_000_000, "value_max": 4_000_000,
        "unit": "USD", "qualifier": "exact", "per": "year",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang", "anchor", "edtf", "start", "end"),
    [
        ("6 tháng đầu năm 2021", "vi", None, "2021-01/2021-06", "2021-01-01", "2021-06-30"),
        ("suku kedua 2023", "ms", None, "2023-04/2023-06", "2023-04-01", "2023-06-30"),
        ("hingga Juli 2025", "id", None, "../2025-07", None, "2025-07-31"),
        ("từ năm 2019 đến nay", "vi", None, "2019/..", "2019-01-01", None),
        ("tahun ini", "id", "2024-08-20", "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_period(
    pressfacts: Command,
    text: str,
    lang: str,
    anchor: str | None,
    edtf: str,
    start: str | None,
    end: str | None,
) -> None:
    told = ["--anchor", anchor] if anchor else []
    (record,) = parsed(pressfacts, text + "\n", "period", "--lang", lang, *told)
    expected = {"text": text, "read": True, "edtf": edtf, "start": start, "end": end}
    assert record == NOTHING | expected


@pytest.mark.parametrize(
    ("what", "lang", "text"),
    [
        ("money", "vi", "5 triệu"),
        ("money", "vi", "5 triệu USD và hơn thế"),
        ("number", "vi", "1,234"),
        ("number", "ms", "1.234"),
        ("number", "id", "banyak"),
        ("period", "vi", "hôm nào đó"),
        ("period", "id", "31 Februari 2024"),
    ],
)
def test_what_is_not_wholly_understood_is_not_read(
    pressfacts: Command, what: str, lang: str, text: str
) -> None:
    (record,) = parsed(pressfacts, text + "\n", what, "--lang", lang)
    assert record == NOTHING | {"text": text, "read": False}


def test_numbers_have_no_exponent(pressfacts: Command) -> None:
    found = pressfacts("parse", "number", "--lang", "vi", stdin=b"0,0000001\n5 tri\xe1\xbb\x87u\n")
    assert re.findall(r'"value": ([^,]+)', found.out) == ["0.0000001", "5000000"]


def test_every_line_has_its_answer_whatever_bytes_it_holds(pressfacts: Command) -> None:
    """Line ends go, everything else stays as received; what is no UTF-8 is shown as lost."""
    found = pressfacts("parse", "number", "--lang", "vi", stdin=b"12\r\n\n 7 \n5 tri\xff\n8")
    assert found.status == 0
    texts = [(record["text"], record["read"]) for record in found.objects()]
    assert texts == [("12", True), ("", False), (" 7 ", True), ("5 tri\ufffd", False), ("8", True)]


def test_nothing_in_nothing_out(pressfacts: Command) -> None:
    for arguments in (("parse", "money", "--lang", "id"), ("parse", "period", "--lang", "ms")):
        found = pressfacts(*arguments)
        assert (found.status, found.raw, found.errors) == (0, b"", [])


def test_the_language_of_files(pressfacts: Command, report: Path, tmp_path: Path) -> None:
    malay = tmp_path / "malay.txt"
    malay.write_text(
        "Kerajaan berkata pertubuhan bukan kerajaan asing boleh membantu kanak-kanak kerana "
        "mereka mempunyai pengalaman di kawasan pedalaman.\n",
        "utf-8",
    )
    found = pressfacts("language", report, malay)
    records = found.objects()
    assert (found.status, found.errors) == (0, [])
    assert [list(record) for record in records] == [LANGUAGE_KEYS, LANGUAGE_KEYS]
    assert [(r["file"], r["line"], r["lang"]) for r in records] == [
        (str(report), None, "vi"),
        (str(malay), None, "ms"),
    ]
    assert all(0.5 < record["probability"] <= 1 for record in records)


def test_the_language_of_lines_on_standard_input(pressfacts: Command) -> None:
    lines = (
        SENTENCE
        + "1234\n"
        + "Pemerintah mengatakan bahwa organisasi kemasyarakatan asing harus memiliki izin.\n"
    )
    found = pressfacts("language", "--lines", stdin=lines.encode())
    assert [(r["file"], r["line"], r["lang"]) for r in found.objects()] == [
        ("-", 1, "vi"),
        ("-", 2, "und"),
        ("-", 3, "id"),
    ]
