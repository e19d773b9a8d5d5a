"""What a source is expected to bring; a source file may say it in ``expects``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS = ("title", "body", "date")

_USUAL = 0.95


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a source is expected to bring.

    ``articles_a_week`` is how many new articles it announces; ``None``: as many as
    its own good runs did. ``fields`` are the shares of articles that have a title,
    a body, a date of the page; ``fresh_days`` is how old the newest announced
    article may be, ``None`` any age; ``reaches_back``: discovery is to reach back
    to the run before, as a feed that forgets too soon loses articles.
    """

    articles_a_week: float | None = None
    fields: Mapping[str, float] = field(default_factory=dict)
    fresh_days: int | None = 21
    reaches_back: bool = True

    def __post_init__(self) -> None:
        """Raise ``ValueError`` naming what can't be expected."""
        unknown = sorted(self.fields.keys() - set(FIELDS))
        if unknown:
            expected = ", ".join(FIELDS)
            raise ValueError(f"expects: fields: {unknown[0]!r}, expected one of {expected}")
        for name, share in self.fields.items():
            if not 0 <= share < 1:
                raise ValueError(f"expects: fields: {name} is {share}, expected 0 to below 1")
        if self.articles_a_week is not None and self.articles_a_week < 0:
            raise ValueError("expects: articles_a_week is negative, expected 0 or more")
        if self.fresh_days is not None and self.fresh_days < 1:
            raise ValueError(f"expects: fresh_days is {self.fresh_days}, expected 1 or more")

    def share(self, name: str) -> float:
        """Return the share of articles that are to have the field ``name``."""
        return self.fields.get(name, _USUAL)
