"""What the words around a number say of it, as names of features for the weights.

A feature is a short text. Those that begin with ``!`` tell what the rules made of the
number; all others only what stands in the text. Those of a sentence are worked out once.
The sentences beside it are not looked at: what is added to an article elsewhere turns no
number of it into something else.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.drafts import Draft, Refusal, SentenceReading
from extract.elliptic.columns import column_of
from extract.linking.answers import Answer
from extract.linking.context import Outline
from extract.linking.scope.totals import OF_ONE
from extract.linking.zone import Zone
from extract.quantities import Quantity
from extract.scan import Scan
from extract.weighing.candidates import Told, candidates
from extract.weighing.weights import Sums

_NEAR, _FAR, _REACH = 3, 8, 40
_STEPS = tuple(
    "0" if gap == 0 else "n" if gap <= _NEAR else "m" if gap <= _FAR else "f"
    for gap in range(_REACH + 1)
)
"""How far a phrase is, by the words between."""
_WORDS = 6
_NONE, _AMOUNT = "-", "#"
_BESIDE = 2  # words so near count by their distance
_HEAD = frozenset({"title", "lead"})
_UNSAID = ("qualifier.", "money.", "numbers.")
"""Sections of words that say how much, not of what."""
_OUTLINE = ("organisations", "known", "aid", "state", "sole")
_MOST_DRAFTS, _MOST_FELLOWS = 3, 5

_DESCRIPTIONS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"w-[0-9]:\w+:(.+)", "the word '{}' before"),
        (r"w\+[0-9]:\w+:(.+)", "the word '{}' behind"),
        (r"L(?:own|[0nmf])?:(.+)", "{} before"),
        (r"R(?:own|[0nmf])?:(.+)", "{} behind"),
        (r"I:(.+)", "{} within"),
        (r"S:(.+)", "{} in the sentence"),
        (r"H:(.+)", "{} in headline or lead"),
        (r"O:(.+)", "the article: {}"),
        (r"!(.+)", "the rules: {}"),
    )
)

Said = tuple[str, str, int, int]
"""Category and value of a phrase with its first token and the one behind it."""


@dataclass(slots=True)
class Common:
    """Features that all figures of an article have in common, with what they weigh."""

    features: Sequence[str]
    sums: dict[str, Sums] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """A sentence of an article with what the head of the article says."""

    reading: SentenceReading
    said: Sequence[Said]
    starts: Sequence[int]
    words: Sequence[str]
    at: Sequence[int]
    shared: Sequence[str]
    head: Common
    sums: dict[str, Sums] = field(default_factory=dict)
    told: dict[int, list[str]] = field(default_factory=dict)  # by first token of the number

    @property
    def features(self) -> list[str]:
        """What all figures of the sentence have in common."""
        return [*self.head.features, *self.shared]

    @property
    def scan(self) -> Scan:
        """The scan of the sentence."""
        return self.reading.scan


def views(readings: Sequence[SentenceReading], outline: Outline) -> list[View]:
    """Return the sentences of an article with what all figures of each have in common."""
    weighed = [reading for reading in readings if candidates(reading)]
    if not weighed:
        return []
    head = Common(_head(readings, outline))
    result = []
    for reading in weighed:
        said = _said(reading.scan)
        words, place = _spoken(reading.scan)
        shared = [f"role={reading.scan.sentence.role}"]
        shared += dict.fromkeys([f"S:{category}={value}" for category, value, _, _ in said])
        shared.append(f"!drafts={min(len(reading.drafts), _MOST_DRAFTS)}")
        starts = [place[start] for _, _, start, _ in said]
        result.append(View(reading, said, starts, words, place, shared, head))
    return result


def _spoken(scan: Scan) -> tuple[list[str], list[int]]:
    """Return the words of a sentence, and at which of them each of its tokens stands.

    Numbers and amounts are signs for themselves, and words of how much are left out: another
    amount, or a more exact one, leaves all the others as they are.
    """
    amounts, exact = _written(scan), _qualified(scan)
    words: list[str] = []
    place: list[int] = []
    for at, token in enumerate(scan.tokens):
        place.append(len(words))
        if at not in exact:
            words.append(_AMOUNT if at in amounts else token.norm)
    return words, [*place, len(words)]


def _said(scan: Scan) -> list[Said]:
    """Return the phrases of a sentence, but for those that only say how much."""
    written = _written(scan) | _qualified(scan)
    return [
        (category, value, start, start + length)
        for start, phrases in scan.matches.by_start.items()
        if start not in written
        for category, (value, length) in phrases.items()
        if not category.startswith(_UNSAID)
    ]


def _written(scan: Scan) -> set[int]:
    """Return the tokens that write a number or an amount with its currency."""
    spans = [(number.start, number.end) for number in scan.numbers]
    spans += [(money.start, money.end) for money in scan.money]
    return {at for start, end in spans for at in range(start, end)}


def _qualified(scan: Scan) -> set[int]:
    """Return the tokens of words that say how exact a number is."""
    said = [m for name in ("qualifier.before", "qualifier.after") for m in scan.matches.of(name)]
    return {at for match in said for at in range(match.start, match.end)}


def _head(readings: Sequence[SentenceReading], outline: Outline) -> list[str]:
    told: set[str] = set()
    for reading in readings:
        if reading.scan.sentence.role in _HEAD:
            told |= {f"H:{category}={value}" for category, value, _, _ in _said(reading.scan)}
    told |= {f"O:{name}={getattr(outline, name)}" for name in _OUTLINE}
    country = outline.country.code if outline.country is not None else None
    told |= {f"O:country={country}", f"O:abroad={outline.abroad is not None}"}
    told |= {f"lang={outline.lang}", f"O:dated={outline.published is not None}"}
    return sorted(told)


def own(view: View, zone: Zone, lang: str) -> list[str]:
    """Return what the words around a number say of it, in order and each once.

    How large it is, in which currency and how exact says nothing of what it is.
    """
    quantity, start = zone.quantity, zone.qualified_start
    unit = _unit(quantity)
    measure = quantity.measure or unit
    found = [
        "bias",
        f"measure={measure}",
        f"unit={unit}",
        f"rule={quantity.rule}",
        f"bare={quantity.bare}",
        f"fellows={min(len(zone.fellows), _MOST_FELLOWS)}",
    ]
    at, behind = view.at[start], view.at[quantity.end]
    near = slice(bisect_left(view.starts, at - _REACH), bisect_left(view.starts, behind + _REACH))
    for category, value, begin, end in view.said[near]:
        if zone.clause_start <= begin and end <= start:
            step = _STEPS[at - view.at[end]]
            found += _named("L", category, value, step, begin >= zone.left)
        elif quantity.end <= begin and end <= zone.clause_end:
            step = _STEPS[view.at[begin] - behind]
            found += _named("R", category, value, step, end <= zone.right)
        elif quantity.number.end <= begin and end <= quantity.end:
            found.append(f"I:{category}={value}")
    found += _words(view.words, at, behind, lang)
    return list(dict.fromkeys(found))


def _unit(quantity: Quantity) -> str:
    return "money" if quantity.unit.isupper() else quantity.unit or _NONE


@cache
def _named(side: str, category: str, value: str, near: str, own_stretch: bool) -> tuple[str, ...]:
    """Return the features of a phrase; there are no more than phrases, sides and distances."""
    said = f"{category}={value}"
    found = [f"{side}:{category}", f"{side}:{said}", f"{side}{near}:{said}"]
    found += [f"{side}own:{said}"] if own_stretch else []
    return tuple(map(sys.intern, found))  # as the tables of weights are, to be found quickly


def _words(words: Sequence[str], start: int, end: int, lang: str) -> list[str]:
    found: list[str] = []
    for gap in range(_WORDS):
        near = gap if gap < _BESIDE else _BESIDE
        before, behind = start - 1 - gap, end + gap
        found += (
            f"w-{near}:{lang}:{words[before] if before >= 0 else '<'}",
            f"w+{near}:{lang}:{words[behind] if behind < len(words) else '>'}",
        )
    return found


def before(view: View, zone: Zone) -> Iterator[str]:
    """Yield what the rules say of its column, and of the numbers before it in the sentence."""
    start, unit = zone.quantity.start, _unit(zone.quantity)
    drafts, refused = view.reading.drafts, view.reading.refusals
    last = bisect_left(drafts, start, key=_start) - 1
    counted = drafts[last].measure.name if last >= 0 else _NONE
    yield from (f"!before={counted}", f"!before={counted} {unit}")
    column = column_of(view.scan, start, view.reading.columns)
    if column is not None:
        yield from (f"!column={column.measure}", f"!column={column.measure} {column.sure} {unit}")
    last = bisect_left(refused, start, key=_start) - 1
    if last >= 0:
        answer = refused[last].answer
        yield from (f"!refused={answer.value} {unit}", f"!refused={answer.rule}")


def _start(told: Told) -> int:
    return told.zone.quantity.start


def of_refusal(refusal: Refusal) -> Iterator[str]:
    """Yield what the rules say of a number they set aside."""
    measure = refusal.zone.quantity.measure
    answer = refusal.answer
    yield from ("!no", f"!no={answer.value}", f"!rule={answer.rule}")
    yield from (f"!rule={answer.rule} {measure}", f"!rule={answer.rule} {answer.value}")


def of_draft(draft: Draft) -> Iterator[str]:
    """Yield what the rules say of a figure: its fields and the rules that gave them."""
    measure, kind, scope = draft.measure.name, draft.kind.answer, _told_alone(draft.scope.answer)
    place = draft.where.place
    yield from ("!yes", f"!measure={measure}", f"!kind={kind.value}", f"!kind={kind.rule}")
    yield from (f"!status={draft.status.value}", f"!status={draft.status.rule}")
    yield from (f"!scope={scope.value}", f"!scope={scope.rule}", f"!basis={draft.when.basis}")
    yield from (f"!when={draft.when.rule}", f"!where={draft.where.rule}")
    yield f"!level={place.level if place is not None else None}"
    yield f"!given={draft.donors.value}"
    yield f"!all={measure} {kind.value} {draft.status.value} {scope.value}"
    yield from (f"!flag={flag}" for flag in draft.flags)


def _told_alone(scope: Answer) -> Answer:
    """Return the scope that the sentence alone tells, which other sentences do not turn."""
    return Answer("total", "scope.total") if scope.rule == OF_ONE else scope


def describe(feature: str) -> str:
    """Return a feature in words a reader of ``pressfacts read --explain`` can follow."""
    for pattern, words in _DESCRIPTIONS:
        found = pattern.fullmatch(feature)
        if found is not None:
            return words.format(*found.groups())
    return feature
