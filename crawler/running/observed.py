"""What only the health of a source needs to know of a run: discovery, causes, how it ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapy.http import Request

from crawler.running.announcements import Announcements

MOVED = "moved_away"
"""The cause of a redirect to another host, as long as nothing usable has come from there."""

_ENDS = {"finished": "finished", "archive": "stopped", "disk": "stopped"}


@dataclass(slots=True)
class Observed:
    """What was observed of one source in one run; columns of table source_run.

    ``asked``, ``answered``, ``empty`` and ``unreadable`` count discovery documents,
    ``links`` what stood in them; ``articles`` counts bodies of articles that are new or
    changed, ``witnesses`` known articles that were asked for once more; ``seeds`` are
    the addresses at which discovery begins.
    """

    asked: int = 0
    answered: int = 0
    empty: int = 0
    unreadable: int = 0
    links: int = 0
    articles: int = 0
    witnesses: int = 0
    seeds: Iterable[str] = ()
    ended: str | None = None
    ended_because: str = "interrupted"
    _troubles: dict[str, tuple[str, str]] = field(default_factory=dict)
    _all: Announcements = field(default_factory=Announcements)
    _by_seed: defaultdict[str, Announcements] = field(
        default_factory=lambda: defaultdict(Announcements)
    )
    _oldest: dict[str, str] = field(default_factory=dict)

    def answer(self, request: Request, cause: str | None, *, new: bool) -> None:
        """Note an answer, and what is wrong with it, if anything; ``new``: it brought a body."""
        if cause is not None:
            self.trouble(request, cause)
            return
        first = _asked_first(request)
        if first == request.url or self._troubles.get(first, ("", ""))[1] == MOVED:
            self._troubles.pop(first, None)
        self.articles += new and _kind(request) == "article"

    def trouble(self, request: Request | None, cause: str) -> None:
        """Note what is wrong with an address; only the last word of several tries counts.

        What a redirect leads to is the trouble of the address that was asked first.
        """
        if request is not None:
            self._troubles[_asked_first(request)] = (_kind(request), cause)

    def unread(self, request: Request | None, cause: str) -> None:
        """Note why an answer says nothing, unless its own trouble is known."""
        if request is not None:
            self._troubles.setdefault(_asked_first(request), (_kind(request), cause))

    @property
    def causes(self) -> dict[str, dict[str, int]]:
        """How many addresses met each cause, by robots, discovery, article or witness."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for kind, cause in self._troubles.values():
            found[kind][cause] += 1
        return {kind: dict(counts) for kind, counts in found.items()}

    def document(self, *, links: int) -> None:
        """Note a discovery document that was read, and how many links stood in it."""
        self.answered += 1
        self.empty += not links
        self.links += links

    def article(self, seed: str, url: str, day: str | None, *, forgets: bool) -> None:
        """Note the address of an article met in a document read for ``seed``, with its ISO day.

        ``forgets``: it holds the newest only, as feeds do, and is to reach back far enough.
        """
        self._all.add(url, day)
        self._by_seed[seed].add(url, day)
        if day is not None and forgets:
            self._oldest[seed] = min(day, self._oldest.get(seed, day))

    def end(self, reason: str, *, at: str, limited: bool) -> None:
        """Note why Scrapy closed the spider; ``limited``: something was left for later."""
        self.ended = at
        self.ended_because = _ENDS.get(reason, "interrupted")
        if limited and self.ended_because == "finished":
            self.ended_because = "limit"

    @property
    def announced(self) -> int:
        """Links to articles."""
        return self._all.count

    def fresh(self, since: str | None, *, today: str) -> int | None:
        """Return how many links are dated after the ISO day ``since``, and not in the future."""
        return self._all.fresh(since, today=today)

    def newest(self, *, today: str) -> str | None:
        """Return the newest date announced; one in the future only if all are."""
        return self._all.newest(today=today)

    def documents(self, since: str | None, *, today: str) -> dict[str, dict[str, Any]]:
        """Return what each seed announced, and what was wrong with it."""
        return {
            seed: self._by_seed[seed].told(since, today=today)
            | {"cause": self._troubles.get(seed, ("", None))[1]}
            for seed in self.seeds
        }

    @property
    def oldest(self) -> str | None:
        """The oldest date of the feed that reaches back least."""
        return max(self._oldest.values(), default=None)

    @property
    def digest(self) -> str | None:
        """Hash of the announced addresses, whatever their order, as 16 hex digits."""
        return self._all.digest


def _asked_first(request: Request) -> str:
    return str(request.meta.get("redirect_urls", [request.url])[0])


def _kind(request: Request) -> str:
    if request.meta.get("witness"):
        return "witness"
    return str(request.meta.get("kind", "article"))
