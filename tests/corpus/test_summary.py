"""The first answers: series by year, what supports and what contradicts them, totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusError, WrongVersionError
from corpus.folder import DataFolder
from corpus.model import Article, Snapshot
from corpus.schema import open_facts
from corpus.store import build
from corpus.summary import Summary, summary
from tests.corpus.sample import CAPTURED, article, pair, read

ONE = article(
    "Tổng kết\nViệt Nam: hơn 228 USD giải ngân 2023. Sơn La: 31 tổ chức đăng ký 2023. "
    "Tăng 81 % so với 2022."
)
TWO = article(
    "Viện trợ năm qua\nTin từ Hà Nội. Việt Nam: 228,7 USD giải ngân 2023.",
    number="2",
    source="nhip",
)
THREE = article("Con số khác\nViệt Nam: 200 USD giải ngân 2023.", number="3", source="khac")
EARLIER = article(
    "Năm trước\nViệt Nam: 190 USD giải ngân 2021. Việt Nam: 380 tổ chức đăng ký 2021.",
    number="4", source="khac",
)  # fmt: skip


def told(root: Path, *articles: Article, place: str = "VN", currency: str = "USD") -> Summary:
    pairs: list[tuple[Snapshot, Article]] = [pair(one) for one in articles]
    build(DataFolder(root), pairs, read, built_at=CAPTURED)
    return summary(root / "facts.db", place=place, currency=currency)


def test_money_by_year_with_support_and_conflict(tmp_path: Path) -> None:
    """228 and more agrees with 228.7; 200 does not, and is told as a contradiction."""
    found = told(tmp_path, ONE, TWO, THREE, EARLIER)
    rows = [(r.period, r.value, r.independent_texts, r.conflict) for r in found.money_by_year]
    assert rows == [("2021", 190, 1, False), ("2023", 228.7, 2, True)]
    best = found.money_by_year[1]
    assert (best.qualifier, best.status, best.articles) == ("exact", "disbursed", 2)


def test_organisations_of_the_place_only(tmp_path: Path) -> None:
    found = told(tmp_path, ONE, EARLIER)
    assert [(row.period, row.value) for row in found.organisations] == [("2021", 380)]
    province = told(tmp_path, ONE, EARLIER, place="VN-05")
    assert [(row.period, row.value) for row in province.organisations] == [("2023", 31)]
    assert province.money_by_year == ()


def test_another_currency_is_another_series(tmp_path: Path) -> None:
    assert told(tmp_path, ONE, currency="VND").money_by_year == ()


def test_totals_count_what_the_database_holds(tmp_path: Path) -> None:
    totals = told(tmp_path, ONE, TWO, THREE, EARLIER).totals
    assert totals == {
        "articles": 4, "outlets": 3, "figures": 6, "set_aside": 1, "conflicts": 1,
        "independent_texts": 4,
    }  # fmt: skip


def test_a_reprint_is_no_independent_text(tmp_path: Path) -> None:
    """The same words under another title of another outlet."""
    long = "Các đại biểu trao đổi về kết quả công tác và bàn phương hướng của năm tới. " * 6
    first = article(f"Tin\n{long}Việt Nam: 190 USD giải ngân 2021.", number="5")
    again = article(f"Tin\n{long}Việt Nam: 190 USD giải ngân 2021.", number="6", source="khac")
    found = told(tmp_path, first, again)
    assert (found.totals["articles"], found.totals["independent_texts"]) == (2, 1)
    (row,) = found.money_by_year
    assert (row.articles, row.independent_texts) == (2, 1)


def test_nothing_stored_is_nothing_told(tmp_path: Path) -> None:
    found = told(tmp_path)
    assert (found.money_by_year, found.organisations) == ((), ())
    assert set(found.totals.values()) == {0}


def test_no_database_and_one_of_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no database here"):
        summary(tmp_path / "facts.db", place="VN", currency="USD")
    told(tmp_path, ONE)
    opened = open_facts(tmp_path / "facts.db")
    opened.close()
    content = bytearray((tmp_path / "facts.db").read_bytes())
    content[60:64] = (999).to_bytes(4, "big")  # user_version, https://sqlite.org/fileformat.html
    (tmp_path / "facts.db").write_bytes(content)
    with pytest.raises(WrongVersionError, match="schema version 999"):
        summary(tmp_path / "facts.db", place="VN", currency="USD")
