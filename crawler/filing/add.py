"""Saved pages and texts into the archive, as WARC ``resource`` records; archives page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import warc
from corpus.folder import DataFolder
from corpus.visits import Visit
from crawler import sources
from crawler.errors import UnusableFileError
from crawler.filing.adding import Adding, AddReport, adding
from crawler.filing.takein import take_in
from crawler.pages.generic import article_of_html
from crawler.replay import PLAIN_TEXT
from crawler.spider import NewsSpider
from crawler.urls import host_of

LARGEST = 50_000_000
"""Bytes a file may have."""

_ARCHIVE_STARTS = (b"\x1f\x8b", b"WARC/", b"filedesc://")
_HTML_STARTS = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: bytes
    content_type: str


def add(
    files: Sequence[Path],
    folder: DataFolder,
    *,
    url: str | None = None,
    published: str | None = None,
    source: str | None = None,
    limits: warc.Limits | None = None,
) -> AddReport:
    """Archive ``files``; a file whose bytes are there already, under the same address, is left out.

    ``url`` is the address a single file was saved from, ``published`` its EDTF
    day, ``source`` a name for its outlet (without it: that of the source which
    covers the address, else the host, else ``added``). A file without an address
    is known as ``urn:sha256:<digest>``. Of a WARC or ARC file the pages are added
    under their own addresses and times of capture; it is read within ``limits``.
    Files that can't be used are told in the report; the others are added.

    Raises:
        WrongFolderError: the folder holds the demonstration.
    """
    folder.claim(demonstration=False)
    report = AddReport()
    known = sources.load(sources.modules_for(folder))
    outlets = _Outlets(source, known)
    usable: list[_File] = []
    archives: list[Path] = []
    for path in files:
        try:
            if _is_archive(path):
                if url or published:
                    message = f"{path}: an archive, expected one page with --url or --published"
                    raise UnusableFileError(message)
                archives.append(path)
            else:
                covered = url is not None and sources.covering(url, known) is not None
                usable.append(_load(path, url, has_source=covered))
        except UnusableFileError as error:
            report.problems.append(str(error))
    notes = {"source": outlets.of(url)}
    if published is not None:
        notes["published"] = published
    if usable or archives:
        with adding(folder) as added:
            _store(usable, added, url=url, notes=notes, report=report)
            for path in archives:
                taken = warc.TakenFile(path, limits or warc.Limits())
                take_in(taken, added, outlets.of, report)
            added.count = len(report.added)
    return report


@dataclass(frozen=True, slots=True)
class _Outlets:
    """Names for the outlets of addresses; ``given`` is the name for all of them."""

    given: str | None
    known: Mapping[str, type[NewsSpider]]

    def of(self, url: str | None) -> str:
        if self.given or not url:
            return self.given or "added"
        return sources.covering(url, dict(self.known)) or host_of(url) or "added"


def _store(
    files: Sequence[_File],
    added: Adding,
    *,
    url: str | None,
    notes: dict[str, str],
    report: AddReport,
) -> None:
    for file in files:
        digest = warc.digest_of(file.content)
        address = url or f"urn:{digest}"
        row = added.ledger.address(address)
        if row is not None and row.digest == digest:
            report.known.append(file.name)
            continue
        position = added.writer.resource(
            address,
            file.content,
            captured=added.at,
            content_type=file.content_type,
            notes={**notes, "file": file.name},
        )
        added.writer.sync()
        added.ledger.record(
            Visit(
                url=address,
                source=notes["source"],
                state="fetched",
                at=added.at,
                run=added.run,
                position=position,
                digest=digest,
            )
        )
        report.added.append(file.name)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(11).startswith(_ARCHIVE_STARTS)
    except OSError:
        return False


def _load(path: Path, url: str | None, *, has_source: bool) -> _File:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnusableFileError(f"{path}: {error.strerror}, expected a readable file") from error
    if len(content) > LARGEST:
        raise UnusableFileError(f"{path}: more than {LARGEST} bytes, expected fewer")
    if b"\0" in content:
        raise UnusableFileError(f"{path}: binary file, expected text or HTML")
    if not content.strip():
        raise UnusableFileError(f"{path}: empty, expected text or HTML")
    if content.lstrip()[:15].lower().startswith(_HTML_STARTS):
        # A source's own page object may find an article where the generic one finds none.
        if not has_source and not article_of_html(content, url or "").text.strip():
            message = f"{path}: no article text found, expected a page with an article"
            raise UnusableFileError(message)
        return _File(path.name, content, "text/html")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}, expected UTF-8 text"
        raise UnusableFileError(message) from error
    return _File(path.name, content, PLAIN_TEXT)
