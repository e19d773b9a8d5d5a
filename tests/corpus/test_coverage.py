"""Coverage tells live, backfilled, blocked, empty and never asked apart, by source and year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.captures import Capture, IndexPage, Outcome
from corpus.codebook import codebook
from corpus.coverage import Asked, coverage_rows
from corpus.ledger import Ledger
from corpus.readings import Row
from corpus.visits import Visit

ROWS: dict[str, list[Row]] = {
    "article": [{"id": key, "source": key[:-1]} for key in ("a1", "a2", "a3", "b1", "b2")],
    "snapshot": [
        {"id": "live", "archive_url": None},
        {"id": "taken", "archive_url": "https://web.archive.org/web/2008id_/x"},
    ],
    "version": [
        {"article": "a1", "snapshot": "live", "published": "2024-03-01", "latest": 1},
        {"article": "a2", "snapshot": "taken", "published": "2008", "latest": 1},
        {"article": "a3", "snapshot": "taken", "published": "2007-12", "latest": 0},
        {"article": "a3", "snapshot": "live", "published": "2007-12-30", "latest": 1},
        {"article": "b1", "snapshot": "live", "published": None, "latest": 1},
        {"article": "b2", "snapshot": "taken", "published": "199X", "latest": 1},
    ],
}


def standings(asked: list[Asked], names: list[str]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for row in coverage_rows(asked, ROWS, names):
        assert set(row) == set(codebook().facts["coverage"].columns)
        found.setdefault(row["source"], {})[row["year"]] = row["standing"]
    return found


def test_each_year_of_each_source_has_its_standing() -> None:
    """From the first year known to the last, without gaps."""
    asked = [
        Asked("a", 2009, index_pages=1),
        Asked("a", 2010, refused=2),
        Asked("a", 2026, visited=9),
        Asked("b", 2008, index_pages=2, captures=3, captures_filed=1, refused=1),
    ]
    found = standings(asked, ["a", "b", "c"])
    assert all(list(years) == list(range(2007, 2027)) for years in found.values())
    expected = {
        2007: "live",
        2008: "backfilled",
        2009: "empty",
        2010: "blocked",
        2024: "live",
        2026: "empty",
    }
    assert found["a"] == {**dict.fromkeys(range(2007, 2027), "never_asked"), **expected}
    assert found["b"][2008] == "blocked"
    assert set(found["c"].values()) == {"never_asked"}


def test_nothing_known_has_no_rows() -> None:
    """There is no first year."""
    empty: dict[str, list[Row]] = {"article": [], "snapshot": [], "version": []}
    assert list(coverage_rows([], empty, ["a"])) == []


def capture(number: int, year: int = 2008, digest: str | None = None) -> Capture:
    address = f"https://web.archive.org/web/{year}id_/http://a.example/{number}"
    moment = f"{year}-05-20T08:00:00Z"
    return Capture(address, "a", "wayback", year, f"http://a.example/{number}", moment, digest)


def index(state: str, year: int, chosen: int = 0) -> IndexPage:
    url = f"https://web.archive.org/cdx/search/cdx?from={year}"
    return IndexPage(url, "a", "wayback", state, "2026-11-26T04:00:00Z", "r", year, 9, chosen)


def test_the_ledger_counts_what_was_asked_and_refused(tmp_path: Path) -> None:
    """Index pages and captures by their year, addresses by their sitemap's, else by first mention."""
    at = "2026-11-26T04:00:00Z"
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.captures.note_page(index("answered", 2008, 3), [capture(n) for n in range(3)])
        ledger.captures.note_page(index("blocked", 2009))
        ledger.captures.note(capture(0), Outcome("fetched", at, "r"))
        ledger.captures.note(capture(1), Outcome("blocked", at, "r", "HTTP 403"))
        ledger.see("http://a.example/old", "a", at=at, lastmod="2010-03-01")
        ledger.see("http://a.example/odd", "a", at=at, lastmod="Thu, 05 Dec 2024")
        for url in ("old", "now", "robots.txt"):
            ledger.record(
                Visit(url=f"http://a.example/{url}", source="a", state="blocked", at=at, run="r")
            )
        asked = {one.year: one for one in ledger.asked()}
    assert asked == {
        2008: Asked("a", 2008, index_pages=1, captures=3, captures_filed=1, refused=1),
        2009: Asked("a", 2009, refused=1),
        2010: Asked("a", 2010, refused=1, visited=1),
        2026: Asked("a", 2026, refused=1, visited=1),
    }


def test_twins_of_a_capture_are_left_out_until_it_is_lost(tmp_path: Path) -> None:
    """The same digest, or the same address in the same year."""
    one, same_bytes, same_page = (
        capture(1, digest="X"),
        capture(2, digest="X"),
        capture(1, digest="Y"),
    )
    same_page = replace(same_page, archive_url=f"{same_page.archive_url}#later")
    next_year = capture(1, 2009, "Z")
    years = (2008, 2009)
    with Ledger(tmp_path / "ledger.db") as ledger:
        found = ledger.captures
        fresh = found.note_page(index("answered", 2008), [one, same_bytes, same_page, next_year])
        assert fresh == [one, next_year]
        assert found.note_page(index("answered", 2008), [one]) == []
        found.note(one, Outcome("gone", "2026-11-26T04:00:00Z", "r"))
        assert found.pending("a", "wayback", years) == [same_page, same_bytes, next_year]
