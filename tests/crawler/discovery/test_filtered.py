"""What the topic filter drops: listed, sampled, read, and told in the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.dropped import draw_of
from corpus.folder import DataFolder
from corpus.schema import open_facts
from corpus.warc import all_records
from crawler import sources
from crawler.building import build_folder
from crawler.cli import main
from crawler.running.process import Job
from crawler.running.run import work
from tests.crawler.loopback import Loopback, html, loopback, page, sitemap, xml
from tests.crawler.own_source import HOST, OUTLET, SITEMAP

SOURCE = f"""{OUTLET}{SITEMAP}
[[discovery]]
type = "feed"
url = "{HOST}/feed"
"""
OFF_TOPIC = [f"{HOST}/ket-qua-trong-nam-post{number}.html" for number in range(700)]
LOW = sorted(OFF_TOPIC, key=draw_of)
IN_SAMPLE = [url for url in LOW if draw_of(url) < 2**32 // 50][:5]
MOVED = f"{HOST}/ket-qua-moi-post9000.html"
FIGURE = (
    "<p>Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân hơn 100 triệu USD "
    "cho Việt Nam.</p>"
)


def crawl(folder: DataFolder, server: Loopback) -> list[str]:
    """Crawl and return what was asked for beside robots.txt and discovery."""
    before = len(server.seen)
    modules = sources.modules_for(folder)
    job = Job(str(folder.root), {"songhong": ()}, modules, "x@y.example", proxy=server.address)
    work(job)
    known = {f"{HOST}/robots.txt", f"{HOST}/sitemap.xml", f"{HOST}/feed"}
    return [url for url in server.urls()[before:] if url not in known]


def feed(*items: tuple[str, str]) -> str:
    """An RSS feed of addresses with their headlines."""
    written = "".join(f"<item><title>{t}</title><link>{url}</link></item>" for url, t in items)
    return f"<rss><channel>{written}</channel></rss>"


@dataclass(frozen=True)
class Crawled:
    """A folder after two crawls of the same site, and what each asked for."""

    folder: DataFolder
    first: list[str]
    second: list[str]


@pytest.fixture
def crawled(folder: DataFolder) -> Iterator[Crawled]:
    folder.claim(demonstration=False)
    folder.sources.mkdir()
    (folder.sources / "songhong.toml").write_text(SOURCE, "utf-8")
    on_topic = next(url for url in OFF_TOPIC if url not in LOW[:50])
    pages = {url: html(page("<p>Giá vàng tăng.</p>", title=url)) for url in IN_SAMPLE[2:]}
    answers = pages | {
        f"{HOST}/sitemap.xml": xml(sitemap(*OFF_TOPIC)),
        f"{HOST}/feed": xml(feed((on_topic, "Viện trợ phi chính phủ"))),
        on_topic: html(page(FIGURE)),
        IN_SAMPLE[0]: html(page(FIGURE)),
        IN_SAMPLE[1]: html(b"", ("Location", MOVED), status=301),
        MOVED: html(page("<p>Kết quả bóng đá.</p>")),
    }
    with loopback(answers) as server:
        first = crawl(folder, server)
        yield Crawled(folder, [url for url in first if url != on_topic], crawl(folder, server))
        assert on_topic in first


def test_the_sample_is_asked_for_and_marked(crawled: Crawled) -> None:
    """And nothing else of what was dropped; a second crawl asks for no more."""
    assert len(IN_SAMPLE) == 5
    assert sorted(crawled.first) == sorted([*IN_SAMPLE, MOVED])
    assert crawled.second == []
    marked = {
        record.url
        for record in all_records(crawled.folder.warc)
        if record.notes.get("sampled") == "yes"
    }
    assert marked == {*IN_SAMPLE, MOVED}


def test_the_database_tells_what_the_filter_loses(crawled: Crawled) -> None:
    """699 dropped, five pages read, one with a figure; the ledger may be gone."""
    build_folder(crawled.folder)
    expected = {
        "source": "songhong", "dropped": 699, "sampled": 5, "with_figures": 1,
        "share": 0.2, "share_low": 0.0362, "share_high": 0.6245,
    }  # fmt: skip
    database = open_facts(crawled.folder.facts)
    assert list(database.table("filter_loss").rows) == [expected]
    digest = next(database.query("SELECT value FROM meta WHERE key = 'dump_digest'"))
    database.close()
    for path in crawled.folder.root.glob("ledger.db*"):
        path.unlink()
    assert build_folder(crawled.folder).dump_digest == digest["value"]


def test_the_dropped_links_are_listed(crawled: Crawled, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, or an object each with all its keys."""
    data = ("--data", str(crawled.folder.root))
    assert main(["crawl", "--dropped", "songhong", "--format", "jsonl", *data]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 699
    assert {row["url"] for row in rows if row["sampled"]} == set(IN_SAMPLE)
    assert {tuple(row) for row in rows} == {
        ("source", "url", "title", "dated", "dropped_at", "run", "sampled")
    }
    assert rows[0]["title"] is None
    assert main(["crawl", "--dropped", *data]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 699
    (line,) = (line for line in lines if IN_SAMPLE[0] in line)
    assert line.split() == ["songhong", rows[0]["dropped_at"][:10], "sampled", IN_SAMPLE[0], "-"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nosuch"], "pressfacts: nosuch: unknown source, expected one of "),
        ([], "ledger.db: no ledger, expected one; crawl first"),
    ],
)
def test_what_can_not_be_listed_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    """And nothing is made."""
    assert main(["crawl", "--dropped", *arguments, "--data", str(tmp_path / "none")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert line in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
