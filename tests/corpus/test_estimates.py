"""Estimates count independent texts, and conflict means intervals that do not meet."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corpus.estimates import Estimate, Witness, estimates, meets
from extract.model import Fact
from tests.corpus.sample import fact

M = 1_000_000


def witness(of: Fact, name: str, *, lineage: str | None = None, day: str = "2024-04-12") -> Witness:
    return Witness(f"fact-{name}", of, f"article-{name}", lineage or f"text-{name}", day)


def money(value: float, **changes: object) -> Fact:
    half = Decimal("0.05") * M
    amount = Decimal(str(value)) * M
    return fact(value=amount, value_low=amount - half, value_high=amount + half, **changes)


def more_than(value: float, **changes: object) -> Fact:
    amount = Decimal(str(value)) * M
    return fact(value=amount, value_high=None, qualifier="more_than", **changes)


def count(value: int, day: str, **changes: object) -> Fact:
    return fact(
        measure="ngo_count", unit="organization", status="operating", value=value,
        period=f"../{day}", period_start=None, period_end=day, **changes,
    )  # fmt: skip


def only(found: list[Estimate]) -> Estimate:
    assert len(found) == 1
    return found[0]


def test_more_than_228_agrees_with_228_7_and_the_sharper_reading_is_shown() -> None:
    found = only(estimates([witness(more_than(228), "a"), witness(money(228.7), "b")]))
    assert found.best.fact_id == "fact-b"
    assert found.conflict is False
    assert (found.independent_texts, found.articles) == (2, 2)
    assert (found.value_low, found.value_high) == (228_650_000, 228_750_000)
    assert [(role, w.fact_id) for role, w in found.roles] == [
        ("agrees", "fact-a"), ("best", "fact-b"),
    ]  # fmt: skip


def test_228_6_and_228_9_conflict_and_more_independent_texts_win() -> None:
    found = only(
        estimates(
            [witness(money(228.9), "a", day="2024-05-01"), witness(money(228.6), "b"),
             witness(money(228.6), "c")]
        )
    )  # fmt: skip
    assert found.best.fact.value == Decimal("228600000")
    assert found.conflict is True
    assert found.independent_texts == 2
    assert ("conflicts", "fact-a") in [(role, w.fact_id) for role, w in found.roles]


def test_a_text_printed_three_times_speaks_once() -> None:
    reprints = [witness(money(228.9), name, lineage="text-x") for name in ("a", "b", "c")]
    others = [witness(money(228.6), "d"), witness(money(228.6), "e")]
    found = only(estimates([*reprints, *others]))
    assert found.best.fact.value == Decimal("228600000")
    assert (found.independent_texts, found.articles) == (2, 2)


def test_with_equal_support_the_later_report_is_shown() -> None:
    early = witness(money(228.6), "a", day="2024-04-12")
    late = witness(money(228.9), "b", day="2025-01-02")
    assert only(estimates([early, late])).best is late
    unknown = Witness("fact-c", money(229.5), "article-c", "text-c", None)
    assert only(estimates([early, unknown])).best is early


def test_a_reading_without_status_supports_the_only_status_stated() -> None:
    stated = witness(money(228.7), "a")
    unsaid = witness(money(228.7, status="unspecified"), "b")
    found = only(estimates([stated, unsaid]))
    assert (found.status, found.independent_texts) == ("disbursed", 2)
    committed = witness(money(300, status="committed"), "c")
    apart = {e.status: e.independent_texts for e in estimates([stated, unsaid, committed])}
    assert apart == {"disbursed": 1, "unspecified": 1, "committed": 1}


def test_money_of_ngos_alone_and_with_others_are_two_series() -> None:
    alone = witness(money(220, donors="ngos"), "a")
    mixed = witness(money(228.7, donors="ngos_and_others"), "b")
    unsaid = witness(money(228.7), "c")
    assert [e.conflict for e in estimates([alone, mixed])] == [False, False]
    found = only(estimates([mixed, unsaid]))
    assert (found.donors, found.independent_texts) == ("ngos_and_others", 2)
    assert len(estimates([alone, mixed, unsaid])) == 3


def test_only_levels_of_totals_with_place_and_period_take_part() -> None:
    left_out = [
        money(1, kind="change"), money(1, scope="subset"), money(1, place=None),
        money(1, period=None, period_start=None, period_end=None),
    ]  # fmt: skip
    assert estimates([witness(f, str(n)) for n, f in enumerate(left_out)]) == []


def test_places_periods_units_and_measures_are_apart() -> None:
    found = estimates(
        [witness(money(1), "a"), witness(money(1, place="VN-05"), "b"),
         witness(money(1, period_end="2024-12-31"), "c"), witness(money(1, unit="VND"), "d")]
    )  # fmt: skip
    assert len(found) == 4
    assert len({estimate.id for estimate in found}) == 4


def test_counts_as_of_days_within_a_month_are_one_count() -> None:
    near = [witness(count(379, "2025-11-30"), "a"), witness(count(379, "2025-12-04"), "b")]
    assert only(estimates(near)).independent_texts == 2
    far = [*near, witness(count(379, "2026-02-01"), "c")]
    assert sorted(e.independent_texts for e in estimates(far)) == [1, 2]
    chain = [witness(count(5, day), day) for day in ("2025-01-01", "2025-01-25", "2025-02-20")]
    assert sorted(e.independent_texts for e in estimates(chain)) == [1, 2]


def test_money_until_two_near_days_is_not_the_same_money() -> None:
    until = [witness(money(1, period_start=None, period_end=day), day)
             for day in ("2025-11-30", "2025-12-04")]  # fmt: skip
    assert len(estimates(until)) == 2


def test_a_vague_figure_that_covers_two_that_disagree_is_not_the_best() -> None:
    about = fact(value=230 * M, value_low=220 * M, value_high=240 * M, qualifier="about")
    found = only(estimates([witness(about, "a"), witness(money(228.6), "b"),
                            witness(money(228.9), "c")]))  # fmt: skip
    assert found.best.fact.qualifier == "exact"
    assert found.conflict is True


bounds = st.none() | st.integers(0, 20)
intervals = st.tuples(bounds, bounds).filter(lambda b: None in b or b[0] <= b[1])  # type: ignore[operator]


@given(intervals, intervals)
def test_intervals_meet_exactly_when_some_number_lies_in_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None]
) -> None:
    def holds(interval: tuple[int | None, int | None], number: int) -> bool:
        low, high = interval
        return (low is None or low <= number) and (high is None or number <= high)

    facts = [fact(value=1, value_low=low, value_high=high) for low, high in (one, other)]
    expected = any(holds(one, n) and holds(other, n) for n in range(-1, 22))
    assert meets(*facts) is expected
    assert meets(facts[1], facts[0]) is expected


@given(st.permutations(range(6)))
def test_the_order_of_readings_changes_nothing(order: list[int]) -> None:
    readings = [
        witness(money(228.6), "a"), witness(money(228.9), "b"), witness(more_than(228), "c"),
        witness(count(379, "2025-11-30"), "d"), witness(count(380, "2025-12-04"), "e"),
        witness(money(228.7, status="unspecified"), "f"),
    ]  # fmt: skip
    assert estimates([readings[n] for n in order]) == estimates(readings)
