"""The archive keeps every byte, survives being killed, and says where it is broken."""

from __future__ import annotations

import logging
import resource
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from corpus.errors import BrokenWarcError, CorpusError, CutWarcError
from corpus.warc import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    Head,
    Original,
    Request,
    WarcWriter,
    all_records,
    digest_of,
    read_record,
    records,
)
from corpus.warc.writer import OPEN

URL = "http://tin.example/bai-1.html"
WHEN = "2025-12-04T03:00:00Z"
OK = Head.of(200, "OK", ((b"Content-Type", b"text/html; charset=utf-8"), (b"X-Two", b"a")))


def writer(folder: Path, run: str = "r1", **options: int) -> WarcWriter:
    return WarcWriter(folder, run, info={"software": "pressfacts"}, started=WHEN, **options)


def open_marker(folder: Path, file: str) -> Path:
    return folder / f"{file}{OPEN}"


def test_a_response_comes_back_byte_for_byte(tmp_path: Path) -> None:
    head = Head.of(200, "OK", ((b"X-Name", b"caf\xe9 \xc4\x91"), (b"x-name", b" two"), (b"E", b"")))
    body = b"\x1f\x8b gzip or not \r\n\r\n \x00"
    with writer(tmp_path) as warc:
        position = warc.response(
            URL, head, body, captured=WHEN, ip="192.0.2.1", notes={"source": "tin"}
        )
    record = read_record(tmp_path, position.file, position.offset)
    assert record.head == head
    assert record.body == body
    assert record.digest == digest_of(body)
    assert (record.type, record.url, record.captured) == ("response", URL, WHEN)
    assert (record.ip, dict(record.notes)) == ("192.0.2.1", {"source": "tin"})
    assert record.position == position


raw_name = st.binary(min_size=1, max_size=8).filter(lambda name: not set(name) & set(b":\r\n \t"))
raw_value = st.binary(max_size=20).filter(lambda value: not set(value) & set(b"\r\n"))


@settings(max_examples=60, deadline=None)
@given(
    headers=st.lists(st.tuples(raw_name, raw_value), max_size=5),
    body=st.binary(max_size=300),
    status=st.integers(100, 599),
)
def test_any_head_and_body_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    headers: list[tuple[bytes, bytes]],
    body: bytes,
    status: int,
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    kept = tuple(pair for pair in headers if pair[0].lower() != b"transfer-encoding")
    with writer(folder) as warc:
        position = warc.response(URL, Head.of(status, "", headers), body, captured=WHEN)
    record = read_record(folder, position.file, position.offset)
    assert record.head == Head.of(status, "", kept)
    assert record.body == body


def test_a_head_is_kept_as_sent_and_read_as_a_server_means_it(tmp_path: Path) -> None:
    """Spelling, order, folding, spacing and lines that are no headers stay in the archive."""
    lines = (
        b"HTTP/1.0 200 \xc4\x90\xc6\xb0\xe1\xbb\xa3c r\xe1\xbb\x93i",
        b"x-LAST:1", b"X-Folded: a", b"\tb", b"no header at all", b"x-last:  2 ", b"ETag:",
    )  # fmt: skip
    with writer(tmp_path) as warc:
        position = warc.response(URL, Head(lines), b"x", captured=WHEN)
    record = read_record(tmp_path, position.file, position.offset)
    assert record.head is not None
    assert record.head.lines == lines
    assert (record.head.protocol, record.head.status) == ("HTTP/1.0", 200)
    assert record.head.reason == "Được rồi"
    assert record.head.headers == (
        (b"x-LAST", b"1"), (b"X-Folded", b"a\tb"), (b"x-last", b"2"), (b"ETag", b""),
    )  # fmt: skip


def test_a_folded_transfer_encoding_is_dropped_whole(tmp_path: Path) -> None:
    lines = (b"HTTP/1.1 200", b"A: 1", b"transfer-ENCODING :", b" chunked", b"B: 2")
    with writer(tmp_path) as warc:
        position = warc.response(URL, Head(lines), b"x", captured=WHEN)
    record = read_record(tmp_path, position.file, position.offset)
    assert record.head is not None
    assert record.head.lines == (b"HTTP/1.1 200", b"A: 1", b"B: 2")


