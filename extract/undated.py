"""Figures that nothing dates: theirs are the years told above, once everything else is decided.

That they have no period of their own tells much of what they are; so it is looked at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.drafts import Draft
from extract.linking.when.earlier import UNDATED
from extract.repeats import Figure

_FLAG = "no_period"
_ONE = "single_project"


def date_undated(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Give undated figures the years told above; one project or gift has a time of its own."""
    for figure in figures:
        if figure.told.when.rule == UNDATED and figure.scope[0] != _ONE:
            figure.draft = _dated(figure.draft)
    return figures


def _dated(draft: Draft) -> Draft:
    if draft.above is None:
        return draft
    return replace(draft, when=draft.above, flags=tuple(f for f in draft.flags if f != _FLAG))
