"""160 invented pages of all kinds, labelled without sight of the reader.

``published`` is the day on which a careful reader would say that the article appeared,
empty where nobody could tell; a month alone counts as no day. Labels are changed only
with the words that decide, quoted in ``pages-errata.md``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.pages.generic import article_of_html

CASES = Path(__file__).parent / "cases" / "pages.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in CASES.read_text("utf-8").splitlines() if line
]
NOT_YET = {
    "p160": "one time in UTC near midnight, and the place names alone tell that it is Malaysia's",
}
"""Pages whose day is not found, with the reason; none is read wrongly."""


def found(row: dict[str, Any]) -> str | None:
    published = article_of_html(row["html"].encode(), row["url"]).published
    return published if published and len(published) == 10 else None


def _case(row: dict[str, Any]) -> Any:
    reason = NOT_YET.get(row["id"])
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(row, id=row["id"], marks=marks)


@pytest.mark.parametrize("row", [_case(row) for row in ROWS])
def test_the_day_of_a_page(row: dict[str, Any]) -> None:
    assert found(row) == (row["published"] or None), row["note"]


@pytest.mark.parametrize("name", NOT_YET)
def test_what_is_not_found_is_not_guessed(name: str) -> None:
    (row,) = [row for row in ROWS if row["id"] == name]
    assert found(row) is None


def test_all_pages_are_there() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 160
