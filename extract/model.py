"""The values that travel through reading: documents in, facts and rejections out.

Offsets are code points into ``Reading.text`` (NFC), half-open. Amounts are
``Decimal`` and never negative; ``None`` means not stated or not known.
Field meanings, units and formats: ``corpus/codebook.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

SEGMENT_ROLES = (
    "title", "lead", "body", "caption", "byline", "source_note", "related", "boilerplate",
)  # fmt: skip
"""What a stretch of an article is. Figures are read in the first four only."""

READ_ROLES = frozenset({"title", "lead", "body", "caption"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with its role; ``start`` and ``end`` are offsets."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be read. Whatever is ``None`` is found in the text, or stays unknown.

    ``lang`` is one of the supported codes, ``published`` an EDTF day, month or
    year, ``url`` the address of the page, ``segments`` the roles a page object knows.
    """

    text: str
    lang: str | None = None
    published: str | None = None
    url: str | None = None
    segments: tuple[Segment, ...] | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Conference:
    """The conference a report is about; ``date`` is EDTF."""

    name: str
    edition: int | None = None
    date: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """The same amount as printed in a second currency."""

    value: Decimal
    value_max: Decimal | None
    unit: str
    qualifier: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with everything the article says about it."""

    measure: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    qualifier: str
    value_low: Decimal | None
    value_high: Decimal | None
    bounds_rule: str
    kind: str
    direction: str | None
    base_period: str | None
    per: str | None
    status: str
    donors: str | None
    scope: str
    part: str | None
    period: str | None
    period_start: str | None
    period_end: str | None
    period_basis: str | None
    place: str | None
    place_name: str | None
    place_level: str | None
    place_asof: str | None
    attribution: str | None
    conference: Conference | None
    equivalent: Equivalent | None
    sentence: str
    quote: str
    start: int
    end: int
    anchors: Mapping[str, tuple[Span, ...]]
    repeats: tuple[Span, ...]
    rule: str
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A number that became no fact, with the reason (closed list in the codebook)."""

    start: int
    end: int
    quote: str
    sentence: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Look:
    """A number of which the learned weights say something else than the rules.

    ``field`` is "figure" or "scope", ``answer`` what is taken ("no" for no figure) and ``instead``
    what the rules say; ``likely`` is how sure the weights are, ``reasons`` what weighed most.
    """

    start: int
    end: int
    field: str
    answer: str
    instead: str
    likely: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says. ``rejection_counts`` covers numbers that get no row of their own."""

    text: str
    text_sha256: str
    lang: str
    lang_probability: float
    published: str | None
    segments: tuple[Segment, ...]
    facts: tuple[Fact, ...]
    rejections: tuple[Rejection, ...]
    conference: Conference | None = None
    rejection_counts: Mapping[str, int] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()
