"""Figures in English: one data file and its terms, read by the rules of the other languages."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.model import Conference, Document, Equivalent, Fact, Reading
from extract.reading import read

PUBLISHED = "2024-04-12"
CASES = Path(__file__).parent / "cases"
UNITS = {"ngo_count": "organization", "project_count": "project", "aid_amount": "USD"}
SAID = {"qualifier": "exact", "kind": "level", "status": "unspecified", "scope": "total"}
PLAIN = (
    "quote", "measure", "qualifier", "kind", "direction", "base_period", "per", "status", "donors",
    "scope", "part", "period", "place", "attribution",
)  # fmt: skip


def load(name: str, kind: str) -> list[dict[str, Any]]:
    text = (CASES / name).read_text(encoding="utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    filled = [fill(case, word) for case in data["each"] for word in case["words"]]
    return [*data[kind], *filled]


def fill(case: Any, word: str) -> Any:
    """A case with ``word`` in the place of every ``{word}``."""
    if isinstance(case, dict):
        return {key: fill(value, word) for key, value in case.items() if key != "words"}
    if isinstance(case, list):
        return [fill(value, word) for value in case]
    return case.replace("{word}", word) if isinstance(case, str) else case


READINGS = load("english-readings.toml", "reading")
TRAPS = load("english-traps.toml", "trap")


def cases() -> list[Any]:
    """The readings; those that need words not there yet must fail until they are."""
    return [
        pytest.param(case, id=case["text"].strip()[:60], marks=marks(case)) for case in READINGS
    ]


def marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["needs"], strict=True)] if "needs" in case else []


def reading(text: str, published: str = PUBLISHED) -> Reading:
    return read(Document(text, lang="en", published=published))


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """A fact of a case with what it leaves out."""
    fact = {key: case.get(key, SAID.get(key)) for key in PLAIN}
    fact["unit"] = case.get("unit", UNITS[case["measure"]])
    fact["value"] = Decimal(case["value"])
    fact["value_max"] = Decimal(case["value_max"]) if "value_max" in case else None
    fact["period_basis"] = case.get("basis")
    fact["equivalent"] = case.get("equivalent")
    return fact


def printed(fact: Fact) -> dict[str, Any]:
    """A fact as the cases write it."""
    plain = {key: getattr(fact, key) for key in PLAIN}
    numbers = {key: getattr(fact, key) for key in ("value", "value_max", "unit", "period_basis")}
    return {**plain, **numbers, "equivalent": restated(fact.equivalent)}


def restated(other: Equivalent | None) -> str | None:
    return f"{other.value:f} {other.unit} {other.qualifier}" if other else None


@pytest.mark.parametrize("case", cases())
def test_the_whole_reading(case: dict[str, Any]) -> None:
    facts = reading(case["text"], case.get("published", PUBLISHED)).facts
    assert [printed(fact) for fact in facts] == [expected(fact) for fact in case["facts"]]


def is_read(case: dict[str, Any]) -> bool:
    facts = reading(case["text"], case.get("published", PUBLISHED)).facts
    return [printed(fact) for fact in facts] == [expected(fact) for fact in case["facts"]]


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case["text"][:60])
def test_a_number_that_is_no_figure(case: dict[str, Any]) -> None:
    found = reading(case["text"])
    assert [printed(fact) for fact in found.facts] == []
    assert case["reason"] in reasons(case, found)


def reasons(case: dict[str, Any], found: Reading) -> Collection[str]:
    """Why the number of a trap was set aside."""
    start = case["text"].index(case["quote"])
    end = start + len(case["quote"])
    rows = {row.reason for row in found.rejections if row.start < end and start < row.end}
    return rows or found.rejection_counts


def is_set_aside(case: dict[str, Any]) -> bool:
    found = reading(case["text"])
    return not found.facts and case["reason"] in reasons(case, found)


def test_the_conference_is_named() -> None:
    text = (
        "International Conference on Cooperation between Vietnam and Foreign NGOs\n\n"
        "Foreign NGOs disbursed US$228.7 million in Vietnam in 2023, the meeting in Hanoi heard.\n"
    )
    (fact,) = reading(text).facts
    assert fact.conference == Conference(
        name="International Conference on Cooperation between Vietnam and Foreign NGOs"
    )


def test_page_furniture_is_not_read() -> None:
    text = (
        "Quang Nam receives aid from foreign NGOs\n\n"
        "Quang Nam received 12 NGO projects in 2019, the provincial authorities said.\n\n"
        "Most read\nNGOs disbursed US$9 million for 30 NGO projects in Hue in 2019.\n"
    )
    found = reading(text)
    assert [fact.quote for fact in found.facts] == ["12 NGO projects"]
    assert [segment.role for segment in found.segments] == ["title", "lead", "related", "related"]
