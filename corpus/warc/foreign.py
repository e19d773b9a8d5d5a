"""One record of another archive's file, as bytes: WARC, or ARC as it was before (2008 to 2012).

ARC 1.0: https://archive.org/web/researcher/ArcFileFormat.php. Digests of other
programs are not checked; that the gzip member is whole is.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from corpus.errors import BrokenWarcError
from corpus.warc.members import Member, read_member
from corpus.warc.reader import made_record, split_block
from corpus.warc.records import Position, Record, digest_of


def read_foreign(content: bytes, name: str) -> Record:
    """Return the record that ``content`` begins with; ``name`` stands for it in errors.

    Raises ``BrokenWarcError`` (``CutWarcError`` if it is not whole) for anything else.
    """
    member = read_member(BytesIO(content), name, 0)
    if member.content.startswith(b"WARC/"):
        return made_record(name, member)
    return _arc_record(name, member)


def _arc_record(name: str, member: Member) -> Record:
    first, _, rest = member.content.partition(b"\n")
    parts = first.decode("utf-8", "replace").split(" ")
    if len(parts) != 5 or not parts[4].isdigit() or not parts[2].isdigit():
        raise BrokenWarcError(name, 0, "neither a WARC nor an ARC record")
    url, ip, stamp, content_type, length = parts
    if int(length) > len(rest):
        raise BrokenWarcError(name, 0, f"a block of {len(rest)} bytes, expected {length}")
    position = Position(name, 0, member.length)
    head, body = split_block(position, rest[: int(length)], "response")
    return Record(
        type="response",
        url=url,
        captured=iso_of(stamp),
        head=head,
        body=body,
        digest=digest_of(body),
        content_type=content_type,
        ip=ip,
        truncated=None,
        profile=None,
        original=None,
        fields={},
        notes={},
        position=position,
    )


def iso_of(stamp: str) -> str:
    """Return the 14 digits by which archives name a time as UTC, ISO 8601 with Z.

    Raises ``ValueError`` where they are none.
    """
    moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
