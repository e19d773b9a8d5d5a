"""Progress: what is told, how it looks on a terminal, how in a pipe."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from crawler.building import build_folder
from crawler.commands.progress import JsonLines, LiveLines
from crawler.filing.add import add
from crawler.progress import Progress
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import ROOT, SITES, html, loopback, page, sitemap, xml

HOST = "http://plain.example"
HANG = 60
"""Seconds after which a process counts as hung; no measure of speed."""


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def screen(output: str, columns: int = 80) -> list[str]:
    """Return what a terminal shows after ``output``; only what the live lines use is known."""
    lines, row, column, rest = [""], 0, 0, output
    while rest:
        sign, rest = rest[0], rest[1:]
        if sign == "\x1b":
            code, letter, rest = _sequence(rest)
            if letter == "A":
                row = max(0, row - code)
            elif letter == "K":
                lines[row] = lines[row][:column]
            elif letter == "J":
                lines[row:] = [lines[row][:column]]
        elif sign == "\r":
            column = 0
        elif sign == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        else:
            assert column < columns, "a line is longer than the terminal is wide"
            lines[row] = lines[row][:column].ljust(column) + sign + lines[row][column + 1 :]
            column += 1
    return lines


def _sequence(rest: str) -> tuple[int, str, str]:
    body = rest[1:]
    digits = body[: len(body) - len(body.lstrip("0123456789"))]
    return int(digits or 1), body[len(digits)], body[len(digits) + 1 :]


def crawling(source: str, done: int, waiting: int, *, ended: bool = False) -> Progress:
    return Progress("crawl", source, done, waiting, ended)


def test_a_line_a_source_with_rate_and_time_left() -> None:
    """Three pages in half a minute: six a minute, so twelve more take two minutes."""
    clock, stream = Clock(), io.StringIO()
    lines = LiveLines(stream, clock=clock, size=lambda: (80, 24))
    lines.show(crawling("binhminh", 0, 15))
    clock.now += 30
    lines.show(crawling("binhminh", 3, 12))
    clock.now += 1
    lines.show(crawling("an", 1, 0, ended=True))
    assert screen(stream.getvalue()) == [
        "an        1 done, ended",
        "binhminh  3 done, 12 waiting, 6 a minute, 2 min left",
        "",
    ]
    lines.clear()
    assert screen(stream.getvalue()) == [""]


@pytest.mark.parametrize(
    ("seconds", "waiting", "left"),
    [(10, 3, "30 s"), (60, 59, "59 min"), (60, 61, "1 h 01 min"), (600, 30, "5 h 00 min")],
)
def test_the_time_left_in_words(seconds: int, waiting: int, left: str) -> None:
    """At one page in so many seconds."""
    clock, stream = Clock(), io.StringIO()
    lines = LiveLines(stream, clock=clock, size=lambda: (80, 24))
    lines.show(crawling("an", 0, waiting + 1))
    clock.now += seconds
    lines.show(crawling("an", 1, waiting))
    assert screen(stream.getvalue())[0].endswith(f", {left} left")


def test_the_rate_is_that_of_the_last_minutes() -> None:
    """A site that was quick for an hour and has become slow."""
    clock, stream = Clock(), io.StringIO()
    lines = LiveLines(stream, clock=clock, size=lambda: (80, 24))
    for minute in range(60):
        clock.now += 60
        lines.show(crawling("an", 100 * minute, 9000))
    for minute in range(1, 4):
        clock.now += 60
        lines.show(crawling("an", 5900 + 2 * minute, 100))
    assert "2 a minute, 50 min left" in screen(stream.getvalue())[0]


def test_a_small_terminal_shows_what_fits() -> None:
    """Lines are cut; sources that ended give way to those that go on."""
    clock, stream = Clock(), io.StringIO()
    lines = LiveLines(stream, clock=clock, size=lambda: (24, 4))
    for name in ("aa", "bb"):
        lines.show(crawling(name, 5, 0, ended=True))
    for name in ("cc", "dd", "ee"):
        clock.now += 1
        lines.show(crawling(name, 1000, 20000))
    assert screen(stream.getvalue(), columns=24) == [
        "cc  1000 done, 20000 wa",
        "dd  1000 done, 20000 wa",
        "ee  1000 done, 20000 wa",
        "",
    ]


def test_lines_in_a_pipe_have_all_their_keys() -> None:
    """One every ten seconds, and one at the end whenever that comes."""
    clock, stream = Clock(), io.StringIO()
    lines = JsonLines(stream, clock=clock)
    for second in range(12):
        lines.show(crawling("an", second, 20 - second))
        clock.now += 1
    lines.show(crawling("an", 12, 0, ended=True))
    lines.show(Progress("archive", None, 0, None, ended=True))
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        {
            "stage": "crawl", "source": "an", "done": 10, "waiting": 10,
            "per_minute": 60.0, "seconds_left": 10, "ended": False,
        },
        {
            "stage": "crawl", "source": "an", "done": 12, "waiting": 0,
            "per_minute": 60.0, "seconds_left": 0, "ended": True,
        },
        {
            "stage": "archive", "source": None, "done": 0, "waiting": None,
            "per_minute": None, "seconds_left": None, "ended": True,
        },
    ]  # fmt: skip


def test_a_crawl_tells_what_is_done_and_what_waits(folder: DataFolder) -> None:
    """Redirects and addresses met twice count once; at the end nothing waits."""
    told: list[Progress] = []
    folder.claim(demonstration=True)
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", f"{HOST}/b.html", f"{HOST}/a.html")),
        f"{HOST}/a.html": html(b"", ("Location", f"{HOST}/c.html"), status=301),
        f"{HOST}/c.html": html(page()),
    }
    with loopback(answers) as server:
        job = Job(str(folder.root), {"plain": ()}, SITES, "x", proxy=server.address)
        work(job, tell=told.append)
    assert all(progress.waiting is not None and progress.waiting >= 0 for progress in told)
    assert [progress for progress in told if progress.ended] == [told[-1]]
    assert told[-1] == Progress("crawl", "plain", 3, 0, ended=True)
    assert {progress.source for progress in told} == {"plain"}


def test_a_build_tells_how_many_articles_are_read(folder: DataFolder, tmp_path: Path) -> None:
    """How many there are is known once the archive is through."""
    files = [tmp_path / f"{name}.txt" for name in ("a", "b")]
    for file in files:
        file.write_text(f"Bài {file.stem}\n\nCó {len(file.stem)} dự án.\n", "utf-8")
    add(files, folder)
    told: list[Progress] = []
    build_folder(folder, tell=told.append)
    assert told == [
        Progress("archive", None, 1, None),
        Progress("archive", None, 2, None),
        Progress("archive", None, 2, None, ended=True),
        Progress("build", None, 1, 1),
        Progress("build", None, 2, 0, ended=True),
    ]


PROGRAM = """
import sys
from crawler.commands.progress import showing
from crawler.progress import Progress
with showing() as tell:
    for name in ("an", "binhminh"):
        tell(Progress("crawl", name, 1, 2))
    if sys.argv[1:]:
        print("ready", flush=True)
        sys.stdin.readline()
