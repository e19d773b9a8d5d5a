"""Running the application on 127.0.0.1 until it is interrupted."""

# mypy: untyped-calls-exclude=corpus.serving.site
from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable

import uvicorn

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.serving.opening import open_site

HOST = "127.0.0.1"


class PortError(CorpusError):
    """The port can't be used; the message says why."""


def serve(folder: DataFolder, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve ``facts.db`` of ``folder`` on 127.0.0.1 until Ctrl-C; port 0 is any free one.

    A build that takes its place meanwhile is served after the next start only.
    ``ready`` is called with the address once it answers. Raises ``CorpusError``
    if there is no usable database, ``PortError`` if the port is taken.
    """
    datasette = open_site(folder)
    asyncio.run(datasette.hold_open())
    with _listening(port) as listener:
        config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")
        ready(f"http://{HOST}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Else the port of a run that was just stopped stays taken for a minute.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortError(f"port {port}: in use, expected a free one; try --port 0") from error
        raise PortError(f"port {port}: {error.strerror}, expected a port I may use") from error
    return listener
