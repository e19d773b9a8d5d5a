"""``check`` on the sources: what rings, what is known, who else is told."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.ledger import Ledger
from corpus.source_runs import SourceRun
from tests.commands.conftest import Command

NOW = datetime.now(UTC)
SAID = (
    "pressfacts: sonla: refused: 1 of 1 feeds, sitemaps or lists: answers 403 or another refusal "
    "without a word why (expected 1 of 1, seen 0 of 1)"
)


def noted(data: Path, *causes: str | None) -> None:
    """Note a run of sonla a week until today; ``None`` is a good one."""
    with Ledger(data / "ledger.db") as ledger:
        for number, cause in enumerate(causes):
            ledger.runs.note_sources([_run(NOW - timedelta(weeks=len(causes) - 1 - number), cause)])


def _run(moment: datetime, cause: str | None) -> SourceRun:
    sound = cause is None
    return SourceRun(
        run=f"{moment:%Y%m%d}",
        source="sonla",
        ended_because="finished",
        started=f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        requests=9,
        articles=5 if sound else 0,
        new_addresses=5,
        links=60 if sound else 0,
        announced=40 if sound else 0,
        filtered=0,
        announced_digest=f"{moment:%Y%m%d}00000000" if sound else None,
        discovery_asked=1,
        discovery_answered=int(sound),
        causes={} if sound else {"discovery": {cause: 1}},
    )


@pytest.fixture
def data(pressfacts: Command, report: Path, tmp_path: Path) -> Path:
    """A folder with a database, and runs of sonla of which the last was refused."""
    assert pressfacts("add", report).status == 0
    noted(tmp_path / "data", None, None, None, "refused")
    return tmp_path / "data"


def test_a_trouble_is_named_with_its_cause(pressfacts: Command, data: Path) -> None:
    found = pressfacts("check")
    assert (found.status, found.errors) == (1, [SAID])
    _, head, row, rest = found.out.splitlines()
    assert head.split() == ["source", "state", "cause", "since", "last", "good", "found"]
    days = [f"{NOW:%Y-%m-%d}", f"{NOW - timedelta(weeks=1):%Y-%m-%d}"]
    assert row.split()[:5] == ["sonla", "troubled", "refused", *days]
    assert rest.endswith("sources have not been asked yet")


def test_sound_sources_are_listed_and_ring_nothing(pressfacts: Command, data: Path) -> None:
    noted(data, None, None, None, None)
    found = pressfacts("check")
    assert (found.status, found.errors) == (0, [])
    assert found.out.splitlines()[2].split()[:3] == ["sonla", "ok", "-"]


def test_as_json_every_source_is_an_object(pressfacts: Command, data: Path) -> None:
    found = pressfacts("check", "--format", "jsonl")
    assert found.status == 1
    (row,) = [row for row in found.objects() if row["source"] == "sonla"]
    assert (row["state"], row["cause"], row["acknowledged"]) == ("troubled", "refused", 0)
    assert {row["state"] for row in found.objects()} == {"troubled", "unknown"}


def test_a_known_trouble_does_not_ring_while_it_lasts(pressfacts: Command, data: Path) -> None:
    found = pressfacts("check", "--acknowledge", "sonla")
    assert (found.status, found.errors) == (0, [])
    assert found.out.splitlines()[2].split()[:3] == ["sonla", "known", "refused"]
    assert pressfacts("check").status == 0


def test_it_rings_again_when_its_cause_changes(pressfacts: Command, data: Path) -> None:
    pressfacts("check", "--acknowledge", "sonla")
    noted(data, None, None, None, "challenge_page")
    found = pressfacts("check")
    assert found.status == 1
    assert "sonla: challenge_page: " in found.errors[0]


def test_it_rings_again_when_it_recovered_and_came_back(pressfacts: Command, data: Path) -> None:
    """The acknowledgement lies between the first trouble and the second."""
    noted(data, None, "refused", "refused", "refused")
    between = f"{NOW - timedelta(days=20):%Y-%m-%dT%H:%M:%SZ}"
    line = {"source": "sonla", "cause": "refused", "at": between, "until": None}
    (data / "acknowledged.jsonl").write_text(json.dumps(line) + "\n")
    assert pressfacts("check").status == 1
    line["at"] = f"{NOW - timedelta(days=13):%Y-%m-%dT%H:%M:%SZ}"
    (data / "acknowledged.jsonl").write_text(json.dumps(line) + "\n")
    assert pressfacts("check").status == 0
    noted(data, None, "refused", None, "refused")
    assert pressfacts("check").errors == [SAID]


def test_until_a_day_and_no_longer(pressfacts: Command, data: Path) -> None:
    tomorrow, yesterday = (f"{NOW + timedelta(days=days):%Y-%m-%d}" for days in (1, -1))
    assert pressfacts("check", "--acknowledge", "sonla", "--until", tomorrow).status == 0
    (data / "acknowledged.jsonl").unlink()
    assert pressfacts("check", "--acknowledge", "sonla", "--until", yesterday).status == 1


def test_a_command_is_told_without_a_shell(pressfacts: Command, data: Path, tmp_path: Path) -> None:
    script = tmp_path / "tell me.py"
    script.write_text(
        "import pathlib, sys\n"
        "pathlib.Path('told').write_text('\\n'.join([*sys.argv[1:], sys.stdin.read()]))\n"
    )
    command = f"{sys.executable} '{script}' $HOME '; touch ran'"
    assert pressfacts("check", "--on-trouble", command).status == 1
    first, second, line = (tmp_path / "told").read_text().splitlines()
    assert (first, second) == ("$HOME", "; touch ran")
    assert (json.loads(line)["source"], json.loads(line)["cause"]) == ("sonla", "refused")
    assert not (tmp_path / "ran").exists()


def test_a_command_is_not_called_when_nothing_rings(
    pressfacts: Command, data: Path, tmp_path: Path
) -> None:
    pressfacts("check", "--acknowledge", "sonla")
    assert pressfacts("check", "--on-trouble", f"touch {tmp_path / 'told'}").status == 0
    assert not (tmp_path / "told").exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--on-trouble", "no-such-command"), "--on-trouble no-such-command: No such file"),
        (("--on-trouble", "false"), "--on-trouble false: ended with 1"),
        (("--on-trouble", "a 'b"), "--on-trouble a 'b: No closing quotation"),
        (("--on-trouble", ""), "--on-trouble: empty, expected a command"),
        (("--until", "2026-12-31"), "--until: expected together with --acknowledge SOURCE"),
        (("--acknowledge", "sonla", "--until", "soon"), "--until soon: no day"),
        (("--acknowledge", "nosuch"), "--acknowledge nosuch: unknown source, expected one of"),
        (("--acknowledge", "thoidai"), "--acknowledge thoidai: in no trouble"),
    ],
)
def test_what_can_not_be_done_is_said_in_one_line(
    pressfacts: Command, data: Path, arguments: tuple[str, ...], line: str
) -> None:
    found = pressfacts("check", *arguments)
    assert found.status == 2
    assert found.errors[-1].startswith(f"pressfacts: {line}")
    assert not (data / "acknowledged.jsonl").exists()


def test_a_damaged_line_of_what_is_known_is_named(pressfacts: Command, data: Path) -> None:
    (data / "acknowledged.jsonl").write_text('{"source": "sonla"}\n')
    found = pressfacts("check")
    assert found.status == 2
    assert "acknowledged.jsonl: line 1: no acknowledgement" in found.errors[-1]
