"""Writing WARC 1.1: whole records, synced before their position is handed out."""

from __future__ import annotations

import logging
import os
import uuid
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.errors import CorpusError
from corpus.locks import sync_folder, try_lock
from corpus.warc.members import cut_tail
from corpus.warc.records import NOTE, Head, Original, Position, Request, digest_of, one_line

log = logging.getLogger(__name__)

SEGMENT_BYTES = 200_000_000
"""A segment file is closed when it has grown beyond this size, in bytes."""

OPEN = ".open"
"""Ending of the file beside a segment that says: being written."""


class _RawHead(StatusAndHeaders):
    """An HTTP head that is written byte for byte as it came."""

    def __init__(self, raw: bytes) -> None:
        super().__init__("raw", [])  # type: ignore[no-untyped-call]
        self._raw = raw

    def to_ascii_bytes(self, header_filter: object = None) -> bytes:
        return self._raw


@dataclass(slots=True)
class _Draft:
    """A record about to be written."""

    type: str
    url: str | None
    captured: str
    content_type: str
    head: bytes = b""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    id: str = field(default_factory=lambda: f"<urn:uuid:{uuid.uuid4()}>")


class WarcWriter:
    """Appends records to the segment files of one run; use it as a context manager.

    Segments are ``<run>-00001.warc.gz`` and so on in ``folder``. A file beside
    it, ending in ``.open``, says that a segment is being written; opening a
    writer mends segments whose writer was killed. ``info`` goes into the
    warcinfo record at the head of each segment.
    """

    def __init__(
        self,
        folder: Path,
        run: str,
        *,
        info: Mapping[str, str],
        started: str,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        self._folder = folder
        self._run = run
        self._info = {**info, "format": "WARC File Format 1.1", "isPartOf": run}
        self._started = started
        self._segment_bytes = segment_bytes
        self._number = 0
        self._file: FileIO | None = None
        folder.mkdir(parents=True, exist_ok=True)
        mend(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def response(
        self,
        url: str,
        head: Head,
        body: bytes,
        *,
        captured: str,
        ip: str | None = None,
        request: Request | None = None,
        truncated: str | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Position:
        """Append a response, and the request behind it, if given; return the response's place.

        ``body`` is as received, without transfer coding but with its content
        coding. ``truncated`` is a reason of the standard: length, time,
        disconnect or unspecified.
        """
        draft = _Draft("response", url, captured, "application/http; msgtype=response")
        draft.head, draft.body = _raw_head(head), body
        draft.headers = _given({"WARC-IP-Address": ip, "WARC-Truncated": truncated}, notes)
        return self._append([draft, *_request_drafts(draft, request)])

    def revisit(
        self,
        url: str,
        head: Head,
        *,
        captured: str,
        original: Original,
        profile: str,
        ip: str | None = None,
        request: Request | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Position:
        """Append a revisit: an answer whose body is already archived.

        ``profile`` is ``NOT_MODIFIED`` for a 304, ``IDENTICAL_PAYLOAD`` for the same bytes again.
        """
        draft = _Draft("revisit", url, captured, "application/http; msgtype=response")
        draft.head = _raw_head(head)
        draft.headers = _given(
            {
                "WARC-Profile": profile,
                "WARC-Refers-To-Target-URI": original.url,
                "WARC-Refers-To-Date": original.captured,
                "WARC-Payload-Digest": original.digest,
                "WARC-IP-Address": ip,
            },
            notes,
        )
        return self._append([draft, *_request_drafts(draft, request)])

    def resource(
        self,
        url: str,
        body: bytes,
        *,
        captured: str,
        content_type: str,
        notes: Mapping[str, str] | None = None,
    ) -> Position:
        """Append a file that came without HTTP, such as a saved page."""
        draft = _Draft("resource", url, captured, content_type, body=body)
        draft.headers = _given({}, notes)
        return self._append([draft])

    def metadata(
        self,
        url: str,
        fields: Mapping[str, str],
        *,
        captured: str,
        notes: Mapping[str, str] | None = None,
    ) -> Position:
        """Append what is to be said of a request that got no answer, such as its reason."""
        draft = _Draft("metadata", url, captured, "application/warc-fields", body=_fields(fields))
        draft.headers = _given({}, notes)
        return self._append([draft])

    def close(self) -> None:
        """Close the current segment; the writer may go on with a new one."""
        if self._file is not None:
            name = Path(str(self._file.name))
            self._file.close()
            self._file = None
            name.with_name(name.name + OPEN).unlink(missing_ok=True)

    def _append(self, drafts: Sequence[_Draft]) -> Position:
        file = self._segment()
        start = file.tell()
        content = [_member(draft) for draft in drafts]
        _write_synced(file, start, b"".join(content))
        position = Position(Path(str(file.name)).name, start, len(content[0]))
        if file.tell() >= self._segment_bytes:
            self.close()
        return position

    def _segment(self) -> FileIO:
        if self._file is None:
            self._file = self._next_segment()
        return self._file

    def _next_segment(self) -> FileIO:
        while True:
            self._number += 1
            path = self._folder / f"{self._run}-{self._number:05d}.warc.gz"
            if not path.exists():
                break
        file = path.open("xb", buffering=0)
        if not try_lock(file):
            raise CorpusError(f"{path}: locked by another process, expected a new file")
        # Only now: another writer mends what is marked and not locked.
        path.with_name(path.name + OPEN).touch()
        info = _Draft("warcinfo", None, self._started, "application/warc-fields")
        info.body = _fields(self._info)
        info.headers = {"WARC-Filename": path.name}
        _write_synced(file, 0, _member(info))
        sync_folder(self._folder)
        return file


def mend(folder: Path) -> None:
    """Cut the tails that killed writers left in ``folder``, and say so on the log.

    Segments that a living writer holds are left alone. Raises
    ``BrokenWarcError`` for damage that no stopped writer leaves.
    """
    for marker in sorted(folder.glob(f"*.warc.gz{OPEN}")):
        segment = marker.with_name(marker.name.removesuffix(OPEN))
        if not segment.exists():
            marker.unlink(missing_ok=True)
            continue
        with segment.open("r+b") as file:
            if not try_lock(file):
                continue
            cut = cut_tail(segment, segment.name)
            if cut:
                log.warning("%s: cut %d bytes of a record left half-written", segment.name, cut)
            if segment.stat().st_size == 0:
                segment.unlink()
            marker.unlink(missing_ok=True)


def _write_synced(file: FileIO, start: int, content: bytes) -> None:
    """Write ``content`` at ``start``; on failure (disk full) leave the file as it was.

    The file is unbuffered, so that nothing is left to be written later.
    """
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError as error:
        file.truncate(start)
        file.seek(start)
        raise CorpusError(f"{file.name!s}: can't append: {error.strerror}") from error


def _member(draft: _Draft) -> bytes:
    headers = {
        "WARC-Type": draft.type,
        "WARC-Record-ID": draft.id,
        "WARC-Date": draft.captured,
        **({"WARC-Target-URI": one_line(draft.url).replace(" ", "%20")} if draft.url else {}),
        **{name: one_line(value) for name, value in draft.headers.items()},
        "WARC-Block-Digest": digest_of(draft.head + draft.body),
    }
    if draft.type not in WARCWriter.NO_PAYLOAD_DIGEST_TYPES:
        headers["WARC-Payload-Digest"] = digest_of(draft.body)
    record = ArcWarcRecord(
        "warc",
        draft.type,
        StatusAndHeaders("", list(headers.items()), protocol="WARC/1.1"),
        BytesIO(draft.body),
        _RawHead(draft.head) if draft.head else None,
        draft.content_type,
        len(draft.body),
        payload_length=len(draft.body),
    )
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version="1.1").write_record(record)
    # Level 6: warcio's own level 9 costs twice the time for one percent of size.
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(plain.getvalue()) + packer.flush()


def _request_drafts(response: _Draft, request: Request | None) -> list[_Draft]:
    if request is None:
        return []
    draft = _Draft("request", response.url, response.captured, "application/http; msgtype=request")
    line = f"{request.method} {one_line(request.target)} HTTP/1.1".encode()
    head = Head((line, *(name + b": " + value for name, value in request.headers)))
    draft.head, draft.body = _raw_head(head), request.body
    draft.headers = {"WARC-Concurrent-To": response.id}
    return [draft]


def _raw_head(head: Head) -> bytes:
    return b"\r\n".join([*head.without(b"transfer-encoding").lines, b"", b""])


def _fields(fields: Mapping[str, str]) -> bytes:
    lines = (f"{name}: {one_line(value)}\r\n" for name, value in fields.items())
    return "".join(lines).encode()


def _given(headers: Mapping[str, str | None], notes: Mapping[str, str] | None) -> dict[str, str]:
    found = {name: value for name, value in headers.items() if value is not None}
    return found | {f"{NOTE}{name.title()}": value for name, value in (notes or {}).items()}
