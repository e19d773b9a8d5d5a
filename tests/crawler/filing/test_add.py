"""Saved texts and pages become articles like crawled ones, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import WrongFolderError
from corpus.folder import DataFolder
from corpus.warc import all_records, digest_of
from crawler.filing.add import add
from crawler.replay import replay

TEXT = "Hội nghị\n\nNăm 2023 giải ngân 228,7 triệu USD.\n".encode()
PAGE = (
    '<!DOCTYPE html><html><body><h1 class="cms-title">Hội nghị</h1>'
    '<div class="cms-body"><p>Năm 2023 giải ngân 228,7 triệu USD.</p></div></body></html>'
).encode()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT)
    return path


def test_a_text_is_a_resource_record_and_an_article(folder: DataFolder, saved: Path) -> None:
    """Bytes, type and digest as in the file; segments are left to the reader."""
    report = add([saved], folder, published="2024-04-12", source="so-tay")
    assert (report.added, report.known, report.problems) == (["report.txt"], [], [])
    (record,) = [r for r in all_records(folder.warc) if r.type == "resource"]
    assert record.body == TEXT
    assert record.content_type == "text/plain"
    ((snapshot, article),) = replay(folder)
    assert article.text == TEXT.decode()
    assert article.segments == ()
    assert (article.published, article.published_witness) == ("2024-04-12", "given")
    assert article.url == f"urn:{digest_of(TEXT)}"
    assert (article.source, snapshot.source) == ("so-tay", "so-tay")
    assert snapshot.digest == digest_of(TEXT)


def test_adding_again_adds_nothing(folder: DataFolder, saved: Path) -> None:
    """Known by its bytes, under whatever name."""
    add([saved], folder)
    copy = saved.with_name("copy.txt")
    copy.write_bytes(TEXT)
    report = add([saved, copy], folder)
    assert (report.added, report.known) == ([], ["report.txt", "copy.txt"])
    assert len([r for r in all_records(folder.warc) if r.type == "resource"]) == 1
    assert len(list(replay(folder))) == 1


def test_a_page_with_the_address_of_a_source_is_read_by_its_page_object(
    folder: DataFolder, tmp_path: Path
) -> None:
    """The family's rules hold, and its number is found in the address."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    add([path], folder, url="https://nhandan.vn/hoi-nghi-post928020.html")
    ((_, article),) = replay(folder)
    assert article.source == "nhandan"
    assert article.page_class == "EpiPage"
    assert article.post_number == "928020"
    assert article.text == "Hội nghị\n\nNăm 2023 giải ngân 228,7 triệu USD."


def test_a_page_of_an_unknown_site_is_read_by_the_generic_page_object(
    folder: DataFolder, tmp_path: Path
) -> None:
    """Its source is the host."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    add([path], folder, url="https://somewhere.example/a")
    ((_, article),) = replay(folder)
    assert article.source == "somewhere.example"
    assert article.page_class.startswith("GenericPage:")
    assert article.title == "Hội nghị"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty, expected text or HTML"),
        (b"  \n", "empty, expected text or HTML"),
        (b"\x00\x01", "binary file, expected text or HTML"),
        ("việt".encode("utf-16-le").replace(b"\0", b"\xff"), "not UTF-8 at byte"),
    ],
)
def test_an_unusable_file_is_named_and_the_others_are_added(
    folder: DataFolder, saved: Path, content: bytes, what: str
) -> None:
    """One line each; nothing half-written."""
    bad = saved.with_name("bad.txt")
    bad.write_bytes(content)
    report = add([bad, saved, saved.with_name("missing.txt")], folder)
    assert report.added == ["report.txt"]
    assert len(report.problems) == 2
    assert str(bad) in report.problems[0]
    assert what in report.problems[0]
    assert "missing.txt" in report.problems[1]


def test_only_unusable_files_leave_no_archive(folder: DataFolder, tmp_path: Path) -> None:
    """There is nothing to keep."""
    report = add([tmp_path / "missing.txt"], folder)
    assert len(report.problems) == 1
    assert not folder.warc.exists()


def test_nothing_real_goes_into_the_demonstration(folder: DataFolder, saved: Path) -> None:
    """The two never share a folder."""
    folder.claim(demonstration=True)
    with pytest.raises(WrongFolderError):
        add([saved], folder)
