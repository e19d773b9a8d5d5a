"""Unusable input: one clear line each, 2, nothing half-written; the other inputs are still read."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.codebook import codebook
from tests.commands.conftest import Command
from tests.commands.running import SENTENCE, process, write_bytes

AS_ROOT = os.geteuid() == 0
BIG = 60_000_000
WITH_FOLDER = {
    "build": ("build",),
    "check": ("check",),
    "export": ("export", "public.db"),
    "export --csv": ("export", "--csv", "figures"),
    "review": ("review", "0123456789abcdef", "right", "--reviewer", "ana"),
    "add": ("add", "report.txt"),
    "crawl": ("crawl", "nosuch", "--contact", "test@reader.example"),
    "demo": ("demo",),
    "serve": ("serve", "--port", "0"),
}


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(BIG)


UNUSABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (lambda path: None, "No such file or directory, expected a readable file"),
    "folder": (Path.mkdir, "Is a directory, expected a readable file"),
    "binary": (write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0"), "binary file, expected text or HTML"),
    "UTF-16": (write_bytes(SENTENCE.encode("utf-16")), "binary file, expected text or HTML"),
    "empty": (write_bytes(b""), "empty, expected text or HTML"),
    "spaces": (write_bytes(b" \n\t \r\n"), "empty, expected text or HTML"),
    "latin-1": (
        write_bytes("aide de 5 M€ reçue".encode("cp1252")),
        "not UTF-8 at byte 11, expected",
    ),
    "too big": (sparse, "expected"),
}


@pytest.mark.parametrize("command", ["read", "language", "add"])
@pytest.mark.parametrize("kind", UNUSABLE)
def test_an_unusable_file_is_one_line_and_the_others_are_read(
    pressfacts: Command, report: Path, tmp_path: Path, command: str, kind: str
) -> None:
    make, what = UNUSABLE[kind]
    bad = tmp_path / "bad.txt"
    make(bad)
    found = pressfacts(command, bad, report)
    assert found.status == 2
    (line,) = found.errors
    assert line.startswith(f"pressfacts: {bad}: ")
    assert what in line
    if command == "add":
        assert "data/facts.db: 1 figures in 1 articles" in found.out
    else:
        assert str(report) in found.out
        assert str(bad) not in found.out


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_nobody_may_read_is_one_line(
    pressfacts: Command, report: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SENTENCE, "utf-8")
    secret.chmod(0)
    found = pressfacts("read", secret, report)
    assert found.status == 2
    assert found.errors == [f"pressfacts: {secret}: Permission denied, expected a readable file"]
    assert str(report) in found.out


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
@pytest.mark.parametrize("name", ["add", "demo"])
def test_a_folder_nobody_may_write_is_one_line(
    pressfacts: Command, report: Path, tmp_path: Path, name: str
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    found = pressfacts(*WITH_FOLDER[name], "--data", closed)
    assert found.status == 2
    assert len(found.errors) == 1
    assert list(closed.iterdir()) == []


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_page_without_an_article_is_one_line(
    pressfacts: Command, report: Path, tmp_path: Path, command: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html><body></body></html>", "utf-8")
    found = pressfacts(command, page, report)
    assert found.status == 2
    assert found.errors == [
        f"pressfacts: {page}: no article text found, expected a page with an article"
    ]
    assert (str(report) if command == "read" else "1 figures in 1 articles") in found.out


def test_only_unusable_files_leave_no_archive(pressfacts: Command, tmp_path: Path) -> None:
    found = pressfacts("add", tmp_path / "a.txt", tmp_path / "b.txt")
    assert (found.status, found.raw, len(found.errors)) == (2, b"", 2)
    assert not (tmp_path / "data" / "warc").exists()
    assert not (tmp_path / "data" / "facts.db").exists()


@pytest.mark.parametrize("place", ["a file", "below a file"])
@pytest.mark.parametrize("name", WITH_FOLDER)
def test_a_file_where_the_data_folder_should_be(
    pressfacts: Command, report: Path, tmp_path: Path, name: str, place: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine\n", "utf-8")
    folder = file if place == "a file" else file / "data"
    found = pressfacts(*WITH_FOLDER[name], "--data", folder)
    assert found.status == 2
    (line,) = found.errors
    assert line.startswith(f"pressfacts: {folder}")
    assert "expected" in line
    assert file.read_text("utf-8") == "mine\n"
    assert {path.name for path in tmp_path.iterdir()} == {"file", "report.txt"}


@pytest.mark.parametrize("name", ["build", "check", "export", "export --csv", "review", "serve"])
def test_a_folder_that_is_not_there_is_not_made(
    pressfacts: Command, tmp_path: Path, name: str
) -> None:
    found = pressfacts(*WITH_FOLDER[name], "--data", "nowhere")
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith("pressfacts: nowhere/")
    assert "expected" in line
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one text."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "report.txt").write_text(SENTENCE, "utf-8")
    assert process("add", "report.txt", cwd=folder).status == 0
    return folder / "data"


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """A copy of it to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def segment(data: Path) -> Path:
    (found,) = (data / "warc").glob("*.warc.gz")
    return found


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def other_text(path: Path) -> None:
    path.write_bytes(gzip.compress(b"no record"))


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (cut, "ends inside this record"),
        (garble, "no whole gzip member here"),
        (write_bytes(bytes(range(1, 200)) * 5), "no whole gzip member here"),
        (other_text, "no WARC record"),
    ],
    ids=["cut", "one byte wrong", "garbage", "no record"],
)
def test_a_broken_archive_is_one_line_and_the_old_database_stays(
    pressfacts: Command, data: Path, spoil: Callable[[Path], None], what: str
) -> None:
    before = (data / "facts.db").read_bytes()
    spoil(segment(data))
    found = pressfacts("build", "--rebuild")
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith(f"pressfacts: data/warc/{segment(data).name}: byte ")
    assert what in line
    assert (data / "facts.db").read_bytes() == before
    assert not (data / "facts.db.new").exists()


