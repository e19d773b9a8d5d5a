"""A forward proxy in a process of its own: many hosts, many requests, little time for each."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol


class Hosts(Protocol):
    """What the server answers, and what it tells of that; it is sent to the process."""

    def answer(self, host: str, path: str, now: float) -> bytes:
        """Return the whole answer to a request that came at ``now``, monotonic seconds."""

    def told(self) -> Any:
        """Return what the test wants to know."""


@dataclass(frozen=True)
class Farm:
    """The running server: its address, and what returns ``told()`` of its hosts as of now."""

    address: str
    told: Callable[[], Any]


@contextmanager
def farm(hosts: Hosts) -> Iterator[Farm]:
    """Serve ``hosts``."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, hosts), daemon=True)
    process.start()

    def told() -> Any:
        here.send("told")
        return here.recv()

    try:
        yield Farm(here.recv(), told)
    finally:
        process.terminate()
        process.join()


def reply(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    """Return an answer with these headers, each a whole line."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}; charset=utf-8",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _serve(pipe: Connection, hosts: Hosts) -> None:
    asyncio.run(_listen(pipe, hosts))


async def _listen(pipe: Connection, hosts: Hosts) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(hosts), "127.0.0.1", 0)

    def tell() -> None:
        pipe.recv()
        pipe.send(hosts.told())

    loop.add_reader(pipe.fileno(), tell)
    pipe.send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


class _Connection(asyncio.Protocol):
    """Reads heads of requests without bodies, one after another."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *heads, self._head = (self._head + data).split(b"\r\n\r\n")
        for head in heads:
            _, target, _ = head.split(b" ", 2)
            host, _, path = target.decode().removeprefix("http://").partition("/")
            self._transport.write(self._hosts.answer(host, f"/{path}", time.monotonic()))
