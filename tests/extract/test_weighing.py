"""What is weighed after the rules: when another answer is taken, and what is left as it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from extract import weighing
from extract.drafts import Draft
from extract.model import Document, Reading
from extract.reading import read, read_by_rules
from extract.weighing.candidates import candidates, open_measures
from extract.weighing.features import describe, views
from extract.weighing.weights import Weights, WeightsError, choose, weights

TEXT = (
    "Năm 2023, tỉnh Quảng Trị có 31 tổ chức phi chính phủ nước ngoài hoạt động. "
    "Các tổ chức này tài trợ 12 triệu USD. Hội nghị có 240 đại biểu. Doanh thu của các doanh nghiệp là 5 tỷ đồng."
)


def always(name: str) -> Weights:
    """Weights that say ``name`` of everything, and that all else is a figure rather than none."""
    classes = ("no", "ngo_count", "project_count", "aid_amount")
    odds = [-1000.0, 0.0, 0.0, 0.0]
    odds[classes.index(name)] = 1000.0
    return Weights(classes, {"bias": odds})


def figures(reading: Reading) -> list[tuple[str, int]]:
    return [(fact.measure, int(fact.value)) for fact in reading.facts]


def with_weights(monkeypatch: pytest.MonkeyPatch, learned: Weights) -> Reading:
    """Read ``TEXT`` with ``learned`` for what a figure is, scopes as the rules say."""
    none = Weights(("total", "subset", "single_project"), {})
    given = {weighing.FIGURE: learned, weighing.SCOPE: none}
    monkeypatch.setattr(weighing, "weights", given.__getitem__)
    return read(Document(TEXT, lang="vi"))


def test_without_known_features_the_rules_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    by_rules = read(Document(TEXT, lang="vi"), weighed=False)
    unknown = Weights(("no", "ngo_count", "project_count", "aid_amount"), {})
    assert with_weights(monkeypatch, unknown) == by_rules
    assert figures(by_rules) == [("ngo_count", 31), ("aid_amount", 12_000_000)]


def test_what_is_surely_none_is_set_aside_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = with_weights(monkeypatch, always("no"))
    assert reading.facts == ()
    unlikely = [row.quote for row in reading.rejections if row.reason == "unlikely"]
    assert unlikely == ["31 tổ chức phi chính phủ nước ngoài", "12 triệu USD"]
    assert {row.rule for row in reading.rejections if row.reason == "unlikely"} == {
        "weighed.figure"
    }


def test_what_is_surely_a_figure_is_taken_with_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = with_weights(monkeypatch, always("aid_amount"))
    assert ("aid_amount", 5_000_000_000) in figures(reading)
    flags = {int(fact.value): fact.flags for fact in reading.facts}
    assert "weighed" in flags[5_000_000_000]
    assert "weighed" not in flags[12_000_000]


@pytest.mark.parametrize(("none", "kept"), [(-0.3, True), (0.0, False)])
def test_a_figure_that_may_as_well_be_none_is_set_aside(
    none: float, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = Weights(
        ("no", "ngo_count", "project_count", "aid_amount"), {"bias": [none, 0.0, 0.0, 0.0]}
    )
    reading = with_weights(monkeypatch, learned)
    assert (("ngo_count", 31) in figures(reading)) == kept
    assert ("aid_amount", 5_000_000_000) not in figures(reading)


def test_people_and_days_are_not_weighed_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ngo_count", "project_count", "aid_amount"):
        values = {value for _, value in figures(with_weights(monkeypatch, always(name)))}
        assert not values & {240, 2023}


def test_what_the_weights_decided_is_told_with_what_weighed_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learned = Weights(
        ("no", "ngo_count", "project_count", "aid_amount"),
        {
            "w-0:vi:trợ": [900.0, 0, 0, 0],
            "S:give.verb=give": [9.0, 0, 0, 0],
            "bias": [0, 2.0, 0, 2.0],
        },
    )
    reading = with_weights(monkeypatch, learned)
    look = next(look for look in reading.looks if look.answer == "no")
    assert reading.text[look.start : look.end] == "12 triệu USD"
    assert (look.field, look.instead, look.likely > 0.99) == ("figure", "aid_amount", True)
    assert look.reasons == ("the word 'trợ' before", "give.verb=give in the sentence")


def test_where_the_weights_agree_with_the_rules_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unknown = Weights(("no", "ngo_count", "project_count", "aid_amount"), {})
    assert with_weights(monkeypatch, unknown).looks == ()


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("w+1:id:hibah", "the word 'hibah' behind"),
        ("Lown:give.verb=give", "give.verb=give before"),
        ("R0:status.flow=received", "status.flow=received behind"),
        ("I:qualifier.after=about", "qualifier.after=about within"),
        ("H:evidence.strong=aid", "evidence.strong=aid in headline or lead"),
        ("O:country=VN", "the article: country=VN"),
        ("!scope=scope.total", "the rules: scope=scope.total"),
        ("measure=aid_amount", "measure=aid_amount"),
    ],
)
def test_a_reason_is_told_in_words(feature: str, words: str) -> None:
    assert describe(feature) == words


def test_a_figure_keeps_its_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = with_weights(monkeypatch, always("project_count"))
    assert ("ngo_count", 31) in figures(reading)


def test_a_measure_nothing_was_learned_of_is_left_to_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only_money = Weights(("no", "aid_amount"), {"bias": [1000.0, 0.0]})
    assert figures(with_weights(monkeypatch, only_money)) == [("ngo_count", 31)]


def test_a_language_nothing_was_learned_of_is_left_to_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learned = Weights(("no", "aid_amount"), {"bias": [1000.0, 0.0]}, frozenset({"ms"}))
    by_rules = read(Document(TEXT, lang="vi"), weighed=False)
    assert with_weights(monkeypatch, learned) == by_rules


def test_another_scope_is_taken_where_it_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    def scopes(odds: list[float]) -> list[str]:
        learned = Weights(("total", "subset", "single_project"), {"bias": odds})
        none = Weights(("no", "ngo_count", "project_count", "aid_amount"), {})
        given = {weighing.FIGURE: none, weighing.SCOPE: learned}
        monkeypatch.setattr(weighing, "weights", given.__getitem__)
        return [fact.scope for fact in read(Document(TEXT, lang="vi")).facts]

    by_rules = [fact.scope for fact in read(Document(TEXT, lang="vi"), weighed=False).facts]
    assert scopes([0.0, 0.0, 0.1]) == by_rules
    assert scopes([0.0, 0.0, 1000.0]) == ["single_project"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021, các tổ chức phi chính phủ nước ngoài hỗ trợ huyện Krông Nô, tỉnh Đắk Nông 4,5 tỷ đồng.",
        "Giai đoạn 2020-2024, viện trợ PCPNN đạt 5 triệu USD, trong đó y tế chiếm 36,2%.",
    ],
)
def test_districts_and_shares_are_parts_whatever_is_weighed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = Weights(("total", "subset", "single_project"), {"bias": [1000.0, 0.0, 0.0]})
    none = Weights(("no", "ngo_count", "project_count", "aid_amount"), {})
    given = {weighing.FIGURE: none, weighing.SCOPE: total}
    monkeypatch.setattr(weighing, "weights", given.__getitem__)
    assert read(Document(text, lang="vi")).facts[-1].scope == "subset"


@pytest.mark.parametrize(
    ("odds", "allowed", "expected"),
    [
        ([0.0, 2.0], None, ("b", 0.8808)),
        ([0.0, 2.0], {"a"}, ("a", 1.0)),
        ([5.0, 5.0], {"a", "b"}, ("b", 0.5)),
    ],
)
def test_the_likeliest_of_the_allowed_is_chosen(
    odds: list[float], allowed: set[str] | None, expected: tuple[str, float]
) -> None:
    learned = Weights(("a", "b"), {"bias": odds})
    found = choose(learned, learned.sums(["bias", "never seen"]), allowed=allowed)
    assert (found.name, found.known) == (expected[0], 1)
    assert found.likely == pytest.approx(expected[1], abs=1e-4)
    assert sum(found.shares.values()) == pytest.approx(1)


def test_many_features_weigh_by_the_root_of_their_number() -> None:
    learned = Weights(("a", "b"), {"one": [0.0, 1.0], "two": [0.0, 1.0], "three": [0.0, -1.0]})
    sums, known = learned.sums(["one", "two", "three", "four"])
    assert (list(sums), known) == ([0.0, 1.0], 3)
    assert learned.sums([]) == ([0.0, 0.0], 0)


def test_a_missing_file_of_weights_is_named() -> None:
    with pytest.raises(WeightsError, match=r"nothing\.json"):
        weights("nothing")


def test_the_weights_were_learned_from_the_articles_that_are_there() -> None:
    root = Path(__file__).parents[2]
    digest = hashlib.sha256((root / "tests" / "learning" / "gold.jsonl").read_bytes()).hexdigest()
    for name in (weighing.FIGURE, weighing.SCOPE):
        file = root / "extract" / "data" / "weights" / f"{name}.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        assert content["learned_from"] == digest, f"{file.name}: run make weights"


def test_features_are_the_same_whatever_was_read_before() -> None:
    first = _features(TEXT)
    _features(TEXT.replace("31", "30"))
    assert _features(TEXT) == first
    assert len(first) == 3  # two figures and the revenue, no people and no year


def _features(text: str) -> list[list[str]]:
    readings, outline = read_by_rules(Document(text, lang="vi"))
    return [
        [*view.features, *weighing.features_of(view, told, outline.lang)]
        for view in views(readings, outline)
        for told in candidates(view.reading)
    ]


def test_what_a_number_counts_says_what_it_can_be() -> None:
    readings, _ = read_by_rules(Document(TEXT, lang="vi"))
    told = [told for reading in readings for told in candidates(reading)]
    read_as = {
        (t.zone.scan.quote(t.zone.quantity.start, t.zone.quantity.end), isinstance(t, Draft)): set(
            open_measures(t)
        )
        for t in told
    }
    assert read_as[("12 triệu USD", True)] == {"aid_amount"}
    assert read_as[("5 tỷ đồng", False)] == {"aid_amount"}
