"""The sources at hand: every spider in the source folders, found by looking, listed nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from corpus.folder import DataFolder
from corpus.model import Source
from crawler.errors import UnknownSourceError
from crawler.spider import NewsSpider

SHIPPED = ("crawler.spiders",)
DEMONSTRATION = ("crawler.demo.spiders",)


def modules_for(folder: DataFolder) -> tuple[str, ...]:
    """Return the packages of source files whose pages ``folder`` holds."""
    return DEMONSTRATION if folder.demonstration else SHIPPED


def load(modules: Sequence[str] = SHIPPED) -> dict[str, type[NewsSpider]]:
    """Return the sources in these packages by name."""
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": list(modules)}))
    found = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: kind for name, kind in found.items() if issubclass(kind, NewsSpider)}


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
