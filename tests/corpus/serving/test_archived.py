"""Archived pages: content codings undone within limits, and what a browser is told they are."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.serving import archived
from corpus.serving.archived import ArchivedPage, archived_page
from corpus.warc import Head, WarcWriter

AT = "2025-12-04T03:00:00Z"
HTML = "<p>hơn 228,7 triệu USD</p>".encode()


def _page(folder: Path, body: bytes, *headers: tuple[bytes, bytes]) -> ArchivedPage:
    with WarcWriter(folder, "r1", info={}, started=AT) as writer:
        place = writer.response(
            "https://tin.example/", Head.of(200, "OK", headers), body, captured=AT
        )
    return archived_page(folder, place.file, place.offset)


def _bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (b"", HTML),
        (b"identity", HTML),
        (b"gzip", gzip.compress(HTML, mtime=0)),
        (b"X-GZIP", gzip.compress(HTML[:9], mtime=0) + gzip.compress(HTML[9:], mtime=0)),
        (b"deflate", zlib.compress(HTML)),
        (b"deflate", _bare_deflate(HTML)),
        (b"deflate, gzip", gzip.compress(zlib.compress(HTML), mtime=0)),
    ],
)
def test_codings_are_undone(tmp_path, coding, body):
    headers = [(b"Content-Type", b"text/html; charset=UTF-8"), (b"Content-Encoding", coding)]
    assert _page(tmp_path, body, *headers) == ArchivedPage(HTML, "text/html; charset=UTF-8", True)


@pytest.mark.parametrize(
    ("stated", "given", "shown"),
    [
        (b"text/html", "text/html", True),
        (b"application/xhtml+xml; charset=utf-8", "text/html; charset=utf-8", True),
        (b"text/plain", "text/plain; charset=utf-8", True),
        (b"application/rss+xml; charset=tis-620", "text/plain; charset=tis-620", True),
        (b"image/svg+xml", "application/octet-stream", False),
        (b"application/pdf", "application/octet-stream", False),
        (b'text/html; charset="utf-8"\x0b; x', "text/html; charset=utf-8", True),
    ],
)
def test_only_pages_and_texts_are_shown(tmp_path, stated, given, shown):
    page = _page(tmp_path, HTML, (b"Content-Type", stated))
    assert (page.content_type, page.shown) == (given, shown)


@pytest.mark.parametrize(
    ("coding", "body", "message"),
    [
        (b"br", HTML, "content coding 'br', expected gzip or deflate"),
        (b"gzip", HTML, "damaged body"),
        (b"gzip", gzip.compress(HTML, mtime=0)[:-9], "cut off"),
    ],
)
def test_what_cannot_be_decoded_says_so(tmp_path, coding, body, message):
    with pytest.raises(archived.UndecodableError, match=message):
        _page(tmp_path, body, (b"Content-Type", b"text/html"), (b"Content-Encoding", coding))


def test_a_bomb_is_stopped_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(archived, "LARGEST", 1000)
    headers = [(b"Content-Type", b"text/html"), (b"Content-Encoding", b"gzip")]
    assert len(_page(tmp_path, gzip.compress(b"x" * 1000), *headers).body) == 1000
    with pytest.raises(archived.UndecodableError, match="more than 1000 bytes"):
        _page(tmp_path, gzip.compress(b"x" * 1001), *headers)


def test_a_missing_archive_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(CorpusError, match=r"r9-00001\.warc\.gz: no such archive file"):
        archived_page(tmp_path, "r9-00001.warc.gz", 0)
