"""Tables printed one cell a line, and lists, found by their lines alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grids import grid_rows, is_number_cell, list_lines, members

ROWS = {
    "a head and rows": (
        "Số liệu sau đây.|Tổ chức|Số dự án|Giá trị (USD)|World Vision|12|350.000|Plan|8|210.000",
        ["Tổ chức|Số dự án|Giá trị (USD)", "World Vision|12|350.000", "Plan|8|210.000"],
    ),
    "rows with a number, the sum without": (
        "No|Lembaga|Nilai|1|NU|Rp 5 miliar|2|PMI|Rp 750 juta|Jumlah|Rp 5,75 miliar|Penutup berita.",
        ["No|Lembaga|Nilai", "1|NU|Rp 5 miliar", "2|PMI|Rp 750 juta", "Jumlah|Rp 5,75 miliar"],
    ),
    "names and amounts only, three rows": (
        "Kata pengerusinya di Johor.|MERCY Malaysia|RM50,000|Rumah Harapan|RM20,000|Aman|RM15,000",
        ["MERCY Malaysia|RM50,000", "Rumah Harapan|RM20,000", "Aman|RM15,000"],
    ),
    "two rows of a name and a number are too few": ("Bài viết|12|Ảnh|5", []),
    "an empty cell": (
        "Huyện|Dự án|Vốn|Hướng Hóa|5|-|Đakrông|4|2.100",
        ["Huyện|Dự án|Vốn", "Hướng Hóa|5|-", "Đakrông|4|2.100"],
    ),
    "days and clocks are no cells": ("Tin A|12/4/2024|10:30|Tin B|13/4/2024|11:45", []),
    "numbered lines are no numbers": ("1. PCNU Kudus|2. PMI Kudus|3. NU Kudus|4. LDII Kudus", []),
    "sentences are no cells": ("Di Solo ada LSM.|12|Di Kudus ada LSM.|8|Di Pati ada LSM.|9", []),
}


@pytest.mark.parametrize(("lines", "expected"), ROWS.values(), ids=ROWS.keys())
def test_rows_of_cells_in_lines(lines: str, expected: list[str]) -> None:
    cells = lines.split("|")
    assert ["|".join(cells[start:end]) for start, end in grid_rows(cells)] == expected


@given(st.lists(st.sampled_from(["Nama", "12", "Rp 5 juta", "Ini kalimat.", "-", "12/4/2024"])))
def test_rows_follow_one_another_and_hold_cells_only(lines: list[str]) -> None:
    rows = grid_rows(lines)
    ends = [0, *(end for _, end in rows)]
    assert all(end <= start < behind for end, (start, behind) in zip(ends, rows, strict=False))
    held = {lines[at] for start, end in rows for at in range(start, end)}
    assert held.isdisjoint({"Ini kalimat.", "12/4/2024"})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Daftar:|1. PCNU: Rp150.000.000|2. PMI: Rp120.000.000|Baca juga", [1, 2]),
        ("Penerima:|MERCY Malaysia - RM50,000|Rumah Harapan (RM15,000)", [1, 2]),
        ("Theo năm:|2019: 52 dự án|2020: 61 dự án", [1, 2]),
        ("Một câu.|- Plan: 5 tỷ đồng|- GNI: 900 triệu đồng", [1, 2]),
        ("Một câu.|Plan: 5 tỷ đồng|GNI: 900 triệu đồng", []),  # nothing leads to them
        ("Daftar:|1. PCNU: Rp150.000.000|Baca juga", []),  # one is no list
        ("Daftar:|- PCNU Kudus|- PMI Kudus", []),
    ],
)
def test_items_of_lists(lines: str, expected: list[int]) -> None:
    assert sorted(list_lines(lines.split("|"))) == expected


@pytest.mark.parametrize("text", ["5", "2.450.000", "Rp 5 miliar", "RM3.2 juta", "US$ 40", "45 %"])
def test_number_cells(text: str) -> None:
    assert is_number_cell(text)


@pytest.mark.parametrize(
    "text", ["", "World Vision", "12/4/2024", "1. Y tế", "10:30", "Covid nghìn"]
)
def test_other_cells(text: str) -> None:
    assert not is_number_cell(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hibah: NU: Rp 5 miliar; PMI: Rp 750 juta.", ["Hibah:", "NU: Rp 5 miliar", "PMI: Rp 750 juta."]),
        ("Penerima - dua NGO: MERCY - RM50,000; Aman - RM20,000", ["Penerima - dua NGO:", "MERCY - RM50,000", "Aman - RM20,000"]),
        ("Theo năm: 2019: 31; 2020: 24.", ["Theo năm:", "2019: 31", "2020: 24."]),
        ("Cơ cấu: y tế: 45%; giáo dục: 20%", ["Cơ cấu:", "y tế: 45%", "giáo dục: 20%"]),
        ("Hibah: NU: Rp 5 miliar.", []),  # one is no list
        ("Ada tiga hal: NU: Rp 5 miliar; PMI belum menerima", []),
        ("Hibah: NU Rp 5 miliar; PMI Rp 750 juta", []),  # nothing parts name and number
        ("Kata dia: dana cair; NU: Rp 5 miliar; PMI: Rp 2 miliar", []),
    ],
)  # fmt: skip
def test_lists_in_one_sentence(text: str, expected: list[str]) -> None:
    assert [text[start:end].strip() for start, end in members(text)] == expected
