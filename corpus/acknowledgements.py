"""Troubles that somebody said are known, in ``acknowledged.jsonl``, one line each.

The file is only ever appended to. A line says that the trouble ``cause`` which
``source`` had at ``at`` is known, until the ISO day ``until`` or for as long as it lasts.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.codebook import codebook
from corpus.errors import CorpusError
from corpus.locks import wait_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A line of the file; ``at`` is UTC, ISO 8601 with Z."""

    source: str
    cause: str
    at: str
    until: str | None = None

    def covers(self, source: str, cause: str, *, since: str, at: str) -> bool:
        """Say whether a trouble that goes on since ``since`` is known at ``at``.

        One that went away and came back began later than it was acknowledged.
        """
        in_time = self.until is None or at[:10] <= self.until
        return (self.source, self.cause) == (source, cause) and since <= self.at and in_time


def acknowledge(path: Path, line: Acknowledgement) -> None:
    """Append ``line``; it is on the disk when this returns. Raises as :func:`acknowledged`."""
    with wait_for(path.with_name(path.name + ".lock")):
        acknowledged(path)
        with path.open("ab") as file:
            text = json.dumps(asdict(line), ensure_ascii=False, sort_keys=True)
            file.write(f"{text}\n".encode())
            file.flush()
            os.fsync(file.fileno())


def acknowledged(path: Path) -> list[Acknowledgement]:
    """Return every line in order; an absent file has none.

    Raises ``CorpusError`` naming the first line that says no such thing.
    """
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(Acknowledgement(**json.loads(line)))
        except (ValueError, TypeError) as error:
            message = f"{path}: line {number}: no acknowledgement: {error}"
            raise CorpusError(message) from error
        if not codebook().allows("cause", found[-1].cause):
            message = f"{path}: line {number}: cause {found[-1].cause!r} is not in the codebook"
            raise CorpusError(message)
    return found
