"""Common Crawl: an index a crawl, and parts of its WARC files.

The crawls stand in ``collinfo.json``. The index of each speaks the language of
pywb (https://pywb.readthedocs.io/en/latest/manual/cdxserver_api.html): the number
of pages first, then page by page one JSON object a line; 404 with a message where
there is nothing. Files: https://commoncrawl.org/get-started. Both hosts ask robots
to stay away in their robots.txt; where that is so, nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapy.http import Response

from corpus import warc
from corpus.errors import BrokenWarcError
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

_CRAWL = re.compile(r"CC-MAIN-(\d{4})(?:-(\d{4}))?(?!\d)")
_PART = re.compile(r"(.+)#(\d+)-(\d+)")


class CommonCrawl(Archive):
    """One request in five seconds."""

    name = "commoncrawl"
    bases = ("https://index.commoncrawl.org", "https://data.commoncrawl.org")
    usual_delay = 5.0

    def questions(self, hosts: Iterable[str], year: int, topic: Topic | None) -> tuple[str, ...]:
        """Return the list of crawls, with what is to be asked of each behind ``#``."""
        return tuple(
            f"{self.at[0]}/collinfo.json#{_query(host, year, topic)}" for host in broadest(hosts)
        )

    def year_of(self, question: str) -> int:
        """Return the year that the question names."""
        parts = urlsplit(question)
        return int(parse_qs(parts.query or parts.fragment)["from"][0])

    def answer(self, question: str, response: Response) -> Answer:
        """Read the list of crawls, a number of pages, or a page."""
        parts = urlsplit(question)
        if parts.fragment:
            return Answer(leads_to=tuple(self._indexes(response, parts.fragment)))
        if response.status == 404 and b"No Captures found" in response.body:
            return Answer()
        if response.status != 200:
            raise UnreadableIndexError(f"HTTP {response.status}")
        if "showNumPages=" in parts.query:
            number = _json(response.body, dict).get("pages")
            if not isinstance(number, int):
                raise UnreadableIndexError(f"pages {number!r}, expected a number")
            base = question.replace("&showNumPages=true", "")
            return Answer(leads_to=tuple(f"{base}&page={page}" for page in range(number)))
        lines = (line for line in response.body.split(b"\n") if line.strip())
        return Answer(tuple(self._listing(_json(line, dict)) for line in lines))

    def _indexes(self, response: Response, query: str) -> Iterator[str]:
        year = int(parse_qs(query)["from"][0])
        if response.status != 200:
            raise UnreadableIndexError(f"HTTP {response.status}")
        for crawl in _json(response.body, list):
            if not isinstance(crawl, dict) or "id" not in crawl:
                raise UnreadableIndexError(f"crawl {crawl!r}, expected its id")
            if year in _years_of(crawl):
                index = crawl.get("cdx-api") or f"{self.at[0]}/{crawl['id']}-index"
                yield f"{index}?{query}&showNumPages=true"

    def _listing(self, row: Mapping[str, Any]) -> Listing:
        try:
            first, length = int(row["offset"]), int(row["length"])
            address = f"{self.at[-1]}/{row['filename']}#{first}-{first + length - 1}"
            captured = warc.iso_of(str(row["timestamp"]))
            return Listing(address, plain_port(str(row["url"])), captured, row.get("digest"))
        except (KeyError, ValueError) as error:
            raise UnreadableIndexError(
                f"line {dict(row)}, expected time, address, place"
            ) from error

    def ask(self, address: str) -> tuple[str, Mapping[str, str]]:
        """Return the address of the file, and the bytes of it that are wanted."""
        match = _PART.fullmatch(address)
        if match is None:
            raise WrongCaptureError(f"{address}: no part of a file")
        return match[1], {"Range": f"bytes={match[2]}-{match[3]}", "Accept-Encoding": "identity"}

    def take(self, response: Response, head: warc.Head, *, url: str, captured: str) -> Taken:
        """Return the page out of its record, with the head that its server sent."""
        if response.status != 206:
            raise WrongCaptureError(f"HTTP {response.status}, expected a part of the file (206)")
        try:
            record = warc.read_foreign(response.body, urlsplit(response.url).path)
        except BrokenWarcError as error:
            raise WrongCaptureError(str(error)) from error
        if record.head is None or plain_port(record.url or "") != url:
            raise WrongCaptureError(f"a record of {record.url}, expected {url}")
        return Taken(record.head, record.body, record.truncated)


def _query(host: str, year: int, topic: Topic | None) -> str:
    on_topic = [("filter", f"~url:{pattern_of(topic)}")] if topic else []
    return with_query(
        "",
        ("url", host),
        ("matchType", "domain"),
        ("from", str(year)),
        ("to", str(year)),
        ("output", "json"),
        ("filter", "=status:200"),
        ("filter", "=mime:text/html"),
        *on_topic,
    ).removeprefix("?")


def _years_of(crawl: Mapping[str, str]) -> range:
    """Return the years a crawl took: as the list says, else as its name says."""
    told = [str(crawl[key])[:4] for key in ("from", "to") if crawl.get(key)]
    if len(told) != 2 or not all(year.isdigit() for year in told):
        match = _CRAWL.match(str(crawl["id"]))
        told = [match[1], match[2] or match[1]] if match else ["0", "0"]
    return range(int(told[0]), int(told[1]) + 1)


def _json(body: bytes, kind: type) -> Any:
    try:
        found = json.loads(body)
    except ValueError as error:
        shown = body[:80].decode("utf-8", "replace")
        raise UnreadableIndexError(f"no JSON: {error}: {shown!r}") from error
    if not isinstance(found, kind):
        raise UnreadableIndexError(f"{str(found)[:80]}, expected a JSON {kind.__name__}")
    return found
