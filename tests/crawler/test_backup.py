"""A backup holds what can't be made again, also while a crawl goes on; a restore proves it."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import backup
from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.manifest import read_manifest, write_manifest
from corpus.reviews import Verdict, append
from corpus.warc import Head, WarcWriter, all_records, whole_size
from crawler.building import build_folder
from crawler.filing.add import add
from crawler.safekeeping import back_up, restore
from tests.commands.running import ROOT, SENTENCE, process

AT = "2026-03-01T03:00:00Z"
URL = "http://tin.example/bai-{}.html"


@pytest.fixture
def lived(folder: DataFolder, tmp_path: Path) -> DataFolder:
    """A folder with two added reports, a review, a source of its own and a database."""
    for number in range(2):
        text = SENTENCE.replace("100", str(100 + number))
        report = tmp_path / f"report-{number}.txt"
        report.write_text(text, "utf-8")
        add([report], folder, url=URL.format(number))
    with Ledger(folder.ledger) as ledger:
        ledger.see("http://tin.example/neu.html", "tin", at=AT, lastmod="2026-02-28")
    append(folder.reviews, Verdict("c", "unsure", "ana", AT))
    folder.sources.mkdir()
    shipped = (ROOT / "crawler" / "spiders" / "sonla.py").read_text("utf-8")
    (folder.sources / "own.py").write_text(shipped.replace('"sonla"', '"own"'), "utf-8")
    build_folder(folder)
    return folder


def contents(folder: DataFolder) -> str:
    return build_folder(folder).dump_digest


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_backup_and_restore_give_the_same_folder(lived: DataFolder, tmp_path: Path) -> None:
    """Archive, reviews, own sources and mark byte by byte; lastmod in the ledger; contents."""
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    manifest = back_up(lived, place)
    assert manifest.contents == contents(lived)
    assert "facts.db" not in files(place)
    found = restore(place, again)
    assert (found.agrees, found.lost) == (True, ())
    for name in ("data.toml", "reviews.jsonl", "sources/own.py"):
        assert (again.root / name).read_bytes() == (lived.root / name).read_bytes()
    assert files(again.warc) == files(lived.warc)
    with Ledger(again.ledger) as ledger:
        row = ledger.address("http://tin.example/neu.html")
        assert row is not None
        assert row.lastmod == "2026-02-28"
    assert not (again.root / backup.UNFINISHED).exists()


def test_a_second_backup_copies_what_is_new_alone(lived: DataFolder, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    back_up(lived, place)
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    report = tmp_path / "later.txt"
    report.write_text(SENTENCE.replace("100", "300"), "utf-8")
    add([report], lived, url=URL.format(9))
    second = back_up(lived, place)
    after = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    written = {path.name for path, when in after.items() if before.get(path) != when}
    new = {path.name for path in (place / "warc").iterdir() if path not in before}
    assert len(new) == 1
    assert written == {*new, "manifest.jsonl", "ledger.db"}
    assert second.contents == contents(lived)


def test_a_segment_being_written_is_copied_to_its_last_whole_record(
    lived: DataFolder, tmp_path: Path
) -> None:
    """What comes later is taken by the next backup; the ledger is never ahead of the archive."""
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    with WarcWriter(lived.warc, "20260301T030000.000000Z-abcdef", info={}, started=AT) as writer:
        writer.response(URL.format(5), Head.of(200, "OK", ()), b"one", captured=AT)
        (segment,) = lived.warc.glob("20260301*.warc.gz")
        whole = segment.stat().st_size
        with segment.open("ab") as file:
            file.write(gzip.compress(b"half a record")[:-4])
        assert whole_size(segment) == whole
        manifest = back_up(lived, place)
        with segment.open("ab") as file:
            file.truncate(whole)
    assert {one.path: one.bytes for one in manifest.files}[f"warc/{segment.name}"] == whole
    restore(place, again)
    assert [record.url for record in all_records(again.warc)].count(URL.format(5)) == 1
    with Ledger(again.ledger) as ledger:
        assert ledger.address(URL.format(5)) is not None
    with segment.open("ab") as file:
        file.write(next(lived.warc.glob("*.warc.gz")).read_bytes())
    grown = back_up(lived, place)
    assert {one.path: one.bytes for one in grown.files}[f"warc/{segment.name}"] > whole


@pytest.mark.parametrize("before_manifest", [True, False])
def test_a_backup_killed_on_its_way_leaves_a_good_one(
    lived: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before_manifest: bool
) -> None:
    """Killed before or after the manifest is written, but before the copies take their places."""
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    first = back_up(lived, place)
    append(lived.reviews, Verdict("d", "right", "ana", AT))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "write_manifest" if before_manifest else "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        back_up(lived, place)
    found = restore(place, again)
    assert found.lost == ()
    assert again.reviews.read_text().count("\n") == (1 if before_manifest else 2)
    assert found.agrees == (True if before_manifest else None)
    assert read_manifest(place).made >= first.made


def test_a_segment_that_was_lost_stays_in_the_backup(lived: DataFolder, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    first = back_up(lived, place)
    next(lived.warc.glob("*.warc.gz")).unlink()
    (lived.sources / "own.py").unlink()
    second = back_up(lived, place)
    gone = {one.path for one in first.files} - {one.path for one in second.files}
    assert gone == {"sources/own.py"}
    assert second.contents == first.contents


def test_damage_is_named_and_the_rest_restored(lived: DataFolder, tmp_path: Path) -> None:
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    back_up(lived, place)
    segment = sorted((place / "warc").glob("*.warc.gz"))[0]
    segment.write_bytes(segment.read_bytes()[:-1] + b"x")
    found = restore(place, again)
    (line,) = found.lost
    assert line.startswith(f"{segment}: missing or damaged, expected ")
    assert found.agrees is False
    assert found.built.rows["fact"] == 1


def test_a_restore_that_was_cut_off_goes_on(lived: DataFolder, tmp_path: Path) -> None:
    """Half a file is written anew; a folder with anything else in it is refused."""
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    back_up(lived, place)
    backup.put_back(place, again)
    half = sorted(again.warc.glob("*.warc.gz"))[0]
    half.write_bytes(half.read_bytes()[:100])
    assert restore(place, again).agrees
    with pytest.raises(CorpusError, match="not empty, expected an empty folder"):
        restore(place, again)


def test_by_another_program_contents_are_not_compared(lived: DataFolder, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    write_manifest(place, replace(back_up(lived, place), data_digest="x", contents="y"))
    assert restore(place, DataFolder(tmp_path / "again")).agrees is None


def test_a_backup_without_its_ledger_is_caught_up_from_the_archive(
    lived: DataFolder, tmp_path: Path
) -> None:
    place, again = tmp_path / "copy", DataFolder(tmp_path / "again")
    manifest = back_up(lived, place)
    files = tuple(one for one in manifest.files if one.path != "ledger.db")
    write_manifest(place, replace(manifest, files=files))
    assert restore(place, again).agrees
    with Ledger(again.ledger) as ledger, Ledger(lived.ledger) as before:
        for number in range(2):
            url = URL.format(number)
            found, known = ledger.address(url), before.address(url)
            assert found is not None and known is not None
            assert (found.digest, found.warc_file) == (known.digest, known.warc_file)


def test_the_commands(lived: DataFolder, tmp_path: Path) -> None:
    made = process("backup", "copy", "--data", lived.root, cwd=tmp_path)
    assert (made.status, made.errors) == (0, [])
    head = json.loads((tmp_path / "copy" / "manifest.jsonl").read_text().splitlines()[0])
    assert made.out.endswith(f"contents {head['contents'][:16]}\n")
    back = process("restore", "copy", "--data", "again", cwd=tmp_path)
    assert (back.status, back.errors) == (0, [])
    assert back.out == (
        f"again/facts.db: 2 figures in 2 articles; contents {head['contents'][:16]}, as recorded\n"
    )
    shutil.rmtree(tmp_path / "copy" / "warc")
    back = process("restore", "copy", "--data", "third", cwd=tmp_path)
    assert back.status == 1
    assert sum("missing or damaged" in line for line in back.errors) == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("backup", "copy", "--data", "nowhere"), "nowhere: no folder, expected a data folder"),
        (("backup", "data/copy", "--data", "data"), "data/copy: lies in the data folder"),
        (("restore", "nowhere", "--data", "new"), "nowhere/manifest.jsonl: No such file"),
        (("restore", "odd", "--data", "new"), "odd/manifest.jsonl: no manifest: "),
    ],
)
def test_what_can_not_be_done_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "manifest.jsonl").write_text('{"made": 1}\n')
    found = process(*arguments, cwd=tmp_path)
    assert (found.status, found.raw) == (2, b"")
    (told,) = found.errors
    assert told.startswith(f"pressfacts: {line}")
    assert not (tmp_path / "new").exists()
