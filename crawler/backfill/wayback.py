"""The Wayback Machine of the Internet Archive.

Its index: https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server
(a JSON list whose first row names the columns; where there is more, an empty row
and a key to go on with). A capture as it was archived, without the archive's own
additions: ``/web/<14 digits>id_/<address>``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, quote, unquote_plus, urlsplit

from scrapy.http import Response

from corpus import warc
from crawler.backfill.index import (
    Answer,
    Archive,
    Listing,
    Taken,
    UnreadableIndexError,
    WrongCaptureError,
    broadest,
    pattern_of,
    plain_port,
    with_query,
)
from crawler.discovery.topic import Topic

PAGE = 5000
"""Captures that one page of the index names at most."""

_COLUMNS = ("timestamp", "original", "digest")


class Wayback(Archive):
    """One request in four seconds: its index allows 24 a minute."""

    name = "wayback"
    bases = ("https://web.archive.org",)
    usual_delay = 4.0

    def questions(self, hosts: Iterable[str], year: int, topic: Topic | None) -> tuple[str, ...]:
        """Return one page for each host: pages of that year, the first capture of each address."""
        return tuple(self._question(host, year, topic) for host in broadest(hosts))

    def _question(self, host: str, year: int, topic: Topic | None) -> str:
        on_topic = [("filter", f"original:{pattern_of(topic)}")] if topic else []
        return with_query(
            f"{self.at[0]}/cdx/search/cdx",
            ("url", host),
            ("matchType", "domain"),
            ("from", str(year)),
            ("to", str(year)),
            ("output", "json"),
            ("fl", ",".join(_COLUMNS)),
            ("filter", "statuscode:200"),
            ("filter", "mimetype:text/html"),
            *on_topic,
            ("collapse", "urlkey"),
            ("limit", str(PAGE)),
            ("showResumeKey", "true"),
        )

    def year_of(self, question: str) -> int:
        """Return the year that the question names."""
        return int(parse_qs(urlsplit(question).query)["from"][0])

    def answer(self, question: str, response: Response) -> Answer:
        """Read one page; a key at its end leads to the next."""
        if response.status != 200:
            raise UnreadableIndexError(f"HTTP {response.status}")
        rows = _rows(response.body)
        if not rows:
            return Answer()
        names, *rest = rows
        if not set(_COLUMNS) <= set(names):
            raise UnreadableIndexError(f"columns {names}, expected {', '.join(_COLUMNS)}")
        key = None
        if len(rest) > 1 and rest[-2] == []:
            key = rest[-1][0]
            rest = rest[:-2]
        captures = tuple(self._listing(dict(zip(names, row, strict=False))) for row in rest)
        return Answer(captures, (_resumed(question, key),) if key else ())

    def _listing(self, row: Mapping[str, str]) -> Listing:
        try:
            stamp, original = row["timestamp"], row["original"]
            captured = warc.iso_of(stamp)
        except (KeyError, ValueError) as error:
            raise UnreadableIndexError(f"row {row}, expected time and address") from error
        # A space would end the address in every log and list.
        address = f"{self.at[0]}/web/{stamp}id_/{original.replace(' ', '%20')}"
        return Listing(address, plain_port(original), captured, row.get("digest"))

    def ask(self, address: str) -> tuple[str, Mapping[str, str]]:
        """Return the address as it is."""
        return address, {}

    def take(self, response: Response, head: warc.Head, *, url: str, captured: str) -> Taken:
        """Return the answer as it came: the page's body; its old headers are ``X-Archive-Orig-``.

        A redirect leads to a capture of another time.
        """
        if response.status != 200:
            raise WrongCaptureError(f"HTTP {response.status}, expected the capture of {captured}")
        return Taken(head, response.body)


def _rows(body: bytes) -> list[Any]:
    try:
        rows = json.loads(body)
    except ValueError as error:
        raise UnreadableIndexError(f"no JSON: {error}: {_shown(body)}") from error
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise UnreadableIndexError(f"expected a list of rows: {_shown(body)}")
    return rows


def _shown(body: bytes) -> str:
    return repr(body[:80].decode("utf-8", "replace"))


def _resumed(question: str, key: str) -> str:
    """Return the question that goes on at ``key``, which comes encoded for an address."""
    base = question.partition("&resumeKey=")[0]
    return f"{base}&resumeKey={quote(unquote_plus(key), safe='')}"
