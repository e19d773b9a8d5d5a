"""How a source stands: what the monitor says of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One source at one moment; table health in the codebook.

    ``state`` is ok, troubled or unknown, ``cause`` a code of list cause, ``since`` the
    run that met the trouble first, ``evidence`` says in plain words what was
    found; ``expected`` and ``seen`` are the two values compared; ``last_good`` is the
    last run without trouble. Times are UTC, ISO 8601 with Z.
    """

    source: str
    state: str
    evidence: str
    cause: str | None = None
    since: str | None = None
    expected: str | None = None
    seen: str | None = None
    last_good: str | None = None
    acknowledged: bool = False

    @property
    def rings(self) -> bool:
        """Whether somebody is to be told: in trouble, and nobody said that it is known."""
        return self.state == "troubled" and not self.acknowledged

    def row(self) -> dict[str, Any]:
        """Return the values by column."""
        return asdict(self) | {"acknowledged": int(self.acknowledged)}
