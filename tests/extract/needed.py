"""Which entries of the language and measure files the hand-written cases need.

An entry is needed when deleting it makes some case fail. Every entry is deleted in turn, and the
cases whose text holds its words are read again with what is left. A case is a text with its whole
expected reading: numbers, money and periods, sentences and short articles, sentence ends, date
lines. Cases marked as not yet read prove nothing and are left out.

``python tests/extract/needed.py [LANG ...]`` lists the entries that no case needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import number_cases
import pytest
import test_english
import test_periods
import test_published
import test_reading
import test_sentences

from extract import furniture, places, sentences
from extract import lexicon as lexicons
from extract.lexicon import Lexicon, lexicon
from extract.measures import measures
from extract.model import Document
from extract.reading import read
from extract.tokens import phrase_tokens, tokenize

LANGUAGES = ("vi", "ms", "id", "en")
_REMEMBERED = (
    "segment.",
    "sentence.",
    "place.province",
    "place.district",
    "place.street",
    "place.village",
)
"""Categories of which something is worked out once and kept."""


class Entry(NamedTuple):
    """One phrase of a language, in its own file or among the terms of a measure."""

    lang: str
    category: str
    value: str
    phrase: str

    def __str__(self) -> str:
        return f"{self.lang} {self.category}.{self.value}: {self.phrase}"


@dataclass(frozen=True)
class Case:
    """A text and whether it is read as expected; ``lang`` is ``None`` where all are tried."""

    lang: str | None
    text: str
    passes: Callable[[], bool]
    words: str


def entries(lang: str) -> Iterator[Entry]:
    """Yield every phrase of ``lang``."""
    for category, values in lexicon(lang).phrases.items():
        for value, said in values.items():
            for phrase in said:
                yield Entry(lang, category, value, phrase)


def cases() -> list[Case]:
    """Return all hand-written cases that the program reads as expected, short ones first."""
    found = [
        Case(lang, text, passes, _spaced(token.norm for token in tokenize(text)))
        for lang, text, passes in _all()
    ]
    return sorted(found, key=lambda case: len(case.words))


_Made = tuple[str | None, str, Callable[[], bool]]


def _all() -> Iterator[_Made]:
    for lang in LANGUAGES:
        for number in number_cases.load(lang):
            yield lang, number.text, partial(_number, number)
    for period in test_periods.ALL:
        yield period.lang, period.text, partial(_period, period)
    for line in test_periods.LINES:
        if line.text not in test_periods.UNREAD:
            yield line.lang, line.text, partial(_line, line)
    for lang, text, count in test_sentences.CASES:
        yield lang, text, partial(_sentences, lang, text, count)
    for text, day in test_published.dated():
        yield None, text, partial(_dated, text, day)
    for case in test_reading.cases():
        if not case.known:
            yield None, case.text, partial(_reading, case)
    for row in test_english.READINGS:
        if "needs" not in row:
            yield None, row["text"], partial(test_english.is_read, row)
    for row in test_english.TRAPS:
        yield None, row["text"], partial(test_english.is_set_aside, row)


def _number(case: number_cases.Case) -> bool:
    return number_cases.read(case, lexicons.lexicon(case.lang)) == case.reading


def _period(case: test_periods.Case) -> bool:
    return test_periods.found(case, lexicons.lexicon(case.lang)) == case.readings


def _line(line: test_periods.Line) -> bool:
    return test_periods.days_of(line, lexicons.lexicon(line.lang)) == line.days


def _sentences(lang: str, text: str, count: int) -> bool:
    return sum(1 for _ in sentences.split_sentences(text, 0, len(text), lang)) == count


def _dated(text: str, day: str) -> bool:
    return test_published.found_day(text) == day


def _reading(case: test_reading.Case) -> bool:
    reading = read(Document(case.text, case.lang, case.published), weighed=False)
    return not test_reading.problems(case, reading)


@contextmanager
def changed() -> Iterator[dict[str, Lexicon]]:
    """Let all code read the lexicons put into the mapping in place of the shipped ones."""
    instead: dict[str, Lexicon] = {}
    known = {lang: lexicon(lang) for lang in LANGUAGES}

    def spoken(code: str) -> Lexicon:
        return instead.get(code) or known[code]

    readers = [
        module
        for name, module in sys.modules.items()
        if name.startswith("extract") and vars(module).get("lexicon") is lexicon
    ]
    with pytest.MonkeyPatch.context() as patch:
        for module in readers:
            patch.setattr(module, "lexicon", spoken)
        yield instead
    _forget()


def unneeded(tried: Iterable[Entry], known: Iterable[Case]) -> list[Entry]:
    """Return the entries of ``tried`` whose loss no case of ``known`` notices."""
    pool = list(known)
    with changed() as instead:
        return [entry for entry in tried if not _missed(entry, pool, instead)]


def _missed(entry: Entry, pool: Iterable[Case], instead: dict[str, Lexicon]) -> bool:
    instead[entry.lang] = lexicon(entry.lang).without(*entry[1:])
    kept_apart = entry.category.startswith(_REMEMBERED)
    if kept_apart:
        _forget()
    try:
        return any(not case.passes() for case in _holding(entry, pool))
    finally:
        del instead[entry.lang]
        if kept_apart:
            _forget()


def _holding(entry: Entry, pool: Iterable[Case]) -> Iterator[Case]:
    """Yield the cases in which the phrase stands; a hyphen in it may be missing there."""
    tokens = phrase_tokens(entry.phrase)
    said = {_spaced(tokens), _spaced(token for token in tokens if token != "-" or len(tokens) == 1)}
    for case in pool:
        if case.lang in {None, entry.lang} and any(words in case.words for words in said):
            yield case


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _forget() -> None:
    """Drop what has been worked out from furniture, abbreviations and units of places."""
    furniture._starts.cache_clear()
    places._units.cache_clear()
    places._villages.cache_clear()
    places._streets.cache_clear()
    sentences._abbreviations.cache_clear()
    sentences._titles.cache_clear()


def unneeded_settings() -> list[str]:
    """Return the statuses and givers of the measures whose loss no case notices."""
    return [
        f"{name}.toml {key}: {entry}"
        for name, measure in measures().items()
        for key in ("statuses", "reverse_givers")
        for entry in getattr(measure, key)
        if not _setting_missed(name, key, entry)
    ]


def _setting_missed(name: str, key: str, entry: str) -> bool:
    measure = measures()[name]
    left = tuple(other for other in getattr(measure, key) if other != entry)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(measures(), name, replace(measure, **{key: left}))
        return any(not _reading(case) for case in _telling_of(name, entry))


def _telling_of(name: str, entry: str) -> Iterator[test_reading.Case]:
    """Yield the cases that expect a figure with this status, or a gift abroad."""
    for case in test_reading.cases():
        lines = (line.partition(";")[0].split() for line in case.facts)
        told = any(words[0] == name and entry in words for words in lines)
        if not case.known and (told or "reverse_flow" in case.rejected.values()):
            yield case


def main() -> None:
    pool = cases()
    for lang in sys.argv[1:] or LANGUAGES:
        tried = list(entries(lang))
        rest = unneeded(tried, pool)
        print(*rest, sep="\n")
        print(f"{lang}: {len(rest)} of {len(tried)} entries are not needed", file=sys.stderr)


if __name__ == "__main__":
    main()
