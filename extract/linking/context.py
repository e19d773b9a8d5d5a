"""What an article says as a whole, and what earlier sentences hand on to later ones."""

from __future__ import annotations

from dataclasses import dataclass

from extract.periods import Period
from extract.places import Place


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole article.

    ``place`` is what it is about (country or province), ``province`` what
    "the province" means in it, ``country`` the country it plays in, ``review``
    the EDTF year or span under review, ``organisations`` whether it speaks of
    non-governmental organisations at all.
    """

    lang: str
    published: str | None
    place: Place | None
    province: Place | None
    country: Place | None
    review: str | None
    organisations: bool


@dataclass(slots=True)
class Context:
    """What was said so far. A new paragraph ends a period, a new place does as well."""

    outline: Outline
    paragraph: int = -1
    period: Period | None = None
    place: Place | None = None
    organisations: bool = False
    measure: str | None = None

    def enter(self, paragraph: int) -> None:
        """Note that a sentence of ``paragraph`` is being read now."""
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.period = None

    def leave(
        self, period: Period | None, place: Place | None, *, organisations: bool, measure: str | None
    ) -> None:
        """Hand on period, place, whether organisations were named, and what was counted last."""
        if place is not None:
            if self.place is not None and place.code != self.place.code:
                self.period = None
            self.place = place
        if period is not None and period.edtf is not None:
            self.period = period
        self.organisations = organisations
        self.measure = measure
