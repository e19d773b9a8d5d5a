"""Hosts that ask for manners, and note who lacks them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.crawler.farm import reply
from tests.crawler.loopback import sitemap

DELAYS = (0.004, 0.006, 0.008, 0.01, 0.012, 0.006)
"""Crawl-delay of each host, seconds."""

DOMAIN = "shared.example"
_CLOSED = len(DELAYS)
"""One host more, whose robots.txt is never to be had."""

_A_SITEMAP = 5_000


@dataclass(frozen=True)
class Early:
    """A request that came while its host was to be left alone, and the one that was told so."""

    asked: str
    refused: str
    seconds: float


@dataclass
class Manners:
    """What came: requests, answers that asked to wait, and every breach.

    ``last`` is the last address that each source asked each host for.
    """

    requests: int = 0
    pauses: int = 0
    breaches: list[str] = field(default_factory=list)
    early: list[Early] = field(default_factory=list)
    last: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Mannered:
    """``pages`` articles for each of two sources, over all hosts; every 20th is closed to robots.

    Every ``busy``-th page of a host is refused once, and the host asks to be left
    alone for a second, in seconds or as a date.
    """

    pages: int
    busy: int = 400
    manners: Manners = field(default_factory=Manners)
    _last: dict[str, float] = field(default_factory=dict)
    _not_before: dict[str, tuple[float, str]] = field(default_factory=dict)
    _asked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def told(self) -> Manners:
        """Return what came so far."""
        return self.manners

    def answer(self, host: str, path: str, now: float) -> bytes:
        """Hold the request against what the host asks for, and answer it."""
        number = int(host.partition(".")[0].removeprefix("h"))
        self.manners.requests += 1
        self._check(host, number, path, now)
        self._last[host] = now
        self.manners.last[host, path.split("-", maxsplit=1)[0].rpartition("/")[2]] = f"{host}{path}"
        if path == "/robots.txt":
            return _robots(number)
        if path.endswith(".xml"):
            return reply(self._listed(path).encode(), kind="application/xml")
        self._asked[host] += 1
        if self._asked[host] % self.busy == 0:
            return self._refused(host, path, now)
        return reply(f'<h1>{path}</h1><div class="cms-body"><p>Một.</p></div>'.encode())

    def _check(self, host: str, number: int, path: str, now: float) -> None:
        if path.startswith("/kin/") or (number == _CLOSED and path != "/robots.txt"):
            self.manners.breaches.append(f"{host}{path}: closed by robots.txt")
        not_before, refused = self._not_before.get(host, (0.0, ""))
        if now < not_before:
            self.manners.early.append(Early(f"{host}{path}", refused, not_before - now))
        if number == _CLOSED or host not in self._last:
            return
        gap = now - self._last[host]
        if gap < DELAYS[number]:
            self.manners.breaches.append(f"{host}{path}: {gap:.4f} s after the last one")

    def _refused(self, host: str, path: str, now: float) -> bytes:
        self.manners.pauses += 1
        self._not_before[host] = now + 1.0, f"{host}{path}"
        if self.manners.pauses % 2:
            return reply(b"", "Retry-After: 1", status="503 Service Unavailable")
        # Dates have whole seconds: two from now on is more than one.
        then = datetime.now(UTC) + timedelta(seconds=2)
        return reply(
            b"",
            f"Retry-After: {format_datetime(then, usegmt=True)}",
            status="429 Too Many Requests",
        )

    def _listed(self, path: str) -> str:
        source, _, part = path.strip("/").removesuffix(".xml").partition("-")
        starts = range(0, self.pages, _A_SITEMAP)
        if not part:
            parts = "".join(
                f"<sitemap><loc>http://h0.{DOMAIN}/{source}-{start}.xml</loc></sitemap>"
                for start in starts
            )
            return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
        numbers = range(int(part), min(int(part) + _A_SITEMAP, self.pages))
        return sitemap(*(_address(source, number) for number in numbers))


def _address(source: str, number: int) -> str:
    host = f"h{number % (len(DELAYS) + 1)}.{DOMAIN}"
    folder = "/kin" if number % 20 == 19 else ""
    return f"http://{host}{folder}/{source}-{number}.html"


def _robots(number: int) -> bytes:
    if number == _CLOSED:
        return reply(b"", status="500 Internal Server Error")
    rules = f"User-agent: *\nDisallow: /kin/\nCrawl-delay: {DELAYS[number]}\n"
    return reply(rules.encode(), kind="text/plain")
