"""Places by name: countries, provinces and the towns and districts below them.

The gazetteers (``data/gazetteers/*.csv``) give ISO 3166-1 alpha-2 and ISO
3166-2 codes; country names in the languages come from CLDR through Babel,
with the press's own variants in ``countries.csv``. A name counts only when
each of its words begins with a capital. Most districts of Vietnam bear names that
people bear as well (``vn-districts.csv``): these count where they are called districts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extract.lexicon import languages, lexicon
from extract.tokens import Token, phrase_tokens

_LEAST_LETTERS = 5
_SHORT = 3
_CALLED = "vn-districts.csv"
MAP_CHANGE = "2025-07-01"
"""From this day Vietnam's 63 provinces are 34 (Resolution 202/2025/QH15)."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer; ``until`` is the last day the unit existed."""

    code: str
    level: str
    name: str
    until: str | None = None
    merged_2025: bool = False

    @property
    def country(self) -> str:
        """The ISO 3166-1 alpha-2 code of the country it lies in."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named by tokens ``start`` to ``end`` (half-open)."""

    place: Place
    start: int
    end: int


_NONE = "none"
"""The level of names that hold a place's and are none: Thái Bình Dương is the Pacific."""

_Name = tuple[tuple[str, ...], Place]
"""The folded words of a name and what it names."""


def find_places(tokens: Sequence[Token]) -> list[PlaceMention]:
    """Return the places named in ``tokens``, longest names first, left to right."""
    by_first = _by_first()
    found: list[PlaceMention] = []
    end = 0
    for at, token in enumerate(tokens):
        if at < end or not token.capital or token.norm not in by_first:
            continue
        mention = _mention(tokens, at, by_first[token.norm])
        if mention is not None and (
            not _asks_for_unit(tokens, mention) or _is_called(tokens, mention, found)
        ):
            none = mention.place.level == _NONE or _is_street(tokens, mention)
            if found and _is_within(tokens, found[-1], mention):
                found.pop()
            found += [] if none else [mention]
            end = mention.end
    return found


def _is_within(tokens: Sequence[Token], one: PlaceMention, other: PlaceMention) -> bool:
    """Whether ``one`` is a village of another's name, in ``other``, which stands behind a comma.

    "xã Phước Sơn, huyện Tuy Phước": the district of Phước Sơn is in another province.
    """
    if tokens[one.end].norm != "," or one.place.code == other.place.code:
        return False
    small, large = _called_by(tokens, one.start), _called_by(tokens, other.start)
    beside = one.end + 1 == other.start and other.place.level != "district"
    named = any(one.end + 1 + len(unit) == other.start for unit in large)
    return (beside or named) and small.isdisjoint(large) and not small.isdisjoint(_villages())


