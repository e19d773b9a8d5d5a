"""The sources at hand: every spider in the source folders, found by looking, listed nowhere.

A place is a package of source files, or the path of a folder of the user's own:
there a source is a file in TOML or in Python.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import pkgutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

from corpus.folder import DataFolder
from corpus.model import Source
from crawler.errors import SourceFileError, UnknownSourceError
from crawler.sources.declarations import faults_of
from crawler.sources.tomlsource import read_source
from crawler.spider import NewsSpider

log = logging.getLogger(__name__)

SHIPPED = ("crawler.spiders",)
DEMONSTRATION = ("crawler.demo.spiders",)


def modules_for(folder: DataFolder) -> tuple[str, ...]:
    """Return the places of the source files whose pages ``folder`` holds; its own come last."""
    if folder.demonstration:
        return DEMONSTRATION
    return (*SHIPPED, str(folder.sources.resolve())) if folder.sources.is_dir() else SHIPPED


@dataclass(frozen=True, slots=True)
class Loaded:
    """The usable sources by name, and a line on each file that can't be used."""

    sources: dict[str, type[NewsSpider]]
    problems: tuple[str, ...]


def load(modules: Sequence[str] = SHIPPED) -> dict[str, type[NewsSpider]]:
    """Return the sources in these packages by name; files that can't be used are on the log."""
    found = examine(modules)
    for problem in found.problems:
        log.warning("%s", problem)
    return found.sources


def examine(modules: Sequence[str] = SHIPPED) -> Loaded:
    """Read every source file of these places; a faulty one never stops the others."""
    sources: dict[str, type[NewsSpider]] = {}
    problems: list[str] = []
    for file in (file for place in modules for file in _files(place)):
        try:
            kinds = file.read()
        # A file may raise whatever its author wrote into it.
        except Exception as error:
            problems.append(f"{file.label}: not loaded: {_one_line(error)}")
            continue
        for kind in kinds:
            faults = faults_of(kind) or _taken(kind.name, sources)
            problems.extend(f"{file.label}: not loaded: {fault}" for fault in faults)
            if not faults:
                sources[kind.name] = kind
    return Loaded(dict(sorted(sources.items())), tuple(problems))


@dataclass(frozen=True, slots=True)
class _File:
    """A source file: the name it is told by, and how its sources are had."""

    label: str
    read: Callable[[], list[type[NewsSpider]]]


def _files(place: str) -> Iterator[_File]:
    if Path(place).is_absolute():
        yield from _own_files(Path(place))
        return
    spec = importlib.util.find_spec(place)
    inside = spec.submodule_search_locations if spec else None
    if inside is None:
        yield _File(place, partial(_of_module, place))
        return
    for found in sorted(pkgutil.iter_modules(inside), key=lambda module: module.name):
        name = f"{place}.{found.name}"
        yield _File(name, partial(_of_module, name))


def _own_files(folder: Path) -> Iterator[_File]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".toml":
            yield _File(str(path), partial(_of_toml, path))
        elif path.suffix == ".py":
            yield _File(str(path), partial(_of_path, path))


def _of_module(name: str) -> list[type[NewsSpider]]:
    return list(_spiders(importlib.import_module(name)))


def _of_toml(path: Path) -> list[type[NewsSpider]]:
    return [read_source(path)]


def _of_path(path: Path) -> list[type[NewsSpider]]:
    name = f"pressfacts_sources_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError("no Python file")
    module = importlib.util.module_from_spec(spec)
    # Where its dataclasses and annotations look for their module.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return list(_spiders(module))


def _spiders(module: ModuleType) -> Iterator[type[NewsSpider]]:
    for kind in vars(module).values():
        own = isinstance(kind, type) and kind.__module__ == module.__name__
        if own and issubclass(kind, NewsSpider):
            yield kind


def _taken(name: str, sources: Mapping[str, type[NewsSpider]]) -> list[str]:
    if name not in sources:
        return []
    return [f"the name {name} belongs to {sources[name].__module__}, expected another"]


def _one_line(error: Exception) -> str:
    """What is wrong with a file; its own words, where they are meant for its author."""
    if isinstance(error, SourceFileError):
        return str(error)
    if isinstance(error, tomllib.TOMLDecodeError):
        return f"no TOML: {error}"
    if isinstance(error, OSError):
        return f"{error.strerror}, expected a readable file"
    where = f"line {error.lineno}: " if isinstance(error, SyntaxError) else ""
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{where}{type(error).__name__}: {' '.join(what.split())}"


def choose(
    wanted: Sequence[str], sources: dict[str, type[NewsSpider]]
) -> dict[str, tuple[str, ...]]:
    """Return the sources named, each with the addresses asked for (none: all it announces).

    ``wanted`` holds names and addresses; an address goes to the source that
    covers its host. Nothing wanted: every source that announces articles.

    Raises:
        UnknownSourceError: a name that no file has, or a host that no source covers.
    """
    if not wanted:
        return {name: () for name, kind in sources.items() if kind.discovery}
    chosen: dict[str, tuple[str, ...]] = {}
    for word in wanted:
        if word.startswith(("http://", "https://")):
            name = covering(word, sources)
            if name is None:
                raise UnknownSourceError(
                    f"{word}: no source covers this host, expected one of "
                    f"{', '.join(sorted(host for s in sources.values() for host in s.hosts))}"
                )
            chosen[name] = (*chosen.get(name, ()), word)
        else:
            named(word, sources)
            chosen[word] = ()
    return chosen


def named(name: str, sources: Mapping[str, type[NewsSpider]]) -> type[NewsSpider]:
    """Return the source called ``name``; ``UnknownSourceError`` where there is none."""
    if name not in sources:
        raise UnknownSourceError(f"{name}: unknown source, expected one of {', '.join(sources)}")
    return sources[name]


def covering(url: str, sources: dict[str, type[NewsSpider]]) -> str | None:
    """Return the name of the source on whose hosts ``url`` lies, or ``None``."""
    return next((name for name, kind in sources.items() if kind.covers(url)), None)


def described(sources: dict[str, type[NewsSpider]]) -> list[Source]:
    """Return the sources as the database describes them."""
    return [
        Source(
            name=name,
            title=kind.title,
            home=f"https://{kind.hosts[0]}/",
            country=kind.country,
            outlet_kind=kind.kind,
            languages=kind.languages,
        )
        for name, kind in sources.items()
    ]
