"""A forward proxy on loopback whose answers a test writes itself, header by header."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from corpus.folder import DataFolder
from crawler.running.process import Job
from crawler.running.report import CrawlReport
from crawler.running.run import work

SITES = ("tests.crawler.sites",)
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What the server sends; ``close`` breaks the connection after the body."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    length: int | None = None


@dataclass(frozen=True)
class Seen:
    """A request as it arrived, and when (monotonic seconds)."""

    url: str
    at: float
    headers: Mapping[str, str]


@dataclass
class Loopback:
    """The running server: its address, its answers by URL, what it was asked."""

    address: str
    answers: dict[str, Answer | Callable[[Mapping[str, str]], Answer]]
    seen: list[Seen] = field(default_factory=list)

    def urls(self) -> list[str]:
        return [request.url for request in self.seen]


def _nothing(url: str, headers: Mapping[str, str]) -> Answer:
    return Answer(404, b"nothing here")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Many sources knock at once; the default turns away more than five.
    request_queue_size = 128


@contextmanager
def loopback(
    answers: Mapping[str, Answer | Callable[[Mapping[str, str]], Answer]],
    otherwise: Callable[[str, Mapping[str, str]], Answer] = _nothing,
    *,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Loopback]:
    """Serve ``answers`` by absolute URL; what is not there is answered by ``otherwise``, a 404.

    With ``tls`` it is a site itself and no proxy, and still called http in ``answers``.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        # Else a body sent after its head waits 40 ms for the other side to acknowledge.
        disable_nagle_algorithm = True

        def handle(self) -> None:
            # A killed crawl breaks its connections off, and one may not like a certificate.
            with suppress(ConnectionError, ssl.SSLError):
                super().handle()

        def do_GET(self) -> None:
            url = self.path if "://" in self.path else f"http://{self.headers['Host']}{self.path}"
            state.seen.append(Seen(url, time.monotonic(), dict(self.headers)))
            asked = dict(self.headers)
            found = state.answers.get(url) or otherwise(url, asked)
            answer = found(asked) if callable(found) else found
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.length is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        # The handshake is made where the request is read, not where connections are taken.
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    state = Loopback(f"http://127.0.0.1:{server.server_address[1]}", dict(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def tagged(body: bytes, tag: str) -> Callable[[Mapping[str, str]], Answer]:
    """A page that answers 304 to its entity tag."""

    def reply(headers: Mapping[str, str]) -> Answer:
        if headers.get("If-None-Match") == tag:
            return Answer(304, headers=(("ETag", tag),))
        return html(body, ("ETag", tag))

    return reply


def fetch(
    folder: DataFolder,
    proxy: str | None,
    source: str = "plain",
    *urls: str,
    at: str | None = None,
) -> CrawlReport:
    """Crawl one of the sources in ``tests/crawler/sites.py``, all of it or ``urls`` alone."""
    folder.claim(demonstration=True)
    job = Job(
        data=str(folder.root),
        sources={source: urls},
        modules=SITES,
        contact="https://test.example/",
        proxy=proxy,
        at=at,
    )
    return work(job)


def page(paragraphs: str = "<p>Một bài báo.</p>", *, title: str = "Tiêu đề") -> bytes:
    """A page that the page object of ``sites.Plain`` reads."""
    return (
        f'<html><body><h1 class="cms-title">{title}</h1>'
        f'<div class="cms-body">{paragraphs}</div></body></html>'
    ).encode()


def html(body: bytes, *headers: tuple[str, str], status: int = 200) -> Answer:
    """An HTML answer with further headers."""
    return Answer(status, body, (("Content-Type", "text/html; charset=utf-8"), *headers))


def xml(body: str, *headers: tuple[str, str]) -> Answer:
    """An XML answer."""
    return Answer(200, body.encode(), (("Content-Type", "application/xml"), *headers))


def sitemap(*urls: str, lastmod: str | None = None) -> str:
    """A sitemap of these addresses."""
    return sitemap_of(*((url, lastmod) for url in urls))


def sitemap_of(*entries: tuple[str, str | None]) -> str:
    """A sitemap of these addresses, each with its own ``lastmod``."""
    written = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>"
        for url, lastmod in entries
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{written}</urlset>'
