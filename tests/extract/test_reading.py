"""Sentences in press wording with the whole reading their words have.

The cases stand in ``cases/reading-*.toml`` and ``cases/words-*.toml``; each text is our own, its
expected reading was written from the sense of the words under the reading rules. A case with
``words`` is one for each of them: it stands in the place of every ``{word}``. A fact is one line,
its parts divided by semicolons:

    measure value[..value_max] unit codes; period [basis]; place [printed name]; label words; ...

- codes, in any order: qualifier, kind, direction, ``/year`` (or another ``per``), status, donors,
  scope. What is left out is exact, level, unspecified, total, and otherwise null.
- ``-`` is null, ``a|b`` leaves the choice between two, ``?`` for a period or place and
  ``?status`` among the codes leave a field open: the rules do not decide it.
- labels: ``base`` (EDTF), ``part`` (words the part must hold), ``alone`` (the part,
  neither more nor less), ``equivalent`` (value, unit,
  qualifier), ``flags`` (that must be set), ``said`` (the attribution), ``event`` (the name of the
  conference).

``rejected`` gives for the words of every number set aside with a row of its own the reason;
``-`` among the reasons: a row is not needed.
``counted`` gives reasons of numbers without a row that must be among the counts. A case with
``known`` says why the program can't read it yet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.model import Document, Fact, Reading
from extract.reading import read

LANGUAGES = ("vi", "ms", "id")
_CASES = Path(__file__).parent / "cases"
_CODEBOOK = Path(__file__).parents[2] / "corpus" / "codebook.toml"

_CODED = ("qualifier", "kind", "direction", "status", "donors", "scope")
_DEFAULTS = {"qualifier": "exact", "kind": "level", "status": "unspecified", "scope": "total"}
_LABELS = ("base", "part", "alone", "equivalent", "flags", "said", "event")

Allowed = frozenset[str]


@dataclass(frozen=True)
class Case:
    """A text and what is to be read in it."""

    lang: str
    group: str
    name: str
    text: str
    published: str | None
    facts: tuple[str, ...]
    rejected: dict[str, str]
    counted: tuple[str, ...]
    known: str | None


def cases() -> Iterator[Case]:
    """Yield the cases of all languages in the order of their files."""
    for kind, langs in (("reading", LANGUAGES), ("words", (*LANGUAGES, "en"))):
        for lang in langs:
            content = tomllib.loads((_CASES / f"{kind}-{lang}.toml").read_text(encoding="utf-8"))
            for group in content["group"]:
                for case in group["cases"]:
                    yield from (_case(lang, group["about"], filled) for filled in _filled(case))


def _filled(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield ``case``, or with ``words`` one for each of them."""
    if "words" not in case:
        yield case
        return
    for word in case["words"]:
        rest = {key: _fill(value, word) for key, value in case.items() if key != "words"}
        yield {**rest, "name": f"{case['name']}: {word}"}


def _fill(value: Any, word: str) -> Any:
    if isinstance(value, dict):
        return {_fill(key, word): _fill(below, word) for key, below in value.items()}
    if isinstance(value, list):
        return [_fill(below, word) for below in value]
    return value.replace("{word}", word)


def _case(lang: str, group: str, case: dict[str, Any]) -> Case:
    unknown = set(case) - set(Case.__annotations__)
    assert not unknown, f"{case['name']}: unknown key {unknown}"
    return Case(
        lang, group, case["name"], case["text"], case.get("published"), tuple(case["facts"]),
        case.get("rejected", {}), tuple(case.get("counted", ())), case.get("known"),
    )  # fmt: skip


@cache
def _codes() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(_CODEBOOK.read_text(encoding="utf-8"))["list"]
    return {field: frozenset(lists[field]["values"]) for field in _CODED}


def expected(line: str) -> dict[str, Allowed]:
    """Return the allowed values of every field that ``line`` decides; ``-`` stands for null."""
    head, period, place, *labelled = (part.strip() for part in line.split(";"))
    fields = _head(head.split())
    fields |= _worded(("period", "period_basis"), period.split(maxsplit=1))
    fields |= _worded(("place", "place_name"), place.split(maxsplit=1))
    for words in labelled:
        label, rest = words.split(maxsplit=1)
        assert label in _LABELS, f"{label} is no label, expected one of {_LABELS}"
        fields[label] = frozenset(rest.split("|"))
    fields.setdefault("base", frozenset("-"))
    fields.setdefault("equivalent", frozenset("-"))
    if "?part" not in head.split() and "alone" not in fields:
        fields.setdefault("part", frozenset("-"))
    return fields


