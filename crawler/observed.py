"""What only the health of a source needs to know of a run: discovery, causes, how it ended."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b

_ENDS = {"finished": "finished", "archive": "stopped", "disk": "stopped"}


@dataclass(slots=True)
class Observed:
    """What was observed of one source in one run; columns of table source_run.

    ``asked``, ``answered``, ``empty`` and ``unreadable`` count discovery documents,
    ``links`` what stood in them and ``announced`` those of articles; ``articles``
    counts bodies of articles; ``causes`` what went wrong, by kind of request.
    """

    asked: int = 0
    answered: int = 0
    empty: int = 0
    unreadable: int = 0
    links: int = 0
    announced: int = 0
    articles: int = 0
    causes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ended: str | None = None
    ended_because: str = "interrupted"
    _days: Counter[str] = field(default_factory=Counter)
    _oldest: dict[str, str] = field(default_factory=dict)
    _sum: int = 0

    def document(self, *, links: int) -> None:
        """Note a discovery document that was read, and how many links stood in it."""
        self.answered += 1
        self.empty += not links
        self.links += links

    def article(self, seed: str, url: str, day: str | None) -> None:
        """Note the address of an article met in a document read for ``seed``, with its ISO day."""
        self.announced += 1
        self._sum += int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big")
        if day is not None:
            self._days[day] += 1
            self._oldest[seed] = min(day, self._oldest.get(seed, day))

    def end(self, reason: str, *, at: str, limited: bool) -> None:
        """Note why Scrapy closed the spider; ``limited``: something was left for later."""
        self.ended = at
        self.ended_because = _ENDS.get(reason, "interrupted")
        if limited and self.ended_because == "finished":
            self.ended_because = "limit"

    def fresh(self, since: str | None) -> int | None:
        """Return how many links are dated on the ISO day ``since`` or later."""
        if since is None or not self._days:
            return None
        return sum(count for day, count in self._days.items() if day >= since)

    @property
    def newest(self) -> str | None:
        """The newest date announced."""
        return max(self._days, default=None)

    @property
    def oldest(self) -> str | None:
        """The oldest date of the seed that reaches back least."""
        return max(self._oldest.values(), default=None)

    @property
    def digest(self) -> str | None:
        """Hash of the announced addresses, whatever their order, as 16 hex digits."""
        return f"{self._sum % 2**64:016x}" if self.announced else None
