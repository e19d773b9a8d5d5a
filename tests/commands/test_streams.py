"""Pipes, locales, full disks, interruptions: what the world around a process does to it."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.commands.running import COMMAND, HANG, SENTENCE, Result, environment, process

FULL = Path("/dev/full")
NARROW: dict[str, str | None] = {
    "LC_ALL": "C",
    "LANG": None,
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}
"""A locale without letters beyond ASCII, and no help from Python."""


def into(output: int, *arguments: str, cwd: Path, stdin: bytes = b"") -> Result:
    """Run with standard output going to the open file ``output``."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        input=stdin,
        stdout=output,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=HANG,
        check=False,
    )
    return Result(done.returncode, b"", done.stderr)


def closed_pipe() -> int:
    """Return the writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("read", "--help"),
        ("read", "report.txt"),
        ("read", "--format", "jsonl", "report.txt", "report.txt"),
        ("language", "report.txt"),
        ("parse", "number", "--lang", "vi"),
    ],
    ids=" ".join,
)
def test_a_closed_pipe_ends_quietly(
    report: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    output = closed_pipe()
    found = into(output, *arguments, cwd=tmp_path, stdin=b"12\n" * 5000)
    os.close(output)
    assert (found.status, found.errors) == (0, [])


def test_the_first_line_of_many_is_enough(tmp_path: Path) -> None:
    """As `| head -1` does it, while more is still to come than a pipe holds."""
    with subprocess.Popen(
        [*COMMAND, "parse", "number", "--lang", "vi"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(b"5\n" * 2000)
        running.stdin.flush()
        assert running.stdout.readline().startswith(b'{"text": "5", "read": true, "value": 5,')
        running.stdout.close()
        running.stdin.close()
        errors = running.stderr.read()
        assert (running.wait(HANG), errors) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("lines", [1, 5000])
def test_a_full_disk_is_one_line_and_2(tmp_path: Path, lines: int) -> None:
    with FULL.open("wb") as output:
        found = into(
            output.fileno(), "parse", "number", "--lang", "vi", cwd=tmp_path, stdin=b"5\n" * lines
        )
    assert found.status == 2
    assert found.errors == ["pressfacts: output: No space left on device, expected to be usable"]


def test_utf8_and_lf_whatever_the_locale(report: Path, tmp_path: Path) -> None:
    wide = process("read", "--format", "jsonl", "report.txt", cwd=tmp_path)
    narrow = process("read", "--format", "jsonl", "report.txt", cwd=tmp_path, env=NARROW)
    assert narrow == wide
    assert "hơn 100 triệu USD".encode() in narrow.raw
    assert b"\r" not in narrow.raw
    parsed = process(
        "parse",
        "money",
        "--lang",
        "vi",
        cwd=tmp_path,
        stdin="5 triệu đồng\r\n".encode(),
        env=NARROW,
    )
    assert parsed.status == 0
    assert parsed.objects()[0]["text"] == "5 triệu đồng"
    assert parsed.objects()[0]["unit"] == "VND"


def test_error_lines_are_utf8_too(tmp_path: Path) -> None:
    found = process("read", "tệp.txt", cwd=tmp_path, env=NARROW)
    assert found.status == 2
    assert found.raw_errors.endswith(b": No such file or directory, expected a readable file\n")
    assert process("read", "tệp.txt", cwd=tmp_path).errors == [
        "pressfacts: tệp.txt: No such file or directory, expected a readable file"
    ]


def test_a_file_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    """A name is bytes; in JSON it comes back as the name that opens the file."""
    name = b"b\xff.txt"
    (tmp_path / os.fsdecode(name)).write_text(SENTENCE, "utf-8")
    found = process("read", "--format", "jsonl", name, b"m\xff.txt", cwd=tmp_path)
    assert found.status == 2
    assert found.errors == [
        "pressfacts: m\\udcff.txt: No such file or directory, expected a readable file"
    ]
    (record,) = found.objects()
    assert os.fsencode(record["file"]) == name


def test_an_interruption_is_130_without_a_word(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "parse", "number", "--lang", "vi"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdin and running.stdout
        # More than its buffer holds, so the first answers show that it is at work.
        running.stdin.write(b"5\n" * 2000)
        running.stdin.flush()
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=HANG)
    assert (running.returncode, errors) == (130, b"")
