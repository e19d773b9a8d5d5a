"""Reviews: what people said of claims, in ``reviews.jsonl``, one line a verdict.

The file is only ever appended to. Each line is a JSON object that carries the
digest of the line before (``previous``) and its own (``digest``: SHA-256 of the
object without that key, keys sorted, no spaces), so that a lost or altered
line shows. The database holds a copy.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from corpus.codebook import codebook
from corpus.errors import ReviewChainError
from corpus.locks import wait_for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a claim; see table review in the codebook."""

    claim: str
    verdict: str
    reviewer: str
    reviewed_at: str
    fact: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A line of the file: a verdict and its place in the chain."""

    verdict: Verdict
    previous: str | None
    digest: str

    def row(self) -> dict[str, str | None]:
        """Return the row of table review, which is also the object on the line."""
        return {"digest": self.digest, "previous": self.previous, **asdict(self.verdict)}


def append(path: Path, verdict: Verdict) -> Review:
    """Append ``verdict`` to the file and return its review; it is on the disk when this returns.

    Raises ``ValueError`` for a verdict the codebook does not know, and
    ``ReviewChainError`` if the file is not what it must be; nothing is written then.
    """
    if not codebook().allows("verdict", verdict.verdict):
        expected = ", ".join(codebook().lists["verdict"].values)
        raise ValueError(f"verdict: {verdict.verdict!r}, expected one of {expected}")
    with wait_for(path.with_name(path.name + ".lock")):
        chain = read(path)
        previous = chain[-1].digest if chain else None
        review = Review(verdict, previous, _digest(verdict, previous))
        line = json.dumps(review.row(), ensure_ascii=False, sort_keys=True) + "\n"
        with path.open("ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    return review


def read(path: Path) -> list[Review]:
    """Return every review in order; an absent file has none.

    Raises ``ReviewChainError`` naming the first line that is no review, was
    altered, or does not follow the line before.
    """
    if not path.exists():
        return []
    chain: list[Review] = []
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], start=1):
        review = _review(path, number, line)
        expected = chain[-1].digest if chain else None
        if review.previous != expected:
            raise ReviewChainError(f"{path}: line {number}: does not follow the line before")
        chain.append(review)
    if not path.read_bytes().endswith(b"\n") and path.stat().st_size:
        raise ReviewChainError(f"{path}: line {len(chain) + 1}: cut, expected a whole line")
    return chain


def _review(path: Path, number: int, line: bytes) -> Review:
    try:
        content = json.loads(line)
        previous, digest = content.pop("previous"), content.pop("digest")
        verdict = Verdict(**content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReviewChainError(f"{path}: line {number}: no review: {error}") from error
    if digest != _digest(verdict, previous):
        raise ReviewChainError(f"{path}: line {number}: was altered, its digest does not agree")
    return Review(verdict, previous, digest)


def _digest(verdict: Verdict, previous: str | None) -> str:
    content = {field.name: getattr(verdict, field.name) for field in fields(verdict)}
    text = json.dumps(
        content | {"previous": previous}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
