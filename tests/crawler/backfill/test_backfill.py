"""The early years, asked of two archives on loopback that answer in the documented formats."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.backfill.run import backfill, job_for
from crawler.cli import main
from crawler.errors import CrawlError, NoContactError, UnknownSourceError
from crawler.replay import replay
from crawler.running.report import SourceReport
from tests.crawler.backfills import (
    ARTICLE,
    BASES,
    FORMER,
    HEADLINE,
    NEW,
    SHOTS,
    ask,
    filed,
    prepared,
)
from tests.crawler.killing import finish, kill_at_growth, start
from tests.crawler.loopback import ROOT, Answer, Loopback, loopback
from tests.crawler.webarchives import DATA, WAYBACK, Shot, WebArchive

Filled = tuple[DataFolder, Loopback, SourceReport]


@pytest.fixture
def own(folder: DataFolder) -> DataFolder:
    return prepared(folder)


@pytest.fixture(scope="module", params=BASES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """A folder for which one archive has been asked for 2005 to 2013."""
    folder = prepared(DataFolder(tmp_path_factory.mktemp("filled") / "data"))
    with pytest.MonkeyPatch.context() as patch, loopback({}, WebArchive(SHOTS)) as server:
        patch.setenv("PYTHONPATH", str(ROOT))
        yield folder, server, ask(folder, server, range(2005, 2014), request.param)


def states(folder: DataFolder, table: str = "capture") -> list[tuple[str, str]]:
    connection = sqlite3.connect(folder.ledger)
    try:
        return connection.execute(f"SELECT state, reason FROM {table} ORDER BY rowid").fetchall()
    finally:
        connection.close()


def test_captures_are_filed_as_the_pages_they_show(filled: Filled) -> None:
    """Address and day of the page itself, the archive's address in a field, body as captured.

    On the topic only, one a year and address: football, a tag page and the later
    capture are left out.
    """
    folder, server, report = filled
    old, new = filed(folder)
    assert old.url == f"{FORMER}/{HEADLINE}"
    assert (new.type, new.url, new.captured) == ("response", ARTICLE, "2013-05-20T08:00:00Z")
    assert new.body == NEW
    assert new.source_uri is not None
    assert new.source_uri.startswith((f"{WAYBACK}/web/20130520080000id_/http://", f"{DATA}/crawl-"))
    assert new.created is not None
    assert datetime.fromisoformat(new.created).year >= 2026
    assert new.notes["source"] == "songhong"
    assert report.counts["fetched"] == 2
    assert report.problems == []
    agents = {request.headers["User-Agent"] for request in server.seen}
    assert all(agent.startswith("pressfacts/") and "test.example" in agent for agent in agents)
    assert server.urls()[0].endswith("/robots.txt")


def test_replay_reads_a_capture_like_a_page_crawled_that_day(filled: Filled) -> None:
    """By the source's page class where it fits, else by the generic one, which is noted."""
    (snapshot, old), (_, new) = replay(filled[0])
    assert old.canonical_url == f"{FORMER}/{HEADLINE}".replace("http://www.", "https://")
    assert old.page_class.startswith("GenericPage:")
    assert old.page_class.endswith(", no EpiPage")
    assert "245 triệu USD" in old.text
    assert (snapshot.captured, snapshot.source) == ("2008-03-12T10:15:00Z", "songhong")
    assert snapshot.archive_url == filed(filled[0])[0].source_uri
    assert (new.page_class, new.post_number) == ("EpiPage", "77")


def test_a_year_asked_twice_costs_nothing(filled: Filled) -> None:
    """No request at all, also with a ledger made anew from the archive."""
    folder, server, _ = filled
    archive = "commoncrawl" if "crawl" in (filed(folder)[0].source_uri or "") else "wayback"
    asked = len(server.seen)
    assert ask(folder, server, range(2005, 2014), archive).problems == []
    for path in folder.root.glob("ledger.db*"):
        path.unlink()
    assert ask(folder, server, range(2005, 2014), archive).counts["requests"] == 0
    assert server.urls()[asked:] == []
    assert len(filed(folder)) == 2


def test_a_live_crawl_is_told_none_of_it(filled: Filled) -> None:
    """What archives hold says nothing of the outlet's addresses today, nor of its health."""
    with Ledger(filled[0].ledger) as ledger:
        urls = [row.url for row in ledger.addresses("songhong")]
        assert ledger.runs.last_discovery() == {}
    assert all(url.endswith("/robots.txt") for url in urls)


