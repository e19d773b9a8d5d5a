"""The sources at hand: every spider in the source folders, found by looking, listed nowhere."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from corpus.folder import DataFolder
from corpus.model import Source
from crawler.errors import UnknownSourceError
from crawler.pages.page import Page
from crawler.spider import NewsSpider

log = logging.getLogger(__name__)

SHIPPED = ("crawler.spiders",)
DEMONSTRATION = ("crawler.demo.spiders",)
REQUIRED = ("name", "title", "hosts", "languages", "country", "kind", "page", "article")
DESCRIPTIVE = ("evidence", "republishes")
"""What a source file may say of itself beside the attributes of ``NewsSpider``."""

# What a mistake in a source file raises while it is imported.
_FAULTS = (SyntaxError, ImportError, NameError, AttributeError, TypeError, ValueError, LookupError)


def modules_for(folder: DataFolder) -> tuple[str, ...]:
    """Return the packages of source files whose pages ``folder`` holds."""
    return DEMONSTRATION if folder.demonstration else SHIPPED


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
    """Read every source file of these packages or modules; a faulty one never stops the others."""
    sources: dict[str, type[NewsSpider]] = {}
    problems: list[str] = []
    for module in (name for package in modules for name in _files(package)):
        try:
            kinds = list(_spiders(importlib.import_module(module)))
        except _FAULTS as error:
            problems.append(f"{module}: not loaded: {_one_line(error)}")
            continue
        for kind in kinds:
            faults = _faults(kind, taken=sources)
            problems.extend(f"{module}: not loaded: {fault}" for fault in faults)
            if not faults:
                sources[kind.name] = kind
    return Loaded(dict(sorted(sources.items())), tuple(problems))


def _files(package: str) -> Iterator[str]:
    spec = importlib.util.find_spec(package)
    inside = spec.submodule_search_locations if spec else None
    if inside is None:
        yield package
        return
    for found in sorted(pkgutil.iter_modules(inside), key=lambda module: module.name):
        yield f"{package}.{found.name}"


def _spiders(module: ModuleType) -> Iterator[type[NewsSpider]]:
    for kind in vars(module).values():
        own = isinstance(kind, type) and kind.__module__ == module.__name__
        if own and issubclass(kind, NewsSpider):
            yield kind


def _faults(kind: type[NewsSpider], *, taken: Mapping[str, object]) -> list[str]:
    """Say what is wrong with the declarations of a source."""
    missing = [key for key in REQUIRED if not getattr(kind, key, None)]
    faults = [f"{key} is missing" for key in missing]
    known = {*dir(NewsSpider), *NewsSpider.__annotations__, *REQUIRED, *DESCRIPTIVE}
    faults += [
        f"unknown key {key}, expected one of those of NewsSpider"
        for key, value in vars(kind).items()
        if not key.startswith("_") and key not in known and not _is_method(value)
    ]
    if "page" not in missing and not (isinstance(kind.page, type) and issubclass(kind.page, Page)):
        faults.append(f"page is {kind.page!r}, expected a page class of crawler.pages")
    if "article" not in missing:
        try:
            re.compile(kind.article)
        except re.error as error:
            faults.append(f"article is no pattern: {error}")
    if not missing and kind.name in taken:
        faults.append(f"another file has the name {kind.name}")
    return faults


def _is_method(value: object) -> bool:
    return callable(value) or isinstance(value, classmethod | staticmethod | property)


def _one_line(error: Exception) -> str:
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
        elif word in sources:
            chosen[word] = ()
        else:
            raise UnknownSourceError(
                f"{word}: unknown source, expected one of {', '.join(sources)}"
            )
    return chosen


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
