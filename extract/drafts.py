"""Drafts of figures and what is none, before repeats in the article are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.elliptic.columns import Column
from extract.linking.answers import Answer, Scope, When, Where
from extract.linking.kind import Kind
from extract.linking.qualifier import Bounds
from extract.linking.zone import Zone
from extract.measures import Measure
from extract.scan import Scan

WEIGHED = "weighed"
"""The flag of a figure that the rules alone would have set aside."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity with every field answered, before repeats in the article are joined.

    ``above`` are the years that paragraphs above tell of, for what nothing dates.
    """

    zone: Zone
    measure: Measure
    qualifier: Answer
    kind: Kind
    status: Answer
    scope: Scope
    donors: Answer
    when: When
    base: str | None
    base_span: tuple[int, int] | None
    where: Where
    attribution: Answer
    bounds: Bounds
    equivalent: Zone | None = None
    flags: tuple[str, ...] = ()
    above: When | None = None

    @property
    def start(self) -> int:
        """First token of the figure, qualifier included."""
        qualified = self.qualifier.start
        begin = self.zone.quantity.start
        return begin if qualified is None else min(qualified, begin)

    @property
    def end(self) -> int:
        """Token behind the figure, a qualifier behind the number included."""
        qualified = self.qualifier.end
        end = self.zone.quantity.end
        return end if qualified is None else max(qualified, end)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A quantity that is no figure, with the answer that says why."""

    zone: Zone
    answer: Answer


@dataclass(slots=True)
class SentenceReading:
    """The drafts and refusals of one sentence, and the columns it is a row of."""

    scan: Scan
    drafts: list[Draft] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    columns: tuple[Column, ...] | None = None