def test_a_date_after_the_capture_is_none_of_publication(own: DataFolder) -> None:
    """The archive's own Date says today; the page was taken in 2013."""
    meta = (
        b'<head><meta property="article:published_time" content="2020-01-01T00:00:00+07:00"></head>'
    )
    late = Shot("20130520080000", ARTICLE, NEW.replace(b"<body>", meta + b"<body>"))
    with loopback({}, WebArchive([late])) as server:
        ask(own, server, [2013])
    ((_, article),) = replay(own)
    assert article.published is None


def test_a_year_that_is_not_over_is_asked_again(own: DataFolder) -> None:
    """More may have been captured since."""
    year = datetime.now(UTC).year
    with loopback({}, WebArchive(SHOTS)) as server:
        ask(own, server, [year])
        asked = len(server.seen)
        ask(own, server, [year])
        assert sum("/cdx/" in url for url in server.urls()[asked:]) == 2


def test_the_same_content_is_fetched_once(own: DataFolder) -> None:
    """Two addresses and two years with one digest; the second archive knows it too.

    Where the one that was chosen is lost, the next takes its place.
    """
    urls = [ARTICLE.replace("77", str(number)) for number in (1, 2)]
    crawls = {2013: "CC-MAIN-2013-20", 2014: "CC-MAIN-2014-10"}
    shots = [Shot(f"{y}0520080000", url, NEW, crawl=crawls[y]) for y in crawls for url in urls]
    lost = {"/web/2013": [Answer(404, b"lost")]}
    with loopback({}, WebArchive(shots, problems=lost)) as server:
        ask(own, server, [2013, 2014])
        assert [state for state, _ in states(own)] == ["gone", "same", "same", "same"]
        ask(own, server, [2013, 2014])
        report = ask(own, server, [2013, 2014], "commoncrawl")
    assert len(filed(own)) == 3
    assert report.counts["known"] == 4


def test_busy_archives_are_waited_for(own: DataFolder) -> None:
    """429 with Retry-After: asked again after the time named, not before."""
    busy = Answer(429, b"slow down", (("Retry-After", "1"),))
    with loopback({}, WebArchive(SHOTS, problems={"/cdx/": [busy], "/web/": [busy]})) as server:
        report = ask(own, server, [2013])
    for part in ("/cdx/", "/web/"):
        first, second = [request.at for request in server.seen if part in request.url][:2]
        assert second - first >= 1.0
    assert report.counts["fetched"] == 1
    assert len(filed(own)) == 1


def test_an_archive_that_asks_for_an_hour_is_left_and_resumed(own: DataFolder) -> None:
    """The run ends; the next one asks for what is missing only."""
    hour = Answer(503, b"later", (("Retry-After", "3600"),))
    with loopback({}, WebArchive(SHOTS, problems={"/web/": [hour]})) as server:
        ask(own, server, [2013])
        assert filed(own) == []
        (own.root / "locks" / "host-web.archive.example").unlink()
        asked = len(server.seen)
        ask(own, server, [2013])
    assert server.urls()[asked:] == [
        f"{WAYBACK}/robots.txt",
        f"{WAYBACK}/web/20130520080000id_/{ARTICLE}",
    ]
    assert len(filed(own)) == 1


def test_a_cut_index_page_is_named_and_asked_again(own: DataFolder) -> None:
    """It must not look like an empty year; the other host's page counts."""
    cut = Answer(200, b'[["timestamp","original"')
    with loopback({}, WebArchive(SHOTS, problems={"url=songhong.example": [cut]})) as server:
        report = ask(own, server, [2008, 2013])
        (problem,) = report.problems
        assert problem.what.startswith("2008 failed: no JSON: ")
        again = ask(own, server, [2008, 2013])
    assert again.problems == []
    assert len(filed(own)) == 2


def test_robots_of_the_archive_are_obeyed(own: DataFolder) -> None:
    """As Common Crawl's hosts have it: the list of crawls is open, the indexes are closed."""
    robots = "User-agent: *\nDisallow: /\nAllow: /collinfo.json$\n"
    with loopback({}, WebArchive(SHOTS, robots=robots)) as server:
        report = ask(own, server, [2013], "commoncrawl")
    assert {url.rpartition("/")[2] for url in server.urls()} == {"robots.txt", "collinfo.json"}
    assert report.counts["forbidden"] == 2
    assert [problem.what for problem in report.problems] == [
        "2013 blocked: not asked: robots.txt"
    ] * 2
    assert ("blocked", "not asked: robots.txt") in states(own, "index_page")


