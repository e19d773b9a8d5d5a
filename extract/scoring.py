"""How well readings agree with gold: which figures were found, and each field of them.

A gold line has ``id``, ``lang``, ``published`` and ``facts``; a fact may list
further acceptable readings of a field under ``accept`` and be ``optional``
(neither rewarded nor punished). Periods agree when their days do. Names of
conferences and sources agree as far as their words overlap (Dice), where gold or
reading has one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extract import edtf
from extract.model import Conference, Fact, Reading

FIELDS = (
    "unit", "qualifier", "kind", "direction", "base_period", "status", "scope", "period", "place",
)  # fmt: skip
"""The fields that make a whole fact, with measure and value."""

EXTRA_FIELDS = ("per", "donors", "part")
CONFERENCE = ("conference_edition", "conference_date")
WORDED = ("conference_name", "attribution")
_SAMENESS = ("kind", "unit", "status", "period", "place", "qualifier", "scope")


@dataclass(slots=True)
class Score:
    """Counts over a gold file; ratios follow from them."""

    documents: int = 0
    gold: int = 0
    read: int = 0
    found: int = 0
    whole: int = 0
    languages_right: int = 0
    dates_right: int = 0
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    overlap: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    misses: list[str] = field(default_factory=list)

    def ratios(self) -> dict[str, float]:
        """Return the figures that are quoted and pinned, each between 0 and 1."""
        precision, recall = _ratio(self.found, self.read), _ratio(self.found, self.gold)
        result = {
            "language": _ratio(self.languages_right, self.documents),
            "published": _ratio(self.dates_right, self.documents),
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "whole_f1": _f1(_ratio(self.whole, self.read), _ratio(self.whole, self.gold)),
            "spurious_per_document": round((self.read - self.found) / max(self.documents, 1), 4),
        }
        for name in (*FIELDS, *EXTRA_FIELDS, *CONFERENCE):
            if self.judged[name]:
                result[name] = _ratio(self.right[name], self.judged[name])
        for name in WORDED:
            if self.judged[name]:
                result[name] = round(self.overlap[name] / self.judged[name], 4)
        return result


def score(readings: Iterable[tuple[Mapping[str, Any], Reading]]) -> Score:
    """Compare readings with their gold lines."""
    total = Score()
    for line, reading in readings:
        total.documents += 1
        total.languages_right += line["lang"] == reading.lang
        total.dates_right += line["published"] == reading.published
        _one(total, str(line["id"]), line["facts"], reading.facts)
        _conference(total, line, reading.conference)
    return total


def _conference(total: Score, line: Mapping[str, Any], read: Conference | None) -> None:
    wanted: Mapping[str, Any] = line.get("conference") or {}
    if not wanted and (read is None or "conference" not in line):
        return
    for name in CONFERENCE:
        total.judged[name] += 1
        key = name.removeprefix("conference_")
        both = bool(wanted) and read is not None
        total.right[name] += both and getattr(read, key) == wanted[key]
    alike = _alike(wanted.get("name"), read.name if read else None)
    total.judged["conference_name"] += 1
    total.overlap["conference_name"] += alike
    if alike < 1:
        total.misses.append(f"{line['id']}: conference {read} not {wanted or None}")


def _one(total: Score, name: str, gold: Sequence[Mapping[str, Any]], facts: Sequence[Fact]) -> None:
    left = list(facts)
    for wanted in sorted(gold, key=lambda fact: bool(fact.get("optional"))):
        candidates = [fact for fact in left if _same_figure(wanted, fact)]
        best = max(candidates, key=lambda fact: _likeness(wanted, fact), default=None)
        optional = bool(wanted.get("optional"))
        if best is not None:
            left.remove(best)
        if optional:
            continue
        total.gold += 1
        if best is None:
            total.misses.append(
                f"{name}: missed {wanted['measure']} {wanted['value']} «{wanted.get('cue', '')}»"
            )
            continue
        total.found += 1
        total.read += 1
        _judge(total, name, wanted, best)
    for fact in left:
        total.read += 1
        total.misses.append(
            f"{name}: spurious {fact.measure} {fact.value} {fact.unit} «{fact.quote}»"
        )


def _judge(total: Score, name: str, wanted: Mapping[str, Any], fact: Fact) -> None:
    wrong = []
    for field_name in (*FIELDS, *EXTRA_FIELDS):
        if field_name not in wanted and field_name in EXTRA_FIELDS:
            continue
        total.judged[field_name] += 1
        if agrees(field_name, wanted, fact):
            total.right[field_name] += 1
        elif field_name in FIELDS:
            wrong.append(f"{field_name} {getattr(fact, field_name)} not {wanted.get(field_name)}")
    _attribution(total, wanted, fact)
    if wrong:
        total.misses.append(
            f"{name}: {wanted['measure']} {wanted['value']} «{fact.quote}»: {'; '.join(wrong)}"
        )
    else:
        total.whole += 1


def _attribution(total: Score, wanted: Mapping[str, Any], fact: Fact) -> None:
    accepted = [wanted.get("attribution"), *wanted.get("accept", {}).get("attribution", [])]
    if "attribution" in wanted and (fact.attribution or None not in accepted):
        total.judged["attribution"] += 1
        total.overlap["attribution"] += max(_alike(one, fact.attribution) for one in accepted)


def _alike(one: str | None, two: str | None) -> float:
    """Return how far the words of two names overlap, 0 to 1 (Dice's coefficient)."""
    if not one or not two:
        return float(one is two)
    first, second = (Counter(name.casefold().split()) for name in (one, two))
    return 2 * (first & second).total() / (first.total() + second.total())


def agrees(name: str, wanted: Mapping[str, Any], fact: Fact) -> bool:
    """Whether field ``name`` of ``fact`` is as gold says, or one of its accepted readings."""
    value = getattr(fact, name)
    accepted = [wanted.get(name), *wanted.get("accept", {}).get(name, [])]
    if name in {"period", "base_period"}:
        return any(_same_period(value, other) for other in accepted)
    if name == "part":
        return any((value is None) == (other is None) for other in accepted)
    return value in accepted


def _same_period(one: str | None, two: str | None) -> bool:
    if one is None or two is None:
        return one is two
    first, second = edtf.read(one), edtf.read(two)
    return one == two or (first is not None and first == second)


def _same_figure(wanted: Mapping[str, Any], fact: Fact) -> bool:
    highest = wanted.get("value_max")
    return (
        fact.measure in [wanted["measure"], *wanted.get("accept", {}).get("measure", [])]
        and Decimal(str(wanted["value"])) == fact.value
        and (None if highest is None else Decimal(str(highest))) == fact.value_max
    )


def _likeness(wanted: Mapping[str, Any], fact: Fact) -> int:
    return sum(agrees(name, wanted, fact) for name in _SAMENESS)


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    total = precision + recall
    return round(2 * precision * recall / total, 4) if total else 0.0
