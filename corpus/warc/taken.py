"""Pages out of an archive file of other hands, read in a process of its own.

A WARC or ARC file that somebody sends may be made to hurt: bombs, headers without
end, faults of a parser. So a child reads it, with limits of memory, processor time
and silence, and no file it could write; what it says is checked here like any
other input. It says one line of JSON a page, and the body's bytes behind it.
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.warc.records import Head

LARGEST = 50_000_000
"""Bytes a page may have."""

_LONGEST_LINE = 4_000_000
_URL = re.compile(r"https?://[^\s<>]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: bytes of memory, seconds of processor time, seconds of silence.

    Without ``seconds``: a minute, and another for every 100 MB of the file.
    """

    memory: int = 512_000_000
    seconds: int | None = None
    silence: float = 60.0

    def seconds_for(self, path: Path) -> int:
        """Return the seconds of processor time for the file ``path``."""
        return self.seconds or 60 + 60 * (path.stat().st_size // 100_000_000)


@dataclass(frozen=True, slots=True)
class TakenPage:
    """A page as it was archived: address, time of capture (UTC, ISO 8601 with Z), head, body.

    ``head`` is ``None`` for a page that came without HTTP; ``content_type`` is that
    of the record. The body comes without transfer coding, in its content coding.
    """

    url: str
    captured: str
    head: Head | None
    body: bytes
    content_type: str


@dataclass(slots=True)
class TakenFile:
    """A file to be read; iterate over its pages. ``left_out`` counts the rest, by reason."""

    path: Path
    limits: Limits = field(default_factory=Limits)
    left_out: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[TakenPage]:
        """Yield the pages in the order of the file.

        Raises ``CorpusError`` where the file is damaged or its reader came to a
        limit; pages yielded before are whole.
        """
        with subprocess.Popen(_command(self.path, self.limits), stdout=subprocess.PIPE) as child:
            try:
                yield from self._pages(child)
            finally:
                child.kill()

    def _pages(self, child: subprocess.Popen[bytes]) -> Iterator[TakenPage]:
        if child.stdout is None:
            raise CorpusError(f"{self.path}: its reader has no pipe")
        pipe = _Pipe(child.stdout.fileno(), self.limits.silence)
        try:
            while "end" not in (told := json.loads(pipe.line())):
                if "url" in told:
                    yield _page(told, pipe.exactly(int(told["size"])))
        except (TimeoutError, EOFError, ValueError, TypeError, KeyError) as error:
            raise CorpusError(f"{self.path}: {self._what_happened(child, error)}") from error
        self.left_out = {str(why): int(count) for why, count in told["left_out"].items()}
        if told["end"]:
            raise CorpusError(f"{self.path}: {told['end']}")

    def _what_happened(self, child: subprocess.Popen[bytes], error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"its reader said nothing for {self.limits.silence:g} s, expected a page in time"
        if not isinstance(error, EOFError):
            return f"its reader said what is no page: {error}"
        status = child.wait()
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            seconds = self.limits.seconds_for(self.path)
            return f"more than {seconds} s of processor time, expected a file read in less"
        return f"its reader ended with status {status}, expected 0"


def _command(path: Path, limits: Limits) -> list[str]:
    numbers = (limits.memory, limits.seconds_for(path))
    return [sys.executable, "-m", "corpus.warc.confined", str(path), *map(str, numbers)]


def _page(told: Mapping[str, Any], body: bytes) -> TakenPage:
    lines = told["head"]
    page = TakenPage(
        url=str(told["url"]),
        captured=str(told["captured"]),
        head=None if lines is None else Head(tuple(line.encode("latin-1") for line in lines)),
        body=body,
        content_type=str(told["content_type"]),
    )
    if not _URL.fullmatch(page.url) or not _TIME.fullmatch(page.captured):
        raise ValueError(f"{page.url[:200]!r} at {page.captured[:50]!r}")
    if any(b"\n" in line for line in page.head.lines) if page.head else False:
        raise ValueError("a head with a line break in a line")
    return page


class _Pipe:
    """Reads what the child writes, within bounds and with patience for ``silence`` seconds."""

    def __init__(self, file: int, silence: float) -> None:
        self._file = file
        self._silence = silence
        self._buffer = bytearray()

    def line(self) -> bytes:
        at = 0
        while (end := self._buffer.find(b"\n", at)) < 0:
            at = len(self._buffer)
            if at > _LONGEST_LINE:
                raise ValueError("a line without end")
            self._more()
        return self._taken(end + 1)

    def exactly(self, size: int) -> bytes:
        if not 0 <= size <= LARGEST:
            raise ValueError(f"a body of {size} bytes")
        while len(self._buffer) < size:
            self._more()
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _more(self) -> None:
        if not select.select([self._file], [], [], self._silence)[0]:
            raise TimeoutError
        piece = os.read(self._file, 1 << 20)
        if not piece:
            raise EOFError
        self._buffer += piece
