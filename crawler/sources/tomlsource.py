"""A source file in TOML: the attributes of ``Outlet`` by name, nothing to be run.

What may stand there and of which kind it is comes from the annotations of
``Outlet``, so that an attribute added there is known here. A dataclass is a
table; where several can stand, such as the seeds of ``discovery``, its ``type``
is the name of the class in small letters: sitemap, feed, listing. ``page`` is the
name of a page class, ``topic`` that of a topic, or ``"all"`` for no filter.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from crawler import pages
from crawler.discovery.topic import TOPICS, Topic
from crawler.errors import SourceFileError
from crawler.pages.page import Page
from crawler.sources.outlet import Outlet
from crawler.spider import NewsSpider
from crawler.urls import host_of

EVERYTHING = "all"
"""What a file says as its topic to take every article."""

_WORDS = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def read_source(path: Path) -> type[NewsSpider]:
    """Return the source that the file at ``path`` describes.

    Raises:
        SourceFileError: a key nobody knows, or a value of the wrong kind.
        tomllib.TOMLDecodeError: it is no TOML.
        OSError: it can't be read.
    """
    content = tomllib.loads(path.read_text("utf-8"))
    hints = known_keys()
    unknown = sorted(content.keys() - hints.keys())
    if unknown:
        raise SourceFileError(f"unknown key {unknown[0]}, expected one of {', '.join(hints)}")
    attributes = {key: _value(key, hints[key], value) for key, value in content.items()}
    _check_hosts(attributes)
    title = "".join(part.title() for part in path.stem.split("_"))
    doc = f"The source of {path.name}."
    return type(title, (NewsSpider,), {**attributes, "__doc__": doc, "__module__": path.name})


def _check_hosts(attributes: Mapping[str, Any]) -> None:
    """Hosts are bare names, and every seed lies on one of them: elsewhere nothing is asked."""
    hosts = attributes.get("hosts", ())
    for key in ("hosts", "former_hosts"):
        for at, host in enumerate(attributes.get(key, ()), start=1):
            if not re.fullmatch(r"[\w.-]+", host):
                raise SourceFileError(f"{key}[{at}] is {host!r}, expected a host as paper.example")
    for at, seed in enumerate(attributes.get("discovery", ()), start=1):
        host = host_of(seed.url)
        if not any(host == own or host.endswith(f".{own}") for own in hosts):
            raise SourceFileError(
                f"discovery[{at}].url is {seed.url!r}, expected an address on {' or '.join(hosts)}"
            )


@cache
def known_keys() -> Mapping[str, Any]:
    """Return what may stand in a file, each key with the type of its value."""
    told: Mapping[str, Any] = inspect.get_annotations(Outlet, eval_str=True)
    of_class: Any = ClassVar
    stated = {
        key: get_args(hint)[0]
        for key, hint in told.items()
        if get_origin(hint) is of_class and not key.startswith("_")
    }
    return {"name": str, **stated}


@cache
def page_classes() -> Mapping[str, type[Page]]:
    """Return every page class of ``crawler/pages`` by its name."""
    found: dict[str, type[Page]] = {}
    for module in pkgutil.iter_modules(pages.__path__):
        inside = vars(importlib.import_module(f"{pages.__name__}.{module.name}"))
        for kind in inside.values():
            if isinstance(kind, type) and issubclass(kind, Page) and kind is not Page:
                found[kind.__name__] = kind
    return dict(sorted(found.items()))


def _value(key: str, hint: Any, value: Any) -> Any:
    """Return ``value`` as an attribute of type ``hint``."""
    if hint == type[Page]:
        return _named(key, page_classes(), value)
    if hint == Topic | None:
        return _named(key, {**TOPICS, EVERYTHING: None}, value)
    if get_origin(hint) is tuple:
        return _list(key, get_args(hint)[0], value)
    if get_origin(hint) is UnionType:
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return _value(key, kinds[0], value) if len(kinds) == 1 else _one_of(key, kinds, value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _table(key, hint, value)
    if get_origin(hint) is not None:
        inner = get_args(hint)[1]
        table = _of_kind(key, value, dict, "a table")
        return {name: _value(f"{key}.{name}", inner, one) for name, one in table.items()}
    return _of_kind(key, value, (int, float) if hint is float else hint, _WORDS[hint])


def _list(key: str, inner: Any, value: Any) -> tuple[Any, ...]:
    members = enumerate(_of_kind(key, value, list, "a list"), start=1)
    return tuple(_value(f"{key}[{at}]", inner, one) for at, one in members)


def _one_of(key: str, kinds: list[Any], value: Any) -> Any:
    """Return the dataclass out of ``kinds`` that the table's ``type`` names."""
    table = dict(_of_kind(key, value, dict, "a table"))
    named = {kind.__name__.lower(): kind for kind in kinds}
    return _table(key, _named(f"{key}.type", named, table.pop("type", None)), table)


def _table(key: str, kind: type, value: Any) -> Any:
    table = _of_kind(key, value, dict, "a table")
    hints = get_type_hints(kind)
    unknown = sorted(table.keys() - hints.keys())
    if unknown:
        raise SourceFileError(f"unknown key {key}.{unknown[0]}, expected one of {', '.join(hints)}")
    for field in fields(kind):
        optional = field.default is not MISSING or field.default_factory is not MISSING
        if not optional and field.name not in table:
            raise SourceFileError(f"{key}.{field.name} is missing")
    return kind(**{name: _value(f"{key}.{name}", hints[name], one) for name, one in table.items()})


def _named(key: str, known: Mapping[str, Any], value: Any) -> Any:
    if not isinstance(value, str) or value not in known:
        raise SourceFileError(f"{key} is {value!r}, expected one of {', '.join(known)}")
    return known[value]


def _of_kind(key: str, value: Any, kind: type | tuple[type, ...], expected: str) -> Any:
    # True and false are whole numbers to Python, but not to who writes the file.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise SourceFileError(f"{key} is {value!r}, expected {expected}")
    return value
