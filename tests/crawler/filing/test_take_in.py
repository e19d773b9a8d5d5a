"""Archive files of other hands: their pages are filed as ours, read by a child within limits."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import Limits, Record, all_records, digest_of
from crawler.filing.add import add
from crawler.replay import replay
from tests.crawler.foreign import Foreign, foreign

URL = "https://nhandan.vn/hoi-nghi-post928020.html"
OTHER = "https://somewhere.example/tin/1"


def page(paragraph: str, *, title: str = "Hội nghị") -> bytes:
    return (
        f'<!DOCTYPE html><html><body><h1 class="cms-title">{title}</h1>'
        f'<div class="cms-body"><p>{paragraph}</p></div></body></html>'
    ).encode()


OLD = page("Năm 2014 giải ngân 228,7 triệu USD.")


def filed(folder: DataFolder) -> list[Record]:
    return [r for r in all_records(folder.warc) if r.type in ("response", "resource")]


def two_pages(file: Foreign) -> None:
    file.other("metadata", URL)
    file.page(URL, OLD)
    file.page(OTHER, page("Một bài báo."), at="2016-01-02T03:04:05Z")


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_filed_under_their_address_and_day(
    folder: DataFolder, tmp_path: Path, packed: bool
) -> None:
    """The source that covers the address reads them; heads and bodies are as in the file."""
    path = foreign(tmp_path / "theirs.warc", two_pages, gzip=packed)
    report = add([path], folder)
    assert report.problems == []
    assert report.archives == [
        "theirs.warc: 2 pages added, 0 already in the archive; left out 1 metadata records"
    ]
    first, second = filed(folder)
    assert (first.url, first.captured, first.body) == (URL, "2015-06-01T08:00:00Z", OLD)
    assert first.head is not None
    assert first.head.lines == (b"HTTP/1.0 200 OK", b"Content-Type: text/html; charset=utf-8")
    assert dict(first.notes) == {"source": "nhandan", "state": "fetched", "from": "theirs.warc"}
    assert second.notes["source"] == "somewhere.example"
    (one, article), (two, other) = replay(folder)
    assert (one.captured, one.digest, article.page_class) == (
        "2015-06-01T08:00:00Z", digest_of(OLD), "EpiPage",
    )  # fmt: skip
    assert article.text == "Hội nghị\n\nNăm 2014 giải ngân 228,7 triệu USD."
    assert (two.captured, other.source) == ("2016-01-02T03:04:05Z", "somewhere.example")
    assert other.page_class.startswith("GenericPage")


def test_the_same_again_adds_nothing_and_another_capture_adds_itself(
    folder: DataFolder, tmp_path: Path
) -> None:
    """Address, time and bytes tell captures apart; the ledger is told of none."""

    def three(file: Foreign) -> None:
        two_pages(file)
        file.page(URL, page("Năm 2015."), at="2017-01-01T00:00:00Z")

    add([foreign(tmp_path / "a.warc.gz", two_pages)], folder)
    report = add([foreign(tmp_path / "b.warc.gz", three)], folder)
    assert report.archives[0].startswith("b.warc.gz: 1 pages added, 2 already in the archive")
    assert len(filed(folder)) == 3
    with Ledger(folder.ledger) as ledger:
        assert ledger.address(URL) is None
    folder.ledger.unlink()
    with Ledger(folder.ledger) as ledger:
        ledger.learn_run("r", all_records(folder.warc))
        assert ledger.address(URL) is None


def test_what_other_programs_do_to_bodies_is_undone(folder: DataFolder, tmp_path: Path) -> None:
    """Chunks kept or gone, packed or said to be, encodings in the header alone."""
    packed = gzip.compress(OLD, mtime=0)
    malay = page("Bantuan.", title="Majlis \u2013 2015").decode().encode("cp1252")
    html = ("Content-Type", "text/html")
    chunked = ("Transfer-Encoding", "chunked")
    coded = ("Content-Encoding", "gzip")

    def fill(file: Foreign) -> None:
        file.page(f"{URL}?1", b"%x\r\n%s\r\n0\r\n\r\n" % (len(OLD), OLD), headers=(html, chunked))
        file.page(f"{URL}?2", OLD, headers=(html, chunked))
        file.page(f"{URL}?3", packed, headers=(html, coded))
        file.page(f"{URL}?4", OLD, headers=(html, coded))
        file.page(f"{OTHER}", malay, headers=(("Content-Type", "text/html; charset=cp1252"),))
        file.resource(f"{OTHER}/2", OLD, "text/html", "2015-06-01T08:00:00.123456Z")

    add([foreign(tmp_path / "odd.warc.gz", fill)], folder)
    assert [record.body for record in filed(folder)] == [OLD, OLD, packed, OLD, malay, OLD]
    articles = [article for _, article in replay(folder)]
    assert {article.text for article in articles[:4]} == {
        "Hội nghị\n\nNăm 2014 giải ngân 228,7 triệu USD."
    }
    assert articles[-2].title == "Majlis – 2015"
    assert filed(folder)[-1].captured == "2015-06-01T08:00:00Z"


def test_what_is_no_page_is_left_out_and_counted(folder: DataFolder, tmp_path: Path) -> None:
    """By reason; the pages around are added."""

    def fill(file: Foreign) -> None:
        file.page(URL, OLD)
        file.page(URL, b"\x89PNG", headers=(("Content-Type", "image/png"),))
        file.page(URL, b"", status="301 Moved")
        file.page("dns:nhandan.vn", b"")
        file.page("http://[bad/a", OLD)
        file.page(URL, OLD, at="yesterday")
        file.page(URL, OLD[:50], more={"WARC-Truncated": "length"})
        file.page(URL, b"x" * 50_000_001)
        file.page(OTHER, page("Một bài báo."))

    report = add([foreign(tmp_path / "mixed.warc.gz", fill)], folder)
    assert report.problems == []
    assert report.archives == [
        "mixed.warc.gz: 2 pages added, 0 already in the archive; left out "
        "1 answers other than 200, 1 more than 50000000 bytes, 1 no pages, "
        "1 no time of capture, 1 no web address, 1 truncated, 1 unusable addresses"
    ]


def tiny_records(path: Path) -> Path:
    """A page, then records without end that are none."""
    foreign(path, lambda file: file.page(URL, OLD), gzip=False)
    nothing = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    path.write_bytes(path.read_bytes() + nothing * 500_000)
    return path


def long_header(path: Path) -> Path:
    """A page, then a header line of 100 MB in 100 kB."""
    foreign(path, lambda file: file.page(URL, OLD))
    line = gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"x" * 100_000_000, 1)
    path.write_bytes(path.read_bytes() + line)
    return path


def large_page(path: Path) -> Path:
    """A page, then one of 45 MB, which has room but not twice."""

    def fill(file: Foreign) -> None:
        file.page(URL, OLD)
        file.page(OTHER, b"x" * 45_000_000)

    return foreign(path, fill)


TIME = "more than 1 s of processor time"
MEMORY = "more than 110 MB of memory"


@pytest.mark.parametrize(
    ("make", "limits", "what"),
    [
        (tiny_records, Limits(seconds=1), TIME),
        (long_header, Limits(seconds=1), TIME),
        (large_page, Limits(memory=110_000_000), MEMORY),
    ],
)
def test_a_file_that_needs_too_much_is_left(
    folder: DataFolder, tmp_path: Path, make: Callable[[Path], Path], limits: Limits, what: str
) -> None:
    """What came before is added, and so are the other files."""
    evil = make(tmp_path / "evil.warc.gz")
    good = foreign(tmp_path / "good.warc.gz", lambda file: file.page(OTHER, OLD))
    report = add([evil, good], folder, limits=limits)
    assert report.problems == [
        f"{evil}: {what}, expected a file read in less; 1 pages before that are added"
    ]
    assert [record.url for record in filed(folder)] == [URL, OTHER]


def test_a_cut_file_is_told_and_what_was_whole_is_added(folder: DataFolder, tmp_path: Path) -> None:
    """As one half downloaded."""
    path = foreign(tmp_path / "cut.warc", two_pages, gzip=False)
    path.write_bytes(path.read_bytes()[:-60])
    report = add([path], folder)
    (problem,) = report.problems
    assert problem.startswith(f"{path}: ends inside a record: ")
    assert problem.endswith("1 pages before that are added")


@pytest.mark.parametrize(
    "content",
    [
        b"WARC/1.0\r\n",
        gzip.compress(b"<html>no archive</html>", mtime=0),
        b"\x1f\x8b\x08garbage",
        b"WARC/",
    ],
    ids=["no record", "a packed page", "garbage", "a beginning"],
)
def test_what_is_no_archive_is_one_line(folder: DataFolder, tmp_path: Path, content: bytes) -> None:
    """It names the file."""
    path = tmp_path / "none.warc.gz"
    path.write_bytes(content)
    report = add([path], folder)
    (problem,) = report.problems
    assert problem.startswith(f"{path}: ")
    assert "\n" not in problem
    assert filed(folder) == []


def test_a_whole_archive_has_no_one_address(folder: DataFolder, tmp_path: Path) -> None:
    """Nor one day of publication."""
    path = foreign(tmp_path / "theirs.warc.gz", two_pages)
    report = add([path], folder, published="2015-06-01")
    assert report.problems == [f"{path}: an archive, expected one page with --url or --published"]
