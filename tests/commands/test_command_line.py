"""What holds for every command: help, exit status, one line for what went wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli import command_modules
from tests.commands.conftest import Command
from tests.commands.running import HANG, SENTENCE, environment

PROMISED = {
    "demo", "crawl", "add", "build", "read", "score", "parse", "language", "serve", "review",
    "export", "check", "update", "backup", "restore",
}  # fmt: skip
COMMANDS = sorted(command_modules())
HEAVY = "('scrapy', 'spacy', 'datasette', 'sqlite_utils', 'dateparser', 'twisted')"


def test_the_promised_commands_are_there_and_not_many_more() -> None:
    assert set(COMMANDS) >= PROMISED
    assert len(COMMANDS) <= 18


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example_that_can_be_typed(pressfacts: Command, name: str) -> None:
    found = pressfacts(name, "--help")
    assert found.status == 0
    assert found.errors == []
    _, _, examples = found.out.partition("\nexample:\n")
    assert examples.strip()
    assert all(f"pressfacts {name}" in line for line in examples.strip().splitlines())


def test_help_of_all_names_every_command_and_where_to_start(pressfacts: Command) -> None:
    found = pressfacts("--help")
    assert found.status == 0
    for name in COMMANDS:
        assert f"\n    {name} " in found.out
    assert found.out.rstrip().endswith("Start with: pressfacts demo")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "COMMAND"),
        (("nosuch",), "nosuch"),
        (("read",), "FILE"),
        (("read", "--format", "xml", "a.txt"), "xml"),
        (("read", "--nosuch", "a.txt"), "--nosuch"),
        (("parse", "number"), "--lang"),
        (("parse", "weight", "--lang", "vi"), "weight"),
        (("export",), "--csv"),
        (("review", "0123456789abcdef", "maybe", "--reviewer", "ana"), "maybe"),
        (("serve", "--port", "many"), "many"),
    ],
)
def test_a_wrong_use_is_one_line_and_2(
    pressfacts: Command, arguments: tuple[str, ...], what: str
) -> None:
    found = pressfacts(*arguments)
    assert found.status == 2
    assert found.raw == b""
    (line,) = found.errors
    assert line.startswith("pressfacts: ")
    assert what in line
    assert "expected" in line
    assert "--help`" in line


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("read", "--lang", "xx", "a.txt"),
            "pressfacts: --lang xx: unknown language, expected one of en, id, ms, vi or auto",
        ),
        (
            ("parse", "number", "--lang", "xx"),
            "pressfacts: --lang xx: unknown language, expected one of en, id, ms, vi",
        ),
        *(
            (
                ("read", "--published", date, "a.txt"),
                f"pressfacts: --published {date}: no date, expected YYYY-MM-DD, YYYY-MM or YYYY",
            )
            for date in ("2024-02-30", "12/4/2024", "2023/2024", "../2024", "199X", "yesterday", "")
        ),
        (
            ("add", "--published", "199X", "a.txt"),
            "pressfacts: --published 199X: no date, expected YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            ("parse", "period", "--lang", "vi", "--anchor", "199X"),
            "pressfacts: --anchor 199X: no date, expected YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            ("add", "--url", "http://a.example/", "a.txt", "b.txt"),
            "pressfacts: --url http://a.example/: 2 files given, expected one",
        ),
        (
            ("crawl", "--contact", "a@b.example", "--since", "spring"),
            "pressfacts: --since spring: no day, expected YYYY-MM-DD",
        ),
        (
            ("crawl", "--contact", "a@b.example", "--since", "20240101"),
            "pressfacts: --since 20240101: another way of writing 2024-01-01, expected YYYY-MM-DD",
        ),
        (
            ("serve", "--port", "70000"),
            "pressfacts: --port 70000: no port, expected 0 to 65535",
        ),
        (
            ("score", "gold.jsonl", "--hints", "lang"),
            "pressfacts: --hints lang: unknown, expected published, url or both",
        ),
    ],
)
def test_an_option_nobody_can_follow_is_one_line_and_2(
    pressfacts: Command, tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    found = pressfacts(*arguments)
    assert found.status == 2
    assert found.raw == b""
    assert found.errors == [line]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("read", "--help"), ("parse", "money", "--lang", "ms"), ("language",)],
    ids=" ".join,
)
def test_what_is_small_loads_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    program = (
        "import sys\nfrom crawler.cli import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=SENTENCE.encode(),
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        timeout=HANG,
        check=True,
    )
    assert done.stderr == b"[]\n"
    assert done.stdout