def test_transfer_encoding_is_dropped_and_content_encoding_kept(tmp_path: Path) -> None:
    head = Head.of(200, "OK", ((b"Transfer-Encoding", b"chunked"), (b"Content-Encoding", b"gzip")))
    with writer(tmp_path) as warc:
        position = warc.response(URL, head, b"x", captured=WHEN)
    record = read_record(tmp_path, position.file, position.offset)
    assert record.head is not None
    assert record.head.headers == ((b"Content-Encoding", b"gzip"),)


def test_every_kind_of_record_is_read_back_in_order(tmp_path: Path) -> None:
    request = Request("GET", "/bai-1.html", ((b"Host", b"tin.example"),))
    original = Original(URL, WHEN, digest_of(b"page"))
    with writer(tmp_path) as warc:
        warc.response(URL, OK, b"page", captured=WHEN, request=request)
        warc.revisit(
            URL, Head.of(304, "Not Modified", ()), captured=WHEN, original=original,
            profile=NOT_MODIFIED,
        )  # fmt: skip
        warc.revisit(URL, OK, captured=WHEN, original=original, profile=IDENTICAL_PAYLOAD)
        warc.resource("file:///a.txt", b"text", captured=WHEN, content_type="text/plain",
                      notes={"published": "2025-12-04"})  # fmt: skip
        warc.metadata(URL, {"reason": "time-out\r\nafter 30 s"}, captured=WHEN)
    found = list(all_records(tmp_path))
    assert [record.type for record in found] == [
        "warcinfo", "response", "request", "revisit", "revisit", "resource", "metadata",
    ]  # fmt: skip
    assert found[0].fields["isPartOf"] == "r1"
    assert found[2].head is not None
    assert found[2].head.first == "GET /bai-1.html HTTP/1.1"
    assert found[3].head == Head.of(304, "Not Modified", ())
    assert (found[3].original, found[3].profile) == (original, NOT_MODIFIED)
    assert (found[4].digest, found[4].body) == (digest_of(b"page"), b"")
    assert (found[5].body, found[5].notes["published"]) == (b"text", "2025-12-04")
    assert found[6].fields == {"reason": "time-out  after 30 s"}


