"""Which of the announced addresses a crawl takes: articles, in the date window, on the topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timezone
from enum import Enum, auto

from crawler.discovery import Entry
from crawler.discovery.topic import Topic
from crawler.pages.dates import from_feed
from crawler.urls import slug_of


class Judgement(Enum):
    """What becomes of an entry."""

    WANTED = auto()
    NOT_ASKED = auto()
    """No article of the source, or before the window."""
    OFF_TOPIC = auto()
    """An article within the window that the topic filter drops."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a source's crawl takes.

    ``is_article`` tells its articles by their address; ``topic`` ``None`` takes
    everything; ``since`` is the ISO day on which the date window begins;
    ``local`` is the time zone of dates that name none.
    """

    is_article: Callable[[str], bool]
    topic: Topic | None
    since: str
    local: timezone

    def judge(self, entry: Entry) -> Judgement:
        """Say what becomes of ``entry``."""
        if not self.is_article(entry.url) or self.is_past(self.day(entry)):
            return Judgement.NOT_ASKED
        words = (slug_of(entry.url), entry.title, entry.summary)
        if self.topic is not None and not self.topic.matches(*words):
            return Judgement.OFF_TOPIC
        return Judgement.WANTED

    def day(self, entry: Entry) -> str | None:
        """Return the ISO day that was said of ``entry``, or ``None``."""
        return from_feed(entry.dated, local=self.local) if entry.dated else None

    def is_past(self, day: str | None) -> bool:
        """Say whether ``day`` lies before the window.

        An address without a date is asked for: silence is no reason to leave it out.
        """
        return day is not None and day < self.since
