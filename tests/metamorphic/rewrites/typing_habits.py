"""The same words typed in another way: encodings, spaces, dashes, invisible and look-alike signs."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import replace

from editing import Case, Edit, Moved

_SPACE_WITHIN = re.compile(r"(?<=\S) (?=\S)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)|(?<= )-(?= )")
_LONG_DASH = re.compile("[–—]")
_WORD = re.compile(r"(?<![\w/@.:-])[^\W\d_]{4,}(?![\w/@:-]|\.\w)")
_SPACES = "\u00a0\u202f\u2009"
_DASHES = "–\u2010\u2011\u2212"
_INVISIBLE = "\u200b\u00ad\u2060"
_LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х"}


def decomposed(case: Case, rng: random.Random) -> Case | None:
    """Hand the text over with letters and marks apart (NFD)."""
    raw = unicodedata.normalize("NFD", case.text)
    return replace(case, raw=raw) if raw != case.text else None


def line_ends(case: Case, rng: random.Random) -> Case | None:
    """Hand the text over as Windows writes it: a byte-order mark, CRLF."""
    return replace(case, raw="\ufeff" + case.text.replace("\n", "\r\n"))


def fixed_spaces(case: Case, rng: random.Random) -> Case | None:
    """Type half of the spaces as no-break or thin spaces."""
    return _some(case, _SPACE_WITHIN, _SPACES, rng, share=0.5)


def doubled_spaces(case: Case, rng: random.Random) -> Case | None:
    """Type a fifth of the spaces twice."""
    return _some(case, _SPACE_WITHIN, ("  ",), rng, share=0.2)


def other_dashes(case: Case, rng: random.Random) -> Case | None:
    """Type hyphens as one of the dashes that look like them, dashes as hyphens."""
    edits = [Edit(m.start(), m.end(), rng.choice(_DASHES)) for m in _HYPHEN.finditer(case.text)]
    edits += [Edit(m.start(), m.end(), "-") for m in _LONG_DASH.finditer(case.text)]
    return Moved(case.text, edits).case(case) if edits else None


def invisible_signs(case: Case, rng: random.Random) -> Case | None:
    """Put zero-width spaces and soft hyphens into a tenth of the words."""
    edits: list[Edit] = []
    for found in _WORD.finditer(case.text):
        if rng.random() < 0.1:
            at = rng.randint(found.start() + 1, found.end() - 1)
            edits.append(Edit(at, at, rng.choice(_INVISIBLE)))
    return Moved(case.text, edits).case(case) if edits else None


def look_alike_letters(case: Case, rng: random.Random) -> Case | None:
    """Type a Cyrillic letter of the same shape in a twentieth of the words."""
    edits: list[Edit] = []
    for found in _WORD.finditer(case.text):
        at = [i for i in range(found.start(), found.end()) if case.text[i] in _LOOK_ALIKES]
        if at and rng.random() < 0.05:
            i = rng.choice(at)
            edits.append(Edit(i, i + 1, _LOOK_ALIKES[case.text[i]]))
    return Moved(case.text, edits).case(case) if edits else None


def _some(
    case: Case,
    pattern: re.Pattern[str],
    choices: str | tuple[str, ...],
    rng: random.Random,
    *,
    share: float,
) -> Case | None:
    edits = [
        Edit(found.start(), found.end(), rng.choice(choices))
        for found in pattern.finditer(case.text)
        if rng.random() < share
    ]
    return Moved(case.text, edits).case(case) if edits else None
