"""Reading the files a command is given: texts and saved pages, or standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from crawler.commands.problem import Problem
from extract.model import Segment
from extract.text import normalise

_MAX_BYTES = 50_000_000
_HTML_STARTS = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")


@dataclass(frozen=True, slots=True)
class Input:
    """A text to read. ``segments`` and ``published`` are known where the file was HTML."""

    name: str
    text: str
    segments: tuple[Segment, ...] | None = None
    published: str | None = None
    url: str | None = None


def load(name: str, *, url: str | None = None) -> Input:
    """Return the text of file ``name`` (``-`` is standard input).

    Raises ``Problem`` for a file that can't be read, is binary, empty, not
    UTF-8, or larger than 50 MB.
    """
    content = _bytes(name)
    if len(content) > _MAX_BYTES:
        raise Problem(f"{name}: more than {_MAX_BYTES} bytes, expected a text or page of fewer")
    if b"\0" in content:
        raise Problem(f"{name}: binary file, expected text or HTML")
    if content.lstrip()[:15].lower().startswith(_HTML_STARTS):
        return _html(name, content, url)
    try:
        text = normalise(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Problem(f"{name}: not UTF-8 at byte {error.start}, expected UTF-8 text") from error
    if not text.strip():
        raise Problem(f"{name}: empty, expected text or HTML")
    return Input(name, text, url=url)


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(_MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(f"{name}: {reason}, expected a readable file") from error


def _html(name: str, content: bytes, url: str | None) -> Input:
    from crawler.pages.generic import article_of_html

    article = article_of_html(content, url or "")
    if not article.text.strip():
        raise Problem(f"{name}: no article text found, expected a page with an article")
    return Input(name, article.text, article.segments, article.published, url)
