"""Other provinces: one province of the article becomes another of the same country and standing."""

from __future__ import annotations

import random
import re

from editing import Case, Edit, Moved, change
from wording import Province, wording

from extract.places import find_places
from extract.tokens import tokenize

_CANONICAL = "vi"  # the gazetteer names Vietnam's provinces in Vietnamese


def other_province(case: Case, rng: random.Random) -> Case | None:
    """Print another province's name wherever one province is named, addresses of hosts included."""
    known = wording(case.lang).provinces
    mentioned = [mention.place for mention in find_places(tokenize(case.text))]
    codes = [place.code for place in mentioned]
    named = [
        province
        for province in known
        if province.code in codes
        and codes.count(province.code) == len(_name(province.name).findall(case.text))
        and all(place.level == "province" for place in mentioned if place.code == province.code)
    ]
    if not named:
        return None
    old = rng.choice(named)
    others = [
        province
        for province in known
        if province.standing == old.standing
        and province.code[:2] == old.code[:2]
        and province.code not in codes
    ]
    return _replaced(case, old, rng.choice(others))


def _replaced(case: Case, old: Province, new: Province) -> Case:
    edits = [
        Edit(found.start(), found.end(), new.name) for found in _name(old.name).finditer(case.text)
    ]
    edits += [
        Edit(found.start(), found.end(), _plain(case, new))
        for found in _host(_plain(case, old)).finditer(case.text)
    ]
    moved = Moved(case.text, edits)
    carried = moved.case(case)
    changes: dict[int, dict[str, object]] = {}
    for i, fact in enumerate(case.facts):
        if fact.place == old.code:
            changes[i] = {"place": new.code}
            if "place" not in fact.anchors:
                changes[i]["place_name"] = _canonical(new)
    return change(carried, changes)


def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _host(plain: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[/.(]){re.escape(plain)}(?=\.)")


def _plain(case: Case, province: Province) -> str:
    """Return the name as hosts write it: small letters without marks and spaces."""
    ascii_names = {p.code: p.name for p in wording("id").provinces}
    return ascii_names.get(province.code, province.name).replace(" ", "").lower()


def _canonical(province: Province) -> str:
    names = {p.code: p.name for p in wording(_CANONICAL).provinces}
    return names.get(province.code, province.name)
