"""The texts that are rewritten: the demonstration's articles, and real reports where they lie.

The real reports belong to their outlets and are no part of the project: they
are looked for in the folder ``PRESSFACTS_REPORTS`` names, else in
``../shared/press`` beside the checkout.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from editing import Case

from extract.model import Document
from extract.reading import read
from extract.text import normalise

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "crawler" / "demo" / "articles"


def reports_folder() -> Path:
    """Return where real reports would lie on this machine."""
    named = os.environ.get("PRESSFACTS_REPORTS")
    return Path(named) if named else ROOT.parent / "shared" / "press"


@lru_cache(maxsize=1)
def demonstration() -> tuple[Case, ...]:
    """Return the demonstration's articles as read."""
    return tuple(_demonstration())


@lru_cache(maxsize=1)
def reports() -> tuple[Case, ...]:
    """Return the real reports as read; none where there is no such folder."""
    files = sorted(reports_folder().glob("*.txt"))
    return tuple(baseline(file.stem, file.read_text(encoding="utf-8"), None) for file in files)


def baseline(name: str, text: str, hint: str | None) -> Case:
    """Return ``text`` with the facts the reader finds in it as it stands."""
    reading = read(Document(normalise(text), published=hint))
    return Case(
        name=name,
        lang=reading.lang,
        text=reading.text,
        hint=hint,
        published=reading.published,
        segments=reading.segments,
        facts=reading.facts,
    )


def _demonstration() -> Iterator[Case]:
    for file in sorted(ARTICLES.glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        parts = [data["title"], data["lead"], *data.get("captions", []), *data["body"]]
        printed = data.get("published")
        day = date.fromisoformat(printed[:10]) if printed else None
        case = baseline(file.stem, "\n\n".join(parts), day.isoformat() if day else None)
        assert case.lang == data["lang"], f"{file.name} is read as {case.lang}"
        yield case
