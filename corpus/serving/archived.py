"""An archived page as it was answered, in a form a browser can show without running anything."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.warc import Record, read_record

LARGEST = 50 * 1024 * 1024
"""Bytes a body may have when decoded."""

_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_AS_TEXT = ("text/", "application/json", "application/xml", "application/rss+xml")
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_BARE_DEFLATE = -zlib.MAX_WBITS


class UndecodableError(CorpusError):
    """A body in an unknown content coding, damaged, or too large when decoded."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A body without its content coding; ``shown`` is false for what is no page and no text."""

    body: bytes
    content_type: str
    shown: bool


def archived_page(folder: Path, file: str, offset: int) -> ArchivedPage:
    """Return the page of the record at byte ``offset`` of ``file`` in the archive ``folder``.

    A page stays a page, any other text becomes plain text, the rest is bytes.
    Raises ``CorpusError`` if the record is not there, is damaged, or can't be decoded.
    """
    record = read_record(folder, file, offset)
    kind, charset = _type(record)
    body = _decoded(record)
    if kind in _PAGES:
        return ArchivedPage(body, "text/html" + charset, shown=True)
    if kind.startswith(_AS_TEXT):
        return ArchivedPage(body, "text/plain" + (charset or "; charset=utf-8"), shown=True)
    return ArchivedPage(body, "application/octet-stream", shown=False)


def _type(record: Record) -> tuple[str, str]:
    """Return the media type and ``; charset=...``, where the answer states one."""
    stated = record.content_type or ""
    if record.head is not None:
        stated = ",".join(_headers(record, b"content-type"))
    charset = _CHARSET.search(stated)
    kind = stated.partition(";")[0].strip().lower()
    return kind, f"; charset={charset[1]}" if charset else ""


def _headers(record: Record, wanted: bytes) -> Iterable[str]:
    headers = record.head.headers if record.head else ()
    return [value.decode("latin-1") for name, value in headers if name.lower() == wanted]


def _decoded(record: Record) -> bytes:
    body = record.body
    codings = ",".join(_headers(record, b"content-encoding")).lower().split(",")
    for coding in reversed([coding.strip() for coding in codings]):
        if coding in {"", "identity"}:
            continue
        if coding not in {"gzip", "x-gzip", "deflate"}:
            raise UndecodableError(f"content coding {coding!r}, expected gzip or deflate")
        body = _inflated(body)
    return body


def _inflated(body: bytes) -> bytes:
    """Undo gzip or deflate, of which some servers send the bare stream without its head."""
    wrapped = body.startswith(b"\x1f\x8b") or body[:1] == b"\x78"
    parts: list[bytes] = []
    room = LARGEST
    while body:
        decoder = zlib.decompressobj(_GZIP_OR_ZLIB if wrapped else _BARE_DEFLATE)
        try:
            parts.append(decoder.decompress(body, room + 1))
        except zlib.error as error:
            raise UndecodableError(f"damaged body: {error}") from error
        room -= len(parts[-1])
        if room < 0:
            raise UndecodableError(f"more than {LARGEST} bytes when decoded")
        if not decoder.eof:
            raise UndecodableError("body cut off within its compressed part")
        body = decoder.unused_data if decoder.unused_data.startswith(b"\x1f\x8b") else b""
    return b"".join(parts)
