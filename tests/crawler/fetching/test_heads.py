"""The head of every answer is archived line by line as sent, and read back as the crawl read it."""

from __future__ import annotations

import gzip
import itertools
import json
import socket
import threading

import pytest

from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.warc import Record, all_records
from crawler.decode import decoded
from crawler.live import live_response
from tests.crawler.loopback import fetch
from tests.crawler.rawserver import Script, rawserver

URL = "http://plain.example/a.html"
BODY = b"<html>vi\xe1\xbb\x87n tr\xe1\xbb\xa3</html>"


def answer(*lines: bytes, body: bytes = BODY, end: bytes = b"\r\n") -> bytes:
    """These lines and the body's length as a head, and the body."""
    return end.join([*lines, b"content-LENGTH: %d" % len(body), b"", body])


def crawl(folder: DataFolder, answer: bytes | Script, source: str = "hasty") -> list[Record]:
    """Fetch one address that answers so; return its records."""
    with rawserver({URL: answer}) as server:
        fetch(folder, server.address, source, URL)
    return [record for record in all_records(folder.warc) if record.url == URL]


def reason(folder: DataFolder) -> str | None:
    with Ledger(folder.ledger) as ledger:
        row = ledger.address(URL)
    assert row is not None
    assert row.state == "failed"
    return row.reason


ODD = (
    b"HTTP/1.1 200 \xc4\x90\xc6\xb0\xe1\xbb\xa3c",
    b"server:odd",
    b"X-ODD:  one ",
    b"no header",
    b"x-odd: two",
    b"X-Folded: begins",
    b"\tgoes on",
    b"CoNNection: close",
)


def test_case_order_spacing_and_phrase_are_those_of_the_server(folder: DataFolder) -> None:
    """Connection headers, which Twisted keeps for itself, and what is no header as well."""
    (response, _) = crawl(folder, answer(*ODD))
    assert response.head is not None
    assert response.head.lines == (*ODD, b"content-LENGTH: %d" % len(BODY))
    assert response.body == BODY


def test_lines_ended_by_lf_alone_and_interim_answers(folder: DataFolder) -> None:
    """Interim answers (1xx) are none of ours; each line is archived with CR and LF."""
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\nHTTP/1.1 100\n\n"
    sent = early + answer(b"HTTP/1.1 200", b"B: 1", b"a: 2", end=b"\n")
    (response, _) = crawl(folder, sent)
    assert response.head is not None
    length = b"content-LENGTH: %d" % len(BODY)
    assert response.head.lines == (b"HTTP/1.1 200", b"B: 1", b"a: 2", length)
    assert response.body == BODY


def test_a_head_that_comes_byte_by_byte(folder: DataFolder) -> None:
    """The empty line is found across pieces."""

    def slowly(connection: socket.socket, over: threading.Event) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in answer(b"HTTP/1.1 200 OK", b"x-Low: 1"):
            connection.sendall(bytes([byte]))

    (response, _) = crawl(folder, slowly)
    assert response.head is not None
    assert response.head.lines[:2] == (b"HTTP/1.1 200 OK", b"x-Low: 1")


def test_replay_gives_what_the_crawl_was_handed(folder: DataFolder) -> None:
    """Every field of the response, chunks, packing and odd headers included."""
    packed = gzip.compress(BODY, mtime=0)
    sent = b"\r\n".join(
        [*ODD, b"content-type: Text/HTML; Charset=utf-8", b"Content-Encoding: gzip",
         b"TRANSFER-Encoding: chunked", b"", b"%x" % len(packed), packed, b"0", b"", b""]
    )  # fmt: skip
    (response, _) = crawl(folder, sent, "telling")
    live = json.loads((folder.root / "live.json").read_text("utf-8"))
    again = decoded(live_response(response))
    assert live == {
        "url": again.url,
        "status": again.status,
        "headers": [
            [name.decode("latin-1"), [value.decode("latin-1") for value in values]]
            for name, values in again.headers.items()
        ],
        "body": again.body.hex(),
        "class": type(again).__name__,
        "protocol": again.protocol,
        "encoding": again.encoding,  # type: ignore[attr-defined]
        "text": again.text,
    }
    assert live["class"] == "HtmlResponse"
    assert ["X-Odd", ["one", "two"]] in live["headers"]
    assert live["text"] == "<html>viện trợ</html>"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (b"HTTP/1.1 -1 Minus", "status -1, expected three digits"),
        (b"HTTP/1.1 99999 Many", "status 99999, expected three digits"),
    ],
)
def test_a_status_that_is_none_is_a_failure_and_no_broken_archive(
    folder: DataFolder, status: bytes, told: str
) -> None:
    """Such a record could not be read back."""
    (record,) = crawl(folder, answer(status))
    assert record.type == "metadata"
    assert reason(folder) == f"DownloadCancelledError: {told}"


@pytest.mark.parametrize("status", [b"HTTP/1.1 +200 OK", b"HTTP/1.1 2_00 OK"])
def test_a_status_that_only_a_machine_takes_for_one_is_archived_in_plain_form(
    folder: DataFolder, status: bytes
) -> None:
    """Twisted reads it as 200; every other reader must too."""
    (response, _) = crawl(folder, answer(status))
    assert response.head is not None
    assert response.head.lines[0] == b"HTTP/1.1 200 OK"
    assert response.body == BODY


def endless(connection: socket.socket, over: threading.Event) -> None:
    """Headers without an end, as fast as they are taken."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        connection.sendall(b"".join(b"X-%d-%d: y\r\n" % (number, at) for at in range(1000)))


def interim(connection: socket.socket, over: threading.Event) -> None:
    """Interim answers without an end."""
    while not over.is_set():
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@pytest.mark.parametrize("script", [endless, interim])
def test_a_head_without_end_is_broken_off(folder: DataFolder, script: Script) -> None:
    """At a megabyte, and asked for once."""
    with rawserver({URL: script}) as server:
        fetch(folder, server.address, "plain", URL)
        assert server.asked.count(URL) == 1
    assert reason(folder) == "DownloadCancelledError: a head of more than 1048576 bytes"
