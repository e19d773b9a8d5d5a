"""Sentences without a figure, put in and taken out."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from editing import Case, Edit, Moved
from wording import wording

_TEXT_ROLES = frozenset({"body", "lead"})
_POINTING_REACH = 6
_MOST = 3
# The end of a sentence beyond doubt: no abbreviation, initial or list number before the stop.
_BREAK = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=[)%”][.!?])|(?<=[0-9]{2}[.!?]))( +)(?=[A-ZÀ-ÝĐƠƯẠ-Ỹ])"
)
_YEAR_OR_DAY = re.compile(r"\b(?:19|20)[0-9]{2}\b|[0-9][/.-][0-9]{1,2}\b(?![.,])")
_NAME = re.compile(r"(?<=\s)[\"“(]?[A-ZÀ-ÝĐ]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Offsets of a sentence; ``last`` and ``first`` within its paragraph."""

    start: int
    end: int
    first: bool
    last: bool


def sentence_added(case: Case, rng: random.Random) -> Case | None:
    """Put sentences without a figure between the sentences of a paragraph."""
    gaps = [
        one.end
        for one, two in _pairs(case)
        if not one.last and not _leans_back(case, two)
    ]  # fmt: skip
    return _added(case, gaps, " ", rng)


def paragraph_added(case: Case, rng: random.Random) -> Case | None:
    """Put sentences without a figure between paragraphs, as paragraphs of their own."""
    gaps = [one.end for one, two in _pairs(case) if one.last and not _leans_back(case, two)]
    return _added(case, gaps, "\n\n" if "\n\n" in case.text else "\n", rng)


def sentence_removed(case: Case, rng: random.Random) -> Case | None:
    """Take out sentences that hold no figure, and nothing a later figure could need.

    Numbers of people, goods or hours may stand in them: those are no figures.
    """
    sentences = list(_sentences(case))
    free = [
        sentence
        for i, sentence in enumerate(sentences)
        if _says_nothing(case, sentence)
        and (i + 1 == len(sentences) or not _leans_back(case, sentences[i + 1]))
    ]
    if not free:
        return None
    chosen = rng.sample(free, min(len(free), rng.randint(1, _MOST)))
    edits: list[Edit] = []
    for sentence in sorted(chosen, key=lambda s: s.start):
        edit = _removal(case, sentence)
        if not edits or edits[-1].end <= edit.start:
            edits.append(edit)
    return Moved(case.text, edits).case(case)


def _added(case: Case, gaps: list[int], separator: str, rng: random.Random) -> Case | None:
    if not gaps:
        return None
    places = rng.sample(gaps, min(len(gaps), rng.randint(1, _MOST)))
    free = rng.sample(wording(case.lang).free, len(places))
    edits = [Edit(at, at, separator + sentence) for at, sentence in zip(places, free, strict=True)]
    return Moved(case.text, edits).case(case)


def _removal(case: Case, sentence: _Sentence) -> Edit:
    """Remove a sentence with the white space that parts it from its neighbour."""
    start, end = sentence.start, sentence.end
    while sentence.first and not sentence.last and case.text[end] == " ":
        end += 1
    while (not sentence.first or sentence.last) and case.text[start - 1].isspace():
        start -= 1
    return Edit(start, end, "")


def _sentences(case: Case) -> Iterator[_Sentence]:
    """Yield the sentences of the running text."""
    for segment in case.segments:
        text = case.text[segment.start : segment.end]
        if segment.role not in _TEXT_ROLES or text[-1] not in '.!?”"':
            continue
        cuts = [match.span() for match in _BREAK.finditer(text)]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(text)]
        for start, end in zip(starts, ends, strict=True):
            yield _Sentence(
                segment.start + start, segment.start + end, start == 0, end == len(text)
            )


def _pairs(case: Case) -> Iterator[tuple[_Sentence, _Sentence]]:
    sentences = list(_sentences(case))
    starts = [segment.start for segment in case.segments]
    for one, two in itertools.pairwise(sentences):
        between = [start for start in starts if one.end <= start < two.start]
        if not between and not _in_head(case, one):
            yield one, two


def _in_head(case: Case, sentence: _Sentence) -> bool:
    """Whether nothing but head stands before: a paragraph there could pass for the lead."""
    return all(s.role != "body" for s in case.segments if s.start <= sentence.start) and (
        sentence.last and case.role_at(sentence.start) != "lead"
    )


def _leans_back(case: Case, sentence: _Sentence) -> bool:
    """Whether a sentence needs the one before: it points there, or does not name what it counts."""
    words = wording(case.lang)
    text = case.text[sentence.start : sentence.end]
    if words.pointing.search(" ".join(text.split()[:_POINTING_REACH])):
        return True
    return _has_fact(case, sentence) and not words.naming.search(text)


def _has_fact(case: Case, sentence: _Sentence) -> bool:
    return any(f.start < sentence.end and f.end > sentence.start for f in case.facts)


def _says_nothing(case: Case, sentence: _Sentence) -> bool:
    text = case.text[sentence.start : sentence.end]
    if case.role_at(sentence.start) != "body" or _YEAR_OR_DAY.search(text):
        return False
    if _has_fact(case, sentence):
        return False
    return not _NAME.search(text) and not wording(case.lang).telling.search(text)
