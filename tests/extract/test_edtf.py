"""Periods as text: what is written, what is refused, and which days it means."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import edtf

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    shape = draw(st.sampled_from(["year", "month", "day", "decade"]))
    if shape == "decade":
        return f"{day.year // 10}X"
    return {"year": f"{day:%Y}", "month": f"{day:%Y-%m}", "day": f"{day:%Y-%m-%d}"}[shape]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2025-11-30", date(2025, 11, 30), date(2025, 11, 30)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2020/2024", date(2020, 1, 1), date(2024, 12, 31)),
        ("2023-04/2023-06", date(2023, 4, 1), date(2023, 6, 30)),
        ("2005/2012-06", date(2005, 1, 1), date(2012, 6, 30)),
        ("2024/2024-04-12", date(2024, 1, 1), date(2024, 4, 12)),
        ("199X/2005", date(1990, 1, 1), date(2005, 12, 31)),
        ("../2025-11", None, date(2025, 11, 30)),
        ("2016/..", date(2016, 1, 1), None),
    ],
)
def test_a_period_has_its_first_and_last_day(
    text: str, first: date | None, last: date | None
) -> None:
    period = edtf.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "../..", "2025/2019", "2023-13", "2023-00", "2023-02-29", "2023-4", "23",
        "2003~", "2003?", "2023-Q1", "2023-21", "2023-04-12T10:00", "20XX", "1990s", "2023/",
        "/2023", "2023/2024/2025", "-2023", "2023-04/2023-03", "0000", "２０２３", " 2023", "2023\n",
    ],
)  # fmt: skip
def test_what_is_not_written_here_is_refused(text: str) -> None:
    with pytest.raises(edtf.EdtfError):
        edtf.parse(text)
    assert edtf.read(text) is None


@given(points())
def test_a_point_lies_in_its_decade_year_or_month(text: str) -> None:
    period = edtf.parse(text)
    assert period.first is not None
    assert period.last is not None
    assert period.first <= period.last
    assert period.first.isoformat().startswith(text.rstrip("X"))
    assert period.last.isoformat().startswith(text.rstrip("X"))


@given(points())
def test_the_day_behind_a_point_does_not_belong_to_it(text: str) -> None:
    period = edtf.parse(text)
    assert period.last is not None
    behind = (period.last + timedelta(days=1)).isoformat()
    assert not period.contains(edtf.parse(behind))
    assert period.before(edtf.parse(behind))


@given(points(), points())
def test_an_interval_runs_from_the_first_day_of_one_to_the_last_of_the_other(
    left: str, right: str
) -> None:
    one, two = edtf.parse(left), edtf.parse(right)
    between = edtf.read(f"{left}/{right}")
    assert one.first is not None
    assert two.last is not None
    if one.first > two.last:
        assert between is None
    else:
        assert between is not None
        assert (between.first, between.last) == (one.first, two.last)


@given(points(), points())
def test_two_periods_overlap_unless_one_ends_before_the_other(left: str, right: str) -> None:
    one, two = edtf.parse(left), edtf.parse(right)
    assert one.overlaps(two) == two.overlaps(one)
    assert one.overlaps(two) != (one.before(two) or two.before(one))


@given(points(), points())
def test_containing_both_ways_is_being_equal(left: str, right: str) -> None:
    one, two = edtf.parse(left), edtf.parse(right)
    assert (one.contains(two) and two.contains(one)) == (one == two)


def test_periods_with_the_same_days_are_equal() -> None:
    assert edtf.parse("2023") == edtf.parse("2023-01/2023-12")
    assert edtf.parse("2023") != edtf.parse("2023-01/2023-11")
    assert edtf.parse("../2023") != edtf.parse("2023")


def test_an_open_side_reaches_without_end() -> None:
    assert edtf.parse("../2020").overlaps(edtf.parse("1900"))
    assert not edtf.parse("../2020").overlaps(edtf.parse("2021/.."))
    assert edtf.parse("2016/..").contains(edtf.parse("2020/.."))
    assert not edtf.parse("2016/2020").contains(edtf.parse("2016/.."))
    assert not edtf.parse("../2020").before(edtf.parse("../2021"))


@given(st.integers(-5, 10_005), st.integers(-1, 14), st.integers(-1, 33))
def test_only_days_of_the_calendar_are_written(year: int, month: int, day: int) -> None:
    text = edtf.write(year, month, day)
    known = 1 <= year <= 9999 and 1 <= month <= 12
    if known and 1 <= day <= monthrange(year, month)[1]:
        assert text == date(year, month, day).isoformat()
    else:
        assert text is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2020", "2024", "2020/2024"),
        ("2020", "2020", "2020"),
        (None, "2025-11", "../2025-11"),
        ("2016", None, "2016/.."),
        (None, None, None),
        ("2024", "2020", None),
    ],
)
def test_an_interval_is_written_only_where_it_runs_forward(
    left: str | None, right: str | None, expected: str | None
) -> None:
    assert edtf.interval(left, right) == expected
