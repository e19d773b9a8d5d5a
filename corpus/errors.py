"""What can go wrong on the disk, as a tree: catch ``CorpusError`` for all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Self


class CorpusError(Exception):
    """The corpus can't be used as asked; the message names the file and what was expected."""


class BrokenWarcError(CorpusError):
    """An archive file holds bytes that are no valid record at ``offset``."""

    def __init__(self, file: str, offset: int, what: str) -> None:
        super().__init__(f"{file}: byte {offset}: {what}")
        self.file = file
        self.offset = offset
        self.what = what

    def within(self, folder: Path) -> Self:
        """Return the error with its file named as it lies in ``folder``."""
        return type(self)(str(folder / self.file), self.offset, self.what)


class CutWarcError(BrokenWarcError):
    """The file ends inside the record at ``offset``: the writer was stopped there."""


class LockedError(CorpusError):
    """Another process crawls the same source, or writes the same file, right now."""


class WrongVersionError(CorpusError):
    """A database made by another version of the schema."""


class WrongFolderError(CorpusError):
    """A data folder of the other kind: a demonstration where real pages belong, or the reverse."""


class ReadingError(CorpusError):
    """A reading that the codebook does not allow; the message names field and value."""


class ReviewChainError(CorpusError):
    """``reviews.jsonl`` is not the unbroken chain of lines it must be."""
