"""The fields of a figure with their meaning, from the codebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.codebook import Column, codebook
from corpus.serving import wording
from corpus.serving.marks import Mark, anchor_of, colour

_ELSEWHERE = frozenset({"sentence", "quote", "start", "end", "rule"})
"""Columns that the page shows in other places than the table of fields."""

_PERIODS = frozenset({"period", "base_period"})
_DAYS = frozenset({"period_start", "period_end", "place_asof"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what was read, what it means, and the words that decided it.

    ``code`` is the value as stored where people read it otherwise; ``words`` are
    quotes with the HTML ids of their marks.
    """

    name: str
    label: str
    colour: str
    shown: str
    code: str | None
    meaning: str
    value_meaning: str | None
    words: tuple[tuple[str, str], ...]


def described(
    row: Mapping[str, Any], marks: Sequence[Mark]
) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """Return the fields that say something, and the names of those that are not stated."""
    fields: list[Field] = []
    unstated: list[str] = []
    for column in codebook().facts["fact"].columns.values():
        if column.added or column.name in _ELSEWHERE:
            continue
        value = row[column.name]
        if value is None or value == "[]":
            unstated.append(wording.spaced(column.name))
        else:
            fields.append(_field(column, value, row, marks))
    return tuple(fields), tuple(unstated)


def rules(rule: str) -> list[tuple[str, str]]:
    """Return ``field=rule`` pairs of the column rule; a word without field stands alone."""
    pairs = (part.partition("=") for part in rule.split())
    return [(wording.spaced(name), value) if sign else ("", name) for name, sign, value in pairs]


def _field(column: Column, value: Any, row: Mapping[str, Any], marks: Sequence[Mark]) -> Field:
    shown = _shown(column, value, row)
    return Field(
        name=column.name,
        label=wording.spaced(column.name),
        colour=colour(column.name),
        shown=shown,
        code=str(value) if column.type == "text" and str(value) != shown else None,
        meaning=column.meaning,
        value_meaning=_value_meaning(column, value),
        words=tuple(
            (mark.quote, anchor_of(mark.field, mark.start))
            for mark in marks
            if mark.field == column.name
        ),
    )


def _shown(column: Column, value: Any, row: Mapping[str, Any]) -> str:
    if column.name in _PERIODS or column.name in _DAYS:
        return wording.period(value)
    if column.name == "place":
        return wording.place(value)
    if column.name == "unit":
        return wording.unit_name(value)
    if column.type == "json":
        return _JSON[column.name](value)
    if column.type == "number":
        hint = wording.in_words(value)
        return wording.number(value) + (f" ({hint})" if hint else "")
    return wording.spaced(value) if column.list else str(value)


def _value_meaning(column: Column, value: Any) -> str | None:
    if column.list is None:
        return None
    meanings = codebook().lists[column.list].values
    codes = json.loads(value) if column.type == "json" else [value]
    return " ".join(meanings[code] for code in codes if code in meanings) or None


def _conference(value: str) -> str:
    found = json.loads(value)
    parts = [
        found["name"],
        f"edition {found['edition']}" if found["edition"] else None,
        wording.period(found["date"]) if found["date"] else None,
        found["venue"],
    ]
    return ", ".join(part for part in parts if part)


def _equivalent(value: str) -> str:
    return wording.amount(json.loads(value))


_JSON: Mapping[str, Callable[[str], str]] = {
    "conference": _conference,
    "equivalent": _equivalent,
    "flags": wording.listed,
}
