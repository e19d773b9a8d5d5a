"""A sound folder has nothing to say; each thing that does not hold is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from corpus.check import check
from corpus.folder import DataFolder
from corpus.model import Article, Snapshot
from corpus.reviews import Verdict, append
from corpus.warc import Head, WarcWriter, digest_of, read_record
from tests.corpus.sample import CAPTURED, PAIRS, built


def archived(root: Path) -> list[tuple[Snapshot, Article]]:
    """Put the pages of PAIRS into an archive and return them with their true places."""
    pairs = []
    with WarcWriter(root / "warc", "r1", info={}, started=CAPTURED) as warc:
        for shot, of in PAIRS:
            body = of.text.encode()
            place = warc.response(of.url, Head.of(200, "OK", ()), body, captured=CAPTURED)
            true_place = replace(
                shot, warc_file=place.file, offset=place.offset, length=place.length,
                digest=digest_of(body), run="r1",
            )  # fmt: skip
            pairs.append((true_place, of))
    return pairs


def test_a_sound_folder_has_nothing_to_say(tmp_path: Path) -> None:
    pairs = archived(tmp_path)
    verdict = Verdict("c", "unsure", "someone", CAPTURED)
    append(tmp_path / "reviews.jsonl", verdict)
    built(tmp_path, pairs)
    assert check(DataFolder(tmp_path)) == []


def test_what_does_not_hold_is_told(tmp_path: Path) -> None:
    pairs = archived(tmp_path)
    built(tmp_path, pairs)
    append(tmp_path / "reviews.jsonl", Verdict("c", "unsure", "someone", CAPTURED))
    database = Database(tmp_path / "facts.db")
    with database.atomic():
        database.execute("UPDATE fact SET start = start + 1 WHERE value = 200")
        database.execute("UPDATE anchor SET quote = 'x' WHERE field = 'place' AND quote = 'Sơn La'")
        database.execute("UPDATE fact SET flags = '[\"odd\"]' WHERE value = 31")
        database.execute("DELETE FROM rejection")
        database.execute("DELETE FROM estimate_fact WHERE role = 'best'")
        database.execute("UPDATE snapshot SET url = 'http://x.example/' WHERE source = 'nhip'")
        database.execute("UPDATE snapshot SET warc_offset = 3 WHERE source = 'khac'")
        database.execute("DELETE FROM claim WHERE number = '200'")
    database.close()
    told = "\n".join(check(DataFolder(tmp_path)))
    for part in (
        "table fact, row", "expected '200 USD'", "expected 'x'", "flag 'odd'",
        "0 rejections for other_percentage, rejection_count says 1", "its best fact is not",
        "rows were changed after the build", "expected http://x.example/", "byte 3: no whole gzip",
        "the number of reviews differs",
    ):  # fmt: skip
        assert part in told


def test_the_archive_still_holds_what_a_snapshot_names(tmp_path: Path) -> None:
    shot, of = archived(tmp_path)[1]
    assert read_record(tmp_path / "warc", shot.warc_file, shot.offset).body == of.text.encode()
