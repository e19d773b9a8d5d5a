"""What is printed for cron and systemd works as printed, without anything of the environment."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.schema import open_facts
from corpus.source_runs import SourceRun
from crawler import sources
from crawler.clock import SYSTEM
from tests.commands.running import process
from tests.crawler.killing import HANG

NAME = "dữ liệu 50% của tôi"


@pytest.fixture
def demonstration(tmp_path: Path) -> DataFolder:
    """A folder of the demonstration in which one newspaper alone is due."""
    folder = DataFolder(tmp_path / NAME)
    folder.claim(demonstration=True)
    with Ledger(folder.ledger) as ledger:
        ledger.runs.note_sources(
            SourceRun(
                run="r",
                source=name,
                started=SYSTEM.stamp(),
                ended_because="finished",
                discovery_asked=1,
                discovery_answered=1,
            )
            for name in sources.load(sources.DEMONSTRATION)
            if name != "suararakyat"
        )
    return folder


def test_the_crontab_line_runs_in_an_empty_environment(demonstration: DataFolder) -> None:
    """As cron does: sh -c, another folder, percent signs unescaped."""
    root = demonstration.root
    printed = process("crawl", "--print-timer", "cron", "--data", NAME, cwd=root.parent)
    assert (printed.status, printed.errors) == (0, [])
    (line,) = printed.out.splitlines()
    when, call = re.fullmatch(r"((?:\S+ ){5})(.+)", line).groups()  # type: ignore[union-attr]
    assert when == "17 3 * * * "
    assert not re.search(r"(?<!\\)%", call)
    done = subprocess.run(
        ["env", "-i", "sh", "-c", call.replace(r"\%", "%")],
        cwd="/",
        capture_output=True,
        encoding="utf-8",
        timeout=HANG,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Asked 1 source:" in done.stdout
    database = open_facts(demonstration.facts)
    outlets = database.execute("SELECT DISTINCT source FROM article").fetchall()
    database.close()
    assert outlets == [("suararakyat",)]


def units(text: str) -> dict[str, configparser.ConfigParser]:
    """The printed files by name."""
    found = {}
    for part in re.split(r"^# (?=~)", text, flags=re.MULTILINE)[1:]:
        name, _, content = part.partition("\n")
        found[name] = configparser.ConfigParser(interpolation=None, delimiters="=")
        found[name].optionxform = str  # type: ignore[method-assign, assignment]
        found[name].read_string(content)
    return found


def test_the_units_hold_whole_paths_contact_and_catching_up(tmp_path: Path) -> None:
    folder = tmp_path / 'a "b" $c %d'
    printed = process(
        "crawl", "--print-timer", "--data", folder, "--contact", "me@uni.example", cwd=tmp_path
    )
    assert (printed.status, printed.errors) == (0, [])
    found = units(printed.out)
    service = found["~/.config/systemd/user/pressfacts.service"]["Service"]
    timer = found["~/.config/systemd/user/pressfacts.timer"]
    assert (timer["Timer"]["Persistent"], service["Type"]) == ("true", "oneshot")
    assert Path(service["WorkingDirectory"]).is_absolute()
    assert (Path(service["WorkingDirectory"]) / "crawler" / "cli.py").is_file()
    command = shlex.split(service["ExecStart"].replace("%%", "%").replace("$$", "$"))
    assert command == [
        sys.executable, "-m", "crawler.cli", "update", "--data", str(folder),
        "--contact", "me@uni.example",
    ]  # fmt: skip
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--print-timer", "cron"), "contact: none, expected a mail or web address"),
        (("--due", "nhandan"), "--due: knows its sources and days, expected no SOURCE"),
        (("--due",), "contact: none, expected a mail or web address"),
        (("--due", "--jobs", "0"), "argument --jobs: 0: no number from 1, expected"),
        (("--print-timer", "cron", "--contact", "a@b.example", "--data", "a\nb"), "more than one"),
    ],
)
def test_what_can_not_be_timed_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    printed = process("crawl", *arguments, cwd=tmp_path)
    assert (printed.status, printed.raw) == (2, b"")
    assert line in " ".join(printed.errors)
    assert list(tmp_path.iterdir()) == []


def test_crawl_due_asks_what_is_due_and_builds(demonstration: DataFolder) -> None:
    found = process("crawl", "--due", "--data", demonstration.root, cwd=demonstration.root.parent)
    assert found.status == 0
    first, second, built = found.out.splitlines()
    assert first == "6 sources are not due yet"
    assert second.startswith("suararakyat: ")
    assert "figures in" in built
