"""What one discovery document, or all those of a source, announced in a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any


@dataclass(slots=True)
class Announcements:
    """Links to articles, counted as they are met; dates are ISO days."""

    count: int = 0
    _days: Counter[str] = field(default_factory=Counter)
    _sum: int = 0

    def add(self, url: str, day: str | None) -> None:
        """Note the address of an article, with its date if one is given."""
        self.count += 1
        self._sum += int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big")
        if day is not None:
            self._days[day] += 1

    def fresh(self, since: str | None, *, today: str) -> int | None:
        """Return how many are dated after the day ``since``, and not in the future."""
        if since is None or not self._days:
            return None
        latest = _next_day(today)
        return sum(count for day, count in self._days.items() if since < day <= latest)

    def newest(self, *, today: str) -> str | None:
        """Return the newest date; one in the future only if all are."""
        latest = _next_day(today)
        past = (day for day in self._days if day <= latest)
        return max(past, default=max(self._days, default=None))

    @property
    def digest(self) -> str | None:
        """Hash of the addresses, whatever their order, as 16 hex digits."""
        return f"{self._sum % 2**64:016x}" if self.count else None

    def told(self, since: str | None, *, today: str) -> dict[str, Any]:
        """Return what the ledger notes of one document; see column documents in the codebook."""
        fresh = self.fresh(since, today=today)
        return {"announced": self.count, "fresh": fresh, "digest": self.digest}


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
