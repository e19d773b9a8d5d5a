"""What only the health of a source needs to know of a run: discovery, causes, how it ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

from scrapy.http import Request

MOVED = "moved_away"
"""The cause of a redirect to another host, as long as nothing usable has come from there."""

_ENDS = {"finished": "finished", "archive": "stopped", "disk": "stopped"}


@dataclass(slots=True)
class Observed:
    """What was observed of one source in one run; columns of table source_run.

    ``asked``, ``answered``, ``empty`` and ``unreadable`` count discovery documents,
    ``links`` what stood in them and ``announced`` those of articles; ``articles``
    counts bodies of articles that are new or changed.
    """

    asked: int = 0
    answered: int = 0
    empty: int = 0
    unreadable: int = 0
    links: int = 0
    announced: int = 0
    articles: int = 0
    ended: str | None = None
    ended_because: str = "interrupted"
    _troubles: dict[str, tuple[str, str]] = field(default_factory=dict)
    _days: Counter[str] = field(default_factory=Counter)
    _oldest: dict[str, str] = field(default_factory=dict)
    _sum: int = 0

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
        """How many addresses met each cause, by kind of request: robots, discovery, article."""
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
        self.announced += 1
        self._sum += int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big")
        if day is not None:
            self._days[day] += 1
            if forgets:
                self._oldest[seed] = min(day, self._oldest.get(seed, day))

    def end(self, reason: str, *, at: str, limited: bool) -> None:
        """Note why Scrapy closed the spider; ``limited``: something was left for later."""
        self.ended = at
        self.ended_because = _ENDS.get(reason, "interrupted")
        if limited and self.ended_because == "finished":
            self.ended_because = "limit"

    def fresh(self, since: str | None, *, today: str) -> int | None:
        """Return how many links are dated after the ISO day ``since``, and not in the future."""
        if since is None or not self._days:
            return None
        latest = _next_day(today)
        return sum(count for day, count in self._days.items() if since < day <= latest)

    def newest(self, *, today: str) -> str | None:
        """Return the newest date announced; one in the future only if all are."""
        latest = _next_day(today)
        past = (day for day in self._days if day <= latest)
        return max(past, default=max(self._days, default=None))

    @property
    def oldest(self) -> str | None:
        """The oldest date of the feed that reaches back least."""
        return max(self._oldest.values(), default=None)

    @property
    def digest(self) -> str | None:
        """Hash of the announced addresses, whatever their order, as 16 hex digits."""
        return f"{self._sum % 2**64:016x}" if self.announced else None


def _asked_first(request: Request) -> str:
    return str(request.meta.get("redirect_urls", [request.url])[0])


def _kind(request: Request) -> str:
    return str(request.meta.get("kind", "article"))


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
