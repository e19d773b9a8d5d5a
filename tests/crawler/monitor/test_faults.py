"""Every kind of fault is injected end to end once: site, crawl, build, and the monitor names it.

All sources are crawled together, in a sound week and in one with the faults. Between
them lie eight sound weeks, recorded as the first was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.source_runs import SourceRun
from crawler.building import build_folder
from crawler.cli import main
from crawler.clock import Clock
from crawler.monitor.assessment import assess
from crawler.monitor.health import Health
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import ROOT, loopback
from tests.crawler.monitor.fault import Fault
from tests.crawler.monitor.faults import EVERY, FAULTS, SOUND
from tests.crawler.monitor.weeks import FIRST, SECOND

NEWSPAPERS = ("tests.crawler.monitor.newspapers",)
AT = f"{SECOND}T05:00:00Z"
WEEKS = 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """A data folder after both weeks, built."""
    folder = DataFolder(tmp_path_factory.mktemp("faults") / "data")
    folder.claim(demonstration=True)
    with pytest.MonkeyPatch.context() as patch, loopback({}) as server:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setattr("crawler.sources.DEMONSTRATION", NEWSPAPERS)
        for day, answers in ((FIRST, "first"), (SECOND, "second")):
            server.answers.clear()
            for fault in EVERY:
                server.answers.update(getattr(fault, answers)())
            _crawl(folder, server.address, day)
        build_folder(folder, clock=Clock(AT))
        yield folder


def _crawl(folder: DataFolder, proxy: str, day: date) -> None:
    sources: dict[str, tuple[str, ...]] = {fault.name: () for fault in EVERY}
    contact = "https://test.example/"
    at = f"{day}T04:00:00Z"
    work(Job(str(folder.root), sources, NEWSPAPERS, contact, proxy=proxy, at=at))
    if day == FIRST:
        with Ledger(folder.ledger) as ledger:
            for row in ledger.runs.of_sources():
                ledger.runs.note_sources(_weeks_before(row))


def _weeks_before(row: SourceRun) -> Iterator[SourceRun]:
    """The same source in the weeks before: as many articles, other addresses."""
    for number in range(1, WEEKS + 1):
        back = timedelta(weeks=number)
        yield replace(
            row,
            run=f"{number} weeks before",
            started=f"{FIRST - back}T04:00:00Z",
            ended=f"{FIRST - back}T04:01:00Z",
            fresh=row.announced if row.newest_announced else None,
            new_addresses=row.announced,
            newest_announced=_moved(row.newest_announced, back),
            oldest_announced=_moved(row.oldest_announced, back + timedelta(days=7)),
            announced_digest=f"{number:016x}",
            documents={
                url: {**told, "fresh": told["announced"], "digest": f"{number:016x}"}
                for url, told in (row.documents or {}).items()
            },
        )


def _moved(day: str | None, back: timedelta) -> str | None:
    return (date.fromisoformat(day) - back).isoformat() if day else None


@pytest.fixture(scope="module")
def found(folder: DataFolder) -> dict[str, Health]:
    return {health.source: health for health in assess(folder, at=AT)}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_with_its_cause(fault: Fault, found: Mapping[str, Health]) -> None:
    health = found[fault.name]
    assert (health.state, health.cause) == ("troubled", fault.cause)
    assert health.since == f"{SECOND}T04:00:00Z"
    assert health.last_good == f"{FIRST}T04:00:00Z"
    assert health.rings


@pytest.mark.parametrize("fault", SOUND, ids=lambda fault: fault.name)
def test_a_sound_source_does_not_ring(fault: Fault, found: Mapping[str, Health]) -> None:
    health = found[fault.name]
    assert (health.state, health.cause, health.rings) == ("ok", None, False)


def test_check_names_every_source_with_its_cause(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At today's time; a sound source that nobody has asked since rings for that alone."""
    monkeypatch.setattr("crawler.sources.DEMONSTRATION", NEWSPAPERS)
    assert main(["check", "--data", str(folder.root)]) == 1
    said = capsys.readouterr().err.splitlines()
    for fault in FAULTS:
        assert any(line.startswith(f"pressfacts: {fault.name}: {fault.cause}: ") for line in said)
    sound = {f"pressfacts: {fault.name}: not_run" for fault in SOUND}
    others = {": ".join(line.split(": ")[:3]) for line in said}
    assert others >= sound
    assert len(said) == len(EVERY)


def test_there_are_at_least_forty_kinds_of_fault() -> None:
    assert len({fault.name for fault in FAULTS}) >= 40
    assert len({fault.cause for fault in FAULTS}) >= 40