def test_check_names_what_the_archive_lacks(pressfacts: Command, data: Path) -> None:
    assert pressfacts("check").status == 0
    garble(segment(data))
    found = pressfacts("check")
    assert (found.status, found.raw) == (1, b"")
    assert any(segment(data).name in line for line in found.errors)


@pytest.mark.parametrize(
    "arguments", [("check",), ("export", "public.db"), ("export", "--csv", "figures"),
                  ("serve", "--port", "0"), WITH_FOLDER["review"]],
    ids=" ".join,
)  # fmt: skip
def test_a_database_of_another_version_is_refused(
    pressfacts: Command, data: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with sqlite3.connect(data / "facts.db") as database:
        database.execute("PRAGMA user_version = 999")
    found = pressfacts(*arguments)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [
        "pressfacts: data/facts.db: schema version 999, expected 4; "
        "`pressfacts build --rebuild` makes it anew"
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not (data / "reviews.jsonl").exists()


def test_what_the_refusal_advises_helps(pressfacts: Command, data: Path) -> None:
    with sqlite3.connect(data / "facts.db") as database:
        database.execute("PRAGMA user_version = 999")
    assert pressfacts("build", "--rebuild").status == 0
    assert pressfacts("check").status == 0


def test_a_ledger_of_another_version_is_refused(
    pressfacts: Command, data: Path, report: Path
) -> None:
    with sqlite3.connect(data / "ledger.db") as ledger:
        ledger.execute("PRAGMA user_version = 999")
    archive = segment(data).read_bytes()
    found = pressfacts("add", report)
    assert found.status == 2
    (line,) = found.errors
    expected = codebook().ledger_version
    assert f"data/ledger.db: schema version 999, expected {expected} or an earlier one" in line
    assert segment(data).read_bytes() == archive


@pytest.mark.parametrize("name", ["facts.db", "ledger.db"])
def test_a_file_that_is_no_database_is_named(
    pressfacts: Command, data: Path, report: Path, name: str
) -> None:
    (data / name).write_bytes(b"no database at all, but long enough to look at" * 50)
    found = pressfacts("check") if name == "facts.db" else pressfacts("add", report)
    assert found.status == 2
    (line,) = found.errors
    assert line.startswith(f"pressfacts: data/{name}: no usable ")


@pytest.mark.parametrize("name", ["facts.db", "ledger.db"])
def test_a_directory_in_place_of_a_database_is_named(
    pressfacts: Command, data: Path, report: Path, name: str
) -> None:
    (data / name).unlink()
    (data / name).mkdir()
    found = pressfacts("build") if name == "facts.db" else pressfacts("add", report)
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith(f"pressfacts: data/{name}: ")
    assert not (data / "facts.db.new").exists()


@pytest.mark.parametrize("content", [b"demonstration = [", b'demonstration = "yes"', b"\xff"])
def test_a_mark_that_can_not_be_read_is_named(
    pressfacts: Command, data: Path, content: bytes
) -> None:
    (data / "data.toml").write_bytes(content)
    found = pressfacts("build")
    assert found.status == 2
    (line,) = found.errors
    assert line.startswith("pressfacts: data/data.toml: ")


def test_what_the_system_refuses_is_one_line_with_the_name(
    pressfacts: Command, data: Path, report: Path
) -> None:
    before = (data / "facts.db").read_bytes()
    shutil.rmtree(data / "locks")
    (data / "locks").write_text("a file in its place", "utf-8")
    found = pressfacts("build")
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == ["pressfacts: data/locks: File exists, expected to be usable"]
    assert (data / "facts.db").read_bytes() == before


def test_damaged_reviews_stop_the_build(pressfacts: Command, data: Path) -> None:
    before = (data / "facts.db").read_bytes()
    (data / "reviews.jsonl").write_text("{}\n", "utf-8")
    found = pressfacts("build")
    assert (found.status, found.raw) == (2, b"")
    (line,) = found.errors
    assert line.startswith("pressfacts: data/reviews.jsonl: line 1: ")
    assert (data / "facts.db").read_bytes() == before


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_one_line(pressfacts: Command, data: Path, taken: int) -> None:
    found = pressfacts("serve", "--port", taken)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [f"pressfacts: port {taken}: in use, expected a free one; try --port 0"]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        (".", "a folder, expected a file to write"),
        ("nowhere/public.db", "nowhere is no folder, expected one that exists"),
        ("data/facts.db", "is the database itself, expected another file"),
    ],
)
def test_an_export_that_has_no_place_is_one_line(
    pressfacts: Command, data: Path, tmp_path: Path, target: str, what: str
) -> None:
    before = (data / "facts.db").read_bytes()
    found = pressfacts("export", target)
    assert (found.status, found.raw) == (2, b"")
    assert found.errors == [f"pressfacts: {target}: {what}"]
    assert (data / "facts.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
