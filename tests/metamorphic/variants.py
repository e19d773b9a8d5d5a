"""All kinds of rewrites, the variants they give, and whether the reading followed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from editing import Case, Unsound
from rewrites import (
    currencies,
    marks,
    multipliers,
    provinces,
    qualifiers,
    sentences,
    typing_habits,
    values,
    years,
)

from extract.model import Document, Fact, Reading, Span
from extract.reading import read

Rewrite = Callable[[Case, random.Random], Case | None]

MEANING: Mapping[str, Rewrite] = {
    "values": values.other_values,
    "multipliers": multipliers.other_multipliers,
    "marks": marks.other_marks,
    "currencies": currencies.other_currency,
    "qualifiers": qualifiers.other_qualifiers,
    "years": years.other_years,
    "provinces": provinces.other_province,
    "sentences added": sentences.sentence_added,
    "paragraphs added": sentences.paragraph_added,
    "sentences removed": sentences.sentence_removed,
}
TYPING: Mapping[str, Rewrite] = {
    "fixed spaces": typing_habits.fixed_spaces,
    "doubled spaces": typing_habits.doubled_spaces,
    "dashes": typing_habits.other_dashes,
    "invisible signs": typing_habits.invisible_signs,
    "look-alike letters": typing_habits.look_alike_letters,
    "NFD": typing_habits.decomposed,
    "line ends": typing_habits.line_ends,
}
MIXED = "several at once"
KINDS: tuple[str, ...] = (*MEANING, *TYPING, MIXED)
_MIXED_STEPS = 3
# Which rule found a field is no part of what a fact says.
_COMPARED = tuple(field.name for field in fields(Fact) if field.name != "rule")


@dataclass(frozen=True, slots=True)
class Failure:
    """A variant whose reading did not follow; ``differences`` say how."""

    kind: str
    case: Case
    variant: Case
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many variants of a kind were made, and which of them were not followed.

    ``unsound`` counts rewrites given up because they would cut a quotation in two.
    """

    made: int
    failures: tuple[Failure, ...]
    unsound: int


def outcome(kind: str, cases: Sequence[Case], *, seed: int, rounds: int) -> Outcome:
    """Rewrite each case ``rounds`` times and read what came out; variants alike count once."""
    seen: set[tuple[str, str | None]] = set()
    failures: list[Failure] = []
    unsound = 0
    for case, turn in itertools.product(cases, range(rounds)):
        try:
            variant = _variant(kind, case, random.Random(f"{seed} {kind} {case.name} {turn}"))
        except Unsound:
            unsound += 1
            continue
        if variant is None or (variant.text, variant.raw) in seen:
            continue
        seen.add((variant.text, variant.raw))
        found = differences(variant)
        if found:
            failures.append(Failure(kind, case, variant, tuple(found)))
    return Outcome(len(seen), tuple(failures), unsound)


def differences(variant: Case) -> list[str]:
    """Return how the reading of a variant differs from what it must be, in lines."""
    text = variant.raw if variant.raw is not None else variant.text
    reading = read(Document(text, published=variant.hint))
    return [*_about_the_whole(variant, reading), *_about_facts(variant, reading)]


def _variant(kind: str, case: Case, rng: random.Random) -> Case | None:
    if kind == MIXED:
        return _mixed(case, rng)
    return {**MEANING, **TYPING}[kind](case, rng)


def _mixed(case: Case, rng: random.Random) -> Case | None:
    """Apply several rewrites of meaning one after the other, then one of typing."""
    now = case
    for rewrite in rng.sample(list(MEANING.values()), _MIXED_STEPS):
        now = rewrite(now, rng) or now
    if now is case:
        return None
    return rng.choice(list(TYPING.values()))(now, rng) or now


def _about_the_whole(variant: Case, reading: Reading) -> Iterator[str]:
    if reading.text != variant.text:
        yield "the text is not the one handed over"
    for name in ("lang", "published"):
        expected, found = getattr(variant, name), getattr(reading, name)
        if expected != found:
            yield f"{name}: expected {expected}, read {found}"


def _about_facts(variant: Case, reading: Reading) -> Iterator[str]:
    expected = {fact.start: fact for fact in variant.facts}
    found = {fact.start: fact for fact in reading.facts}
    for start in sorted(expected.keys() | found.keys()):
        if start not in found:
            yield f"{expected[start].quote!r} is not read"
        elif start not in expected:
            yield f"{found[start].quote!r} is read and should not be"
        else:
            yield from _about_fields(expected[start], found[start])
    if len(reading.facts) != len(variant.facts):
        yield f"{len(variant.facts)} facts expected, {len(reading.facts)} read"


def _about_fields(expected: Fact, found: Fact) -> Iterator[str]:
    for name in _COMPARED:
        one, two = getattr(expected, name), getattr(found, name)
        if one != two and name == "anchors":
            for field in sorted(one.keys() | two.keys()):
                if one.get(field) != two.get(field):
                    words, read_words = _quotes(one.get(field)), _quotes(two.get(field))
                    yield f"{expected.quote!r} {field} anchor: expected {words}, read {read_words}"
        elif one != two:
            yield f"{expected.quote!r} {name}: expected {one}, read {two}"


def _quotes(spans: Sequence[Span] | None) -> str:
    return " | ".join(f"{span.quote!r} at {span.start}" for span in spans or ()) or "none"
