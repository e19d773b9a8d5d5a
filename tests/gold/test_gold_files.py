"""The gold checks itself: nothing here runs a reader."""

import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FACT_KEYS = {
    "measure", "value", "value_max", "unit", "qualifier", "kind", "direction", "base_period",
    "per", "status", "donors", "scope", "part", "period", "place", "attribution", "equivalent",
    "cue",
}  # fmt: skip
MONEY = {
    "USD", "VND", "EUR", "AUD", "MYR", "IDR", "NZD", "GBP", "JPY", "BND", "SGD", "CHF", "QAR", "BDT",
}  # fmt: skip
AFTER_PAGES = 84
"""The first number of those told after a page of the press: as long as it, and with doubts."""
THIRD = 163
"""The last number of those of which a third have no fact; of later ones it is a fifth."""
AID_STATUS = {"disbursed", "committed", "approved", "received", "mobilised", "unspecified"}
NGO_STATUS = {"operating", "registered", "licensed", "related", "honoured", "unspecified"}
CLOSED: dict[str, set[Any]] = {
    "measure": {"ngo_count", "aid_amount", "project_count"},
    "qualifier": {"exact", "more_than", "nearly", "about", "at_least", "up_to"},
    "kind": {"level", "change", "ratio", "rate", "share"},
    "direction": {"up", "down", None},
    "per": {"year", "month", "recipient", None},
    "donors": {"ngos", "ngos_and_others", None},
    "scope": {"total", "subset", "single_project"},
}
# Small counts are spelled out in Malay and Indonesian.
NUMBER_WORDS = re.compile(
    r"\b(satu|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|dua|tiga|empat|lima|enam|tujuh|lapan|delapan"
    r"|sembilan|sepuluh|belas|puluh)\b",
    re.IGNORECASE,
)
PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
DAY_FORMS = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|\d{3}X")


