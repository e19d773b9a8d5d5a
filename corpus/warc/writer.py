"""Writing WARC 1.1: whole records, one after another, on disk once :meth:`WarcWriter.sync` is done.

A record is handed to the system at once, so that a killed process loses none;
only a loss of power can take what was not synced.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import CorpusError
from corpus.locks import sync_folder, try_lock
from corpus.warc.drafts import Draft, field_bytes, given, head_bytes, member, request_draft
from corpus.warc.members import cut_tail
from corpus.warc.records import Head, Original, Position, Request

log = logging.getLogger(__name__)

SEGMENT_BYTES = 200_000_000
"""A segment file is closed when it has grown beyond this size, in bytes."""

OPEN = ".open"
"""Ending of the file beside a segment that says: being written."""


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
        self._unsynced = False
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
        source_uri: str | None = None,
        created: str | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Position:
        """Append a response, and the request behind it, if given; return the response's place.

        ``body`` is as received, without transfer coding but with its content
        coding. ``truncated`` is a reason of the standard: length, time,
        disconnect or unspecified. Of a page taken from another archive ``url`` and
        ``captured`` are those of its capture, ``source_uri`` its address there and
        ``created`` the time of taking it (fields WARC-Source-URI and
        WARC-Creation-Date, as pywb writes them).
        """
        draft = Draft("response", url, captured, "application/http; msgtype=response")
        draft.head, draft.body = head_bytes(head), body
        draft.headers = given(
            {
                "WARC-IP-Address": ip,
                "WARC-Truncated": truncated,
                "WARC-Source-URI": source_uri,
                "WARC-Creation-Date": created,
            },
            notes,
        )
        return self._append(_with_request(draft, request))

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
        draft = Draft("revisit", url, captured, "application/http; msgtype=response")
        draft.head = head_bytes(head)
        draft.headers = given(
            {
                "WARC-Profile": profile,
                "WARC-Refers-To-Target-URI": original.url,
                "WARC-Refers-To-Date": original.captured,
                "WARC-Payload-Digest": original.digest,
                "WARC-IP-Address": ip,
            },
            notes,
        )
        return self._append(_with_request(draft, request))

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
        draft = Draft("resource", url, captured, content_type, body=body)
        draft.headers = given({}, notes)
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
        draft = Draft(
            "metadata", url, captured, "application/warc-fields", body=field_bytes(fields)
        )
        draft.headers = given({}, notes)
        return self._append([draft])

    def sync(self) -> None:
        """Return when all that was appended is on disk, safe from a loss of power.

        Raises ``CorpusError`` if the disk can't take it.
        """
        if self._file is None or not self._unsynced:
            return
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise CorpusError(f"{self._file.name!s}: can't sync: {error.strerror}") from error
        self._unsynced = False

    def close(self) -> None:
        """Sync and close the current segment; the writer may go on with a new one."""
        if self._file is None:
            return
        self.sync()
        name = Path(str(self._file.name))
        self._file.close()
        self._file = None
        name.with_name(name.name + OPEN).unlink(missing_ok=True)

    def _append(self, drafts: Sequence[Draft]) -> Position:
        file = self._segment()
        start = file.tell()
        content = [member(draft) for draft in drafts]
        _write(file, start, b"".join(content))
        self._unsynced = True
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
        info = Draft("warcinfo", None, self._started, "application/warc-fields")
        info.body = field_bytes(self._info)
        info.headers = {"WARC-Filename": path.name}
        _write(file, 0, member(info))
        self._unsynced = True
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
            cut = cut_tail(segment, str(segment))
            if cut:
                log.warning("%s: cut %d bytes of a record left half-written", segment.name, cut)
            if segment.stat().st_size == 0:
                segment.unlink()
            marker.unlink(missing_ok=True)


def _with_request(draft: Draft, request: Request | None) -> list[Draft]:
    return [draft] if request is None else [draft, request_draft(draft, request)]


def _write(file: FileIO, start: int, content: bytes) -> None:
    """Write ``content`` at ``start``; on failure (disk full) leave the file as it was.

    The file is unbuffered, so that nothing is left to be written later.
    """
    rest = memoryview(content)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        file.truncate(start)
        file.seek(start)
        raise CorpusError(f"{file.name!s}: can't append: {error.strerror}") from error