def _head(words: list[str]) -> dict[str, Allowed]:
    measure, value, unit, *codes = words
    low, _, high = value.partition("..")
    fields = {
        "measure": frozenset(measure.split("|")),
        "value": frozenset({plain(Decimal(low))}),
        "value_max": frozenset({plain(Decimal(high)) if high else "-"}),
        "unit": frozenset({unit}),
        "per": frozenset("-"),
    }
    fields |= {field: frozenset({_DEFAULTS.get(field, "-")}) for field in _CODED}
    for code in codes:
        if code.startswith("?"):
            fields.pop(code[1:], None)
        elif code.startswith("/"):
            fields["per"] = frozenset({code[1:]})
        else:
            fields[_field_of(code)] = frozenset(code.split("|"))
    return fields


def _field_of(code: str) -> str:
    chosen = set(code.split("|")) - {"-"}
    (field,) = [name for name, values in _codes().items() if chosen <= values]
    return field


def _worded(fields: tuple[str, str], words: list[str]) -> dict[str, Allowed]:
    pairs = zip(fields, words, strict=False)
    return {field: frozenset(said.split("|")) for field, said in pairs if said != "?"}


def plain(value: Decimal | None) -> str:
    """Return ``value`` as the cases write it."""
    if value is None:
        return "-"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def said_of(fact: Fact) -> dict[str, str]:
    """Return the fields of ``fact`` as the cases write them."""
    same = fact.equivalent
    names = (
        "measure", "unit", "qualifier", "kind", "direction", "per", "status", "donors", "scope",
        "period", "period_basis", "place", "place_name", "part",
    )  # fmt: skip
    return {name: getattr(fact, name) or "-" for name in names} | {
        "value": plain(fact.value),
        "value_max": plain(fact.value_max),
        "base": fact.base_period or "-",
        "equivalent": f"{plain(same.value)} {same.unit} {same.qualifier}" if same else "-",
        "flags": " ".join(fact.flags) or "-",
        "said": fact.attribution or "-",
        "alone": fact.part or "-",
        "event": fact.conference.name if fact.conference else "-",
    }


def differing(line: str, fact: Fact) -> list[str]:
    """Return for every field of ``fact`` that ``line`` forbids what was expected and read."""
    read_as = said_of(fact)
    return [
        f"{field}: expected {'|'.join(sorted(allowed))}, read {read_as[field]}"
        for field, allowed in expected(line).items()
        if not _fits(field, read_as[field], allowed)
    ]


def _fits(field: str, words: str, allowed: Allowed) -> bool:
    if words in allowed:
        return True
    if field == "part":
        return any(choice != "-" and choice.lower() in words.lower() for choice in allowed)
    if field == "flags":
        return any(set(choice.split()) <= set(words.split()) for choice in allowed)
    return False


def problems(case: Case, reading: Reading) -> list[str]:
    """Return everything in ``reading`` that is not as ``case`` expects it."""
    found: list[str] = []
    if len(case.facts) != len(reading.facts):
        found.append(f"expected {len(case.facts)} facts, read {len(reading.facts)}:")
        found.extend(f"  {fact.quote!r} {said_of(fact)['measure']}" for fact in reading.facts)
    else:
        for line, fact in zip(case.facts, reading.facts, strict=True):
            found.extend(f"{fact.quote!r} {words}" for words in differing(line, fact))
    return found + _rejection_problems(case, reading)


def _rejection_problems(case: Case, reading: Reading) -> list[str]:
    found: list[str] = []
    open_rows = list(reading.rejections)
    for words, reasons in case.rejected.items():
        assert case.text.count(words) == 1, f"{case.name}: {words!r} must stand once in the text"
        start = reading.text.index(words)
        rows = [row for row in open_rows if row.start < start + len(words) and start < row.end]
        open_rows = [row for row in open_rows if row not in rows]
        allowed = reasons.split("|")
        if {row.reason for row in rows} - set(allowed) or not (rows or "-" in allowed):
            read_as = [(row.quote, row.reason) for row in rows]
            found.append(f"{words!r} expected to be set aside as {reasons}, read {read_as}")
    found.extend(f"{row.quote!r} set aside as {row.reason}, not expected" for row in open_rows)
    missing = [reason for reason in case.counted if not reading.rejection_counts.get(reason)]
    return found + [f"no number counted as {reason}" for reason in missing]


def _parameters() -> Iterator[Any]:
    for case in cases():
        marks = [pytest.mark.xfail(strict=True, reason=case.known)] if case.known else []
        yield pytest.param(case, id=f"{case.lang}-{case.name}", marks=marks)


@pytest.mark.parametrize("case", list(_parameters()))
def test_a_sentence_is_read_as_it_is_meant(case: Case) -> None:
    reading = read(Document(text=case.text, lang=case.lang, published=case.published))
    assert problems(case, reading) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_unique_and_cases_enough(lang: str) -> None:
    names = [case.name for case in cases() if case.lang == lang]
    assert len(names) == len(set(names)) >= 70
