"""The data folder: where archive, ledger, database and reviews lie.

``./data``, or what ``--data`` or ``PRESSFACTS_DATA`` names. Its file
``data.toml`` says whether the pages in it are real or those of the built-in
demonstration; the two never share a folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError, WrongFolderError
from corpus.locks import sync_folder

_MARK = "data.toml"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places in the data folder ``root``."""

    root: Path

    @property
    def warc(self) -> Path:
        """The archive: a folder of segment files."""
        return self.root / "warc"

    @property
    def ledger(self) -> Path:
        """What the crawl knows of each address."""
        return self.root / "ledger.db"

    @property
    def facts(self) -> Path:
        """The database that people look at."""
        return self.root / "facts.db"

    @property
    def reviews(self) -> Path:
        """Verdicts of people, a line each."""
        return self.root / "reviews.jsonl"

    @property
    def updates(self) -> Path:
        """Reports of updates, a line each."""
        return self.root / "updates.jsonl"

    @property
    def acknowledged(self) -> Path:
        """Troubles of sources that somebody said are known, a line each."""
        return self.root / "acknowledged.jsonl"

    @property
    def sources(self) -> Path:
        """Source files of the user's own."""
        return self.root / "sources"

    @property
    def demonstration(self) -> bool | None:
        """Whether it holds the demonstration; ``None``: nothing is said, so it is new.

        Raises ``CorpusError`` if ``data.toml`` can't be read as that.
        """
        mark = self.root / _MARK
        if not mark.is_file():
            return None
        try:
            found = tomllib.loads(mark.read_text("utf-8")).get("demonstration")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f"{mark}: no TOML: {error}") from error
        if not isinstance(found, bool):
            raise CorpusError(f"{mark}: demonstration is {found!r}, expected true or false")
        return found

    def claim(self, *, demonstration: bool) -> None:
        """Make the folder, and mark it as holding the demonstration or real pages.

        Raises ``WrongFolderError`` if it already holds the other kind, and
        ``CorpusError`` if a file lies where the folder should be.
        """
        found = self.demonstration
        if found is None and demonstration and (self.warc.exists() or self.facts.exists()):
            found = False
        if found is not None and found != demonstration:
            kinds = {True: "the demonstration", False: "real pages"}
            raise WrongFolderError(
                f"{self.root}: holds {kinds[found]}, expected {kinds[demonstration]}; "
                "name another folder with --data"
            )
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise CorpusError(f"{self.root}: a file, expected a folder") from error
        if self.demonstration is None:
            mark = self.root / _MARK
            mark.write_text(f"demonstration = {str(demonstration).lower()}\n", "utf-8")
            sync_folder(self.root)


def data_folder(option: str | None, environment: Mapping[str, str]) -> DataFolder:
    """Return the folder named by ``--data``, else by ``PRESSFACTS_DATA``, else ``./data``."""
    return DataFolder(Path(option or environment.get("PRESSFACTS_DATA") or "data"))
