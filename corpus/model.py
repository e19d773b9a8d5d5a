"""The values that pass between the crawl, the archive and the store."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Segment


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One archived response: where it lies and what it was.

    ``warc_file`` is relative to the ``warc/`` folder; ``offset`` and ``length``
    are bytes of the compressed record; ``digest`` is ``sha256:<hex>`` of the
    payload; ``captured`` is UTC, ISO 8601 with seconds and a final ``Z``;
    ``archive_url`` is where a web archive has the page, if it was taken from there.
    """

    url: str
    captured: str
    status: int
    digest: str
    warc_file: str
    offset: int
    length: int
    source: str
    run: str
    archive_url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What a page object reads on a snapshot.

    ``text`` is NFC with LF; ``segments`` are offsets into it. ``published`` is
    EDTF or ``None``, ``published_witness`` says which part of the page gave it.
    ``post_number`` is the outlet's own number, ``edition_slug`` the slug that
    every language edition of one article shares, ``credit`` the outlet named
    as origin and ``credit_url`` the address printed for it.
    """

    source: str
    url: str
    canonical_url: str
    title: str | None
    text: str
    segments: tuple[Segment, ...]
    lang_hint: str | None = None
    published: str | None = None
    published_witness: str | None = None
    post_number: str | None = None
    edition_slug: str | None = None
    credit: str | None = None
    credit_url: str | None = None
    page_class: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet as its source file describes it; ``languages`` are ISO 639-1 codes."""

    name: str
    title: str
    home: str | None = None
    country: str | None = None
    outlet_kind: str | None = None
    languages: tuple[str, ...] = ()