def test_warcio_reads_our_files_and_agrees_with_every_digest(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        position = warc.response(URL, OK, b"page", captured=WHEN)
        warc.resource("file:///a.txt", b"text", captured=WHEN, content_type="text/plain")
        warc.metadata(URL, {"reason": "refused"}, captured=WHEN)
    places = []
    with (tmp_path / position.file).open("rb") as file:
        iterator = ArchiveIterator(file, check_digests=True)
        for record in iterator:
            record.raw_stream.read()
            assert record.digest_checker.passed is True
            places.append((iterator.get_record_offset(), iterator.get_record_length()))
    assert places[1] == (position.offset, position.length)
    assert len(places) == 4


def test_a_line_break_in_a_value_begins_no_header_of_its_own(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        position = warc.response(
            "http://tin.example/a b", OK, b"", captured=WHEN,
            notes={"source": "tin\r\nWARC-Type: request"},
        )  # fmt: skip
    record = read_record(tmp_path, position.file, position.offset)
    assert record.type == "response"
    assert record.url == "http://tin.example/a%20b"
    assert record.notes["source"] == "tin  WARC-Type: request"


def test_a_segment_is_closed_when_it_is_full(tmp_path: Path) -> None:
    with writer(tmp_path, segment_bytes=600) as warc:
        places = [warc.response(URL, OK, bytes([n]), captured=WHEN) for n in range(4)]
    assert [place.file for place in places] == [
        "r1-00001.warc.gz", "r1-00002.warc.gz", "r1-00003.warc.gz", "r1-00004.warc.gz",
    ]  # fmt: skip
    bodies = [read_record(tmp_path, place.file, place.offset).body for place in places]
    assert bodies == [b"\x00", b"\x01", b"\x02", b"\x03"]


def test_a_run_that_goes_on_never_touches_its_earlier_segments(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        first = warc.response(URL, OK, b"one", captured=WHEN)
    before = (tmp_path / first.file).read_bytes()
    with writer(tmp_path) as warc:
        second = warc.response(URL, OK, b"two", captured=WHEN)
    assert (first.file, second.file) == ("r1-00001.warc.gz", "r1-00002.warc.gz")
    assert (tmp_path / first.file).read_bytes() == before


def test_a_tail_cut_at_any_byte_is_mended_and_earlier_records_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with writer(tmp_path) as warc:
        first = warc.response(URL, OK, b"first", captured=WHEN)
        last = warc.response(URL, OK, b"last", captured=WHEN)
    path = tmp_path / last.file
    whole = path.read_bytes()
    for cut in range(last.offset + 1, len(whole)):
        path.write_bytes(whole[:cut])
        open_marker(tmp_path, last.file).touch()
        with caplog.at_level(logging.WARNING):
            caplog.clear()
            writer(tmp_path, "next").close()
        assert path.read_bytes() == whole[: last.offset]
        assert f"cut {cut - last.offset} bytes" in caplog.text
        assert not open_marker(tmp_path, last.file).exists()
        assert read_record(tmp_path, first.file, first.offset).body == b"first"


def test_zeros_left_by_a_loss_of_power_are_cut(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.response(URL, OK, b"page", captured=WHEN)
    path = tmp_path / place.file
    whole = path.read_bytes()
    path.write_bytes(whole + bytes(5000))
    open_marker(tmp_path, place.file).touch()
    writer(tmp_path, "next").close()
    assert path.read_bytes() == whole


def test_damage_in_the_middle_is_an_error_that_names_file_and_byte(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        first = warc.response(URL, OK, b"first" * 50, captured=WHEN)
        warc.response(URL, OK, b"last", captured=WHEN)
    path = tmp_path / first.file
    content = bytearray(path.read_bytes())
    content[first.offset + first.length - 6] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BrokenWarcError) as error:
        list(records(path))
    assert str(error.value).startswith(f"{path}: byte {first.offset}: ")
    open_marker(tmp_path, first.file).touch()
    with pytest.raises(BrokenWarcError):
        writer(tmp_path, "next")
    assert path.read_bytes() == content


def test_a_segment_being_written_is_read_as_far_as_it_goes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with writer(tmp_path) as warc:
        place = warc.response(URL, OK, b"page", captured=WHEN)
        path = tmp_path / place.file
        with path.open("ab") as file:
            file.write(b"\x1f\x8b\x08\x00half")
        with caplog.at_level(logging.WARNING):
            assert [record.type for record in all_records(tmp_path)] == ["warcinfo", "response"]
        assert "the file ends inside this record" in caplog.text
    with pytest.raises(CutWarcError):
        list(all_records(tmp_path))


def test_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    with writer(tmp_path, "one") as living:
        place = living.response(URL, OK, b"page", captured=WHEN)
        with writer(tmp_path, "two") as other:
            other.response(URL, OK, b"other", captured=WHEN)
        assert open_marker(tmp_path, place.file).exists()
        again = living.response(URL, OK, b"more", captured=WHEN)
    assert read_record(tmp_path, again.file, again.offset).body == b"more"


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with writer(tmp_path) as warc:
        place = warc.response(URL, OK, b"page", captured=WHEN)
        path = tmp_path / place.file
        before = path.read_bytes()
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 50, hard))
        try:
            with pytest.raises(CorpusError, match=r"r1-00001\.warc\.gz: can't append"):
                warc.response(URL, OK, b"more", captured=WHEN)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert path.read_bytes() == before
        again = warc.response(URL, OK, b"again", captured=WHEN)
    assert read_record(tmp_path, again.file, again.offset).body == b"again"


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08" + b"\0" * 30])
def test_what_is_no_record_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.warc.gz").write_bytes(content)
    with pytest.raises(BrokenWarcError, match=r"x\.warc\.gz: byte 0: "):
        read_record(tmp_path, "x.warc.gz", 0)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"x\.warc\.gz: no such archive file"):
        read_record(tmp_path, "x.warc.gz", 0)
