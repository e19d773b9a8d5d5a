"""What an article says as a whole, and what earlier sentences hand on to later ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extract.elliptic.captions import Captions
from extract.elliptic.columns import Column
from extract.linking.answers import Answer, Scope, When, Where
from extract.periods import Period
from extract.places import Place
from extract.quantities import Quantity

_NEVER = -10
_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole article.

    ``told`` is the day it was told on, where ``published`` is unknown;
    ``place`` is what it is about (country or province), ``province`` what
    "the province" means in it, ``head_period`` the only past year or span that headline
    and lead name, ``country`` the country it plays in, ``review``
    the EDTF year or span under review, ``held`` the day of the event in the lead,
    ``abroad`` the other country that aid goes to,
    ``organisations`` whether it speaks of non-governmental organisations at all,
    ``known`` whether it names one that everybody knows, ``short`` the letters by which it calls
    those it names in full ("World Vision International (WVI)"),
    ``aid`` whether headline or lead speak of aid or of who collects and gives, ``topic`` whether
    the article is about aid or organisations at all, ``state`` whether they show the
    state, and no organisation has a name, ``sole`` whether it is of one that everybody knows,
    ``several`` whether it is about organisations as such, and not about one alone,
    ``societies`` whether it speaks of societies or funds of the kind the law knows.
    """

    lang: str
    published: str | None
    told: str | None
    head_period: str | None
    place: Place | None
    province: Place | None
    country: Place | None
    held: str | None
    abroad: Place | None
    review: str | None
    organisations: bool
    known: bool
    aid: bool
    topic: bool = True
    state: bool = False
    short: frozenset[str] = frozenset()
    sole: bool = False
    several: bool = True
    societies: bool = False

    @property
    def present(self) -> str | None:
        """The day that "now" means: that of publication, or the one the article was told on."""
        return self.published or self.told


class Whole(NamedTuple):
    """The last level of a measure: what its parts, changes and shares belong to."""

    status: Answer
    when: When
    where: Where
    sentence: int
    scope: Scope
    per: str | None = None

    def seen_from(self, sentence: int) -> Whole:
        """Return what a later sentence takes over: the values, not the words of this one."""
        if sentence == self.sentence:
            return self
        basis = "inherited" if self.when.basis == "stated" else self.when.basis
        return Whole(
            self.status._replace(start=None, end=None),
            self.when._replace(basis=basis, period=None),
            self.where._replace(start=None, end=None),
            sentence,
            Scope(self.scope.answer._replace(start=None, end=None)),
            self.per,
        )


class Shared(NamedTuple):
    """The restriction of the last figure, for an amount that belongs to it in its clause."""

    sentence: int
    clause: int
    rule: str
    part: tuple[int, int] | None
    when: When


class Comparison(NamedTuple):
    """The periods of a figure and of what it was compared with, as EDTF, in their paragraph."""

    period: str
    base: str
    paragraph: int


class Row(NamedTuple):
    """Parts of a whole that the sentence before told, and whether it told several."""

    measure: str
    several: bool


@dataclass(slots=True)
class Context:
    """What was said so far. A new paragraph ends a period, a new place does as well.

    So does it end a province in news of the whole country, or of another province.

    ``names`` are the proper names in the sentence that is being read, once they were asked for;
    ``given`` says that a giver was named before, ``fund_at`` which paragraph told of a fund,
    ``lasts`` are the last levels and rates by measure, ``done`` is the status of the last amount
    told in this paragraph,
    ``asked`` why the headline's money is only asked or hoped for, ``other_money`` whether the
    sentence before told of none but other money, ``refused_last`` why the last
    organisations or amount told are no figure, where they are not; ``verdicts`` say by offset
    of the sentence and first token of what measure a number is, or that it is none, whatever the
    rules say. ``captions`` are the lines that are no rows, and what they tell of numbers below.
    """

    outline: Outline
    paragraph: int = -1
    period: Period | None = None
    earlier: Period | None = None
    later: Period | None = None
    place: Place | None = None
    organisations_at: int = _NEVER
    aid_at: int = _NEVER
    approved_at: int = _NEVER
    done: str | None = None
    fund_at: int = _NEVER
    measure: str | None = None
    counted: Quantity | None = None
    currency: str | None = None
    refused: str | None = None
    refused_before: str | None = None
    asked: str | None = None
    other_money: bool = False
    items: str | None = None
    details: str | None = None
    item_at: int = _NEVER
    columns: tuple[Column, ...] | None = None
    captions: Captions = field(default_factory=Captions)
    verdicts: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    speaker: str | None = None
    names: tuple[tuple[int, int], ...] | None = None
    some_organisations: bool = False
    gift_ahead: bool = False
    given: bool = False
    shared: Shared | None = None
    row: Row | None = None
    denied: dict[Decimal, str] = field(default_factory=dict)
    refused_last: dict[str, str] = field(default_factory=dict)
    last: tuple[str, Whole] | None = None
    lasts: dict[str, Whole] = field(default_factory=dict)
    compared: Comparison | None = None
    told: dict[tuple[str, Decimal], When] = field(default_factory=dict)
    wholes: dict[str, Whole] = field(default_factory=dict)
    districts: set[tuple[str, ...]] = field(default_factory=set)

    def enter(self, paragraph: int, *, row: bool = False) -> None:
        """Note that a sentence of ``paragraph`` is being read now, or a row of a list there."""
        self.names = None
        if paragraph != self.paragraph:
            self.earlier = self.period or self.earlier
            self.paragraph = paragraph
            self.done = None
            self.period = None
            self.place = None if not row and self._is_passing() else self.place
            self.refused_before, self.refused = self.refused, None

    def _is_passing(self) -> bool:
        """Whether the place handed on is a province that the article as a whole is not about."""
        whole, place = self.outline.place, self.place
        if whole is None or place is None or place.level == _COUNTRY:
            return False
        return place.code != whole.code

    def told_last(self, measure: str) -> Whole | None:
        """Return the last level of the whole of ``measure``, else the last of a part."""
        name, last = self.last if self.last is not None else (None, None)
        return self.wholes.get(measure) or (last if name == measure else None)

    @property
    def organisations(self) -> bool:
        """Whether organisations were named in this paragraph or the one before."""
        return self.paragraph - self.organisations_at <= 1

    @property
    def aid(self) -> bool:
        """Whether words of aid stood in this paragraph before."""
        return self.paragraph == self.aid_at

    @property
    def aid_near(self) -> bool:
        """Whether words of aid stood in this paragraph or the one before."""
        return self.paragraph - self.aid_at <= 1

    @property
    def approved(self) -> bool:
        """Whether aid was approved, its amount not told, in this paragraph or the one before."""
        return self.paragraph - self.approved_at <= 1

    def leave(
        self,
        period: Period | None,
        place: Place | None,
        *,
        organisations: bool,
        aid: bool,
        measure: str | None,
    ) -> None:
        """Hand on period, place, whether organisations or aid were named, and what was counted."""
        if place is not None:
            if self.place is not None and place.code != self.place.code:
                self.period = None
                self.earlier = None
            self.place = place
        if period is not None and period.edtf is not None:
            self.period = period
        if organisations:
            self.organisations_at = self.paragraph
        if aid:
            self.aid_at = self.paragraph
        self.measure = measure or self.measure