print("done", file=sys.stderr)
"""


def on_a_terminal(folder: Path, *arguments: str, columns: int = 80) -> tuple[bytes, int]:
    """Run PROGRAM with a terminal as standard error; with an argument, interrupt it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    ) as running:
        os.close(theirs)
        if arguments:
            assert running.stdout
            assert running.stdout.readline() == b"ready\n"
            running.send_signal(signal.SIGINT)
        output = b"".join(iter(lambda: _read(ours), b""))
        status = running.wait(HANG)
    os.close(ours)
    return output, status


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux: the other end is closed.
        return b""


def test_on_a_real_terminal_the_lines_come_and_go(tmp_path: Path) -> None:
    """Both lines are there while it lasts, and nothing but what is printed later afterwards."""
    output, status = on_a_terminal(tmp_path)
    text = output.decode()
    assert status == 0
    before, _, _ = text.rpartition("\x1b[J")
    assert screen(before)[:2] == ["an        1 done, 2 waiting", "binhminh  1 done, 2 waiting"]
    assert screen(text) == ["done", ""]


def test_an_interruption_leaves_the_screen_clean(tmp_path: Path) -> None:
    """Of the lines nothing stays; the traceback is this program's, not the command's."""
    output, status = on_a_terminal(tmp_path, "wait")
    assert status != 0
    assert screen(output.decode(), columns=500)[0].startswith("Traceback")


def test_a_narrow_terminal_is_not_overrun(tmp_path: Path) -> None:
    """Each line ends before the last column."""
    output, _ = on_a_terminal(tmp_path, columns=12)
    before, _, _ = output.decode().rpartition("\x1b[J")
    assert screen(before, columns=12)[:2] == ["an        1", "binhminh  1"]
