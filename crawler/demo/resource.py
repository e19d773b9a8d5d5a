"""What the demonstration serves: bodies, and the articles they are made of."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


@dataclass(frozen=True)
class Resource:
    """A body with its type; ``modified`` is UTC, ``None`` where a site does not say."""

    body: bytes
    content_type: str = "text/plain; charset=utf-8"
    modified: datetime | None = None

    @cached_property
    def etag(self) -> str:
        """A strong validator made of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An article of the demonstration as its file states it; texts hold no markup."""

    id: str
    outlet: str
    lang: str
    slug: str
    section: str
    title: str
    lead: str
    body: tuple[str, ...]
    author: str
    teasers: tuple[str, ...]
    comments: int
    views: int
    captions: tuple[str, ...] = ()
    number: int = 0
    published: datetime | None = None
    photo: str | None = None
    credit_name: str | None = None
    credit_url: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication at the outlet."""
        return self.published.date() if self.published else None


def articles(folder: Traversable | None = None) -> list[DemoArticle]:
    """Return the articles in ``folder`` (those of this package if not given), by id."""
    folder = folder or files("crawler.demo") / "articles"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return [_article(tomllib.loads((folder / name).read_text("utf-8"))) for name in names]


def newest_first(found: Iterable[DemoArticle]) -> list[DemoArticle]:
    """Return articles by day of publication, those without one last."""
    return sorted(found, key=lambda article: (str(article.published or ""), article.id))[::-1]


def _article(data: dict[str, Any]) -> DemoArticle:
    published = data.get("published")
    lists = {key: tuple(data.get(key, ())) for key in ("body", "teasers", "captions")}
    moment = datetime.fromisoformat(published) if published else None
    return DemoArticle(**{**data, **lists, "published": moment})


def modified(article: DemoArticle) -> datetime:
    """Return when the page of ``article`` was last changed, in UTC."""
    return (article.published or datetime(2025, 12, 1, tzinfo=UTC)).astimezone(UTC)
