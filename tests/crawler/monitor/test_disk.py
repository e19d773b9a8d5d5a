"""A disk that fills up while pages come: the run ends, says so, and is made up for."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import all_records
from crawler.building import build_folder
from crawler.cli import main
from crawler.clock import Clock
from crawler.monitor.assessment import assess
from crawler.monitor.health import Health
from crawler.running.process import Job
from tests.crawler.loopback import loopback
from tests.crawler.monitor.direct import crawl
from tests.crawler.monitor.unproxied import DISK, FillingDisk
from tests.crawler.monitor.weeks import FIRST, SECOND, served, week

UNPROXIED = ("tests.crawler.monitor.unproxied",)
(HOST,) = FillingDisk.hosts
THIRD = SECOND + timedelta(days=7)
ROOM = 60_000
"""Bytes: enough for the first week, and for a part of the second."""


@pytest.fixture
def after(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A data folder after a sound week and one in which the disk fills up."""
    folder.claim(demonstration=True)
    monkeypatch.setattr("crawler.sources.DEMONSTRATION", UNPROXIED)
    assert _crawled(folder, FIRST) is None
    assert "bytes free, expected 1" in (_crawled(folder, SECOND, room=ROOM) or "")
    return folder


def _crawled(folder: DataFolder, day: date, *, room: int | None = None) -> str | None:
    """Crawl twenty new articles, build, and return why the run was stopped."""
    new = [
        one for monday in (FIRST, SECOND, THIRD) if monday <= day for one in week(HOST, monday, 20)
    ]
    answers = served(HOST, "feed", new, new)
    sources: dict[str, tuple[str, ...]] = {DISK: ()}
    at = f"{day}T04:00:00Z"
    job = Job(str(folder.root), sources, UNPROXIED, "https://test.example/", at=at)
    with loopback(answers) as server:
        port = int(server.address.rsplit(":", 1)[1])
        stopped = crawl(job.to_json(), {HOST: port}, room=room)["stopped"]
    build_folder(folder, clock=Clock(f"{day}T05:00:00Z"))
    return None if stopped is None else json.dumps(stopped)


def _health(folder: DataFolder, day: date) -> Health:
    (health,) = [one for one in assess(folder, at=f"{day}T05:00:00Z") if one.source == DISK]
    return health


def _archived(folder: DataFolder) -> int:
    return sum(
        record.type == "response" and (record.url or "").endswith(".html")
        for record in all_records(folder.warc)
    )


def test_a_disk_that_fills_up_is_named(
    after: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some articles of the second week came; `check` says that the run was stopped."""
    assert 20 < _archived(after) < 40
    health = _health(after, SECOND)
    assert (health.state, health.cause) == ("troubled", "run_stopped")
    assert health.since == f"{SECOND}T04:00:00Z"
    assert main(["check", "--data", str(after.root)]) == 1
    assert f"pressfacts: {DISK}: run_stopped: " in capsys.readouterr().err


def test_with_room_again_the_next_run_fetches_the_rest(after: DataFolder) -> None:
    """Every article once, and the trouble is over."""
    assert _crawled(after, THIRD) is None
    assert _archived(after) == 60
    with Ledger(after.ledger) as ledger:
        assert {row.state for row in ledger.addresses(DISK)} == {"fetched", "gone"}
    assert _health(after, THIRD).state == "ok"