def lines(name: str) -> list[dict[str, Any]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


GOLD = lines("gold.jsonl")
FIRST = [article for article in GOLD if int(article["id"][-3:]) <= THIRD]
FACTS = [
    pytest.param(article, fact, id=f"{article['id']}-{number}")
    for article in GOLD
    for number, fact in enumerate(article["facts"], start=1)
]


def text_of(article: dict[str, Any]) -> str:
    path = HERE / str(article["text_file"])
    return path.read_text(encoding="utf-8")


def number_of(article: dict[str, Any]) -> int:
    return int(article["id"][-3:])


def first_day(edtf: str) -> date:
    """First day of a year, month, day or decade; ValueError if it is none of them."""
    if not DAY_FORMS.fullmatch(edtf):
        raise ValueError(f"no EDTF day, month, year or decade: {edtf!r}")
    year, month, day = (*edtf.replace("X", "0").split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def check_period(edtf: str) -> None:
    """Accept a single date, `a/b` with a <= b, `../b` or `a/..`; raise ValueError otherwise."""
    ends = edtf.split("/")
    if len(ends) > 2 or ends == ["..", ".."]:
        raise ValueError(f"no EDTF interval: {edtf!r}")
    days = [first_day(end) for end in ends if end != ".."]
    if days != sorted(days) or (len(ends) == 1 and not days):
        raise ValueError(f"interval runs backwards: {edtf!r}")


def split_of(number: int) -> str:
    """Which split the article with this number belongs to."""
    later = ("dev3", "dev4", "dev5") if number % 2 else ("test2", "test3", "test4")
    ends = {17: "dev", 50: "test", 59: "dev2", 83: later[0], 123: later[1], 203: later[2]}
    return next(name for end, name in ends.items() if number <= end)


def test_manifest_has_the_digest_of_every_file() -> None:
    manifest = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    listed = manifest["documents"] + manifest["texts"]
    for entry in listed:
        digest = hashlib.sha256((HERE / entry["file"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"], f"{entry['file']}: see ERRATA.md before changing gold"
    on_disk = {f"texts/{path.name}" for path in (HERE / "texts").iterdir()}
    assert {entry["file"] for entry in manifest["texts"]} == on_disk
    for entry in manifest["texts"]:
        number = int(entry["file"].removesuffix(".txt")[-3:])
        assert entry["split"] == split_of(number), entry["file"]


def test_lines_texts_and_briefs_belong_together() -> None:
    ids = [article["id"] for article in GOLD]
    assert ids == sorted(set(ids))
    assert [brief["id"] for brief in lines("briefs.jsonl")] == ids
    assert {article["text_file"] for article in GOLD} == {f"texts/{id_}.txt" for id_ in ids}


@pytest.mark.parametrize(("lines", "least"), [(GOLD, 0.25), (FIRST, 0.3)], ids=["all", "first"])
def test_a_third_of_each_language_has_no_fact(lines: list[dict[str, Any]], least: float) -> None:
    articles = Counter(article["lang"] for article in lines)
    without = Counter(article["lang"] for article in lines if not article["facts"])
    assert set(articles) == {"vi", "ms", "id"}
    for lang, count in articles.items():
        assert least <= without[lang] / count <= 0.4, lang


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article["id"])
def test_article_line(article: dict[str, Any]) -> None:
    text = text_of(article)
    later = number_of(article) >= AFTER_PAGES
    assert 120 <= len(text.split()) <= (600 if later else 350)
    assert "\r" not in text and text.endswith("\n")
    assert article["lang"] == article["id"][:2]
    assert article["traps"] or (later and article["facts"])
    assert all(trap["text"] in text for trap in article["traps"])
    if article["published"] is not None:
        assert len(article["published"]) == len("2024-04-12")
        check_period(article["published"])
    if (conference := article["conference"]) is not None:
        assert set(conference) == {"name", "edition", "date", "venue"}
        assert conference["name"] in text
        venue = conference["venue"]
        assert venue is None or venue.casefold() in text.casefold()
        if conference["date"] is not None:
            check_period(conference["date"])


@pytest.mark.parametrize(("article", "fact"), FACTS)
def test_fact_fields(article: dict[str, Any], fact: dict[str, Any]) -> None:
    later = number_of(article) >= AFTER_PAGES
    assert set(fact) - {"accept", *({"optional"} if later else ())} == FACT_KEYS
    for field, values in CLOSED.items():
        assert fact[field] in values, field
    own_unit = {"ngo_count": {"organization"}, "project_count": {"project"}, "aid_amount": MONEY}
    assert fact["unit"] in own_unit[fact["measure"]] | {"percent", "times"}
    assert fact["status"] in (NGO_STATUS if fact["measure"] == "ngo_count" else AID_STATUS)
    assert fact["value"] > 0
    assert fact["value_max"] is None or fact["value_max"] > fact["value"]
    assert (fact["scope"] == "subset") == (fact["part"] is not None) or later
    assert (fact["kind"] == "rate") == (fact["per"] is not None)
    based = fact["kind"] in {"change", "ratio"}
    assert based == (fact["base_period"] is not None) or (later and based)
    assert fact["kind"] != "change" or fact["direction"] is not None
    assert fact["donors"] is None or fact["measure"] == "aid_amount"
    for field in ("period", "base_period"):
        if fact[field] is not None:
            check_period(fact[field])
    assert fact["place"] is None or PLACE.fullmatch(fact["place"])
    for field, readings in fact.get("accept", {}).items():
        assert readings and fact[field] not in readings, field


@pytest.mark.parametrize(("article", "fact"), FACTS)
def test_cue_and_words_stand_in_the_text(article: dict[str, Any], fact: dict[str, Any]) -> None:
    text = text_of(article)
    assert fact["cue"] in text
    assert len(fact["cue"].split()) <= 12
    assert re.search(r"\d", fact["cue"]) or NUMBER_WORDS.search(fact["cue"])
    for field in ("part", "attribution"):
        assert fact[field] is None or fact[field] in text, field
    if (equivalent := fact["equivalent"]) is not None:
        assert set(equivalent) == {"value", "value_max", "unit", "qualifier"}
        assert equivalent["unit"] in MONEY - {fact["unit"]}
        assert equivalent["qualifier"] in CLOSED["qualifier"]


@pytest.mark.parametrize("bad", ["2024-13", "2024/2020", "../..", "2024~", "Q1 2024", ""])
def test_period_check_refuses(bad: str) -> None:
    with pytest.raises(ValueError):
        check_period(bad)
