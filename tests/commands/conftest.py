"""The command in an empty folder; the demonstration once for all; the real reports where they are."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.cli import main
from tests.commands.running import ROOT, SENTENCE, Result, process

Command = Callable[..., Result]


@pytest.fixture
def pressfacts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """``pressfacts(*arguments, stdin=b"")`` within this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("PRESSFACTS_DATA", "PRESSFACTS_CONTACT"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse: help, or a wrong use
            status = int(end.code or 0)
        return Result(status, *capsysbinary.readouterr())

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A text with one figure, ``report.txt`` in the folder of the test."""
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


@dataclass(frozen=True)
class Demonstration:
    """A data folder after two runs of ``demo``, and what they printed."""

    data: Path
    first: Result
    second: Result
    after_first: bytes
    """``facts.db`` between the two runs."""


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The main job, twice, each time in a process of its own."""
    folder = tmp_path_factory.mktemp("job")
    data = folder / "shown"
    first = process("demo", "--data", data, cwd=folder)
    assert first.status == 0, first
    between = (data / "facts.db").read_bytes()
    second = process("demo", "--data", data, cwd=folder)
    assert second.status == 0, second
    return Demonstration(data, first, second, between)


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of the real reports; they belong to their outlets and are no part of this."""
    beside = ROOT.parent / "shared" / "press"
    folder = Path(os.environ.get("PRESSFACTS_REPORTS", beside))
    if not (folder / "gold.jsonl").is_file():
        pytest.skip("the real reports are not here; PRESSFACTS_REPORTS names their folder")
    return folder
