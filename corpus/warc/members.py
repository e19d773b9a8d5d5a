"""The gzip members of an archive file: one record each, found, checked and mended here.

A member is whole when its checksum and length at the end agree (RFC 1952). A
file whose writer was killed ends in the middle of its last member; everything
before that is intact.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.errors import BrokenWarcError, CutWarcError

_CHUNK = 1 << 16
LARGEST = 256 * 1024 * 1024
"""No record of ours comes near this size in bytes; a larger one is refused while decoding."""


@dataclass(frozen=True, slots=True)
class Member:
    """One whole member: where it lies, in bytes, and what it holds."""

    offset: int
    length: int
    content: bytes


def read_member(file: BinaryIO, name: str, offset: int) -> Member:
    """Return the member that begins at byte ``offset``.

    Raises ``CutWarcError`` if the file ends inside it, ``BrokenWarcError`` if
    these bytes are no gzip member, a damaged one, or one above ``LARGEST``.
    """
    file.seek(offset)
    decoder = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    size = length = 0
    while not decoder.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            raise CutWarcError(name, offset, "the file ends inside this record")
        try:
            part = decoder.decompress(chunk, LARGEST - size + 1)
        except zlib.error as error:
            raise BrokenWarcError(name, offset, f"no whole gzip member here: {error}") from error
        size += len(part)
        if size > LARGEST:
            raise BrokenWarcError(name, offset, f"a record above {LARGEST} bytes")
        parts.append(part)
        length += len(chunk)
    return Member(offset, length - len(decoder.unused_data), b"".join(parts))


def members(path: Path, name: str) -> Iterator[Member]:
    """Yield the members of ``path`` in order; errors as in :func:`read_member`."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        offset = 0
        while offset < size:
            member = read_member(file, name, offset)
            yield member
            offset += member.length


def cut_tail(path: Path, name: str) -> int:
    """Cut ``path`` behind its last whole member; return how many bytes were cut.

    Errors as in :func:`whole_bytes`, which change nothing.
    """
    end = whole_bytes(path, name)
    return _truncate(path, end) if end < path.stat().st_size else 0


def whole_bytes(path: Path, name: str) -> int:
    """Return the byte at which the last whole member of ``path`` ends.

    Behind it may stand only what a stopped writer leaves: the beginning of one
    member, or zeros that a loss of power put in place of one. Any other damage
    raises ``BrokenWarcError``.
    """
    end = 0
    try:
        for member in members(path, name):
            end = member.offset + member.length
    except CutWarcError:
        pass
    except BrokenWarcError:
        if not _only_zeros(path, end):
            raise
    return end


def _truncate(path: Path, end: int) -> int:
    with path.open("r+b") as file:
        cut = file.seek(0, os.SEEK_END) - end
        file.truncate(end)
        file.flush()
        os.fsync(file.fileno())
    return cut


def _only_zeros(path: Path, start: int) -> bool:
    with path.open("rb") as file:
        file.seek(start)
        return all(not chunk.strip(b"\0") for chunk in iter(lambda: file.read(_CHUNK), b""))
