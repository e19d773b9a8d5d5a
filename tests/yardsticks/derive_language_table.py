"""Derives the tables of ``extract/data/ngrams`` from openly licensed text.

``python -m tests.yardsticks.derive_language_table SOURCES`` wants checkouts of
the repositories named in ``extract/data/SOURCES.md`` as folders of SOURCES,
and the package wordfreq 3.1.1. Nothing is drawn at random: the same sources
give the same tables.

A word's weight for Malay against Indonesian is a sum over four views of the
two languages (wordfreq, subtitles, running text, a list of words by rank) of
the logarithm of the ratio of its frequencies, and over two views for pairs of
neighbouring words. How much each view counts was fitted by logistic regression
on sentences of a source left out of the views.
"""

from __future__ import annotations

import html
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import wordfreq

_WORD = re.compile(r"[^\W\d_]+")
_TABLES = Path(__file__).parents[2] / "extract" / "data" / "ngrams"
_OTHERS = [
    "ca", "cs", "da", "de", "es", "fi", "fil", "fr", "hu", "is", "it", "lt",
    "lv", "nb", "nl", "pl", "pt", "ro", "sh", "sk", "sl", "sv", "tr",
]  # fmt: skip

Frequencies = Mapping[str, float]

# View: factor of its logarithm, frequency added on both sides.
_WORD_VIEWS = {
    "wordfreq": (0.145, 2e-7),
    "subtitles": (0.397, 3e-7),
    "text": (0.191, 2e-6),
    "list": (0.281, 3e-7),
}
_PAIR_VIEWS = {"text": (0.149, 4e-6), "list": (0.182, 5e-7)}
_PER_WORD = 0.11  # fitted with the factors: a shared word is a little more at home in Malay
_CLIP = 8.0
# A word at home in English says nothing about the two: names, and English itself.
_ENGLISH = 0.1
_NOT_ENGLISH = frozenset({"mac"})  # March
# Where something happened says little about the language it is told in.
_PLACES = frozenset({
    "aceh", "bali", "balikpapan", "bandung", "banjarmasin", "banten", "batam", "bekasi",
    "bengkulu", "bogor", "brunei", "cirebon", "denpasar", "gorontalo", "indonesia", "ipoh",
    "jakarta", "jambi", "jateng", "jatim", "jawa", "jayapura", "johor", "kalimantan", "kedah",
    "kelantan", "kinabalu", "klang", "kuala", "kuantan", "kuching", "labuan", "lampung",
    "langkawi", "lombok", "lumpur", "makassar", "malaya", "malaysia", "maluku", "mataram",
    "medan", "melaka", "pahang", "palembang", "papua", "penang", "perak", "perlis", "petaling",
    "pontianak", "puchong", "putrajaya", "riau", "sabah", "samarinda", "sarawak", "selangor",
    "semarang", "seremban", "subang", "sulawesi", "sumatera", "sumatra", "surabaya",
    "surakarta", "tangerang", "terengganu", "yogyakarta",
})  # fmt: skip
_PLACE_FACTOR = 0.08
_KEPT = {"malay": 25000, "vi": 6000, "en": 12000, "other": 25000}
_KEPT_WORDS, _KEPT_PAIRS = 40000, 20000


# --- running text ---------------------------------------------------------------------


def tico(root: Path, lang: str) -> Iterator[str]:
    """TICO-19: translations of English texts on COVID-19, from research to news."""
    pair = {"ms": "en-ms", "id": "en-id", "en": "en-ms"}.get(lang)
    if pair is None:
        return
    content = _read(root / "tico-19.github.io" / "data" / "TM" / f"all.{pair}.tmx")
    for segment in re.findall(rf'<tuv xml:lang="{lang}">\s*<seg>(.*?)</seg>', content, re.DOTALL):
        yield html.unescape(segment)


def talpco(root: Path, lang: str) -> Iterator[str]:
    """TALPCo: sentences of a textbook, translated; a number and a sentence a line."""
    name = {"ms": "zsm", "id": "ind", "vi": "vie", "en": "eng"}[lang]
    for line in _read(root / "TALPCo" / name / f"data_{name}.txt").splitlines():
        yield line.split("\t", 1)[-1]


