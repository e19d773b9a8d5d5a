"""The HTTP server of the demonstration: a forward proxy that knows its own hosts only.

It takes requests in absolute form (RFC 9112, section 3.2.2), ``GET
http://host/path HTTP/1.1``, listens on 127.0.0.1 and answers any other host
with 502.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from crawler.demo.resource import Resource


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was answered."""

    url: str
    status: int
    agent: str


class DemoServer:
    """Serves ``resources`` (by host, then by path with query) while the block runs.

    ``asked`` lists what was requested, in order.
    """

    def __init__(self, resources: Mapping[str, Mapping[str, Resource]]) -> None:
        self.asked: list[Asked] = []
        self._server = _Server(("127.0.0.1", 0), resources, self.asked)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        """The address to give as proxy."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        resources: Mapping[str, Mapping[str, Resource]],
        asked: list[Asked],
    ) -> None:
        super().__init__(address, _Handler)
        self.resources = resources
        self.asked = asked


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    # Small answers leave at once instead of waiting for more to come.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a page, 304 where it is unchanged, 404, or 502 for another host."""
        parts = urlsplit(self.path)
        site = self.server.resources.get(parts.hostname or "") if parts.scheme == "http" else None
        if site is None:
            self._answer(502, Resource(b"This proxy answers for the demonstration only.\n"))
            return
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        found = site.get(target)
        if found is None:
            self._answer(404, Resource(b"<h1>404</h1>\n", "text/html; charset=utf-8"))
        elif self._unchanged(found):
            self._answer(304, found)
        else:
            self._answer(200, found)

    def do_CONNECT(self) -> None:
        """Refuse a tunnel: it would lead elsewhere."""
        self._answer(502, Resource(b"No tunnels.\n"))

    def _unchanged(self, resource: Resource) -> bool:
        """RFC 9110, section 13.2.2: If-None-Match decides; If-Modified-Since only without it."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return resource.etag in (tag.strip() for tag in tags.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None or resource.modified is None:
            return False
        try:
            return resource.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _answer(self, status: int, resource: Resource) -> None:
        self.server.asked.append(Asked(self.path, status, self.headers.get("User-Agent", "")))
        self.send_response(status)
        if status in (200, 304):
            self.send_header("ETag", resource.etag)
            if resource.modified is not None:
                self.send_header("Last-Modified", format_datetime(resource.modified, usegmt=True))
        if status != 304:
            self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(resource.body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(resource.body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: what was asked is kept in a list."""