def _is_street(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether it is a street's name: "Jalan Ipoh" in Kuala Lumpur, "Jl. Surabaya"."""
    before = tokens[max(mention.start - 2, 0) : mention.start]
    led = next((token for token in reversed(before) if token.norm != "."), None)
    return led is not None and led.capital and led.norm in _streets()


@lru_cache(maxsize=1)
def _streets() -> frozenset[str]:
    """Return the words for a street in all languages, each a single one."""
    return frozenset(word for (word,) in _words_of("place.street"))


def _asks_for_unit(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether the name alone says too little: a person's, or letters as "OKU" in Malay."""
    short = mention.end - mention.start == 1 and len(tokens[mention.start].norm) <= _SHORT
    letters = short and tokens[mention.start].upper and mention.place.level == "district"
    return letters or mention.place in _called()


def _is_called(
    tokens: Sequence[Token], mention: PlaceMention, found: Sequence[PlaceMention]
) -> bool:
    """Whether "huyện", "TP" stands before the name, or before the one it is listed with."""
    if _called_by(tokens, mention.start):
        return True
    last = found[-1] if found else None
    return last is not None and last.place.level == "district" and last.end == mention.start - 1


def _called_by(tokens: Sequence[Token], at: int) -> set[tuple[str, ...]]:
    """Return the words for a district, town or village that stand right before token ``at``."""
    return {unit for unit in _units() if tuple(t.norm for t in tokens[at - len(unit) : at]) == unit}


@lru_cache(maxsize=1)
def _units() -> frozenset[tuple[str, ...]]:
    """Return the words for a district or town in all languages."""
    return _words_of("place.district") | _words_of("place.province")


@lru_cache(maxsize=1)
def _villages() -> frozenset[tuple[str, ...]]:
    """Return the words for what lies in a district or town: "xã", "desa"."""
    return _words_of("place.village")


def _words_of(category: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        phrase_tokens(phrase)
        for code in languages()
        for phrases in lexicon(code).values(category).values()
        for phrase in phrases
    )


@lru_cache(maxsize=1)
def _called() -> frozenset[Place]:
    return frozenset(place for place, _ in _gazetteer(_CALLED))


def place_of_code(code: str) -> Place | None:
    """Return the country or province with ``code``, or ``None``."""
    return _by_code().get(code)


def _mention(tokens: Sequence[Token], at: int, names: Sequence[_Name]) -> PlaceMention | None:
    for name, place in names:
        end = at + len(name)
        words = tokens[at:end]  # the first is that of the name
        said = end == at + 1 or tuple([token.norm for token in words]) == name
        if said and all(token.capital for token in words if token.kind == "word"):
            if (
                len(words) == 1
                and len(words[0].norm) <= _SHORT
                and not _short_name(words[0], place)
            ):
                continue
            if end < len(tokens) and tokens[end].norm == "$" and not tokens[end].spaced:
                continue  # AS$: a currency
            return PlaceMention(place, at, end)
    return None


def _short_name(token: Token, place: Place) -> bool:
    # "AS", "UK", "VN" are abbreviations only in capitals; "Huế", "Mỹ" are names.
    return token.upper or not token.norm.isascii() or place.level != "country"


@lru_cache(maxsize=1)
def _names() -> dict[tuple[str, ...], Place]:
    names: dict[tuple[str, ...], Place] = {}
    for place, spellings in (*_countries(), *_gazetteer("countries.csv")):
        for spelling in spellings:
            names[phrase_tokens(spelling)] = place
    files = (_CALLED, "bn.csv", "districts.csv", "id.csv", "my.csv", "no-places.csv", "vn.csv")
    for file in files:
        for place, spellings in _gazetteer(file):
            for spelling in spellings:
                names[phrase_tokens(spelling)] = place
    return names


@lru_cache(maxsize=1)
def _by_first() -> Mapping[str, Sequence[_Name]]:
    """Return the names by their first word, the longest first."""
    table: dict[str, list[_Name]] = {}
    for name in sorted(_names().items(), key=lambda entry: -len(entry[0])):
        table.setdefault(name[0][0], []).append(name)
    return table


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Place]:
    return {
        place.code: place for place in _names().values() if place.level not in {"district", _NONE}
    }


def _gazetteer(file: str) -> Iterator[tuple[Place, tuple[str, ...]]]:
    text = files("extract").joinpath("data", "gazetteers", file).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        place = Place(
            code=row["code"],
            level=row["level"],
            name=row["name"],
            until=row["until"] or None,
            merged_2025=row["merged_2025"] == "yes",
        )
        aliases = (alias for alias in row["aliases"].split("|") if alias)
        yield place, (row["name"], *aliases)


def _countries() -> Iterator[tuple[Place, tuple[str, ...]]]:
    from babel import Locale  # here, so that `--help` and `parse` do without it

    spellings: dict[str, list[str]] = {}
    for code in languages():
        for territory, name in Locale.parse(code).territories.items():
            if len(territory) == 2 and territory.isalpha():
                spellings.setdefault(territory, []).append(name)
    for territory, names in sorted(spellings.items()):
        yield Place(territory, "country", names[0]), tuple(dict.fromkeys(names))


def outlet_place(host: str) -> Place | None:
    """Return the province that ``host`` carries in its name: ``baonghean.vn``, ``sonla.gov.vn``."""
    name = host.lower().partition("://")[2] or host.lower()
    letters = "".join(letter for letter in name.partition("/")[0] if letter.isalpha())
    for place, plain in _plain_names():
        if len(plain) >= _LEAST_LETTERS and plain in letters:
            return place_of_code(place.code)
    return None


@lru_cache(maxsize=1)
def _plain_names() -> tuple[tuple[Place, str], ...]:
    plain = {
        "".join(words): place
        for words, place in _names().items()
        if place.level != "country" and all(word.isascii() for word in words)
    }
    return tuple((place, name) for name, place in sorted(plain.items(), key=lambda e: -len(e[0])))