def treebanks(root: Path, lang: str) -> Iterator[str]:
    """Universal Dependencies: the sentence stands in a comment before its words."""
    names = {
        "id": ("Indonesian-GSD/id_gsd", "Indonesian-CSUI/id_csui"),
        "vi": ("Vietnamese-VTB/vi_vtb",),
        "en": ("English-EWT/en_ewt",),
    }
    for name in names.get(lang, ()):
        for file in sorted(root.glob(f"UD_{name}-ud-*.conllu")):
            if lang == "vi" or "csui" in name or "train" not in file.name:
                yield from re.findall(r"^# text = (.*)$", _read(file), re.MULTILINE)


def lessons(root: Path, lang: str) -> Iterator[str]:
    """IoT-For-Beginners and Security-101: lessons in Markdown, translated by machine."""
    for name in ("IoT-For-Beginners", "Security-101"):
        for file in sorted((root / name / "translations" / lang).rglob("*.md")):
            if not re.search("CODE_OF|SECURITY|CONTRIB", file.name):
                yield from _markdown(_read(file))


def datagovmy(root: Path, lang: str) -> Iterator[str]:
    """The catalogue of Malaysia's open-data site, in Malay and English."""
    if lang not in {"ms", "en"}:
        return
    folder = root / "datagovmy-meta"
    for part in ("data-catalogue", "pub-dosm", "dashboards"):
        for file in sorted((folder / part).rglob("*.json")):
            for text in _strings(json.loads(_read(file)), f"_{lang}"):
                yield from _markdown(text)
    for file in sorted((folder / "i18n" / {"ms": "ms-MY", "en": "en-GB"}[lang]).rglob("*.json")):
        for text in _strings(json.loads(_read(file)), ""):
            yield from _markdown(text)


_TEXTS: tuple[Callable[[Path, str], Iterator[str]], ...] = (
    tico,
    talpco,
    treebanks,
    lessons,
    datagovmy,
)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _markdown(text: str) -> list[str]:
    text = re.sub(r"<!--.*?-->|```.*?```|`[^`]*`|!\[[^\]]*\]\([^)]*\)", "", text, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"https?://\S+|<[^>]+>|[*#>|]", " ", text).split("\n")


def _strings(value: object, suffix: str, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _strings(below, suffix, name)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below, suffix, key)
    elif isinstance(value, str) and key.endswith(suffix):
        yield value


def running_text(root: Path, lang: str) -> tuple[Frequencies, Frequencies]:
    """Return how often each word and each pair of neighbours stands in the texts."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in _TEXTS:
        for sentence in dict.fromkeys(" ".join(line.split()) for line in text(root, lang)):
            if len(sentence) > 15:
                found = _WORD.findall(sentence.lower())
                words.update(found)
                pairs.update(map(" ".join, pairwise(found)))
    return _shares(words), _shares(pairs)


# --- lists of words -------------------------------------------------------------------


def wordfreq_list(lang: str, size: int) -> Frequencies:
    known = wordfreq.get_frequency_dict(lang, wordlist="best")
    ranked = sorted(known.items(), key=lambda item: (-item[1], item[0]))[:size]
    return {word: share for word, share in ranked if _listed(word)}


def subtitles(root: Path, lang: str) -> Frequencies:
    """FrequencyWords: words of film subtitles with their counts."""
    counts: Counter[str] = Counter()
    for line in _read(
        root / "FrequencyWords/content/2018" / lang / f"{lang}_full.txt"
    ).splitlines():
        word, count = line.rsplit(" ", 1)
        if _listed(word):
            counts[word] = int(count)
    return _shares(counts)


def ranked_list(root: Path, lang: str, kind: str, shift: float) -> Frequencies:
    """Tesseract's lists, by rank without counts; a share falls as 1 / (rank + shift)."""
    name = {"ms": "msa", "id": "ind"}[lang]
    shares: defaultdict[str, float] = defaultdict(float)
    rank = 0
    for line in _read(root / "langdata" / name / f"{name}.{kind}").splitlines():
        words = line.strip().split(" ")
        if kind == "word.bigrams":
            rank += 1
        if len(words) == 1 + (kind == "word.bigrams") and all(map(_listed, words)):
            rank += kind == "wordlist"
            shares[line.strip().lower()] += 1 / (rank + shift)
    return _shares(shares)


def _listed(word: str) -> bool:
    """Tell whether ``word`` is letters alone, without the ligatures of typeset text."""
    return bool(_WORD.fullmatch(word)) and unicodedata.is_normalized("NFKC", word)


def _shares(counts: Mapping[str, float]) -> Frequencies:
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


# --- weights --------------------------------------------------------------------------

View = dict[str, Frequencies]  # language: frequencies


