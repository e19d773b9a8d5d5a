"""How things are said: the language and measure files as one table of phrases.

A language is one file, ``data/languages/<code>.toml``. Every list of strings
in it is a set of phrases; the path of tables above the list is the category,
the key of the list the value the phrases stand for::

    [qualifier.before]            # category "qualifier.before"
    more_than = ["hơn", "trên"]   # two phrases with the value "more_than"

Measure files, ``data/measures/<name>.toml``, add their phrases per language
in the same way. Phrases are matched on folded tokens, longest first within
one category; a hyphen in a phrase may be missing in the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from extract.tokens import Token, phrase_tokens

_WHOLE = ("status.flow", "status.stock")
"""Categories where a phrase inside a longer one says nothing: "akan menyalurkan" promises."""


class LexiconError(ValueError):
    """A data file that can't be used; says file, key and what was expected."""


class Match(NamedTuple):
    """A phrase found: tokens ``start`` to ``end`` (half-open) say ``value`` in ``category``."""

    category: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    payload: list[tuple[str, str]] = field(default_factory=list)


class Matches:
    """The phrases of one token sequence, asked by category and by first or last token.

    ``by_start`` gives for each token the longest phrase of each category that begins there.
    """

    __slots__ = ("_ends", "by_category", "by_start")

    def __init__(self, by_start: Mapping[int, Mapping[str, Match]]) -> None:
        self.by_start = by_start
        self.by_category: dict[str, list[Match]] = {}
        for here in by_start.values():
            for category, match in here.items():
                self.by_category.setdefault(category, []).append(match)
        self._ends: dict[str, dict[int, Match]] = {}

    def of(self, category: str) -> Sequence[Match]:
        """Return the matches of ``category`` from left to right."""
        return self.by_category.get(category, ())

    def at(self, category: str, start: int) -> Match | None:
        """Return the longest match of ``category`` that begins at token ``start``."""
        here = self.by_start.get(start)
        return here.get(category) if here is not None else None

    def ending(self, category: str, end: int) -> Match | None:
        """Return the longest match of ``category`` that ends before token ``end``."""
        found = self.by_category.get(category)
        if found is None:
            return None
        ends = self._ends.get(category)
        if ends is None:
            ends = self._ends[category] = {match.end: match for match in reversed(found)}
        return ends.get(end)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases of one language, and its settings."""

    code: str
    name: str
    settings: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, tuple[str, ...]]]
    _root: _Node
    _parts: dict[tuple[str, ...], Lexicon] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def match(self, tokens: Sequence[Token]) -> Matches:
        """Return every phrase found in ``tokens``; time is linear in their number."""
        words = [token.norm for token in tokens]
        first_words = self._root.children
        by_start: dict[int, dict[str, Match]] = {}
        reached: dict[str, int] = {}
        for start, word in enumerate(words):
            node = first_words.get(word)
            if node is not None and (here := _longest(node, words, start)):
                by_start[start] = _outermost(here, reached)
        return Matches(by_start)

    def values(self, category: str) -> Mapping[str, tuple[str, ...]]:
        """Return value and phrases of ``category``; empty where the file has none."""
        return self.phrases.get(category, {})

    def only(self, *sections: str) -> Lexicon:
        """Return this lexicon with the categories below ``sections`` alone: quicker to match."""
        if sections not in self._parts:
            kept = {
                category: values
                for category, values in self.phrases.items()
                if category.partition(".")[0] in sections
            }
            self._parts[sections] = replace(self, phrases=kept, _root=_tree(kept))
        return self._parts[sections]

    def without(self, category: str, value: str, phrase: str) -> Lexicon:
        """Return this lexicon less one phrase, to see what hangs on it."""
        said = list(self.phrases[category][value])
        said.remove(phrase)
        values = {**self.phrases[category], value: tuple(said)}
        if not said:
            del values[value]
        root = self._root
        for tokens in _variants(phrase_tokens(phrase)):
            root = _pruned(root, tokens, (category, value))
        return replace(self, phrases={**self.phrases, category: values}, _root=root)


def _outermost(here: dict[str, Match], reached: dict[str, int]) -> dict[str, Match]:
    """Drop matches that lie within an earlier one; ``reached`` is where those end."""
    for category in _WHOLE:
        match = here.get(category)
        if match is None:
            continue
        if match.end <= reached.get(category, 0):
            del here[category]
        else:
            reached[category] = match.end
    return here


@lru_cache(maxsize=16)
def lexicon(code: str) -> Lexicon:
    """Return the lexicon of language ``code``. Raises ``LexiconError`` for an unknown one."""
    source = _data("languages", f"{code}.toml")
    if not source.is_file():
        raise LexiconError(f"{code}: no such language, expected one of {', '.join(languages())}")
    content = _load(source)
    settings = {key: value for key, value in content.items() if isinstance(value, str)}
    for key in ("code", "name", "decimal", "thousands"):
        if key not in settings:
            raise LexiconError(f"{source.name}: key {key} is missing, expected a string")
    if settings["code"] != code:
        raise LexiconError(f"{source.name}: code is {settings['code']!r}, expected {code!r}")
    phrases = _phrases(source.name, content)
    for measure in measure_files():
        _merge(phrases, _phrases(measure.name, _terms(measure, code)))
    return Lexicon(code, settings["name"], settings, phrases, _tree(phrases))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, in alphabetical order."""
    return tuple(
        sorted(
            item.name.removesuffix(".toml")
            for item in _data("languages").iterdir()
            if item.name.endswith(".toml")
        )
    )


