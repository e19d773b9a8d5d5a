"""The main job, as a newcomer runs it: twice, then rebuilt, checked and given away."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.dump import dump_digest
from corpus.schema import open_facts
from tests.commands.conftest import Demonstration
from tests.commands.running import SENTENCE, Result, process

JARGON = ("lineage", "EDTF", "WARC record", "estimate", "scope", "snapshot", "None", "null")
CRAWLED = re.compile(
    r"Asked (\d+) newspapers: (\d+) pages fetched, (\d+) unchanged, (\d+) closed by robots\.txt\."
)
TOTALS = re.compile(
    r"In all: (\d+) figures from (\d+) articles of (\d+) newspapers \((\d+) independent texts; "
    r"the others are reprints and translations\); (\d+) numbers were looked at and set aside\."
)


def counts(data: Path) -> dict[str, int]:
    """Rows by table, of a database at rest."""
    database = sqlite3.connect(f"file:{data / 'facts.db'}?mode=ro", uri=True)
    try:
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                "AND name NOT LIKE 'fact_fts%'"
            )
        ]
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
        }
    finally:
        database.close()


def digest(data: Path) -> str:
    database = open_facts(data / "facts.db")
    try:
        return dump_digest(database)
    finally:
        database.close()


def in_groups(pattern: re.Pattern[str], found: Result) -> tuple[int, ...]:
    match = pattern.search(found.out)
    assert match, found.out
    return tuple(map(int, match.groups()))


def test_both_runs_end_well(demonstration: Demonstration) -> None:
    for found in (demonstration.first, demonstration.second):
        assert (found.status, found.errors) == (0, [])


def test_the_second_run_fetches_nothing_and_adds_nothing(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    newspapers, fetched, unchanged, closed = in_groups(CRAWLED, demonstration.first)
    assert newspapers >= 5
    assert fetched >= 40
    assert (unchanged, closed) == (0, 1)
    _, fetched, unchanged, closed = in_groups(CRAWLED, demonstration.second)
    assert fetched == 0
    assert unchanged >= 1
    assert closed == 1
    before = tmp_path / "facts.db"
    before.write_bytes(demonstration.after_first)
    assert digest(tmp_path) == digest(demonstration.data)
    assert counts(tmp_path) == counts(demonstration.data)


def test_what_is_printed_is_what_the_database_holds(demonstration: Demonstration) -> None:
    rows = counts(demonstration.data)
    figures, articles, newspapers, independent, aside = in_groups(TOTALS, demonstration.second)
    assert (figures, articles, newspapers) == (rows["fact"], rows["article"], rows["source"])
    assert aside == rows["rejection"]
    assert 40 <= independent < articles
    assert demonstration.second.out.splitlines()[2:] == demonstration.first.out.splitlines()[2:]


def test_the_series_are_in_the_order_of_years_and_known_ones_are_right(
    demonstration: Demonstration,
) -> None:
    """Figures that the articles print as such, the best supported of each year."""
    _, money, _ = re.split(
        r"What foreign NGOs gave Vietnam.*|How many foreign NGOs there were.*",
        demonstration.first.out,
    )
    rows = re.findall(r"^  (\d{4})\s+(.+?) million USD\s+(\d+)", money, re.MULTILINE)
    years = [year for year, _, _ in rows]
    assert years == sorted(years)
    values = {year: value for year, value, _ in rows}
    assert values["2019"] == "more than 262.0"
    assert values["2020"] == "more than 220.7"
    assert values["2021"] == "nearly 233.0"
    assert all(int(texts) >= 1 for _, _, texts in rows)
    assert any(int(texts) >= 3 for _, _, texts in rows)


def test_contradictions_are_told(demonstration: Demonstration) -> None:
    out = demonstration.first.out
    (line,) = re.findall(r"^Newspapers contradict each other for: (.+)\.$", out, re.MULTILINE)
    marked = re.findall(r"^  (.+?)  .*others contradict$", out, re.MULTILINE)
    assert marked
    assert line == ", ".join(dict.fromkeys(marked))


def test_a_newcomer_is_told_what_it_is_where_it_lies_and_what_next(
    demonstration: Demonstration,
) -> None:
    lines = demonstration.first.out.splitlines()
    assert lines[0].startswith("Demonstration, not evidence")
    assert f"  pressfacts serve --data {demonstration.data}" in lines
    assert "  pressfacts read FILE" in lines
    assert any(line.startswith(f"The files are in {demonstration.data}/") for line in lines)


def test_there_is_no_jargon(demonstration: Demonstration) -> None:
    out = demonstration.first.out.replace(str(demonstration.data), "")
    for word in JARGON:
        assert not re.search(rf"\b{word}s?\b", out, re.IGNORECASE), word


@pytest.fixture(scope="module")
def rebuilt(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A copy of the folder without its database, built anew."""
    data = tmp_path_factory.mktemp("rebuilt") / "data"
    shutil.copytree(demonstration.data, data)
    (data / "facts.db").unlink()
    found = process("build", "--rebuild", "--data", data, cwd=data.parent)
    assert (found.status, found.errors) == (0, [])
    assert digest(data)[:16] in found.out
    yield data


