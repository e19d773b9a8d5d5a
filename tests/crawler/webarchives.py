"""Two web archives that answer in the documented formats, from a list of captures.

The Wayback Machine's CDX server and pywb's, as their documentation describes them:
match types, time ranges, filters, collapsing, pages, messages. Addresses of the
archives are ``.example``, reached through the loopback proxy.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote_plus, unquote_plus, urlsplit

from tests.crawler.loopback import Answer

WAYBACK = "http://web.archive.example"
INDEX, DATA = "http://index.crawl.example", "http://data.crawl.example"


@dataclass(frozen=True)
class Shot:
    """A capture: 14 digits, address, body; ``status`` and ``mime`` as it was then."""

    stamp: str
    url: str
    body: bytes
    status: int = 200
    mime: str = "text/html"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    crawl: str = "CC-MAIN-2013-20"
    legacy: bool = False

    @property
    def digest(self) -> str:
        return base64.b32encode(hashlib.sha1(self.body).digest()).decode()

    @property
    def key(self) -> str:
        """The sort-friendly form of the address: host backwards, no scheme, no www."""
        parts = urlsplit(self.url.lower())
        host = (parts.hostname or "").removeprefix("www.")
        query = f"?{parts.query}" if parts.query else ""
        return f"{','.join(reversed(host.split('.')))}){parts.path}{query}"


@dataclass
class WebArchive:
    """Both archives over the same captures; ``largest`` captures a page of the index."""

    shots: list[Shot]
    largest: int = 150_000
    robots: str | None = None
    problems: dict[str, list[Answer]] = field(default_factory=dict)
    """Answers given first to requests whose address contains the key."""

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer:
        for part, answers in self.problems.items():
            if part in url and answers:
                return answers.pop(0)
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            found = self.robots is not None
            return Answer(200 if found else 404, (self.robots or "").encode())
        base = f"{parts.scheme}://{parts.netloc}"
        if url.startswith(f"{WAYBACK}/cdx/search/cdx?"):
            return self._cdx(parse_qs(parts.query))
        if url.startswith(f"{WAYBACK}/web/"):
            return self._replay(url.removeprefix(f"{WAYBACK}/web/"))
        if base == INDEX and parts.path == "/collinfo.json":
            return _json(self._collections())
        if base == INDEX:
            crawl = parts.path.removeprefix("/").removesuffix("-index")
            return self._pywb(crawl, parse_qs(parts.query))
        if base == DATA:
            return self._part(parts.path.removeprefix("/"), headers)
        return Answer(404, b"nothing here")

    # ------------------------------------------------------------- Wayback

    def _cdx(self, query: Mapping[str, list[str]]) -> Answer:
        rows = [
            {
                "urlkey": shot.key, "timestamp": shot.stamp, "original": shot.url,
                "mimetype": shot.mime, "statuscode": str(shot.status), "digest": shot.digest,
                "length": str(len(shot.body)),
            }
            for shot in self._within(query)
        ]  # fmt: skip
        for wanted in query.get("filter", ()):
            name, _, pattern = wanted.removeprefix("!").partition(":")
            keep = not wanted.startswith("!")
            # Java's matches() wants the whole field.
            rows = [row for row in rows if bool(re.fullmatch(pattern, row[name])) == keep]
        for name in query.get("collapse", ()):
            rows = [r for n, r in enumerate(rows) if n == 0 or rows[n - 1][name] != r[name]]
        if "resumeKey" in query:
            after = unquote_plus(query["resumeKey"][0]).removesuffix("!").split(" ")
            rows = [row for row in rows if [row["urlkey"], row["timestamp"]] > after]
        limit = min(int(query.get("limit", ["150000"])[0]), self.largest)
        names = query["fl"][0].split(",")
        answer: list[list[str]] = [[row[name] for name in names] for row in rows[:limit]]
        if answer:
            answer.insert(0, names)
        if len(rows) > limit and query.get("showResumeKey") == ["true"]:
            last = rows[limit - 1]
            answer += [[], [quote_plus(f"{last['urlkey']} {last['timestamp']}!")]]
        packed = gzip.compress(json.dumps(answer).encode())
        kind = (("Content-Type", "application/json"), ("Content-Encoding", "gzip"))
        return Answer(200, packed, kind)

    def _replay(self, rest: str) -> Answer:
        stamp, _, url = rest.partition("id_/")
        for shot in self.shots:
            if (shot.stamp, shot.url) == (stamp, url):
                old = tuple((f"X-Archive-Orig-{name}", value) for name, value in shot.headers)
                now = (("Date", "Thu, 26 Nov 2026 04:00:00 GMT"),)
                return Answer(shot.status, shot.body, (*shot.headers, *old, *now))
        return Answer(404, b"Not in archive")

    # -------------------------------------------------------- Common Crawl

    def _collections(self) -> list[dict[str, str]]:
        names = sorted({shot.crawl for shot in self.shots}, reverse=True)
        return [
            {"id": name, "name": f"{name} Index", "cdx-api": f"{INDEX}/{name}-index"}
            for name in names
        ]

    def _pywb(self, crawl: str, query: Mapping[str, list[str]]) -> Answer:
        rows = []
        for shot in self._within(query):
            if shot.crawl == crawl:
                first, length = self._place(shot)
                rows.append({
                    "urlkey": shot.key, "timestamp": shot.stamp, "url": shot.url,
                    "mime": shot.mime, "status": str(shot.status), "digest": shot.digest,
                    "length": str(length), "offset": str(first), "filename": file_of(crawl),
                })  # fmt: skip
        for wanted in query.get("filter", ()):
            rows = [row for row in rows if _passes(wanted, row)]
        if not rows:
            message = {"message": f"No Captures found for: {query['url'][0]}"}
            return Answer(404, json.dumps(message).encode(), (("Content-Type", "text/x-ndjson"),))
        pages = -(-len(rows) // self.largest)
        if query.get("showNumPages") == ["true"]:
            return _json({"pages": pages, "pageSize": 5, "blocks": len(rows)})
        page = int(query["page"][0])
        if page >= pages:
            return Answer(400, b'{"message": "Page invalid"}')
        part = rows[page * self.largest : (page + 1) * self.largest]
        lines = "".join(json.dumps(row) + "\n" for row in part)
        return Answer(200, lines.encode(), (("Content-Type", "text/x-ndjson"),))

    def _members(self, crawl: str) -> Iterator[tuple[Shot, bytes]]:
        for shot in self.shots:
            if shot.crawl == crawl:
                yield shot, packed(shot)

    def _place(self, shot: Shot) -> tuple[int, int]:
        first = 0
        for other, member in self._members(shot.crawl):
            if other is shot:
                return first, len(member)
            first += len(member)
        raise AssertionError(shot)

    def _part(self, path: str, headers: Mapping[str, str]) -> Answer:
        crawl = path.split("/")[1]
        whole = b"".join(member for _, member in self._members(crawl))
        match = re.fullmatch(r"bytes=(\d+)-(\d+)", headers.get("Range", ""))
        if path != file_of(crawl) or match is None:
            return Answer(404, b"NoSuchKey")
        part = whole[int(match[1]) : int(match[2]) + 1]
        return Answer(206, part, (("Content-Type", "application/octet-stream"),))

    # ---------------------------------------------------------------- both

    def _within(self, query: Mapping[str, list[str]]) -> list[Shot]:
        """Captures of the domain and the time range, in the order of an index."""
        assert query["matchType"] == ["domain"]
        host = query["url"][0]
        first, last = query["from"][0].ljust(14, "0"), query["to"][0].ljust(14, "9")
        found = [
            shot
            for shot in self.shots
            if f".{urlsplit(shot.url).hostname}".endswith(f".{host}")
            and first <= shot.stamp <= last
        ]
        return sorted(found, key=lambda shot: (shot.key, shot.stamp))


def _passes(wanted: str, row: Mapping[str, str]) -> bool:
    """``[!][=|~]field:expression``, as pywb reads it."""
    match = re.fullmatch(r"(!?)([=~]?)(\w+):(.*)", wanted)
    assert match is not None
    negated, how, name, expression = match.groups()
    if how == "=":
        found = row[name] == expression
    elif how == "~":
        found = bool(re.match(expression, row[name]))
    else:
        found = expression in row[name]
    return found != bool(negated)


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value).encode(), (("Content-Type", "application/json"),))


def file_of(crawl: str) -> str:
    return f"crawl-data/{crawl}/segments/1368696381249/warc/CC-MAIN-20130516092621-00000.warc.gz"


def packed(shot: Shot) -> bytes:
    """The capture as a record of its file, by itself."""
    return gzip.compress(_arc(shot) if shot.legacy else _warc(shot))


def _http(shot: Shot) -> bytes:
    lines = [f"HTTP/1.1 {shot.status} OK", *(f"{name}: {value}" for name, value in shot.headers)]
    return "\r\n".join([*lines, "", ""]).encode() + shot.body


def _warc(shot: Shot) -> bytes:
    block, s = _http(shot), shot.stamp
    moment = f"{s[:4]}-{s[4:6]}-{s[6:8]}T{s[8:10]}:{s[10:12]}:{s[12:]}Z"
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Date: {moment}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        f"Content-Length: {len(block)}",
        "Content-Type: application/http; msgtype=response",
        f"WARC-Target-URI: {shot.url}",
        f"WARC-Payload-Digest: sha1:{shot.digest}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def _arc(shot: Shot) -> bytes:
    block = _http(shot)
    return f"{shot.url} 192.0.2.1 {shot.stamp} text/html {len(block)}\n".encode() + block + b"\n"
