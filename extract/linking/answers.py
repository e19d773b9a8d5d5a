"""What the rules answer: a value, the rule that gave it, and the words that decided."""

from __future__ import annotations

from typing import NamedTuple

from extract.periods import Period
from extract.places import Place


class Answer(NamedTuple):
    """What a rule says of one field, and the tokens that made it say so (or ``None``)."""

    value: str | None
    rule: str
    start: int | None = None
    end: int | None = None


class When(NamedTuple):
    """The period of a figure as EDTF, where it comes from, and the tokens that say it."""

    edtf: str | None
    basis: str | None
    rule: str
    period: Period | None = None


class Where(NamedTuple):
    """The place of a figure; ``start`` and ``end`` are the tokens that name it, if any do."""

    place: Place | None
    rule: str
    start: int | None = None
    end: int | None = None


class Scope(NamedTuple):
    """``total``, ``subset`` or ``single_project``; ``part`` are the restricting tokens."""

    answer: Answer
    part: tuple[int, int] | None = None
