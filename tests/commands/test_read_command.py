"""``pressfacts read``: facts of texts and pages, as people and as programs get them."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.cli import main
from extract import weighing
from extract.measures import measures
from extract.weighing.weights import Weights
from tests.commands.conftest import Command
from tests.commands.running import SENTENCE

FACT_KEYS = [
    "file", "lang", "published", "text_sha256", "measure", "value", "value_max", "unit",
    "qualifier", "value_low", "value_high", "bounds_rule", "kind", "direction", "base_period",
    "per", "status", "donors", "scope", "part", "period", "period_start", "period_end",
    "period_basis", "place", "place_name", "place_level", "place_asof", "attribution",
    "conference", "equivalent", "sentence", "quote", "start", "end", "anchors", "repeats", "rule",
    "confidence", "flags",
]  # fmt: skip
REJECTION_KEYS = ["file", "lang", "start", "end", "quote", "sentence", "reason", "rule"]

TWO_FIGURES = (
    "Dalam tahun 2021, pertubuhan bukan kerajaan asing menyalurkan AS$0.5 juta kepada Vietnam, "
    "dan 484 pertubuhan bukan kerajaan asing berdaftar di negara itu. Kira-kira 3,000 keluarga "
    "menerima bantuan AS$2,500.50 seorang.\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_table_for_people(pressfacts: Command, report: Path) -> None:
    found = pressfacts("read", "--published", "2024-04-12", report)
    assert (found.status, found.errors) == (0, [])
    head, figure = found.out.splitlines()
    assert head == f"{report}: vi, published 2024-04-12, 1 figure"
    assert figure == (
        "  aid_amount    more than 100,000,000 USD, level, disbursed, total; period 2023; place VN"
    )


def test_a_line_for_programs_has_every_key_in_order(pressfacts: Command, report: Path) -> None:
    found = pressfacts("read", "--format", "jsonl", report)
    (record,) = found.objects()
    assert list(record) == FACT_KEYS
    told = {name: record[name] for name in ("file", "lang", "measure", "value", "unit", "period")}
    assert told == {
        "file": str(report), "lang": "vi", "measure": "aid_amount", "value": 100_000_000,
        "unit": "USD", "period": "2023",
    }  # fmt: skip
    assert record["quote"] == "hơn 100 triệu USD"
    assert SENTENCE[record["start"] : record["end"]] == record["quote"]
    for spans in record["anchors"].values():
        for span in spans:
            assert list(span) == ["start", "end", "quote"]
            assert SENTENCE[span["start"] : span["end"]] == span["quote"]


def test_what_is_not_stated_is_null_never_empty_or_0(pressfacts: Command, report: Path) -> None:
    (record,) = pressfacts("read", "--format", "jsonl", report).objects()
    not_stated = (
        "published", "value_max", "value_high", "direction", "base_period", "per", "part",
        "attribution", "conference", "equivalent",
    )  # fmt: skip
    assert {name: record[name] for name in not_stated} == dict.fromkeys(not_stated)
    assert "" not in record.values()
    assert 0 not in [record["value"], record["value_low"], record["confidence"]]


def test_numbers_are_plain_and_letters_unescaped(pressfacts: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TWO_FIGURES)
    vast = written(
        tmp_path, "b.txt", "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân 5,25 "
        "triệu tỷ đồng và 0,5 triệu USD cho Việt Nam.\n"
    )  # fmt: skip
    found = pressfacts("read", "--format", "jsonl", path, vast)
    numbers = re.findall(r'"(?:value|value_low|value_high|confidence)": ([^,}\[]+)', found.out)
    assert len(numbers) >= 12
    for number in numbers:
        assert number == "null" or re.fullmatch(r"\d+(\.\d*[1-9])?", number), number
    assert "\\u" not in found.out
    assert "Việt Nam" in found.out
    values = {record["value"] for record in map(_exact, found.out.splitlines())}
    assert Decimal(500000) in values
    assert Decimal(484) in values


def test_facts_come_by_file_then_place_in_the_text(pressfacts: Command, tmp_path: Path) -> None:
    late = written(tmp_path, "z.txt", TWO_FIGURES)
    early = written(tmp_path, "a.txt", SENTENCE + TWO_FIGURES)
    records = pressfacts("read", "--format", "jsonl", late, early).objects()
    files = [record["file"] for record in records]
    assert files == sorted(files, key=[str(late), str(early)].index)
    for file in {str(late), str(early)}:
        starts = [record["start"] for record in records if record["file"] == file]
        assert len(starts) >= 2
        assert starts == sorted(starts)


def test_rejections_have_their_keys_and_a_reason_of_the_codebook(
    pressfacts: Command, tmp_path: Path
) -> None:
    text = (
        "Tại hội nghị, đại diện 85 tổ chức phi chính phủ nước ngoài đã tham dự. Tỉnh đặt mục tiêu "
        "vận động 5 triệu USD viện trợ trong năm 2024.\n"
    )
    path = written(tmp_path, "a.txt", text)
    found = pressfacts("read", "--format", "jsonl", "--rejections", path)
    records = found.objects()
    assert {tuple(record) for record in records} == {tuple(REJECTION_KEYS)}
    assert [(record["quote"], record["reason"]) for record in records] == [
        ("85 tổ chức phi chính phủ nước ngoài", "attendance"),
        ("5 triệu USD", "target"),
    ]
    for record in records:
        assert text[record["start"] : record["end"]] == record["quote"]
    table = pressfacts("read", "--rejections", path).out
    assert "not taken (attendance): 85 tổ chức" in table


def test_the_rules_are_told_when_asked(pressfacts: Command, report: Path) -> None:
    found = pressfacts("read", "--explain", report)
    assert "    words: hơn 100 triệu USD" in found.out
    assert "    period: Năm 2023" in found.out
    assert "    rules: " in found.out


def test_what_the_learned_weights_decided_is_told_with_the_reasons(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    none = Weights(("no", *measures()), {"bias": [1000.0, 0, 0, 0]})
    unlearned = Weights(("total", "subset", "single_project"), {})
    given = {weighing.FIGURE: none, weighing.SCOPE: unlearned}
    monkeypatch.setattr(weighing, "weights", given.__getitem__)
    assert main(["read", "--explain", "--rejections", str(report)]) == 0
    out = capsys.readouterr().out
    assert "not taken (unlikely): 100 triệu USD\n" in out
    assert "    weights: figure no (rules: aid_amount), 1.00 likely, by bias" in out


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfN\xc4\x83m 2023\r\nVi\xe1\xbb\x87t Nam\r\n",
        b"N\xc4\x83m 2023\rVi\xe1\xbb\x87t Nam\r",
        unicodedata.normalize("NFD", "Năm 2023\nViệt Nam\n").encode(),
    ],
    ids=["byte-order mark and CRLF", "CR", "letters and marks apart"],
)
def test_the_text_is_nfc_with_lf_and_nothing_else_is_changed(
    pressfacts: Command, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert pressfacts("read", "--text", path).raw == "Năm 2023\nViệt Nam\n".encode()


def test_offsets_of_a_page_are_offsets_into_its_text(pressfacts: Command, tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Viện trợ</title></head><body><nav>100 tin</nav>"
        f"<article><h1>Viện trợ năm qua</h1><p>Tin từ Hà Nội.</p><p>{SENTENCE}</p></article>"
        "</body></html>"
    )
    path = written(tmp_path, "page.html", page)
    text = pressfacts("read", "--text", path).out
    assert "<" not in text
    (record,) = pressfacts("read", "--format", "jsonl", path).objects()
    assert text[record["start"] : record["end"]] == record["quote"] == "hơn 100 triệu USD"


def test_standard_input_is_a_file(pressfacts: Command) -> None:
    found = pressfacts("read", "--format", "jsonl", "-", stdin=SENTENCE.encode())
    (record,) = found.objects()
    assert (record["file"], record["value"]) == ("-", 100_000_000)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le gouvernement a reçu une aide de 5 millions de dollars des organisations.\n", "fr"),
        ("12 34 56\n", "und"),
    ],
)
def test_a_text_in_no_supported_language_is_no_error(
    pressfacts: Command, report: Path, tmp_path: Path, text: str, lang: str
) -> None:
    other = written(tmp_path, "other.txt", text)
    found = pressfacts("read", "--format", "jsonl", other, report)
    assert found.status == 0
    assert [record["file"] for record in found.objects()] == [str(report)]
    assert found.errors == [f"pressfacts: {other}: language {lang}, expected one of en, id, ms, vi"]


def test_a_language_said_beforehand_is_taken(pressfacts: Command) -> None:
    found = pressfacts(
        "read", "--lang", "id", "--format", "jsonl", "-",
        stdin=b"Pada 2021, 484 LSM asing terdaftar di Vietnam.\n",
    )  # fmt: skip
    (record,) = found.objects()
    assert (record["lang"], record["value"], record["unit"]) == ("id", 484, "organization")


def _exact(line: str) -> dict[str, Decimal]:
    return dict(json.loads(line, parse_float=Decimal, parse_int=Decimal))
