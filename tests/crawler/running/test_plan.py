"""``crawl --plan``: what a crawl would ask for, without asking for an article."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from crawler.cli import main
from crawler.commands.plan import plan_lines
from crawler.running.process import Job
from crawler.running.report import CrawlReport, SourcePlan
from crawler.running.run import work
from tests.crawler.loopback import (
    SITES,
    Answer,
    Loopback,
    fetch,
    html,
    loopback,
    page,
    sitemap,
    sitemap_of,
    xml,
)

HOST = "http://plain.example"
ROBOTS = Answer(
    200, b"User-agent: *\nDisallow: /kin\nCrawl-delay: 0.2\n", (("Content-Type", "text/plain"),)
)
ASKED_BY_A_PLAN = [f"{HOST}/robots.txt", f"{HOST}/sitemap.xml"]
TOPIC = "vien-tro-phi-chinh-phu"


def plan(folder: DataFolder, server: Loopback, source: str = "plain", *urls: str) -> SourcePlan:
    """Plan a crawl of one of the sources in ``sites.py``."""
    folder.claim(demonstration=True)
    job = Job(
        data=str(folder.root),
        sources={source: urls},
        modules=SITES,
        contact="https://test.example/",
        proxy=server.address,
        plan=True,
    )
    return work(job).plans[source]


def test_a_plan_asks_for_no_article_and_counts_what_a_crawl_then_asks_for(
    folder: DataFolder,
) -> None:
    """Without what the window, the topic and robots.txt leave out."""
    wanted = [f"{HOST}/{TOPIC}-1.html", f"{HOST}/{TOPIC}-2.html"]
    today = "2099-01-01"
    announced = sitemap_of(
        *((url, today) for url in wanted),
        (f"{HOST}/kin-{TOPIC}.html", today),
        (f"{HOST}/gia-vang-hom-nay.html", today),
        (f"{HOST}/{TOPIC}-cu.html", "2015-12-24"),
    )
    answers = {f"{HOST}/robots.txt": ROBOTS, f"{HOST}/sitemap.xml": xml(announced)}
    with loopback(answers | {url: html(page()) for url in wanted}) as server:
        planned = plan(folder, server, "choosy")
        assert server.urls() == ASKED_BY_A_PLAN
        with Ledger(folder.ledger) as ledger:
            assert ledger.counts("choosy")["leased"] == 0
            assert ledger.runs.of_sources() == []
        fetch(folder, server.address, "choosy")
        asked = [url for url in server.urls()[2:] if url not in ASKED_BY_A_PLAN]
    assert sorted(asked) == wanted
    assert planned == SourcePlan(
        addresses=2, new=2, again=0, forbidden=1, left_for_later=0,
        seconds=pytest.approx(0.4), page_bytes=50_000, pages_measured=0,
    )  # fmt: skip


def test_what_is_archived_is_no_part_of_a_plan_until_it_is_due_again(folder: DataFolder) -> None:
    """Its pages tell how large a page of the source is."""
    small, large = page("<p>Một.</p>"), page("<p>Hai.</p>" * 500)
    answers = {
        f"{HOST}/sitemap.xml": xml(sitemap(f"{HOST}/a.html", f"{HOST}/b.html")),
        f"{HOST}/a.html": html(small),
        f"{HOST}/b.html": html(large),
    }
    with loopback(answers) as server:
        fetch(folder, server.address)
        after = plan(folder, server)
        server.answers[f"{HOST}/sitemap.xml"] = xml(
            sitemap_of((f"{HOST}/a.html", "2099-01-01"), (f"{HOST}/c.html", None))
        )
        changed = plan(folder, server)
    assert (after.addresses, after.pages_measured) == (0, 2)
    assert after.page_bytes == round((len(small) + len(large)) / 2)
    assert (changed.addresses, changed.new, changed.again) == (2, 1, 1)


def test_a_plan_says_which_limits_would_cut(folder: DataFolder) -> None:
    """Three pages a run, five addresses; an assumed page is larger than a run may fetch."""
    urls = [f"{HOST}/bai-{number}.html" for number in range(5)]
    with loopback({f"{HOST}/sitemap.xml": xml(sitemap(*urls))}) as server:
        planned = plan(folder, server, "brief")
    assert (planned.addresses, planned.left_for_later) == (3, 2)
    assert planned.limits == ("3 pages a run",)


def test_a_plan_of_addresses_asks_for_their_robots_txt_alone(folder: DataFolder) -> None:
    """Nothing is discovered where addresses are given."""
    with loopback({f"{HOST}/robots.txt": ROBOTS}) as server:
        planned = plan(folder, server, "plain", f"{HOST}/a.html", f"{HOST}/kin.html")
        assert server.urls() == [f"{HOST}/robots.txt"]
    assert (planned.addresses, planned.new, planned.forbidden) == (1, 1, 1)


def test_a_plan_goes_on_after_a_plan(folder: DataFolder) -> None:
    """A second one counts the same, although the sitemap is now answered 304."""

    def unchanged(headers: Mapping[str, str]) -> Answer:
        if headers.get("If-None-Match") == '"a"':
            return Answer(304, headers=(("ETag", '"a"'),))
        return xml(sitemap(f"{HOST}/a.html"), ("ETag", '"a"'))

    with loopback({f"{HOST}/sitemap.xml": unchanged}) as server:
        assert plan(folder, server) == plan(folder, server)
        assert server.urls() == ASKED_BY_A_PLAN * 2


def made(**changes: Any) -> SourcePlan:
    values: dict[str, Any] = {
        "addresses": 1200, "new": 1100, "again": 100, "forbidden": 0, "left_for_later": 0,
        "seconds": 6000.0, "page_bytes": 30_000, "pages_measured": 50,
    }  # fmt: skip
    return SourcePlan(**{**values, **changes})


def test_the_plan_in_columns() -> None:
    """The sum of all: addresses and megabytes together, hours of the slowest."""
    plans = {
        "songhong": made(),
        "an": made(
            addresses=5000, new=5000, again=0, seconds=25_000.0, pages_measured=0,
            page_bytes=50_000, left_for_later=321, forbidden=2, limits=("5000 pages a run",),
        ),
    }  # fmt: skip
    assert list(plan_lines(plans, as_json=False)) == [
        "source    addresses        new      again      hours  megabytes  limits and notes",
        "an            5,000      5,000          0       6.94      250.0  "
        "limit of 5000 pages a run: 321 left; 2 closed by robots.txt; a page taken as 50 kB",
        "songhong      1,200      1,100        100       1.67       36.0",
        "in all        6,200      6,100        100       6.94      286.0",
    ]


def test_the_plan_as_objects() -> None:
    """All keys, numbers as numbers."""
    (line,) = plan_lines({"songhong": made()}, as_json=True)
    assert json.loads(line) == {
        "source": "songhong", "addresses": 1200, "new": 1100, "again": 100, "left_for_later": 0,
        "forbidden": 0, "hours": 1.67, "megabytes": 36.0, "page_bytes": 30000,
        "pages_measured": 50, "limits": [],
    }  # fmt: skip


def test_a_plan_travels_as_json() -> None:
    report = CrawlReport("r1", {}, plans={"an": made(limits=("5000 pages a run",))})
    assert CrawlReport.from_json(json.loads(json.dumps(report.as_json()))) == report


def test_a_plan_of_what_is_due_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["crawl", "--plan", "--due", "--contact", "a@b.example", "--data", str(tmp_path)]
    assert main(arguments) == 2
    assert capsys.readouterr().err == (
        "pressfacts: --plan: of sources or addresses, expected no --due\n"
    )
