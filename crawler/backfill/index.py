"""What the address indexes of web archives have in common: questions, answers, captures."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from scrapy.http import Response

from corpus import warc
from crawler.discovery.topic import Topic
from crawler.errors import CrawlError
from crawler.urls import host_of


class UnreadableIndexError(CrawlError):
    """An index answered with something else than its documented format, or only in part."""


class WrongCaptureError(CrawlError):
    """The archive answered with something else than the capture asked for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One capture as an index names it. ``address`` is that at the archive."""

    address: str
    url: str
    captured: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page of an index says: captures, and the addresses of further pages to be asked."""

    captures: tuple[Listing, ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A capture as it was taken: the head and body that are filed, and whether in part only."""

    head: warc.Head
    body: bytes
    truncated: str | None = None


class Archive(ABC):
    """A web archive: how its index is asked and read, and how a capture is had.

    ``bases`` are the beginnings of its addresses and ``delay`` its pause, where a
    mirror is asked in its place. All that
    a page of an index is asked about stands in its address, behind ``#`` where the
    request does not say it.
    """

    name: ClassVar[str]
    bases: ClassVar[tuple[str, ...]]
    usual_delay: ClassVar[float]
    """Seconds between two requests."""

    def __init__(self, bases: Iterable[str] = (), *, delay: float | None = None) -> None:
        self.at = tuple(base.rstrip("/") for base in bases) or self.bases
        self.delay = self.usual_delay if delay is None else delay

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that are asked."""
        return tuple(host_of(base) for base in self.at)

    @abstractmethod
    def questions(self, hosts: Iterable[str], year: int, topic: Topic | None) -> tuple[str, ...]:
        """Return the index pages to begin with; ``topic`` ``None``: every page of the hosts."""

    @abstractmethod
    def year_of(self, question: str) -> int:
        """Return the year that an index page is about; ``None``: of no one year."""

    @abstractmethod
    def answer(self, question: str, response: Response) -> Answer:
        """Read what an index page answered with status 200 or 404.

        Raises:
            UnreadableIndexError: it is not in the documented format, or not whole.
        """

    @abstractmethod
    def ask(self, address: str) -> tuple[str, Mapping[str, str]]:
        """Return what to request for the capture at ``address``: URL and headers."""

    @abstractmethod
    def take(self, response: Response, head: warc.Head, *, url: str, captured: str) -> Taken:
        """Return the page out of the archive's answer, whose head as sent is ``head``.

        Raises:
            WrongCaptureError: it is not the page ``url`` as of ``captured``.
        """


def with_query(base: str, *pairs: tuple[str, str]) -> str:
    """Return an address with these parameters, one of a name several times if so given."""
    return f"{base}?{urlencode(pairs)}"


def broadest(hosts: Iterable[str]) -> list[str]:
    """Return ``hosts`` without those that are subdomains of another, each once."""
    every = list(dict.fromkeys(host.removeprefix("www.") for host in hosts))
    return [host for host in every if not any(host.endswith(f".{other}") for other in every)]


def pattern_of(topic: Topic) -> str:
    """Return a pattern for addresses that have a phrase of ``topic``, in any regex dialect.

    It matches from the beginning to the end of the address, as indexes want it.
    """
    phrases = ("[^a-z0-9]+".join(phrase.split()) for phrase in topic.phrases)
    return f"(?i).*[^a-z0-9]({'|'.join(phrases)})([^a-z0-9].*)?"


def plain_port(url: str) -> str:
    """Return ``url`` without the port that goes without saying; indexes often print it."""
    parts = urlsplit(url)
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    if usual and parts.netloc.endswith(usual):
        return parts._replace(netloc=parts.netloc.removesuffix(usual)).geturl()
    return url
