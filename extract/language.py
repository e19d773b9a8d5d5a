"""In which language a text is written: Vietnamese, Malay, Indonesian, English, or another.

Two questions are asked of the words of a text. Which group do they fit best:
Vietnamese, English, Malay with Indonesian, or none of them? And, in the third
group, Malay or Indonesian? Both answers come from tables of word weights
(``data/ngrams``; sources and licences in ``data/SOURCES.md``). Where no group
fits, langdetect may name another language. Short or doubtful text is ``und``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from extract.text import normalise, view

# A language shows in its first few hundred words; the rest of a long text is not read.
_READ = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ROOT = {"ms": "malay", "id": "malay"}


@dataclass(frozen=True, slots=True)
class Decision:
    """The language of a text.

    ``lang`` is an ISO 639-1 code, or ``und`` where nothing can be said;
    ``probability`` (0 to 1) is that of ``lang`` being right, and of the best
    guess where ``lang`` is ``und``; ``margin`` is the natural logarithm of the
    odds against the runner-up.
    """

    lang: str
    probability: float
    margin: float


_NOTHING = Decision("und", 0.0, 0.0)
_UNKNOWN = 70  # a word no group knows: 10 ** -7, in the table's unit
_WORDS_COUNTED = 40.0


def decide(text: str, *, hints: Sequence[str] = ()) -> Decision:
    """Return the language of ``text``, judged by its first 20,000 characters.

    ``hints`` are language codes a page states of itself (from its address or
    ``lang`` attribute, ``id`` or ``id-ID``); they weigh as much as a few words
    and never more than clear text.
    """
    words = _words(text)
    if not words:
        return _NOTHING
    codes = {hint.replace("_", "-").split("-")[0].lower() for hint in hints}
    counts = Counter(words)
    group, odds = _group(counts, codes)
    if group == "other":
        return _other(text)
    if group == "malay":
        group, pair = _pair(words, codes)
        odds = min(odds, pair)
    total = len(words)
    probability = 1.0 / (1.0 + math.exp(-min(odds, 30.0)))
    needed = 0.9 if total < 6 else 0.6
    return Decision(group if probability >= needed else "und", round(probability, 4), odds)


def _words(text: str) -> list[str]:
    return _WORD.findall(view(normalise(text[:_READ])).folded.lower())


def _group(words: Counter[str], hints: set[str]) -> tuple[str, float]:
    tables = _table("words.txt")
    total = sum(words.values())
    scale = min(1.0, _WORDS_COUNTED / total) * math.log(10) / 10
    scores: dict[str, float] = {}
    for name, table in tables.items():
        known = table.get
        floor = 60 if name == "other" else _UNKNOWN
        cost = sum(count * known(word, floor) for word, count in words.items())
        scores[name] = -cost * scale + sum(1.5 for hint in hints if _ROOT.get(hint, hint) == name)
    best, second = sorted(scores, key=lambda name: (-scores[name], name))[:2]
    return best, 0.5 * (scores[best] - scores[second])


def _pair(words: list[str], hints: set[str]) -> tuple[str, float]:
    table = _table("ms-id.txt")
    word, pair = table["word"], table["pair"]
    score = sum(word.get(one, 0) for one in words)
    score += sum(pair.get(f"{one}+{two}", 0) for one, two in pairwise(words))
    odds = score / 10 + 1.5 * (("ms" in hints) - ("id" in hints))
    return ("ms" if odds > 0 else "id"), abs(odds)


def _other(text: str) -> Decision:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text[:_READ])[0]
    except LangDetectException:
        return _NOTHING
    code = best.lang.split("-")[0]
    if code in {"vi", "ms", "id", "en"} or best.prob < 0.95:
        return Decision("und", 0.0, 0.0)
    return Decision(code, round(float(best.prob), 4), 0.0)


@lru_cache(maxsize=2)
def _table(name: str) -> Mapping[str, Mapping[str, int]]:
    table: dict[str, dict[str, int]] = {}
    content = files("extract").joinpath("data", "ngrams", name).read_text(encoding="utf-8")
    for line in content.splitlines():
        key, weight, words = line.split(" ", 2)
        table.setdefault(key, {}).update(dict.fromkeys(words.split(" "), int(weight)))
    return table
