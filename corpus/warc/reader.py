"""Reading WARC: at a position, a file, a folder; every digest is checked."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from corpus.errors import BrokenWarcError, CorpusError, CutWarcError
from corpus.warc.members import Member, members, read_member, whole_bytes
from corpus.warc.records import NOTE, Head, Original, Position, Record
from corpus.warc.writer import OPEN

log = logging.getLogger(__name__)


def read_record(folder: Path, file: str, offset: int) -> Record:
    """Return the record at byte ``offset`` of ``file`` in ``folder``.

    Raises ``CorpusError`` if there is no such file, ``BrokenWarcError`` if no
    whole and undamaged record begins there.
    """
    path = folder / file
    if not path.is_file():
        raise CorpusError(f"{path}: no such archive file")
    with path.open("rb") as stream, _named_within(folder):
        return made_record(file, read_member(stream, file, offset))


def records(path: Path) -> Iterator[Record]:
    """Yield every record of the file ``path``; errors as in :func:`read_record`."""
    with _named_within(path.parent):
        for member in members(path, path.name):
            yield made_record(path.name, member)


@contextmanager
def _named_within(folder: Path) -> Iterator[None]:
    """Let errors name the file by its path: positions, which are kept, hold its name alone."""
    try:
        yield
    except BrokenWarcError as error:
        raise error.within(folder) from error


def all_records(folder: Path) -> Iterator[Record]:
    """Yield every record of every segment in ``folder``, by file name, then place.

    A segment that is being written, or whose writer was killed, may end inside
    a record: reading stops there and says so on the log. In any other file that
    raises ``CutWarcError``.
    """
    for path in sorted(folder.glob("*.warc.gz")):
        yield from segment_records(path)


def segment_records(path: Path) -> Iterator[Record]:
    """Yield every record of one segment, as :func:`all_records` does."""
    try:
        yield from records(path)
    except CutWarcError as error:
        if not path.with_name(path.name + OPEN).exists():
            raise
        log.warning("%s; still being written, or its writer was stopped", error)


def whole_size(path: Path) -> int:
    """Return the size in bytes of a segment up to its last whole record, also while it is written.

    Raises ``BrokenWarcError`` for damage that no stopped writer leaves.
    """
    if not path.with_name(path.name + OPEN).exists():
        return path.stat().st_size
    return whole_bytes(path, str(path))


def made_record(file: str, member: Member) -> Record:
    """Return the WARC record that ``member`` of ``file`` holds, with its digests checked."""
    position = Position(file, member.offset, member.length)
    # Looking into the block is ours: warcio would decode and rewrite the HTTP head.
    try:
        found: Any = ArcWarcRecordLoader().parse_record_stream(
            BytesIO(member.content), known_format="warc", no_record_parse=True
        )
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise BrokenWarcError(file, member.offset, f"no WARC record: {error}") from error
    block: bytes = found.raw_stream.read()
    headers = {name.lower(): value for name, value in found.rec_headers.headers}
    _check_length(position, headers, block)
    _check_digest(position, headers.get("warc-block-digest"), block, "block")
    http = headers.get("content-type", "").startswith("application/http")
    head, body = split_block(position, block, headers["warc-type"]) if http else (None, block)
    if headers["warc-type"] != "revisit":
        _check_digest(position, headers.get("warc-payload-digest"), body, "payload")
    return _made(position, headers, head, body)


def _made(position: Position, headers: dict[str, str], head: Head | None, body: bytes) -> Record:
    prefix = NOTE.lower()
    original = None
    if "warc-refers-to-target-uri" in headers:
        original = Original(
            headers["warc-refers-to-target-uri"],
            headers.get("warc-refers-to-date", ""),
            headers.get("warc-payload-digest"),
        )
    content_type = headers.get("content-type")
    return Record(
        type=headers["warc-type"],
        url=headers.get("warc-target-uri"),
        captured=headers.get("warc-date", ""),
        head=head,
        body=body,
        digest=headers.get("warc-payload-digest"),
        content_type=content_type,
        ip=headers.get("warc-ip-address"),
        truncated=headers.get("warc-truncated"),
        profile=headers.get("warc-profile"),
        original=original,
        fields=_fields(body) if content_type == "application/warc-fields" else {},
        notes={
            name.removeprefix(prefix): value
            for name, value in headers.items()
            if name.startswith(prefix)
        },
        position=position,
        source_uri=headers.get("warc-source-uri"),
        created=headers.get("warc-creation-date"),
    )


def _check_length(position: Position, headers: dict[str, str], block: bytes) -> None:
    if "warc-type" not in headers:
        raise BrokenWarcError(position.file, position.offset, "a record without WARC-Type")
    declared = headers.get("content-length", "none")
    if declared != str(len(block)):
        what = f"a block of {len(block)} bytes, expected {declared}"
        raise BrokenWarcError(position.file, position.offset, what)


def _check_digest(position: Position, declared: str | None, content: bytes, what: str) -> None:
    """Compare a digest of ours; those of other programs, in base 32, are not checked."""
    if declared is None or not declared.startswith("sha256:"):
        return
    if declared != f"sha256:{hashlib.sha256(content).hexdigest()}":
        raise BrokenWarcError(position.file, position.offset, f"the {what} digest does not agree")


def split_block(position: Position, block: bytes, kind: str) -> tuple[Head | None, bytes]:
    """Return head and body of an HTTP block; ``kind`` is the type of its record."""
    raw, blank, body = block.partition(b"\r\n\r\n")
    if not blank:
        raise BrokenWarcError(position.file, position.offset, "an HTTP head without its end")
    head = Head(tuple(raw.split(b"\r\n")))
    if kind != "request" and not head.status:
        raise BrokenWarcError(position.file, position.offset, "an HTTP head without a status")
    return head, body


def _fields(block: bytes) -> dict[str, str]:
    pairs = (line.partition(": ") for line in block.decode("utf-8", "replace").split("\r\n"))
    return {name: value for name, colon, value in pairs if colon}
