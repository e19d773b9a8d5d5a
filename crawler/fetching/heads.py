"""The heads of answers as they came over the wire.

Twisted hands headers on in small letters and out of order, and keeps some for
itself; the archive is to hold them as sent. So each connection of a pool is
listened to, beside the parser and by its rules: a line ends with LF, a CR before
it does not count, an empty line ends the head.
"""

from __future__ import annotations

import re
from typing import Any

from twisted.web.client import URI

from corpus.warc import Head

LARGEST = 1024 * 1024
"""Bytes a head may have, those of interim answers (1xx) included."""

_END = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"[^ ]* 1[0-9]{2}(?: |\r?\n)")


class Heads:
    """The last head that came for each address asked for over a connection pool.

    Of Twisted's pool and protocol this needs ``_factory`` beside public methods:
    what is asked for and what comes are overheard, nothing in them is replaced.
    """

    def __init__(self) -> None:
        self._heads: dict[bytes, Head] = {}
        self._too_large: set[bytes] = set()

    def listen(self, pool: Any) -> None:
        """Overhear all connections that ``pool`` will make."""
        make = pool._factory

        def listening(*arguments: Any) -> Any:
            factory = make(*arguments)
            build = factory.buildProtocol
            factory.buildProtocol = lambda address: _overheard(build(address), self)
            return factory

        pool._factory = listening

    def take(self, url: str) -> Head | None:
        """Return the head that came for ``url`` and forget it."""
        return self._heads.pop(_key(url), None)

    def was_too_large(self, url: str) -> bool:
        """Say whether the head that came for ``url`` was above the limit, and forget it."""
        found = _key(url) in self._too_large
        self._too_large.discard(_key(url))
        return found

    def note(self, address: bytes, raw: bytes) -> None:
        """Keep the head ``raw``, which ends with its empty line."""
        lines = raw.split(b"\n")[:-2]
        self._heads[address] = Head(tuple(line.removesuffix(b"\r") for line in lines))

    def refuse(self, address: bytes) -> None:
        """Note that the head of the answer of ``address`` was above the limit."""
        self._too_large.add(address)


def _key(url: str) -> bytes:
    # As Twisted puts an address together again from its parts.
    key: bytes = URI.fromBytes(url.encode()).toBytes()
    return key


def _overheard(protocol: Any, heads: Heads) -> Any:
    _Connection(protocol, heads)
    return protocol


class _Connection:
    """One connection: the address asked for last, and the head of what comes then."""

    def __init__(self, protocol: Any, heads: Heads) -> None:
        self._protocol = protocol
        self._heads = heads
        self._ask, self._hear = protocol.request, protocol.dataReceived
        protocol.request, protocol.dataReceived = self._request, self._data
        self._address = b""
        self._head = bytearray()
        self._size = 0
        self._whole = True

    def _request(self, request: Any) -> Any:
        self._address, self._size, self._whole = request.absoluteURI, 0, False
        self._head.clear()
        return self._ask(request)

    def _data(self, data: bytes) -> None:
        if not self._whole:
            self._listen(data)
            if not self._whole and self._size > LARGEST:
                self._heads.refuse(self._address)
                self._protocol.abort()
                return
        self._hear(data)

    def _listen(self, data: bytes) -> None:
        self._size += len(data)
        # An empty line may come in two pieces.
        begin = max(0, len(self._head) - 2)
        self._head += data
        while (end := _END.search(self._head, begin)) and not self._whole:
            head, begin = bytes(self._head[: end.end()]), 0
            del self._head[: end.end()]
            if not _INTERIM.match(head):
                self._heads.note(self._address, head)
                self._head.clear()
                self._whole = True
