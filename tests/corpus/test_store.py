"""A build is complete, repeatable, and never half-written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.errors import CorpusError, LockedError, ReviewChainError, WrongFolderError
from corpus.folder import DataFolder, data_folder
from corpus.locks import hold
from corpus.model import Source
from corpus.reviews import Verdict, append
from corpus.schema import open_facts
from corpus.store import build
from extract.model import Document, Reading
from tests.corpus.sample import (
    CAPTURED,
    NATIONAL,
    PAIRS,
    THIRD,
    article,
    built,
    pair,
    read,
    rows,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    built(tmp_path)
    opened = open_facts(tmp_path / "facts.db")
    yield opened
    opened.close()


def test_figures_show_names_outlet_sentence_and_address(database: Database) -> None:
    found = rows(
        database,
        "SELECT measure, value, unit, qualifier, status, place, period, outlet, title, "
        "sentence, url FROM figures WHERE article = (SELECT id FROM article WHERE source = 'tin') "
        "ORDER BY value DESC",
    )
    assert found == [
        ("aid amount", 228, "USD", "more than", "disbursed", "Việt Nam", "2023", "tin",
         "Hội nghị tổng kết", "Việt Nam: hơn 228 USD giải ngân 2023.",
         "http://tin.example/bai-post1.html"),
        ("ngo count", 31, "organization", "exact", "registered", "Sơn La", "2023", "tin",
         "Hội nghị tổng kết", "Sơn La: 31 tổ chức đăng ký 2023.",
         "http://tin.example/bai-post1.html"),
    ]  # fmt: skip


def test_a_fact_leads_to_snapshot_archive_file_and_run(database: Database) -> None:
    found = rows(
        database,
        "SELECT warc_file, warc_offset, run.id FROM fact JOIN version ON version.id = fact.version "
        "JOIN snapshot ON snapshot.id = version.snapshot JOIN run ON run.id = snapshot.run "
        "WHERE fact.value = 200",
    )
    assert found == [("r2-00001.warc.gz", 700, "r2")]


def test_the_words_around_a_sentence_are_kept_within_the_segment(database: Database) -> None:
    found = rows(database, "SELECT text_before, text_after FROM fact WHERE value = 31")
    assert found == [
        ("Việt Nam: hơn 228 USD giải ngân 2023. Tăng 81 % so với 2022. ",
         " Các đại biểu trao đổi thêm."),
    ]  # fmt: skip


def test_words_around_a_sentence_are_cut_between_words(tmp_path: Path) -> None:
    filler = "một hai ba bốn năm " * 40
    long = article(f"Tít\n{filler}Việt Nam: 5 USD giải ngân 2023. {filler.strip()}.")
    built(tmp_path, [pair(long)])
    ((before, after),) = rows(
        open_facts(tmp_path / "facts.db"), "SELECT text_before, text_after FROM fact"
    )
    assert 200 < len(str(before)) <= 240
    assert 200 < len(str(after)) <= 240
    for words in (before, after):
        assert set(str(words).split()) <= {"một", "hai", "ba", "bốn", "năm"}


def test_a_place_nobody_knows_stands_with_its_code(tmp_path: Path) -> None:
    def elsewhere(document: Document) -> Reading:
        reading = read(document)
        facts = tuple(replace(f, place="XX-99", place_name="chỗ lạ") for f in reading.facts)
        return replace(reading, facts=facts)

    build(DataFolder(tmp_path), PAIRS[2:], elsewhere, built_at=CAPTURED)
    database = open_facts(tmp_path / "facts.db")
    assert rows(database, "SELECT place, place_as_printed, place_code FROM figures") == [
        ("XX-99", "chỗ lạ", "XX-99")
    ]
    assert rows(database, "SELECT place FROM reconciled") == [("XX-99",)]


def test_anchors_and_rejections_have_rows(database: Database) -> None:
    anchors = rows(database, "SELECT field, anchor.quote FROM anchor JOIN fact ON fact.id = anchor.fact "
                   "WHERE value = 31 ORDER BY field")  # fmt: skip
    assert anchors == [("place", "Sơn La"), ("status", "đăng ký")]
    assert rows(database, "SELECT quote, reason FROM rejection") == [("81 %", "other_percentage")]
    counts = rows(
        database,
        "SELECT reason, listed, unlisted FROM rejection_count JOIN version ON version.id = version "
        "WHERE title = 'Hội nghị tổng kết' ORDER BY reason",
    )
    assert counts == [("date", 0, 2), ("other_percentage", 1, 0)]


def test_the_estimate_shows_best_value_independent_texts_and_conflict(database: Database) -> None:
    found = rows(
        database,
        "SELECT value, qualifier, independent_texts, conflict FROM reconciled "
        "WHERE measure = 'aid amount'",
    )
    assert found == [(228.7, "exact", 2, 1)]
    roles = rows(database, "SELECT value, role FROM estimate_fact JOIN fact ON fact.id = fact "
                 "WHERE unit = 'USD' ORDER BY role")  # fmt: skip
    assert roles == [(228, "agrees"), (228.7, "best"), (200, "conflicts")]


@pytest.mark.parametrize("words", ["tổng kết", "tong ket", "Sơn La", "son la đăng ký", "dang ky"])
def test_search_finds_with_and_without_diacritics(database: Database, words: str) -> None:
    found = list(database.table("fact").search(words))
    assert 31 in [row["value"] for row in found]


def test_meta_names_code_data_and_what_the_database_is(database: Database) -> None:
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    assert (meta["demonstration"], meta["published_edition"]) == ("no", "no")
    assert (meta["built_at"], meta["schema_version"]) == (CAPTURED, "4")
    assert len(meta["data_digest"]) == len(meta["dump_digest"]) == 64
    assert (meta["reviews_count"], meta["reviews_head"]) == ("0", "none")


def test_a_second_build_of_the_same_adds_nothing_and_has_the_same_hash(tmp_path: Path) -> None:
    first = built(tmp_path)
    second = built(tmp_path, [*reversed(PAIRS), PAIRS[0]], at="2026-01-01T00:00:00Z")
    assert first == second
    assert first.rows["fact"] == 4
    assert built(tmp_path, PAIRS[:2]).dump_digest != first.dump_digest


texts = st.lists(
    st.tuples(
        st.sampled_from(["Việt Nam", "Sơn La"]),
        st.integers(1, 9999),
        st.sampled_from(["USD giải ngân", "tổ chức đăng ký"]),
        st.integers(2010, 2024),
    ),
    max_size=4,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(contents=st.lists(texts, min_size=1, max_size=4), data=st.data())
def test_order_and_time_never_change_the_hash(
    tmp_path_factory: pytest.TempPathFactory,
    contents: list[list[tuple[str, int, str, int]]],
    data: st.DataObject,
) -> None:
    pairs = []
    for number, lines in enumerate(contents):
        body = " ".join(f"{place}: {n} {unit} {year}." for place, n, unit, year in lines)
        pairs.append(pair(article(f"Tít {number}\n{body}", number=str(number))))
    shuffled = data.draw(st.permutations(pairs))
    first = built(tmp_path_factory.mktemp("one"), pairs)
    second = built(tmp_path_factory.mktemp("two"), shuffled, at="2030-01-01T00:00:00Z")
    assert first.dump_digest == second.dump_digest
    assert first.rows["fact"] == sum(len(lines) for lines in contents)


def test_a_changed_page_becomes_a_version_and_its_newest_text_counts(tmp_path: Path) -> None:
    old = article("Tít\nViệt Nam: 228 USD giải ngân 2023. Sơn La: 31 tổ chức đăng ký 2023.")
    new = article("Tít\nTin mới. Việt Nam: 229 USD giải ngân 2023. "
                  "Sơn La: 31 tổ chức đăng ký 2023.")  # fmt: skip
    pairs = [pair(new, captured="2025-12-08T00:00:00Z", offset=900), pair(old),
             pair(new, captured="2025-12-15T00:00:00Z", offset=950)]  # fmt: skip
    report = built(tmp_path, pairs)
    database = open_facts(tmp_path / "facts.db")
    assert (report.rows["article"], report.rows["version"]) == (1, 2)
    assert rows(database, "SELECT captured, latest FROM version JOIN snapshot "
                "ON snapshot.id = snapshot ORDER BY captured") == [
        (CAPTURED, 0), ("2025-12-08T00:00:00Z", 1),
    ]  # fmt: skip
    assert rows(database, "SELECT number, current FROM claim ORDER BY number") == [
        ("228", 0), ("229", 1), ("31", 1),
    ]  # fmt: skip
    assert rows(database, "SELECT value FROM figures ORDER BY value") == [(31,), (229,)]
    assert rows(database, "SELECT value FROM estimate ORDER BY value") == [(31,), (229,)]


def test_several_articles_of_one_feed_share_a_snapshot(tmp_path: Path) -> None:
    shot = PAIRS[0][0]
    report = built(tmp_path, [(shot, NATIONAL), (shot, replace(THIRD, source="tin"))])
    assert (report.rows["snapshot"], report.rows["article"]) == (1, 2)


def test_a_reading_the_codebook_does_not_allow_is_told_and_left_out(tmp_path: Path) -> None:
    def wrong(document: Document) -> Reading:
        reading = read(document)
        if "Con số khác" not in document.text:
            return reading
        return replace(reading, facts=tuple(replace(f, scope="whole") for f in reading.facts))

    report = build(DataFolder(tmp_path), PAIRS, wrong, built_at=CAPTURED)
    assert report.problems == (
        "http://khac.example/bai-post3.html: scope: 'whole', expected one of total, subset, "
        "single_project",
    )
    assert (report.rows["article"], report.rows["fact"]) == (3, 3)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"quote": "no such words"}, "expected 'no such words'"), ({"unit": "dollar"}, "unit: "),
     ({"flags": ("odd",)}, "flags: 'odd'"), ({"measure": None}, "measure: null")],
)  # fmt: skip
def test_every_kind_of_wrong_reading_is_named(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    def wrong(document: Document) -> Reading:
        reading = read(document)
        facts = tuple(replace(f, **change) for f in reading.facts)  # type: ignore[arg-type]
        return replace(reading, facts=facts)

    report = build(DataFolder(tmp_path), PAIRS[:1], wrong, built_at=CAPTURED)
    assert len(report.problems) == 1
    assert message in report.problems[0]
    assert report.rows["fact"] == 0


def test_a_build_that_fails_leaves_the_old_database(tmp_path: Path) -> None:
    built(tmp_path)
    before = (tmp_path / "facts.db").read_bytes()

    def broken(document: Document) -> Reading:
        raise ValueError("the reader is broken")

    with pytest.raises(ValueError, match="the reader is broken"):
        build(DataFolder(tmp_path), PAIRS, broken, built_at=CAPTURED)
    assert (tmp_path / "facts.db").read_bytes() == before


def test_a_new_database_is_looked_at_before_it_takes_its_place(tmp_path: Path) -> None:
    built(tmp_path, PAIRS[:1])
    before = (tmp_path / "facts.db").read_bytes()
    seen = []

    def refuse(fresh: Path) -> None:
        database = open_facts(fresh)
        seen.append(database.table("fact").count)
        database.close()
        raise CorpusError("not good enough")

    with pytest.raises(CorpusError, match="not good enough"):
        build(DataFolder(tmp_path), PAIRS, read, built_at=CAPTURED, inspect=refuse)
    assert seen == [4]
    assert (tmp_path / "facts.db").read_bytes() == before


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    first = built(tmp_path)
    (tmp_path / "facts.db.new").write_bytes((tmp_path / "facts.db").read_bytes()[:5000])
    (tmp_path / "facts.db.new-journal").write_bytes(b"of another file")
    assert built(tmp_path) == first
    assert sorted(path.name for path in tmp_path.glob("facts.db*")) == ["facts.db"]


def test_two_builds_at_once_are_not_possible(tmp_path: Path) -> None:
    lock = hold(tmp_path / "locks" / "build.lock", what="facts.db is being built")
    told = r"facts\.db is being built by process"
    with lock, pytest.raises(LockedError, match=told):
        built(tmp_path)


def test_a_demonstration_and_real_pages_never_share_a_folder(tmp_path: Path) -> None:
    build(DataFolder(tmp_path), PAIRS, read, built_at=CAPTURED, demonstration=True)
    meta = rows(
        open_facts(tmp_path / "facts.db"), "SELECT value FROM meta WHERE key = 'demonstration'"
    )
    assert meta == [("yes",)]
    with pytest.raises(WrongFolderError, match="holds the demonstration, expected real pages"):
        built(tmp_path)
    built(tmp_path / "real")
    with pytest.raises(WrongFolderError, match="holds real pages, expected the demonstration"):
        DataFolder(tmp_path / "real").claim(demonstration=True)


def test_a_folder_with_pages_and_no_mark_is_no_place_for_the_demonstration(tmp_path: Path) -> None:
    (tmp_path / "warc").mkdir()
    with pytest.raises(WrongFolderError):
        DataFolder(tmp_path).claim(demonstration=True)


def test_a_file_in_place_of_the_folder_and_a_broken_mark_are_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CorpusError, match="a file, expected a folder"):
        DataFolder(tmp_path / "data").claim(demonstration=False)
    (tmp_path / "data.toml").write_text("demonstration = 'maybe'\n")
    with pytest.raises(CorpusError, match="expected true or false"):
        DataFolder(tmp_path).claim(demonstration=False)


def test_the_option_comes_before_the_environment_before_the_default() -> None:
    environment = {"PRESSFACTS_DATA": "from-environment"}
    assert data_folder("option", environment).root == Path("option")
    assert data_folder(None, environment).root == Path("from-environment")
    assert data_folder(None, {}).facts == Path("data/facts.db")


def test_outlets_and_runs_are_described_where_somebody_does(tmp_path: Path) -> None:
    tin = Source("tin", "Tin Mới", "http://tin.example/", "VN", "paper", ("vi",))
    run = {"id": "r2", "started": CAPTURED, "fetched": 3}
    build(DataFolder(tmp_path), PAIRS, read, built_at=CAPTURED, sources=[tin], runs=[run])
    database = open_facts(tmp_path / "facts.db")
    assert rows(database, "SELECT name, title, country, languages FROM source ORDER BY name") == [
        ("khac", "khac", None, "[]"), ("nhip", "nhip", None, "[]"),
        ("tin", "Tin Mới", "VN", '["vi"]'),
    ]  # fmt: skip
    assert rows(database, "SELECT id, started, fetched FROM run ORDER BY id") == [
        ("r1", None, None), ("r2", CAPTURED, 3),
    ]  # fmt: skip


def test_a_damaged_review_file_stops_the_build(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "reviews.jsonl").write_text("{}\n")
    with pytest.raises(ReviewChainError, match="line 1"):
        built(tmp_path)


def test_reviews_are_copied_with_count_and_head(tmp_path: Path) -> None:
    append(tmp_path / "reviews.jsonl", Verdict("c1", "right", "someone", CAPTURED))
    last = append(
        tmp_path / "reviews.jsonl", Verdict("c2", "wrong", "someone", CAPTURED, field="unit")
    )
    built(tmp_path)
    database = open_facts(tmp_path / "facts.db")
    assert rows(database, "SELECT claim, verdict, field FROM review ORDER BY claim") == [
        ("c1", "right", None), ("c2", "wrong", "unit"),
    ]  # fmt: skip
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    assert (meta["reviews_count"], meta["reviews_head"]) == ("2", last.digest)
