"""Other currencies, in the same place and the same way of writing."""

from __future__ import annotations

import random
from collections.abc import Sequence

from editing import Case, Edit, Moved, change
from printed import Figure, figures
from wording import Wording, wording

_CODE_LENGTH = 3


def other_currency(case: Case, rng: random.Random) -> Case | None:
    """Print every amount in one currency of the article in another that it does not use."""
    words = wording(case.lang)
    used = {fact.unit for fact in case.facts}
    used |= {fact.equivalent.unit for fact in case.facts if fact.equivalent is not None}
    money = sorted(unit for unit in used if len(unit) == _CODE_LENGTH and unit.isupper())
    rng.shuffle(money)
    for unit in money:
        found = _figures_in(case, unit)
        if found:
            rewritten = _replaced(case, found, _choices(words, found, used, rng))
            if rewritten is not None:
                return rewritten
    return None


def _figures_in(case: Case, unit: str) -> list[Figure]:
    """Return the figures in a currency, or none at all if one of them is not plain."""
    plain = [figure for group in figures(case) for figure in group if figure.fact.unit == unit]
    wanted = sum(fact.unit == unit for fact in case.facts)
    return plain if len(plain) == wanted else []


def _choices(
    words: Wording, found: Sequence[Figure], used: set[str], rng: random.Random
) -> dict[str, str]:
    """Return one new spelling for each kind of spelling in use, all of one new currency."""
    kinds = {
        "before": words.new_before,
        "codes": words.new_codes,
        "names": words.new_names,
    }
    needed = {_kind(words, p.currency.quote) for f in found for p in f.printings if p.currency}
    by_code = {
        kind: {str(words.currency(word)): word for word in kinds[kind]} for kind in sorted(needed)
    }
    codes = set.intersection(*(set(spellings) for spellings in by_code.values())) - used
    if not codes:
        return {}
    code = rng.choice(sorted(codes))
    return {"code": code, **{kind: spellings[code] for kind, spellings in by_code.items()}}


def _replaced(case: Case, found: Sequence[Figure], chosen: dict[str, str]) -> Case | None:
    words = wording(case.lang)
    if not chosen:
        return None
    edits: list[Edit] = []
    for figure in found:
        for printing in figure.printings:
            if printing.currency is None:
                return None
            new = chosen[_kind(words, printing.currency.quote)]
            edits.append(Edit(printing.currency.start, printing.currency.end, new))
    moved = Moved(case.text, edits)
    return change(moved.case(case), {figure.index: {"unit": chosen["code"]} for figure in found})


def _kind(words: Wording, written: str) -> str:
    if written in words.before:
        return "before"
    return "codes" if written.isupper() else "names"