def test_what_is_not_the_capture_is_not_filed_as_one(own: DataFolder) -> None:
    """Excluded, lost, moved to another time, a page that kept the archive out."""
    gate = b'<script>document.cookie="D1N=1";window.location.reload(true)</script>'
    moved = (("Location", f"{WAYBACK}/web/2014id_/http://x.example/"),)
    answers = [
        Answer(403, b"excluded"),
        Answer(404, b""),
        Answer(302, b"", moved),
        Answer(200, gate),
    ]
    shots = [
        Shot(f"2013052008000{n}", ARTICLE.replace("77", str(n)), NEW + b"%d" % n) for n in range(4)
    ]
    problems = {f"/web/{shot.stamp}": [answer] for shot, answer in zip(shots, answers, strict=True)}
    with loopback({}, WebArchive(shots, problems=problems)) as server:
        report = ask(own, server, [2013])
    expected = ("HTTP 403", "HTTP 404", "HTTP 302", "cookie gate")
    found = states(own)
    assert [state for state, _ in found] == ["blocked", "gone", "failed", "blocked"]
    assert all(reason.startswith(start) for (_, reason), start in zip(found, expected, strict=True))
    assert list(replay(own)) == []
    assert len(report.problems) == 3


def test_a_body_that_was_decoded_under_an_unchanged_head_is_read(own: DataFolder) -> None:
    """As Common Crawl's files before 2018 have it."""
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    with loopback({}, WebArchive([replace(SHOTS[3], headers=headers)])) as server:
        ask(own, server, [2013], "commoncrawl")
    ((_, article),) = replay(own)
    assert "300 triệu USD" in article.text


def test_who_asks_must_be_named_and_source_and_archive_known(own: DataFolder) -> None:
    """Before any request."""
    with pytest.raises(NoContactError):
        backfill("songhong", own, archive="wayback", years=[2008], contact=None)
    with pytest.raises(UnknownSourceError):
        backfill("nobody", own, archive="wayback", years=[2008], contact="me@example.org")
    with pytest.raises(CrawlError, match="yahoo: unknown archive, expected one of wayback, comm"):
        backfill("songhong", own, archive="yahoo", years=[2008], contact="me@example.org")


def test_killed_anywhere_it_resumes(own: DataFolder, seed: int) -> None:
    """Nothing is lost, and at most the request on its way is asked again, at three sites."""
    rng = random.Random(seed)
    shots = [
        Shot(
            f"20130520{number:06d}",
            ARTICLE.replace("77", str(number)),
            NEW.replace(
                b"</body>", b"<!-- %d %s --></body>" % (number, rng.randbytes(6000).hex().encode())
            ),
        )
        for number in range(30)
    ]
    with loopback({}, WebArchive(shots, largest=12)) as server:
        job = job_for(
            "songhong", own, archive="wayback", years=[2012, 2013], contact="x@test.example",
            bases=BASES["wayback"], delay=0, proxy=server.address,
        )  # fmt: skip
        kills = 0
        for size in sorted(rng.sample(range(2_000, 150_000), 3)):
            kills += kill_at_growth(start(job), own.warc, size)
        assert finish(start(job)) == 0
        asked = Counter(url for url in server.urls() if not url.endswith("/robots.txt"))
    assert kills == 3
    with Ledger(own.ledger) as ledger:
        assert ledger.runs.of_sources() == []
    assert sorted(record.url or "" for record in filed(own)) == sorted(shot.url for shot in shots)
    assert asked.total() - len(asked) <= kills
    assert len([url for url in asked if "/web/" in url]) == len(shots)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"--years": "2015-2003"}, "--years 2015-2003: expected years from 1996 to"),
        ({"--from": "yahoo"}, "yahoo: unknown archive, expected one of wayback, commoncrawl"),
        ({"--contact": "nobody"}, "contact: nobody, expected a mail or web address"),
        ({"source": "https://songhong.example/"}, "https://songhong.example/: unknown source"),
    ],
)
def test_what_can_not_be_asked_is_told_in_one_line(
    own: DataFolder, capsys: pytest.CaptureFixture[str], change: dict[str, str], what: str
) -> None:
    """Before any request, with exit status 2."""
    options = {"--from": "wayback", "--years": "2008", "--contact": "me@example.org", **change}
    source = options.pop("source", "songhong")
    words = [word for option in options.items() for word in option]
    assert main(["backfill", source, *words, "--data", str(own.root)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"pressfacts: {what}")
