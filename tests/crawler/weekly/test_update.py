"""An update: what is new is told once; killed at any step, the old edition stays and the next ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import LockedError
from corpus.folder import DataFolder
from corpus.locks import hold
from corpus.schema import open_facts
from crawler.clock import Clock
from crawler.weekly.update import STEPS, UnsoundError, Update, update
from crawler.weekly.words import lines
from tests.crawler.killing import HANG, archived_bytes, bodies, kill_at_growth
from tests.crawler.loopback import ROOT, Loopback, html, page
from tests.crawler.weekly.newsroom import Paper, date_of, found, printing, publish, sentence, web

PAPERS = [Paper("songhong", [-20, -3, 0, 8]), Paper("cuulong", [-20, 9])]


@pytest.fixture
def server() -> Iterator[Loopback]:
    with printing(PAPERS) as running:
        publish(running, PAPERS, 0)
        yield running


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, Update]:
    """A folder after its first update, and what that came to."""
    folder = DataFolder(tmp_path_factory.mktemp("first") / "data")
    found(folder, PAPERS)
    with pytest.MonkeyPatch.context() as patch, printing(PAPERS) as server:
        patch.setenv("PYTHONPATH", str(ROOT))
        return folder, updated(folder, server, 0)


@pytest.fixture
def week(folder: DataFolder, first: tuple[DataFolder, Update]) -> DataFolder:
    """A copy of it."""
    shutil.copytree(first[0].root, folder.root)
    return folder


def updated(folder: DataFolder, server: Loopback, day: int) -> Update:
    publish(server, PAPERS, day)
    clock = Clock(date_of(day).isoformat())
    return update(folder, web(folder, server.address), clock=clock, jobs=2)


def digest(folder: DataFolder) -> str:
    database = open_facts(folder.facts)
    try:
        ((value,),) = database.execute("SELECT value FROM meta WHERE key = 'dump_digest'")
    finally:
        database.close()
    return str(value)


def shown(folder: DataFolder) -> list[tuple[object, ...]]:
    """What people see of table change in Datasette."""
    database = open_facts(folder.facts)
    try:
        columns = 'kind, outlet, "before", "after"'
        rows = database.execute(f"SELECT {columns} FROM change ORDER BY outlet DESC").fetchall()
    finally:
        database.close()
    return list(rows)


def kept(folder: DataFolder) -> list[dict[str, Any]]:
    return [json.loads(line) for line in folder.updates.read_text("utf-8").splitlines()]


def litter(folder: DataFolder) -> list[str]:
    return [path.name for path in folder.root.glob("facts.db?*")]


def test_two_weeks_and_a_second_look(
    week: DataFolder, server: Loopback, first: tuple[DataFolder, Update]
) -> None:
    """The first is all new; the second brings what was printed since; the third nothing."""
    begun = first[1]
    assert (len(begun.changes.new_articles), len(begun.changes.of("new"))) == (4, 4)
    assert begun.record["figures"] == []
    early = updated(week, server, 1)
    assert [one.source for one in early.crawled.later] == ["cuulong", "songhong"]
    second = updated(week, server, 9)
    assert set(second.crawled.reports) == {"cuulong", "songhong"}
    assert set(second.changes.new_articles) == {PAPERS[0].url(3), PAPERS[1].url(1)}
    assert shown(week) == [
        ("new", "Songhong", None, "more than 103,000,000 USD · disbursed · Việt Nam · 2003"),
        ("new", "Cuulong", None, "more than 101,000,000 USD · disbursed · Việt Nam · 2001"),
    ]
    before, size = digest(week), archived_bytes(week.warc)
    third = updated(week, server, 9)
    assert third.changes.new_articles == third.changes.figures == ()
    assert shown(week) == []
    assert (digest(week), archived_bytes(week.warc)) == (before, size)
    assert all(count == 1 for url, count in bodies(week).items() if "-post" in url)
    assert kept(week) == [begun.record, early.record, second.record, third.record]


def test_a_report_in_plain_words(week: DataFolder, server: Loopback) -> None:
    publish(server, PAPERS, 9)
    changed = html(page(f"<p>{sentence(0).replace('100', '150')}</p>"))
    server.answers[PAPERS[0].url(0)] = changed
    sitemap = server.answers["http://songhong.example/sitemap.xml"]
    assert not callable(sitemap)
    body = sitemap.body.replace(b"2026-02-10", b"2026-03-11", 1)
    server.answers["http://songhong.example/sitemap.xml"] = html(body)
    clock = Clock(date_of(9).isoformat())
    told = list(lines(update(week, web(week, server.address), clock=clock)))
    assert told[:3] == [
        "Update of 11 March 2026, 03:17 UTC.",
        # Three known articles were asked for once more, to see how the sites are.
        "Asked 2 sources: 5 pages fetched, 3 unchanged; 0 sources are not due yet.",
        "2 new articles, 3 new figures, 0 read differently, 1 withdrawn; "
        "in all 7 figures in 6 articles.",
    ]
    assert (
        "  Songhong: more than 100,000,000 USD · disbursed · Việt Nam · 2000, "
        "http://songhong.example/bai-0-post0.html (no longer printed)"
    ) in told
    assert any("more than 150,000,000 USD" in line for line in told[told.index("New:") :])


def test_a_source_that_can_not_be_crawled_leaves_the_others(
    week: DataFolder, server: Loopback
) -> None:
    """It is named, stays due, and is made up for."""
    with hold(week.root / "locks" / "cuulong.lock", what="cuulong is being crawled"):
        found = updated(week, server, 9)
    assert list(found.crawled.failures) == ["cuulong"]
    assert not found.is_well
    assert any("cuulong is being crawled" in line for line in lines(found))
    assert found.changes.new_articles == (PAPERS[0].url(3),)
    after = updated(week, server, 10)
    assert set(after.crawled.reports) == {"cuulong"}
    assert after.changes.new_articles == (PAPERS[1].url(1),)


def test_two_updates_at_once_are_not_possible(week: DataFolder, server: Loopback) -> None:
    with (
        hold(week.root / "locks" / "update.lock", what="an update goes on"),
        pytest.raises(LockedError, match="an update goes on"),
    ):
        updated(week, server, 0)
    assert server.seen == []


def test_an_unsound_database_does_not_take_its_place(week: DataFolder, server: Loopback) -> None:
    """The archive lost a page that the new database is built from, after it was read."""
    before = week.facts.read_bytes()

    def lose(step: str) -> None:
        if step == "check":
            for segment in week.warc.glob("*.warc.gz"):
                segment.rename(segment.with_suffix(".away"))

    with pytest.raises(UnsoundError, match="no such archive file"):
        update(week, web(week, server.address), clock=Clock(date_of(1).isoformat()), step=lose)
    assert week.facts.read_bytes() == before
    for segment in week.warc.glob("*.away"):
        segment.rename(segment.with_suffix(".gz"))
    updated(week, server, 2)
    assert litter(week) == []


def sentences(folder: DataFolder) -> list[tuple[str, str]]:
    """Each figure of an edition: address and sentence."""
    database = open_facts(folder.facts)
    try:
        found = database.execute("SELECT url, sentence FROM figures ORDER BY url").fetchall()
    finally:
        database.close()
    return [(url, text) for url, text in found]


EVERYTHING = sorted(
    (paper.url(number), sentence(number))
    for paper in PAPERS
    for number in range(len(paper.printed))
)


def dying(folder: DataFolder, server: Loopback, step: str) -> subprocess.Popen[str]:
    """Start an update on day 9 in processes of their own, killed as ``step`` begins."""
    publish(server, PAPERS, 9)
    module = "tests.crawler.weekly.dying"
    return subprocess.Popen(
        [sys.executable, "-m", module, str(folder.root), server.address, "9", step],
        start_new_session=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("step", STEPS)
def test_killed_as_a_step_begins(week: DataFolder, server: Loopback, step: str) -> None:
    """The old edition stays up to the swap; the next update ends what was begun."""
    before = week.facts.read_bytes()
    process = dying(week, server, step)
    assert process.wait(HANG) == -signal.SIGKILL
    assert (week.facts.read_bytes() == before) == (step != "report")
    after = updated(week, server, 9)
    assert sentences(week) == EVERYTHING
    assert litter(week) == []
    assert all(count == 1 for url, count in bodies(week).items() if "-post" in url)
    reports = kept(week)
    assert reports[-1] == after.record
    assert sum(report["new_figures"] for report in reports) == 6


@pytest.mark.parametrize("whole", [True, False], ids=["all processes", "the update alone"])
def test_killed_while_it_crawls(week: DataFolder, server: Loopback, whole: bool) -> None:
    """The crawls that outlive the update end by themselves."""
    before = week.facts.read_bytes()
    process = dying(week, server, "never")
    killed = kill_at_growth(process, week.warc, archived_bytes(week.warc) + 1)
    assert killed
    if whole:
        os.killpg(process.pid, signal.SIGKILL)
    assert week.facts.read_bytes() == before
    for name in ("cuulong", "songhong"):
        wait_for_lock(week, name)
    updated(week, server, 9)
    assert sentences(week) == EVERYTHING
    assert all(count == 1 for url, count in bodies(week).items() if "-post" in url)


def wait_for_lock(folder: DataFolder, source: str) -> None:
    """Return when nobody crawls ``source``."""
    import fcntl

    with (folder.root / "locks" / f"{source}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def test_a_report_cut_in_its_line_is_written_anew(
    week: DataFolder, server: Loopback, first: tuple[DataFolder, Update]
) -> None:
    week.updates.write_bytes(week.updates.read_bytes()[:20])
    second = updated(week, server, 1)
    assert kept(week) == [first[1].record, second.record]


def test_an_edition_of_another_version_is_no_hindrance(week: DataFolder, server: Loopback) -> None:
    """As after an upgrade of the program."""
    Path(week.facts).write_bytes(b"no database")
    after = updated(week, server, 1)
    assert not after.changes.compared
    assert any("no edition before" in line for line in lines(after))
    assert after.built.rows["fact"] == 4
