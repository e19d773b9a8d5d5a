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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple

from extract.tokens import Token, phrase_tokens

_WHOLE = frozenset({"status.flow", "status.stock"})
"""Categories where a phrase inside a longer one says nothing: "akan menyalurkan" promises."""


class LexiconError(ValueError):
    """A data file that can't be used; says file, key and what was expected."""


class Match(NamedTuple):
    """A phrase found: tokens ``start`` to ``end`` (half-open) say ``value`` in ``category``."""

    category: str
    value: str
    start: int
    end: int


# Match(...) without a Python call in between: a long text has thousands of them.
_match: Callable[[tuple[str, str, int, int]], Match] = partial(tuple.__new__, Match)


_Said = Mapping[str, tuple[str, int]]
"""What the words from one token on say: value and length of the longest phrase by category."""


@dataclass(slots=True)
class _Node:
    """A word of phrases: what may follow it, what ends with it, and all said up to it."""

    children: dict[str, _Node] = field(default_factory=dict)
    payload: list[tuple[str, str]] = field(default_factory=list)
    said: _Said = field(default_factory=dict)


_NO_CHILDREN: dict[str, _Node] = {}
"""What follows the last word of a phrase, one for all: most words end one."""


class Matches:
    """The phrases of one token sequence, asked by category and by first or last token.

    ``by_start`` gives for each token what is said from there on, ``starts`` for each category
    where its phrases begin, from left to right.
    """

    __slots__ = ("_ends", "_found", "_starts", "by_start")

    def __init__(self, by_start: Mapping[int, _Said], starts: Mapping[str, Sequence[int]]) -> None:
        self.by_start = by_start
        self._starts = starts
        self._found: dict[str, list[Match]] = {}
        self._ends: dict[str, dict[int, Match]] = {}

    @property
    def categories(self) -> Set[str]:
        """The categories that have a match."""
        return self._starts.keys()

    def of(self, category: str) -> Sequence[Match]:
        """Return the matches of ``category`` from left to right."""
        if category not in self._starts:
            return ()
        found = self._found.get(category)
        if found is None:
            said = [(at, *self.by_start[at][category]) for at in self._starts[category]]
            found = [_match((category, value, at, at + length)) for at, value, length in said]
            self._found[category] = found
        return found

    def at(self, category: str, start: int) -> Match | None:
        """Return the longest match of ``category`` that begins at token ``start``."""
        here = self.by_start.get(start)
        said = here.get(category) if here is not None else None
        return _match((category, said[0], start, start + said[1])) if said is not None else None

    def begins(self, categories: Set[str], start: int) -> bool:
        """Whether a phrase of one of ``categories`` begins at token ``start``."""
        here = self.by_start.get(start)
        return here is not None and not categories.isdisjoint(here)

    def begun(self, categories: Set[str]) -> set[int]:
        """Return the tokens where a phrase of one of ``categories`` begins."""
        return {
            at for category in self._starts.keys() & categories for at in self._starts[category]
        }

    def ending(self, category: str, end: int) -> Match | None:
        """Return the longest match of ``category`` that ends before token ``end``."""
        if category not in self._starts:
            return None
        ends = self._ends.get(category)
        if ends is None:
            found = reversed(self.of(category))
            ends = self._ends[category] = {match.end: match for match in found}
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
        words.append("")  # no phrase goes on behind the last token
        first_words = self._root.children
        by_start: dict[int, _Said] = {}
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for start, word in enumerate(words):
            node = first_words.get(word)
            if node is None:
                continue
            end = start + 1
            while (longer := node.children.get(words[end])) is not None:
                node = longer
                end += 1
            if node.said:
                by_start[start] = node.said
                for category in node.said:
                    starts[category].append(start)
        for category in starts.keys() & _WHOLE:
            starts[category] = _outermost(by_start, category, starts[category])
        return Matches(by_start, starts)

    def values(self, category: str) -> Mapping[str, tuple[str, ...]]:
        """Return value and phrases of ``category``; empty where the file has none."""
        return self.phrases.get(category, {})

    def only(self, *sections: str) -> Lexicon:
        """Return this lexicon with ``sections`` alone, or single categories: quicker to match."""
        if sections not in self._parts:
            kept = {
                category: values
                for category, values in self.phrases.items()
                if category in sections or category.partition(".")[0] in sections
            }
            self._parts[sections] = replace(self, phrases=kept, _root=_tree(kept))
        return self._parts[sections]

    def adding(self, value: str, words: Iterable[tuple[str, str]]) -> Lexicon:
        """Return this lexicon and ``words``, each a category and one word, with ``value``."""
        children = dict(self._root.children)
        for category, word in words:
            known = children.get(word, _Node())
            longer = _Node(known.children, [*known.payload, (category, value)])
            children[word] = _told(longer, length=1)
        return replace(self, _root=replace(self._root, children=children))

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
        return replace(self, phrases={**self.phrases, category: values}, _root=_told(root))


def _outermost(by_start: dict[int, _Said], category: str, starts: Sequence[int]) -> list[int]:
    """Return ``starts`` less those of matches within an earlier one, which ``by_start`` loses."""
    kept: list[int] = []
    reached = 0
    for start in starts:
        said = by_start[start]
        end = start + said[category][1]
        if end > reached:
            kept.append(start)
            reached = end
        else:
            by_start[start] = {other: said[other] for other in said if other != category}
    return kept


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
    return _told(root)


def _told(node: _Node, above: _Said = MappingProxyType({}), length: int = 0) -> _Node:
    """Return ``node``, ``length`` words down, and all below it with ``said`` filled in anew.

    ``above`` is what the words before it say.
    """
    own = {category: (value, length) for category, value in node.payload}
    said = {**above, **own} if own else above
    children = {word: _told(below, said, length + 1) for word, below in node.children.items()}
    return _Node(children or _NO_CHILDREN, node.payload, said)


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