def test_a_rebuild_gives_the_same_contents(demonstration: Demonstration, rebuilt: Path) -> None:
    assert digest(rebuilt) == digest(demonstration.data)


def test_check_says_all_is_well(rebuilt: Path) -> None:
    found = process("check", "--data", rebuilt, cwd=rebuilt.parent)
    assert (found.status, found.errors) == (0, [])
    first, head, *rows = found.out.splitlines()
    assert (
        first == f"{rebuilt}/facts.db: every figure has its words, its page and its archive record"
    )
    assert head.split() == ["source", "state", "cause", "since", "last", "good", "found"]
    assert len(rows) == 7
    assert {row.split()[1] for row in rows} == {"ok"}


def test_a_changed_row_is_found(rebuilt: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(rebuilt, tmp_path / "data"))
    with sqlite3.connect(data / "facts.db") as database:
        database.execute("UPDATE fact SET value = value + 1 WHERE rowid = 1")
    found = process("check", "--data", data, cwd=tmp_path)
    assert found.status == 1
    assert "every figure" not in found.out
    assert any("rows were changed after the build" in line for line in found.errors)


@pytest.mark.parametrize(
    "arguments", [("add", "report.txt"), ("crawl", "nosuch", "--contact", "test@reader.example")]
)
def test_nothing_real_goes_into_it(
    demonstration: Demonstration, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "report.txt").write_text(SENTENCE, "utf-8")
    before = counts(demonstration.data)
    found = process(*arguments, "--data", demonstration.data, cwd=tmp_path)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [
        f"pressfacts: {demonstration.data}: holds the demonstration, expected real pages; "
        "name another folder with --data"
    ]
    assert counts(demonstration.data) == before


def test_no_real_crawl_before_it_is_said_who_asks(tmp_path: Path) -> None:
    found = process("crawl", "nosuch", cwd=tmp_path)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [
        "pressfacts: contact: none, expected a mail or web address that a site can write to; "
        "set PRESSFACTS_CONTACT or give --contact"
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_may_be_named_by_the_environment(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    env = {"PRESSFACTS_DATA": str(demonstration.data)}
    found = process("export", "--csv", "figures", cwd=tmp_path, env=env)
    assert (found.status, found.errors) == (0, [])
    assert b"\r" not in found.raw
    assert "Việt Nam" in found.out
    assert len(found.out.splitlines()) >= counts(demonstration.data)["fact"]


def test_what_is_given_away_holds_no_whole_article(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    found = process("export", "public.db", "--data", demonstration.data, cwd=tmp_path)
    assert (found.status, found.errors) == (0, [])
    (tmp_path / "public.db").rename(tmp_path / "facts.db")
    public, own = counts(tmp_path), counts(demonstration.data)
    assert "text" not in public
    assert public["fact"] == own["fact"] > 0


def test_a_verdict_is_kept_and_shown(rebuilt: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(rebuilt, tmp_path / "data"))
    database = open_facts(data / "facts.db")
    ((claim,),) = database.execute("SELECT min(id) FROM claim").fetchall()
    database.close()
    found = process("review", claim, "right", "--reviewer", "ana", cwd=tmp_path)
    assert (found.status, found.errors) == (0, [])
    assert (data / "reviews.jsonl").read_text("utf-8").count("\n") == 1
    assert counts(data)["review"] == 1
    assert process("check", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("0000000000000000", "right"), "0000000000000000: no claim in "),
        (("CLAIM", "wrong", "--field", "colour"), "--field colour: no field of a figure, expected"),
    ],
)
def test_a_verdict_on_what_does_not_exist_is_not_kept(
    rebuilt: Path, arguments: tuple[str, ...], what: str
) -> None:
    found = process(
        "review", *arguments, "--reviewer", "ana", "--data", rebuilt, cwd=rebuilt.parent
    )
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith(f"pressfacts: {what}")
    assert not (rebuilt / "reviews.jsonl").exists()
