"""What is counted: a file a measure, and a wrong one is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import extract.lexicon
from extract.lexicon import LexiconError
from extract.measures import measures

STOCK = 'name = "schools"\nunit = "school"\nexistence = "stock"\nstatuses = ["open", "built"]\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of measure files in place of the package's."""
    found = tmp_path / "data" / "measures"
    found.mkdir(parents=True)
    monkeypatch.setattr(extract.lexicon, "files", lambda package: tmp_path)
    measures.cache_clear()
    yield found
    measures.cache_clear()


def test_a_file_brings_a_measure(folder: Path) -> None:
    (folder / "schools.toml").write_text(STOCK, "utf-8")
    (folder / "README.md").write_text("no measure", "utf-8")
    assert list(measures()) == ["schools"]
    school = measures()["schools"]
    assert (school.unit, school.statuses, school.is_stock) == ("school", ("open", "built"), True)


def test_what_happens_over_a_time_is_no_stock(folder: Path) -> None:
    (folder / "gifts.toml").write_text(
        STOCK.replace("schools", "gifts").replace('"stock"', '"flow"'), "utf-8"
    )
    assert not measures()["gifts"].is_stock


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (STOCK.replace("unit", "units"), r"schools\.toml: key unit is missing"),
        (STOCK.replace('"schools"', '"school"'), r"schools\.toml: name is 'school', expected"),
        (STOCK.replace('"stock"', '"now"'), "existence is 'now', expected stock or flow"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(folder: Path, content: str, what: str) -> None:
    (folder / "schools.toml").write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=what):
        measures()


def test_the_shipped_measures() -> None:
    """Organisations exist at a time; money and projects happen over one."""
    measures.cache_clear()
    found = measures()
    assert set(found) >= {"ngo_count", "aid_amount", "project_count"}
    assert {name: found[name].is_stock for name in ("ngo_count", "aid_amount", "project_count")} == {
        "ngo_count": True, "aid_amount": False, "project_count": False,
    }  # fmt: skip
    assert found["aid_amount"].unit == "currency"
    assert "committed" not in found["ngo_count"].statuses
    assert "registered" not in found["aid_amount"].statuses
