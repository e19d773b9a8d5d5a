"""Values of the archive: what a record is made of and where it lies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """The head of a response as received; ``reason`` may be empty."""

    status: int
    reason: str
    headers: RawHeaders
    protocol: str = "HTTP/1.1"


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
    records, ``notes`` our own, by lower-case name.
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


def digest_of(payload: bytes) -> str:
    """Return ``sha256:<hex>`` of ``payload``."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"
