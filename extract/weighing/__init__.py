"""A second look at what the rules read, by weights learned from annotated articles.

The rules find every number with what it counts and say of each field what the words around
it say. Whether a number is a figure at all, and of which scope, is then weighed
against what the article says around it; where the weights are sure of another
answer, it is taken, under the rule ``weighed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.assembly import span_of
from extract.drafts import Draft, Refusal
from extract.linking.answers import Answer, Scope
from extract.linking.scope.part import part_words
from extract.linking.scope.totals import OF_ONE
from extract.model import Look
from extract.quantities import NO_FIGURE
from extract.weighing.candidates import Told, candidates, open_measures
from extract.weighing.features import View, before, describe, of_draft, of_refusal, own
from extract.weighing.weights import Choice, choose, leaning, weights

FIGURE, SCOPE = "figure", "scope"
"""The choices there are weights for."""

_RULE = "weighed.scope"
_PART = "subset"
_REASONS = 3
_TAKEN, _DROPPED, _SCOPED = 0.7, 0.44, 0.55
"""How likely another answer must be: that a refused number is a figure, that one that was read
is none, that a scope is another. The second was chosen by articles the weights were not learned
from (``docs/measured.md``): fewer wrong figures at the same F1."""
_CERTAIN = frozenset({"reject.reverse"})
"""The rules of what is none by definition: what the country itself gives abroad."""

_FIXED = frozenset({"scope.district", "scope.region", OF_ONE})
"""The rules of which a figure is a part by its place, or by all that the article is about."""

Verdicts = Mapping[int, Mapping[int, str]]
"""By offset of the sentence and first token of a number: its measure, or ``NO_FIGURE``."""


def weigh(seen: Sequence[View], lang: str, *, takes: bool = True) -> tuple[Verdicts, list[Look]]:
    """Return of which numbers the weights are sure that they are what the rules deny, and why.

    Without ``takes`` no refused number is made a figure: in an article that is about something
    else most numbers look like those the weights never saw.
    """
    verdicts: dict[int, dict[int, str]] = {}
    looks: list[Look] = []
    if not weights(FIGURE).reads(lang):
        return verdicts, looks
    for view in seen:
        for told in candidates(view.reading):
            if not set(open_measures(told)) & set(weights(FIGURE).classes):
                continue  # of a measure that nothing was learned of
            if isinstance(told, Refusal) and (not takes or told.answer.rule in _CERTAIN):
                continue
            choice = weighed(FIGURE, view, told, lang)
            read = told.measure.name if isinstance(told, Draft) else NO_FIGURE
            instead = _instead(choice, read)
            if instead is not None:
                of_sentence = verdicts.setdefault(view.scan.sentence.start, {})
                of_sentence[told.zone.quantity.start] = instead
                looks.append(_look(FIGURE, view, told, lang, choice, instead, read))
    return verdicts, looks


def _instead(choice: Choice, read: str) -> str | None:
    """Return what a number is taken for instead of what the rules read, ``None`` for that.

    A figure that is nearly as likely to be none is set aside; to be one the weights must be sure.
    """
    if read != NO_FIGURE and choice.known and choice.shares[NO_FIGURE] > _DROPPED:
        return NO_FIGURE
    return choice.name if choice.name != read and choice.likely > _TAKEN else None


def settle(seen: Sequence[View], lang: str) -> list[Look]:
    """Give each figure the scope that is weighed, where the weights are sure of another.

    Returns where they were, and why.
    """
    looks: list[Look] = []
    if weights(SCOPE).reads(lang):
        for view in seen:
            view.reading.drafts = [
                _scoped(view, draft, lang, looks) for draft in view.reading.drafts
            ]
    return looks


def features_of(view: View, told: Told, lang: str) -> list[str]:
    """Return the features of a number beside those its sentence has in common."""
    at = told.zone.quantity.start
    if at not in view.told:  # two choices are weighed by them
        rules = of_draft(told) if isinstance(told, Draft) else of_refusal(told)
        view.told[at] = [*own(view, told.zone, lang), *before(view, told.zone), *rules]
    return view.told[at]


def weighed(name: str, view: View, told: Told, lang: str) -> Choice:
    """Return the likeliest answer of the choice ``name``, and how likely it is."""
    learned = weights(name)
    if name not in view.head.sums:
        view.head.sums[name] = learned.sums(view.head.features)
    if name not in view.sums:
        view.sums[name] = learned.sums(view.shared)
    allowed = None if name == SCOPE else {NO_FIGURE, *open_measures(told)}
    sums = learned.sums(features_of(view, told, lang))
    return choose(learned, view.head.sums[name], view.sums[name], sums, allowed=allowed)


def _look(
    name: str, view: View, told: Told, lang: str, choice: Choice, chosen: str, read: str
) -> Look:
    zone = told.zone
    span = span_of(zone.scan, zone.quantity.start, zone.quantity.end)
    features = [*view.features, *features_of(view, told, lang)]
    reasons = (describe(f) for f in leaning(weights(name), features, chosen, read))
    told_once = tuple(dict.fromkeys(reasons))[:_REASONS]
    return Look(span.start, span.end, name, chosen, read, choice.shares[chosen], told_once)


def _scoped(view: View, draft: Draft, lang: str, looks: list[Look]) -> Draft:
    if draft.kind.answer.value == "share" or draft.scope.answer.rule in _FIXED:
        return draft
    choice = weighed(SCOPE, view, draft, lang)
    if choice.name == draft.scope.answer.value or choice.likely < _SCOPED:
        return draft
    read = str(draft.scope.answer.value)
    looks.append(_look(SCOPE, view, draft, lang, choice, choice.name, read))
    zone = draft.zone
    part = part_words(zone, zone.left) if choice.name == _PART else None
    return replace(draft, scope=Scope(Answer(choice.name, _RULE), part))
