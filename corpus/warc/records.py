"""Values of the archive: what a record is made of and where it lies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

NOTE = "Pressfacts-"
"""Prefix of our own fields in a record's header."""

RawHeaders = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record lies: file name in the folder, first byte and compressed length."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Request:
    """A request as sent: method, target as in the request line, headers in order, body."""

    method: str
    target: str
    headers: RawHeaders
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an answer or a request: its lines as sent, without their ends.

    A header may go on in further lines, which begin with a space or a tab.
    """

    lines: tuple[bytes, ...]

    @classmethod
    def of(cls, status: int, reason: str, headers: RawHeaders, protocol: str = "HTTP/1.1") -> Self:
        """Return the head of an answer with these parts; ``reason`` may be empty."""
        first = f"{protocol} {status} {one_line(reason)}".rstrip().encode()
        return cls((first, *(name + b": " + value for name, value in headers)))

    @property
    def first(self) -> str:
        """The status line, or the request line."""
        return self.lines[0].decode("utf-8", "replace")

    @property
    def protocol(self) -> str:
        """Name and version, such as ``HTTP/1.1``."""
        return self.first.partition(" ")[0]

    @property
    def status(self) -> int:
        """The status; 0 where the first line states none."""
        status = self.first.partition(" ")[2].partition(" ")[0]
        return int(status) if re.fullmatch(r"[0-9]{3}", status) else 0

    @property
    def reason(self) -> str:
        """The words behind the status, often none."""
        return self.first.partition(" ")[2].partition(" ")[2]

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """Names as sent and values without white space around; lines without a colon are none."""
        parts = (b"".join(field).partition(b":") for field in self._fields())
        return tuple((name, value.strip(b" \t")) for name, colon, value in parts if colon)

    def without(self, name: bytes) -> Head:
        """Return the head without the headers called ``name`` (in small letters)."""
        kept = (field for field in self._fields() if _name(field[0]) != name)
        return Head((self.lines[0], *chain.from_iterable(kept)))

    def _fields(self) -> list[list[bytes]]:
        """The header lines, each with those that continue it."""
        fields: list[list[bytes]] = []
        for line in self.lines[1:]:
            if line[:1] in (b" ", b"\t") and fields:
                fields[-1].append(line)
            else:
                fields.append([line])
        return fields


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier capture that a revisit record stands for."""

    url: str
    captured: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read.

    ``head`` is ``None`` for records that are no HTTP; ``body`` is what follows
    the head, or the whole block. ``fields`` are those of warcinfo and metadata
    records, ``notes`` our own, by lower-case name. Of a page taken from another
    archive ``source_uri`` is its address there and ``created`` when it was taken;
    url and time of capture are then those of that archive's capture.
    """

    type: str
    url: str | None
    captured: str
    head: Head | None
    body: bytes
    digest: str | None
    content_type: str | None
    ip: str | None
    truncated: str | None
    profile: str | None
    original: Original | None
    fields: Mapping[str, str]
    notes: Mapping[str, str]
    position: Position
    source_uri: str | None = None
    created: str | None = None


def digest_of(payload: bytes) -> str:
    """Return ``sha256:<hex>`` of ``payload``."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def one_line(text: str) -> str:
    """Return ``text`` without line breaks: behind one, a header of its own would begin."""
    return " ".join(text.split("\r")).replace("\n", " ").strip()


def _name(line: bytes) -> bytes:
    return line.partition(b":")[0].strip(b" \t").lower()
