"""A server on loopback that sends the bytes a test gives it, in the pieces it gives them."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Script = Callable[[socket.socket, threading.Event], None]
"""Writes an answer to the connection; the event is set when the test is over."""


@dataclass
class Raw:
    """The running server: its address, and the targets it was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def rawserver(scripts: Mapping[str, bytes | Script]) -> Iterator[Raw]:
    """Answer each target by its script or bytes and close; other targets are 404."""
    listening = socket.create_server(("127.0.0.1", 0))
    state = Raw(f"http://127.0.0.1:{listening.getsockname()[1]}")
    over = threading.Event()
    thread = threading.Thread(target=_accept, args=(listening, scripts, state, over))
    thread.start()
    try:
        yield state
    finally:
        over.set()
        # Wakes the accepting thread, which then sees that the test is over.
        socket.create_connection(listening.getsockname()).close()
        thread.join()
        listening.close()


def _accept(
    listening: socket.socket,
    scripts: Mapping[str, bytes | Script],
    state: Raw,
    over: threading.Event,
) -> None:
    while not over.is_set():
        connection, _ = listening.accept()
        threading.Thread(
            target=_answer, args=(connection, scripts, state, over), daemon=True
        ).start()


def _answer(
    connection: socket.socket,
    scripts: Mapping[str, bytes | Script],
    state: Raw,
    over: threading.Event,
) -> None:
    # The client is allowed to hang up whenever it has had enough.
    with connection, suppress(ConnectionError, TimeoutError):
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            if not part:
                return
            head += part
        target = head.split(b" ", 2)[1].decode()
        state.asked.append(target)
        script = scripts.get(target, response(b"nothing here", status="404 Not Found"))
        if callable(script):
            script(connection, over)
        else:
            connection.sendall(script)


def response(
    body: bytes, *headers: str, status: str = "200 OK", length: int | None = None
) -> bytes:
    """An answer as bytes, with its length, or the ``length`` given; it closes the connection."""
    size = len(body) if length is None else length
    kind = (
        ()
        if any(h.lower().startswith("content-type") for h in headers)
        else ("Content-Type: text/html",)
    )
    lines = (f"HTTP/1.1 {status}", *kind, *headers, f"Content-Length: {size}", "Connection: close")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def drip(connection: socket.socket, over: threading.Event) -> None:
    """A byte every tenth of a second, for as long as the client listens."""
    connection.sendall(response(b"", length=100_000))
    while not over.wait(0.1):
        connection.sendall(b"x")


def silent(connection: socket.socket, over: threading.Event) -> None:
    """Nothing at all."""
    over.wait(30)


def reset(connection: socket.socket, over: threading.Event) -> None:
    """Half a body, then a reset of the connection."""
    connection.sendall(response(b"<html>half", length=5000))
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
