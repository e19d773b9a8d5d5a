"""How each language writes what the rewrites put in: ``words/<code>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Province:
    """A province as one language writes it; only provinces of one ``standing`` change places.

    ``standing`` says what became of it on Vietnam's map of 2025: nothing,
    ended, or widened; the reading depends on it.
    """

    code: str
    name: str
    standing: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    decimal: str
    thousands: str
    multipliers: Mapping[str, int]
    written_multipliers: Mapping[int, str]
    qualifiers: Mapping[str, tuple[str, ...]]
    other_qualifiers: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    new_before: tuple[str, ...]
    new_codes: tuple[str, ...]
    new_names: tuple[str, ...]
    provinces: tuple[Province, ...]
    pointing: re.Pattern[str]
    naming: re.Pattern[str]
    telling: re.Pattern[str]
    free: tuple[str, ...]

    @property
    def qualifier_words(self) -> frozenset[str]:
        """Every word that a rewrite may put before a number."""
        return frozenset(word for words in self.qualifiers.values() for word in words)

    def currency(self, written: str) -> str | None:
        """Return the ISO 4217 code of a currency as printed."""
        said = " ".join(written.split()).lower()
        known = {**self.before, **self.after}
        return next((code for word, code in known.items() if word.lower() == said), None)


@lru_cache(maxsize=8)
def wording(lang: str) -> Wording:
    """Return the wording of a language."""
    data = tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))
    multipliers = {word: int(worth) for word, worth in data["multipliers"].items()}
    written: dict[int, str] = {}
    for word, worth in multipliers.items():
        written.setdefault(worth, word)
    return Wording(
        decimal=data["decimal"],
        thousands=data["thousands"],
        multipliers=multipliers,
        written_multipliers=written,
        qualifiers={name: tuple(words) for name, words in data["qualifiers"].items()},
        other_qualifiers=frozenset(data["other_qualifiers"]),
        before=data["currencies"]["before"],
        after=data["currencies"]["after"],
        new_before=tuple(data["currencies"]["new"]["before"]),
        new_codes=tuple(data["currencies"]["new"]["codes"]),
        new_names=tuple(data["currencies"]["new"]["names"]),
        provinces=tuple(
            Province(code, name, standing)
            for standing, names in data["provinces"].items()
            for code, name in names.items()
        ),
        pointing=_words(data["pointing"]),
        naming=_words(data["naming"]),
        telling=_words(data["telling"]),
        free=tuple(data["free"]),
    )


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
