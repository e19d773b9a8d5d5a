"""All hosts of the demonstration: each outlet's articles in the markup of its family."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence

from crawler.demo import families
from crawler.demo.resource import DemoArticle, Resource, articles


def resources(
    found: Sequence[DemoArticle] | None = None,
) -> Mapping[str, Mapping[str, Resource]]:
    """Return what is served, by host and path; ``found`` are the articles, else the package's."""
    every = articles() if found is None else found
    sites: dict[str, Mapping[str, Resource]] = {}
    for module in pkgutil.iter_modules(families.__path__):
        family = importlib.import_module(f"{families.__name__}.{module.name}")
        own = [article for article in every if article.outlet == family.HOST]
        sites[family.HOST] = family.resources(own)
    return sites
