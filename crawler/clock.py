"""The time as a run sees it.

Whatever notes or compares times in a crawl asks the run's clock, so that tests
can live through a month in a minute. Politeness keeps real seconds all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The system's clock, or one that goes on from another moment.

    ``starts`` is what it shows when it is made, ISO 8601 with an offset or Z;
    ``None`` is the system's time.
    """

    def __init__(self, starts: str | None = None) -> None:
        self._told = starts is not None
        self._ahead = timedelta()
        if starts is not None:
            self._ahead = datetime.fromisoformat(starts) - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC) + self._ahead

    @property
    def told(self) -> str | None:
        """What the clock of another process must be given to show the same as this one."""
        return self.stamp() if self._told else None

    def stamp(self) -> str:
        """Return the present moment as the ledger and the archive write it, with seconds and Z."""
        return stamp_of(self.now())


def stamp_of(moment: datetime) -> str:
    """Return ``moment`` as UTC, ISO 8601 with seconds and Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


SYSTEM = Clock()
"""The system's clock."""
