"""A sentence of many figures: counted is the work, in calls of functions, not the time."""

from __future__ import annotations

import sys

import pytest

from extract.model import Document
from extract.reading import read

FIGURES = [
    "{} dự án",
    "{} triệu USD",
    "{} tổ chức phi chính phủ",
    "năm 2019 có {} LSM",
    "NPA tài trợ {} triệu USD",
]


@pytest.mark.parametrize("figure", FIGURES)
def test_twice_as_many_figures_are_far_from_eight_times_the_work(figure: str) -> None:
    few, many = (work(", ".join(map(figure.format, range(2, 2 + n)))) for n in (50, 100))
    assert many < 4 * few  # six to eight times where each is held against all pairs of others


def work(text: str) -> int:
    """Return how many calls of functions it takes to read ``text``."""
    document = Document(text, lang="vi", published="2024-04-12")
    read(document)  # what is loaded once is no work of this text
    events: list[None] = []
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, argument: events.append(None))
    try:
        read(document)
    finally:
        sys.setprofile(before)
    return len(events)
