"""Other qualifiers: another word, none where one stood, one where none stood."""

from __future__ import annotations

import random
from collections.abc import Sequence

from editing import Case, Edit, Moved, change
from intervals import interval
from printed import Figure, Printing, figures, plainly_repeated, step
from wording import Wording, wording

from extract.model import Span


def other_qualifiers(case: Case, rng: random.Random) -> Case | None:
    """Say how sure a figure is in another way, in every place where it is printed."""
    groups = [group for group in figures(case) if _choices(case, group)]
    if not groups:
        return None
    group = rng.choice(groups)
    qualifier = rng.choice(_choices(case, group))
    words = wording(case.lang).qualifiers.get(qualifier, ("",))
    return _replaced(case, group, qualifier, rng.choice(words))


def _choices(case: Case, group: Sequence[Figure]) -> list[str]:
    """Return the qualifiers the figure may get; one with a rounded repeat never gets ``exact``."""
    words = wording(case.lang)
    if any(_foreign(words, p) for figure in group for p in figure.printings):
        return []
    now = {figure.fact.qualifier for figure in group}
    choices = [name for name in words.qualifiers if name not in now]
    rounded = not all(plainly_repeated(figure) for figure in group)
    if rounded and "exact" in now:
        return []
    return choices if rounded or "exact" in now else [*choices, "exact"]


def _foreign(words: Wording, printing: Printing) -> bool:
    """Whether the qualifier there is more than a word before the number: a verb, a phrase."""
    said = printing.qualifier.quote.lower() if printing.qualifier else None
    return said is not None and " ".join(said.split()) not in words.qualifier_words


def _replaced(case: Case, group: Sequence[Figure], qualifier: str, word: str) -> Case:
    edits = [edit for f in group for p in f.printings if (edit := _edit(case, p, word)) is not None]
    moved = Moved(case.text, edits)
    new = moved.case(_without_qualifiers(case, group))
    changes: dict[int, dict[str, object]] = {}
    for figure in group:
        fact, own = figure.fact, figure.own
        first = moved.end(fact.start)
        quote = moved.cut(first, moved.end(fact.end))
        anchors = dict(new.facts[figure.index].anchors)
        if word:
            anchors["qualifier"] = (moved.cut(first, first + len(word)),)
        changes[figure.index] = {
            "qualifier": qualifier,
            "start": quote.start,
            "quote": quote.quote,
            "anchors": anchors,
            "repeats": tuple(_whole(moved, printing) for printing in figure.printings[1:]),
            **interval(fact, qualifier, fact.value, fact.value_max, step(fact, own.numbers[0])),
        }
    return change(new, changes)


def _without_qualifiers(case: Case, group: Sequence[Figure]) -> Case:
    """Return the case without the anchors of the words that are replaced."""
    kept = {
        figure.index: {
            "anchors": {
                field: spans for field, spans in figure.fact.anchors.items() if field != "qualifier"
            }
        }
        for figure in group
    }
    return change(case, kept)


def _whole(moved: Moved, printing: Printing) -> Span:
    return moved.cut(moved.end(printing.whole.start), moved.end(printing.whole.end))


def _edit(case: Case, printing: Printing, word: str) -> Edit | None:
    """Put ``word`` before the figure; where a sentence begins with it, with a capital."""
    old = printing.qualifier
    if old is None and not word:
        return None
    begins = printing.whole.quote[0].isupper() and old is not None
    begins = begins or (old is None and _opens(case.text, printing.start))
    written = word[:1].upper() + word[1:] if begins else word
    if old is None:
        return Edit(printing.start, printing.start, f"{written} ")
    if not written:
        return Edit(old.start, printing.start, "")
    return Edit(old.start, old.end, written)


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip(' "“(')
    return not before or before[-1] in ".!?\n" or text[:at].endswith("\n")
