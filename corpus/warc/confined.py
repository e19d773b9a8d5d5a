"""The child that reads an archive file of other hands: ``python -m corpus.warc.confined``.

Arguments: the file, bytes of memory, seconds of processor time. Standard output:
for each page a line of JSON and its body, now and then an empty object, and at the end
``{"end": what is wrong or null, "left_out": {reason: records}}`` (``corpus/warc/taken.py``).
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from corpus.warc.records import Head
from corpus.warc.taken import LARGEST

_SIGN_OF_LIFE = 200
"""Records left out after which an empty object is said."""

_PAGE_TYPES = re.compile(
    r"text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml)"
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_URL = re.compile(r"<?(https?://[^\s<>]+)>?")
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")


class _LeftOutError(Exception):
    """A record that is no page; the message is the reason."""


def confine(memory: int, seconds: int) -> None:
    """Limit this process; beyond, it meets ``MemoryError``, SIGXCPU or ``OSError``."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(path: Path, out: BinaryIO, *, memory: int) -> None:
    """Write what ``path`` holds to ``out``."""
    left_out: Counter[str] = Counter()
    wrong: str | None = None
    try:
        with path.open("rb") as file:
            for record in _records(file):
                try:
                    told, body = _page(record)
                    out.write(_line({**told, "size": len(body)}) + body)
                except _LeftOutError as reason:
                    left_out[str(reason)] += 1
                    if left_out.total() % _SIGN_OF_LIFE == 0:
                        out.write(_line({}))
                        out.flush()
    except MemoryError:
        wrong = f"more than {memory // 1_000_000} MB of memory, expected a file read in less"
    except _BrokenError as error:
        wrong = str(error)
    out.write(_line({"end": wrong, "left_out": left_out}))
    out.flush()


class _BrokenError(Exception):
    """The file is damaged or no archive; the message says where and how."""


def _records(file: BinaryIO) -> Iterator[Any]:
    iterator = ArchiveIterator(file, no_record_parse=True, arc2warc=True)
    offset, seen = 0, False
    while True:
        try:
            record = next(iterator)
        except StopIteration:
            if not seen:
                raise _BrokenError("holds no record, expected a WARC file") from None
            return
        except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error) as error:
            first = (str(error).strip() or "unreadable").splitlines()[0]
            raise _BrokenError(f"no WARC record behind byte {offset}: {first}") from error
        offset, seen = iterator.offset, True
        yield record


def _page(record: Any) -> tuple[dict[str, Any], bytes]:
    kind = record.rec_type
    if not kind:
        raise _BrokenError("a record without WARC-Type, expected a WARC file")
    if kind not in ("response", "resource"):
        raise _LeftOutError(f"{kind} records")
    url = _URL.fullmatch(record.rec_headers.get_header("WARC-Target-URI") or "")
    time = _TIME.fullmatch(record.rec_headers.get_header("WARC-Date") or "")
    if url is None:
        raise _LeftOutError("no web address")
    if time is None:
        raise _LeftOutError("no time of capture")
    block = _block(record)
    content_type = record.content_type or ""
    if content_type.startswith("application/http") or (kind == "response" and not content_type):
        head, body, content_type = _answer(block)
    else:
        head, body = None, block
    if content_type and not _PAGE_TYPES.match(content_type.strip().lower()):
        raise _LeftOutError("no pages")
    told = {"url": url[1], "captured": f"{time[1]}Z", "head": head, "content_type": content_type}
    return told, body


def _block(record: Any) -> bytes:
    if record.rec_headers.get_header("WARC-Truncated"):
        raise _LeftOutError("truncated")
    declared = record.rec_headers.get_header("Content-Length") or ""
    block: bytes = record.raw_stream.read(LARGEST + 1)
    if len(block) > LARGEST:
        raise _LeftOutError(f"more than {LARGEST} bytes")
    if declared.isdigit() and len(block) < int(declared):
        raise _BrokenError(f"ends inside a record: {len(block)} bytes of {declared}")
    return block


def _answer(block: bytes) -> tuple[list[str], bytes, str]:
    end = _HEAD_END.search(block)
    if end is None:
        raise _LeftOutError("no HTTP head")
    lines = block[: end.start()].split(b"\n")
    head = Head(tuple(line.removesuffix(b"\r") for line in lines))
    if head.status != 200:
        raise _LeftOutError("answers other than 200")
    headers = {name.lower(): value for name, value in head.headers}
    body = block[end.end() :]
    if b"chunked" in headers.get(b"transfer-encoding", b"").lower():
        # Some archives keep the chunks, others keep the header only.
        body = ChunkedDataReader(BytesIO(body), decomp_type=None).read()
    content_type = headers.get(b"content-type", b"").decode("latin-1")
    return [line.decode("latin-1") for line in head.lines], body, content_type


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode() + b"\n"


def main(arguments: list[str]) -> None:
    """Read the file named first, within the limits named behind it."""
    path, memory, seconds = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    confine(memory, seconds)
    say(path, sys.stdout.buffer, memory=memory)


if __name__ == "__main__":
    main(sys.argv[1:])