def weights(
    views: Mapping[str, View], factors: Mapping[str, tuple[float, float]], constant: float
) -> dict[str, float]:
    """Return for each word or pair the evidence for Malay (above 0) or Indonesian."""
    found: defaultdict[str, float] = defaultdict(float)
    for name, (factor, added) in factors.items():
        ms, id_ = views[name]["ms"], views[name]["id"]
        for key in ms.keys() | id_.keys():
            odds = math.log((ms.get(key, 0.0) + added) / (id_.get(key, 0.0) + added))
            found[key] += factor * max(-_CLIP, min(_CLIP, odds))
    return {key: weight + constant for key, weight in found.items()}


def mixture(*parts: tuple[float, Frequencies]) -> Frequencies:
    mixed: defaultdict[str, float] = defaultdict(float)
    for factor, frequencies in parts:
        for word, share in frequencies.items():
            mixed[word] += factor * share
    return mixed


def top(frequencies: Frequencies, size: int) -> dict[str, int]:
    """Return the most frequent words with minus ten times the logarithm of their share."""
    ranked = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))[:size]
    return {word: round(-10 * math.log10(share)) for word, share in ranked}


def telling(
    found: Mapping[str, float], often: Frequencies, size: int, least: float
) -> dict[str, int]:
    """Return the weights, in tenths, of the keys that decide most: often met, or clear."""
    kept = [key for key, weight in found.items() if abs(weight) >= least]
    kept.sort(key=lambda key: (-often.get(key, 0.0) * abs(found[key]), key))
    return {key: round(10 * found[key]) for key in kept[:size]}


def write(file: Path, sections: Iterable[tuple[str, Mapping[str, int]]]) -> None:
    """Write one line per section and weight: section, weight, words with blanks between.

    The words of a pair are joined by ``+``.
    """
    lines = []
    for name, entries in sections:
        by_weight: defaultdict[int, list[str]] = defaultdict(list)
        for key, weight in entries.items():
            by_weight[weight].append(key.replace(" ", "+"))
        for weight in sorted(by_weight):
            lines.append(f"{name} {weight} {' '.join(sorted(by_weight[weight]))}\n")
    file.write_text("".join(lines), encoding="utf-8", newline="\n")


def main(root: Path) -> None:
    lists = {lang: wordfreq_list(lang, 60000) for lang in ("vi", "ms", "id", "en")}
    texts = {lang: running_text(root, lang) for lang in ("vi", "ms", "id", "en")}
    both = ("ms", "id")
    views: dict[str, View] = {
        "wordfreq": {lang: lists[lang] for lang in both},
        "subtitles": {lang: subtitles(root, lang) for lang in both},
        "text": {lang: texts[lang][0] for lang in both},
        "list": {lang: ranked_list(root, lang, "wordlist", 2.7) for lang in both},
    }
    pair_views: dict[str, View] = {
        "text": {lang: texts[lang][1] for lang in both},
        "list": {lang: ranked_list(root, lang, "word.bigrams", 100.0) for lang in both},
    }
    malay = mixture(*((1 / 8, view[lang]) for view in views.values() for lang in both))
    found = weights(views, _WORD_VIEWS, _PER_WORD)
    english = lists["en"]
    found = {
        word: weight * (_PLACE_FACTOR if word in _PLACES else 1.0)
        for word, weight in found.items()
        if english.get(word, 0.0) < _ENGLISH * malay[word] or word in _NOT_ENGLISH
    }
    often = mixture(*((1 / 4, view[lang]) for view in pair_views.values() for lang in both))
    pairs = {
        pair: weight
        for pair, weight in weights(pair_views, _PAIR_VIEWS, 0.0).items()
        if _PLACES.isdisjoint(pair.split(" "))
    }
    write(
        _TABLES / "ms-id.txt",
        [
            ("word", telling(found, malay, _KEPT_WORDS, 0.05)),
            ("pair", telling(pairs, often, _KEPT_PAIRS, 0.25)),
        ],
    )
    other = mixture(*((1 / len(_OTHERS), wordfreq_list(code, 8000)) for code in _OTHERS))
    groups = {
        "vi": mixture((0.8, lists["vi"]), (0.2, texts["vi"][0])),
        "malay": malay,
        "en": mixture((0.8, english), (0.2, texts["en"][0])),
        "other": other,
    }
    write(_TABLES / "words.txt", [(name, top(f, _KEPT[name])) for name, f in groups.items()])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
