"""``manifest.jsonl`` of a backup: what it holds, each file with size and SHA-256.

The first line says when and by which program it was made, and the contents
hash that a build from it must have (``null``: not proved yet); each further
line is a file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import BinaryIO

from corpus.errors import CorpusError
from corpus.locks import sync_folder
from corpus.provenance import data_digest

NAME = "manifest.jsonl"
FRESH = ".new"
"""Ending of a copy that has not taken its place yet."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: its path in the folder, with slashes; its size in bytes and its SHA-256."""

    path: str
    bytes: int
    sha256: str

    def within(self, place: Path) -> Path | None:
        """Return the file in ``place`` that has this size and hash, or ``None``."""
        path = place / self.path
        for candidate in (path, path.with_name(path.name + FRESH)):
            if candidate.is_file() and candidate.stat().st_size == self.bytes:
                with candidate.open("rb") as file:
                    if sha256_of(file_chunks(file, self.bytes)) == self.sha256:
                        return candidate
        return None


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a backup; ``made`` is UTC, ISO 8601 with Z."""

    made: str
    code_version: str
    data_digest: str
    contents: str | None
    files: tuple[Kept, ...]

    @property
    def is_of_this_program(self) -> bool:
        """Whether the program that made it reads texts as this one does."""
        return (self.code_version, self.data_digest) == program()


def program() -> tuple[str, str]:
    """Return version and data digest of this program."""
    return installed_version("pressfacts"), data_digest()


def read_manifest(place: Path) -> Manifest:
    """Return the manifest in ``place``; ``CorpusError`` if there is none or it is damaged."""
    path = place / NAME
    try:
        head, *files = map(json.loads, path.read_text("utf-8").splitlines())
        return Manifest(**head, files=tuple(Kept(**line) for line in files))
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}, expected the manifest of a backup") from error
    except (ValueError, TypeError) as error:
        raise CorpusError(f"{path}: no manifest: {error}") from error


def write_manifest(place: Path, manifest: Manifest) -> None:
    """Write ``manifest`` in ``place``, in one step that survives a loss of power."""
    head = {name: value for name, value in asdict(manifest).items() if name != "files"}
    lines = [head, *(asdict(file) for file in manifest.files)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    fresh = place / (NAME + FRESH)
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place / NAME)
    sync_folder(place)


def sha256_of(chunks: Iterator[bytes]) -> str:
    """Return the SHA-256 of these bytes as hex."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def file_chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the first ``size`` bytes of the open ``file``, or fewer if there are no more."""
    left = size
    while left and (chunk := file.read(min(left, _CHUNK))):
        left -= len(chunk)
        yield chunk
