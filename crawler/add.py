"""Saved pages and texts into the archive, as WARC ``resource`` records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from corpus import warc
from corpus.catchup import run_lock
from corpus.folder import DataFolder
from corpus.ledger import Ledger
from corpus.visits import Visit
from crawler import sources
from crawler.clock import SYSTEM
from crawler.crawlrun import new_run_id
from crawler.errors import UnusableFileError
from crawler.pages.generic import article_of_html
from crawler.replay import PLAIN_TEXT
from crawler.urls import host_of

LARGEST = 50_000_000
"""Bytes a file may have."""

_HTML_STARTS = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml")


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the files: names added, names already there, and lines on the rest."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


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
) -> AddReport:
    """Archive ``files``; a file whose bytes are there already, under the same address, is left out.

    ``url`` is the address a single file was saved from, ``published`` its EDTF
    day, ``source`` a name for its outlet (without it: that of the source which
    covers the address, else the host, else ``added``). A file without an address
    is known as ``urn:sha256:<digest>``. Files that can't be used are told in the
    report; the others are added.

    Raises:
        WrongFolderError: the folder holds the demonstration.
    """
    folder.claim(demonstration=False)
    report = AddReport()
    usable: list[_File] = []
    known = sources.load(sources.modules_for(folder))
    covering = sources.covering(url, known) if url else None
    for path in files:
        try:
            usable.append(_load(path, url, has_source=covering is not None))
        except UnusableFileError as error:
            report.problems.append(str(error))
    notes = {"source": source or covering or (url and host_of(url)) or "added"}
    if published is not None:
        notes["published"] = published
    if usable:
        _store(usable, folder, url=url, notes=notes, report=report)
    return report


def _store(
    files: Sequence[_File],
    folder: DataFolder,
    *,
    url: str | None,
    notes: dict[str, str],
    report: AddReport,
) -> None:
    run, at, software = new_run_id(), SYSTEM.stamp(), f"pressfacts {version('pressfacts')}"
    with (
        run_lock(folder.root, run),
        Ledger(folder.ledger) as ledger,
        warc.WarcWriter(folder.warc, run, info={"software": software}, started=at) as writer,
    ):
        ledger.start_run(run, at=at, code_version=software)
        for file in files:
            digest = warc.digest_of(file.content)
            address = url or f"urn:{digest}"
            row = ledger.address(address)
            if row is not None and row.digest == digest:
                report.known.append(file.name)
                continue
            position = writer.resource(
                address,
                file.content,
                captured=at,
                content_type=file.content_type,
                notes={**notes, "file": file.name},
            )
            writer.sync()
            ledger.record(
                Visit(
                    url=address,
                    source=notes["source"],
                    state="fetched",
                    at=at,
                    run=run,
                    position=position,
                    digest=digest,
                )
            )
            report.added.append(file.name)
        counts = {"requests": 0, "fetched": len(report.added), "unchanged": 0, "failed": 0}
        ledger.end_run(run, at=SYSTEM.stamp(), counts=counts)


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
