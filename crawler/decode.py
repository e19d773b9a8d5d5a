"""Content codings undone within limits, the same way for the crawl and for replay.

Only gzip and deflate (RFC 9110, section 8.4.1) are asked for, so that a body
never grows beyond :data:`LARGEST` while being decoded.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from scrapy.http import Request, Response
from scrapy.responsetypes import responsetypes

ACCEPTED = b"gzip, deflate"

LARGEST = 50 * 1024 * 1024
"""Bytes a body may have when decoded."""

_GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 1 << 14


class UndecodableError(Exception):
    """A body larger than allowed when decoded, damaged, or in a coding nobody asked for."""


class TooLargeError(UndecodableError):
    """A page that would take too much memory or time to be read."""


def decoded(response: Response, *, largest: int = LARGEST) -> Response:
    """Return ``response`` with its body as the page was written; the class may change.

    Raises:
        UndecodableError: see there. The archive has the body as it was sent.
    """
    codings = _codings(response)
    if not codings:
        return response
    body = response.body
    for coding in reversed(codings):
        body = _undo(coding, body, largest)
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    return response.replace(cls=kind, headers=headers, body=body)


def gunzipped(body: bytes, *, largest: int = LARGEST) -> Iterator[bytes]:
    """Yield ``body`` in pieces, unpacked if it is a gzip file, as ``sitemap.xml.gz`` is.

    Raises:
        UndecodableError: the file is damaged or too large; what came before is yielded.
    """
    if body.startswith(_GZIP_MAGIC):
        yield from _inflated(body, 31, largest)
    else:
        yield from _pieces(memoryview(body))


def _codings(response: Response) -> list[bytes]:
    listed = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
    return [coding.strip() for coding in listed if coding.strip() not in (b"", b"identity")]


def _undo(coding: bytes, body: bytes, largest: int) -> bytes:
    if coding in (b"gzip", b"x-gzip"):
        return b"".join(_inflated(body, 31, largest))
    if coding == b"deflate":
        # Some servers send the bare stream (RFC 1951), others wrap it (RFC 1950).
        wrapped = body[:1] and (body[0] & 0x0F) == 8
        return b"".join(_inflated(body, 15 if wrapped else -15, largest))
    raise UndecodableError(f"content coding {coding.decode('latin-1')!r}, expected gzip or deflate")


def _inflated(body: bytes, bits: int, largest: int) -> Iterator[bytes]:
    """Yield what ``body`` holds, in pieces of at most :data:`_PIECE` bytes."""
    decoder = zlib.decompressobj(bits)
    size = 0
    for piece in _pieces(memoryview(body)):
        rest, part = piece, b""
        # A full part may leave more to come although all was taken in.
        while rest or (len(part) == _PIECE and not decoder.eof):
            if decoder.eof:
                # A second member may follow; anything else is padding.
                if not rest.startswith(_GZIP_MAGIC[:1]):
                    return
                decoder = zlib.decompressobj(bits)
            try:
                part = decoder.decompress(rest, _PIECE)
            except zlib.error as error:
                raise UndecodableError(f"damaged body: {error}") from error
            size += len(part)
            if size > largest:
                raise UndecodableError(f"more than {largest} bytes when decoded")
            yield part
            rest = decoder.unconsumed_tail or decoder.unused_data
    if body and not decoder.eof:
        raise UndecodableError("body cut off within its compressed part")


def _pieces(body: memoryview) -> Iterator[bytes]:
    return (bytes(body[at : at + _PIECE]) for at in range(0, len(body), _PIECE))


class DecodeMiddleware:
    """Decodes between the archive, which keeps bodies as sent, and everything that reads."""

    def process_request(self, request: Request) -> None:
        """Ask for the codings that can be undone here."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the decoded response; ``UndecodableError`` goes to the request's errback."""
        return decoded(response)
