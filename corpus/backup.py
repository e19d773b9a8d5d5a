"""Copying a data folder away and back: what can't be made again, each file verified.

Left out is what a build or a crawl makes anew: ``facts.db``, locks, the log. The
ledger is copied first: all it says of the archive is then in what is copied after it,
also while a crawl goes on. A segment that is being written is copied up to its last
whole record. New copies stand beside the old ones until the manifest that
names them is on the disk, so a backup that is killed leaves the last one good.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.errors import CorpusError
from corpus.folder import DataFolder
from corpus.locks import hold, sync_folder
from corpus.manifest import (
    FRESH,
    NAME,
    Kept,
    Manifest,
    file_chunks,
    program,
    read_manifest,
    sha256_of,
    write_manifest,
)
from corpus.warc import whole_size

UNFINISHED = "restore.unfinished"
"""File in a data folder that says: a restore into it has not ended."""

_SEGMENT = ".warc.gz"
_MADE_ANEW = ("facts.db", "ledger.db", "crawl.log", "locks", UNFINISHED)
_PASSING = (FRESH, ".lock", ".open", ".pyc")


def back_up(folder: DataFolder, place: Path, *, at: str) -> Manifest:
    """Copy ``folder`` into ``place``, only what is new there, and return what it holds.

    ``at`` is the time for the manifest, whose contents hash is still unknown. A segment of
    the archive that the folder has lost stays in the backup.

    Raises:
        CorpusError: there is nothing to copy, ``place`` lies in the folder, a copy
            does not read as it was written.
        LockedError: another backup of the folder goes on.
    """
    if not folder.root.is_dir():
        raise CorpusError(f"{folder.root}: no folder, expected a data folder")
    if place.resolve().is_relative_to(folder.root.resolve()):
        raise CorpusError(f"{place}: lies in the data folder, expected a place outside of it")
    place.mkdir(parents=True, exist_ok=True)
    with hold(folder.root / "locks" / "backup.lock", what="a backup is being made"):
        known = _known(place)
        files = list(_copied(folder, place, known))
        found = {file.path for file in files}
        files += (kept for path, kept in known.items() if _is_segment(path) and path not in found)
        manifest = Manifest(at, *program(), contents=None, files=tuple(files))
        write_manifest(place, manifest)
        _settle(place, manifest)
    return manifest


def put_back(place: Path, folder: DataFolder) -> tuple[Manifest, list[str]]:
    """Copy the backup in ``place`` into ``folder``; return its manifest and lines on lost files.

    The folder must be empty, or one into which a restore was begun; :func:`finish`
    ends it. Raises ``CorpusError`` otherwise.
    """
    manifest = read_manifest(place)
    mark = folder.root / UNFINISHED
    folder.root.mkdir(parents=True, exist_ok=True)
    if any(folder.root.iterdir()) and not mark.exists():
        raise CorpusError(f"{folder.root}: not empty, expected an empty folder to restore into")
    mark.touch()
    lost = []
    for kept in manifest.files:
        if kept.within(folder.root) is not None:
            continue
        copy = kept.within(place)
        if copy is None:
            what = f"{kept.bytes} bytes with SHA-256 {kept.sha256[:16]}..."
            lost.append(f"{place / kept.path}: missing or damaged, expected {what}")
            continue
        _copy(copy, folder.root / kept.path, kept.bytes)
    return manifest, lost


def lay_out(place: Path, manifest: Manifest, folder: DataFolder) -> None:
    """Make ``folder`` of links to the files of the backup in ``place``, and a copy of its ledger.

    The ledger alone is written to by who opens it.
    """
    for kept in manifest.files:
        path = folder.root / kept.path
        if path == folder.ledger:
            _copy(place / kept.path, path, kept.bytes)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to((place / kept.path).resolve())


def finish(folder: DataFolder) -> None:
    """Note that the restore into ``folder`` has ended."""
    (folder.root / UNFINISHED).unlink(missing_ok=True)


def _known(place: Path) -> Mapping[str, Kept]:
    if not (place / NAME).exists():
        return {}
    return {file.path: file for file in read_manifest(place).files}


def _copied(folder: DataFolder, place: Path, known: Mapping[str, Kept]) -> Iterator[Kept]:
    """Copy what is new beside what is there; yield every file of the folder."""
    if folder.ledger.is_file():
        yield _copy_ledger(folder.ledger, place)
    for path in sorted(folder.root.rglob("*")):
        name = path.relative_to(folder.root).as_posix()
        if name.split("/")[0].startswith(_MADE_ANEW) or name.endswith(_PASSING):
            continue
        size = _size(path)
        before = known.get(name)
        if before is not None and _is_there(path, size, place / name, before):
            yield before
        elif size:
            digest = _copy(path, place / (name + FRESH), size)
            yield Kept(name, size, digest)


def _size(path: Path) -> int:
    """Return how many bytes of ``path`` are to be copied; 0 of a folder."""
    if not path.is_file():
        return 0
    return whole_size(path) if _is_segment(path.name) else path.stat().st_size


def _is_segment(name: str) -> bool:
    return name.endswith(_SEGMENT)


def _is_there(path: Path, size: int, copy: Path, before: Kept) -> bool:
    """Say whether the last backup has ``path`` as it is now; a segment only ever grows."""
    if before.bytes != size or not copy.is_file() or copy.stat().st_size != size:
        return False
    return _is_segment(path.name) or _hashed(path, size) == before.sha256


def _hashed(path: Path, size: int) -> str:
    with path.open("rb") as file:
        return sha256_of(file_chunks(file, size))


def _copy(path: Path, target: Path, size: int) -> str:
    """Copy the first ``size`` bytes, read the copy again, and return the SHA-256 of both."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("rb") as file, target.open("wb") as copy:
        for chunk in file_chunks(file, size):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    found = _hashed(target, size)
    if found != digest.hexdigest() or target.stat().st_size != size:
        raise CorpusError(f"{target}: does not read as it was written, expected {size} bytes")
    return found


def _copy_ledger(ledger: Path, place: Path) -> Kept:
    """Copy the ledger as one moment saw it, whoever writes to it."""
    target = place / (ledger.name + FRESH)
    target.unlink(missing_ok=True)
    source, copy = sqlite3.connect(ledger), sqlite3.connect(target)
    try:
        source.backup(copy)
    except sqlite3.DatabaseError as error:
        raise CorpusError(f"{ledger}: no usable ledger: {error}") from error
    finally:
        copy.close()
        source.close()
    size = target.stat().st_size
    return Kept(ledger.name, size, _hashed(target, size))


def _settle(place: Path, manifest: Manifest) -> None:
    """Let the new copies take their places."""
    folders = set()
    for kept in manifest.files:
        path = place / kept.path
        fresh = path.with_name(path.name + FRESH)
        if fresh.exists():
            fresh.replace(path)
            folders.add(path.parent)
    for folder in folders:
        sync_folder(folder)
