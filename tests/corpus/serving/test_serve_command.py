"""``pressfacts serve`` as a process: it answers, stops with 130, and says in a line what is wrong."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from corpus.folder import DataFolder
from tests.corpus.serving.sample import make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return make(tmp_path_factory.mktemp("data"), demonstration=True)


def _command(*args: str) -> list[str]:
    return [sys.executable, "-m", "crawler.cli", "serve", *args]


def _failed(*args: str) -> str:
    """The one line of a command that ends with 2."""
    done = subprocess.run(
        _command(*args), check=False, capture_output=True, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@contextmanager
def _running(*args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        _command(*args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line
            yield process, found[0]
        finally:
            process.kill()


def test_it_answers_and_ends_with_130_on_ctrl_c(folder):
    with _running("--data", str(folder.root), "--port", "0") as (process, address):
        with urlopen(address, timeout=30) as answer:
            assert "Demonstration, not evidence." in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_build_meanwhile_leaves_what_is_served_whole(tmp_path: Path):
    """Every page is of the edition that was opened and says that there is a newer one."""
    both = make(tmp_path / "both")
    one = make(tmp_path / "one", with_hostile=False)
    with _running("--data", str(one.root), "--port", "0") as (_, address):
        both.facts.replace(one.facts)
        for _ in range(8):
            with urlopen(f"{address}facts/figures", timeout=30) as answer:
                page = answer.read().decode()
            assert "228,7" in page
            assert "Sơn La" not in page
            assert "The figures were built anew" in page
    with (
        _running("--data", str(one.root), "--port", "0") as (_, address),
        urlopen(f"{address}facts/figures", timeout=30) as answer,
    ):
        assert "Sơn La" in answer.read().decode()


def test_a_port_in_use_is_told(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = _failed("--data", str(folder.root), "--port", port)
    assert line == f"pressfacts: port {port}: in use, expected a free one; try --port 0\n"


def test_a_missing_database_is_told(tmp_path: Path):
    line = _failed("--data", str(tmp_path))
    assert line.startswith(f"pressfacts: {tmp_path}/facts.db: no database here, expected one")


def test_another_schema_version_is_told(tmp_path: Path):
    with sqlite3.connect(tmp_path / "facts.db") as database:
        database.execute("PRAGMA user_version = 99")
        database.execute("CREATE TABLE meta (key TEXT)")
    database.close()
    line = _failed("--data", str(tmp_path))
    assert "schema version 99, expected 4" in line


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at"])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "facts.db").write_bytes(content)
    assert f"pressfacts: {tmp_path}/facts.db: " in _failed("--data", str(tmp_path))


def test_a_port_that_is_none_is_told():
    assert _failed("--port", "70000") == "pressfacts: --port 70000: no port, expected 0 to 65535\n"


def test_the_folder_may_come_from_the_environment(folder, monkeypatch):
    monkeypatch.setenv("PRESSFACTS_DATA", str(folder.root))
    with _running("--port", "0") as (_, address), urlopen(address, timeout=30) as answer:
        assert answer.status == 200