def measure_files() -> tuple[Traversable, ...]:
    """Return the measure files in alphabetical order."""
    found = (item for item in _data("measures").iterdir() if item.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda item: item.name))


def _terms(measure: Traversable, code: str) -> object:
    terms = _load(measure).get("terms", {})
    if not isinstance(terms, dict):
        raise LexiconError(f"{measure.name}: terms is {terms!r}, expected a table per language")
    return terms.get(code, {})


def _data(*parts: str) -> Traversable:
    return files("extract").joinpath("data", *parts)


def _load(source: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{source.name}: {error}, expected TOML") from error


def _phrases(file: str, table: object, path: str = "") -> dict[str, dict[str, tuple[str, ...]]]:
    if not isinstance(table, dict):
        raise LexiconError(f"{file}: {path or 'top level'} is {table!r}, expected a table")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, value in table.items():
        below = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            _merge(found, _phrases(file, value, below))
        elif isinstance(value, list):
            found.setdefault(path, {})[key] = _checked(file, below, value)
        elif path:
            raise LexiconError(f"{file}: {below} is {value!r}, expected a list of phrases")
    return found


def _checked(file: str, key: str, phrases: Iterable[object]) -> tuple[str, ...]:
    seen: set[tuple[str, ...]] = set()
    for phrase in phrases:
        folded = phrase_tokens(phrase) if isinstance(phrase, str) else ()
        if not folded:
            raise LexiconError(f"{file}: {key} holds {phrase!r}, expected words")
        if folded in seen:
            raise LexiconError(f"{file}: {key} holds {phrase!r} twice")
        seen.add(folded)
    return tuple(str(phrase) for phrase in phrases)


def _merge(
    into: dict[str, dict[str, tuple[str, ...]]], more: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> None:
    for category, values in more.items():
        for value, phrases in values.items():
            known = into.setdefault(category, {})
            known[value] = known.get(value, ()) + phrases


def _tree(phrases: Mapping[str, Mapping[str, tuple[str, ...]]]) -> _Node:
    root = _Node()
    for category, values in phrases.items():
        for value, said in values.items():
            for phrase in said:
                for tokens in _variants(phrase_tokens(phrase)):
                    node = root
                    for token in tokens:
                        node = node.children.setdefault(token, _Node())
                    node.payload.append((category, value))
    return root


def _longest(node: _Node | None, words: Sequence[str], start: int) -> dict[str, Match]:
    """Return the longest phrase of each category that begins at ``start``, where ``node`` is."""
    here: dict[str, Match] = {}
    end = start + 1
    while node is not None:
        for category, value in node.payload:
            here[category] = Match(category, value, start, end)
        node = node.children.get(words[end]) if end < len(words) else None
        end += 1
    return here


def _pruned(node: _Node, tokens: tuple[str, ...], entry: tuple[str, str]) -> _Node:
    """Return ``node`` less ``entry`` behind ``tokens``; all other branches are shared."""
    if tokens:
        below = _pruned(node.children[tokens[0]], tokens[1:], entry)
        return _Node({**node.children, tokens[0]: below}, node.payload)
    kept = list(node.payload)
    kept.remove(entry)
    return _Node(node.children, kept)


def _variants(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield tokens
    if "-" in tokens[1:-1]:
        yield tuple(token for token in tokens if token != "-")
