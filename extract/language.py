"""In which language a text is written: Vietnamese, Malay, Indonesian, English, or another.

Two questions are asked of the words of a text. Which group do they fit best:
Vietnamese, English, Malay with Indonesian, or none of them? And, in the third
group, Malay or Indonesian? Both answers come from tables of word weights
(``data/ngrams``; sources and licences in ``data/SOURCES.md``). Where no group
fits, langdetect may name another language. Short or doubtful text is ``und``.

A line of a table is ``KEY WEIGHT WORD WORD ...``. In ``words.txt`` the key is a
group and the weight minus ten times the decimal logarithm of the words' share;
in ``ms-id.txt`` the key is ``word`` or ``pair`` (two neighbours, joined by
``+``) and the weight ten times the natural logarithm of the odds for Malay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise, repeat

from extract.text import normalise, view

# A language shows in its first few hundred words; the rest of a long text is not read.
_READ = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_OURS = frozenset({"vi", "ms", "id", "en"})

# In words.txt's unit. A word no group knows is likelier in a language outside them.
_GROUPS = ("vi", "malay", "en", "other")
_UNKNOWN = (70, 70, 70, 60)
# Words of one text hang together: beyond so many, more of them prove no more.
_WORDS_COUNTED = 40
_GROUP_TEMPER = 0.5

# How Malay (1.5 million as 1,500,000; 2.5) and Indonesian write numbers; each
# way counts twice at most, for tables of figures are often taken over unedited.
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)+(?![.,]?\d)")
_NUMBER_SHAPES = (
    (re.compile(r"\d{1,3}(?:,\d{3})+"), 2.0),
    (re.compile(r"\d+\.\d{1,2}"), 0.8),  # also a time of day in Indonesian
    (re.compile(r"\d{1,3}(?:\.\d{3})+"), -2.0),
    (re.compile(r"\d+,\d{1,2}"), -2.0),
)
_SHAPES_COUNTED = 2

_HINT = 3.0  # natural logarithm of the odds one hint is worth
# One word is no text. In any sentence of a language most words are in its table.
_FEWEST_WORDS, _LEAST_KNOWN = 2, 0.4
# Below ten words a guess must be likely, and likelier still in a bare fragment,
# which no mark ends.
_SHORT, _NEEDED_SENTENCE, _NEEDED_SHORT = 10, 0.55, 0.8
_SHORTER, _NEEDED_SHORTER = 6, 0.9
_SENTENCE_END = (".", "!", "?", "…", '."', '!"', '?"')
# langdetect is sure of anything: it is not asked about a name or a row of one letter.
_LETTERS_FOR_OTHER, _DISTINCT_FOR_OTHER, _NEEDED_OTHER = 20, 10, 0.95


@dataclass(frozen=True, slots=True)
class Decision:
    """The language of a text.

    ``lang`` is an ISO 639-1 code, or ``und`` where nothing can be said;
    ``probability`` (0 to 1) is that of the best guess, also where it was too
    small to be said; ``margin`` is the natural logarithm of the odds for it
    against the runner-up.
    """

    lang: str
    probability: float
    margin: float


_NOTHING = Decision("und", 0.0, 0.0)


def decide(text: str, *, hints: Sequence[str] = ()) -> Decision:
    """Return the language of ``text``, judged by its first 20,000 characters.

    ``hints`` are language codes a page states of itself, in its address or its
    ``lang`` attribute (``id``, ``id-ID``). A hint decides where the words leave
    it open, and never against clear words.
    """
    folded = view(normalise(text[:_READ])).folded
    words = _WORD.findall(folded.lower())
    if len(words) < _FEWEST_WORDS:
        return _NOTHING
    codes = {hint.replace("_", "-").partition("-")[0].lower() for hint in hints}
    lang, odds = _group(words, codes)
    if lang == "other":
        return _outside(text[:_READ], words)
    if _strange(words, lang):
        return _NOTHING
    if lang == "malay":
        lang, pair_odds = _malay_or_indonesian(words, folded, codes)
        odds = min(odds, pair_odds)
    probability = 1.0 / (1.0 + math.exp(-odds))
    needed = _needed(folded, len(words))
    return Decision(lang if probability >= needed else "und", round(probability, 4), round(odds, 2))


def _strange(words: Sequence[str], group: str) -> bool:
    """Tell whether ``words`` are mixed scripts, names, or Vietnamese without its marks."""
    known = _table("words.txt")[group]
    if sum(map(known.__contains__, words)) < _LEAST_KNOWN * len(words):
        return True
    return group == "vi" and all(map(str.isascii, words))


def _needed(folded: str, words: int) -> float:
    if words >= _SHORT:
        return 0.5
    if folded.rstrip().endswith(_SENTENCE_END):
        return _NEEDED_SENTENCE
    return _NEEDED_SHORT if words >= _SHORTER else _NEEDED_SHORTER


def _group(words: Sequence[str], hints: Set[str]) -> tuple[str, float]:
    weight = _GROUP_TEMPER * min(1.0, _WORDS_COUNTED / len(words)) * math.log(10) / 10
    scores = dict.fromkeys(_GROUPS, 0.0)
    for hint in hints & _OURS:
        scores["malay" if hint in {"ms", "id"} else hint] += _HINT
    known = _group_weights()
    rows = map(known.get, words, repeat(_UNKNOWN))
    for name, column in zip(scores, zip(*rows, strict=True), strict=True):
        scores[name] -= weight * sum(column)
    second, best = sorted(scores, key=lambda name: (scores[name], name))[-2:]
    return best, scores[best] - scores[second]


def _malay_or_indonesian(words: Sequence[str], folded: str, hints: Set[str]) -> tuple[str, float]:
    table = _table("ms-id.txt")
    word, pair = table["word"], table["pair"]
    odds = sum(map(word.get, words, repeat(0))) / 10
    odds += sum(map(pair.get, map("+".join, pairwise(words)), repeat(0))) / 10
    numbers = _NUMBER.findall(folded)
    for shape, worth in _NUMBER_SHAPES:
        odds += worth * min(_SHAPES_COUNTED, sum(map(bool, map(shape.fullmatch, numbers))))
    odds += _HINT * (("ms" in hints) - ("id" in hints))
    return ("ms" if odds > 0 else "id"), abs(odds)


def _outside(text: str, words: Sequence[str]) -> Decision:
    """Name a language that is none of ours, or leave it open."""
    # Loaded only when needed: it reads 55 profiles, half a second.
    from langdetect.detector_factory import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    letters = "".join(words)
    if len(letters) < _LETTERS_FOR_OTHER or len(set(letters)) < _DISTINCT_FOR_OTHER:
        return _NOTHING
    DetectorFactory.seed = 0
    try:
        best = detect_langs(text)[0]  # type: ignore[no-untyped-call]
    except LangDetectException:  # it found no letters it knows
        return _NOTHING
    code = str(best.lang).partition("-")[0]  # it says zh-cn
    if code in _OURS or best.prob < _NEEDED_OTHER:
        return _NOTHING
    probability = float(best.prob)
    odds = math.log(probability / max(1.0 - probability, 1e-9))
    return Decision(code, round(probability, 4), round(odds, 2))


@lru_cache(maxsize=1)
def _group_weights() -> Mapping[str, tuple[int, ...]]:
    """Return the weights of each word in the order of the groups."""
    tables = [_table("words.txt")[name] for name in _GROUPS]
    columns = list(zip(tables, _UNKNOWN, strict=True))
    words = {word for table in tables for word in table}
    return {word: tuple(table.get(word, weight) for table, weight in columns) for word in words}


@lru_cache(maxsize=2)
def _table(name: str) -> Mapping[str, Mapping[str, int]]:
    table: dict[str, dict[str, int]] = {}
    content = files("extract").joinpath("data", "ngrams", name).read_text(encoding="utf-8")
    for line in content.splitlines():
        key, weight, words = line.split(" ", 2)
        table.setdefault(key, {}).update(dict.fromkeys(words.split(" "), int(weight)))
    return table
