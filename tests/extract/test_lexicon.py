"""The phrase table: what a file says is found in the text, and a wrong file is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import extract.lexicon
from extract.lexicon import Lexicon, LexiconError, Match, languages, lexicon, measure_files
from extract.tokens import tokenize

HEAD = 'code = "zz"\nname = "Made up"\ndecimal = ","\nthousands = "."\n'
PHRASES = """
[qualifier.before]
more_than = ["hơn", "trên"]
about = ["khoảng", "khoảng trên"]
[kind.up]
up = ["tăng", "tăng lên"]
[noun.full]
grant = ["khoản viện trợ", "phi-chính-phủ"]
"""
MEASURE = """
name = "grants"
[terms.zz.noun.full]
grant = ["gói hỗ trợ"]
project = ["dự án"]
[terms.xx.noun.full]
grant = ["something else"]
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own, in place of the package's."""
    folder = tmp_path / "data"
    (folder / "languages").mkdir(parents=True)
    (folder / "measures").mkdir()
    monkeypatch.setattr(extract.lexicon, "files", lambda package: tmp_path)
    forget()
    yield folder
    forget()


def forget() -> None:
    """Let the files be read anew."""
    languages.cache_clear()
    lexicon.cache_clear()


@pytest.fixture
def made(data: Path) -> Lexicon:
    (data / "languages" / "zz.toml").write_text(HEAD + PHRASES, "utf-8")
    (data / "measures" / "grants.toml").write_text(MEASURE, "utf-8")
    return lexicon("zz")


def found(words: Lexicon, text: str) -> list[tuple[str, str, str]]:
    """Category, value and words of every match, by category."""
    tokens = tokenize(text)
    matches = words.match(tokens)
    return sorted(
        (match.category, match.value, text[tokens[match.start].start : tokens[match.end - 1].end])
        for category in matches.categories
        for match in matches.of(category)
    )


def test_phrases_are_found_with_category_and_value(made: Lexicon) -> None:
    assert found(made, "Tăng hơn 5 khoản viện trợ") == [
        ("kind.up", "up", "Tăng"),
        ("noun.full", "grant", "khoản viện trợ"),
        ("qualifier.before", "more_than", "hơn"),
    ]


def test_the_longest_phrase_from_a_word_counts(made: Lexicon) -> None:
    assert found(made, "khoảng trên 5, tăng lên") == [
        ("kind.up", "up", "tăng lên"),
        ("qualifier.before", "about", "khoảng trên"),
        ("qualifier.before", "more_than", "trên"),
    ]


def test_the_beginning_of_a_phrase_is_no_phrase(made: Lexicon) -> None:
    assert found(made, "khoản viện") == []
    assert found(made, "") == []


@pytest.mark.parametrize("text", ["phi-chính-phủ", "phi chính phủ", "PHI - CHÍNH - PHỦ"])
def test_a_hyphen_in_a_phrase_may_be_missing_in_the_text(made: Lexicon, text: str) -> None:
    assert found(made, text) == [("noun.full", "grant", text)]


def test_both_ways_of_placing_the_tone_mark_are_one(data: Path) -> None:
    (data / "languages" / "zz.toml").write_text(HEAD + '[a.b]\nc = ["hòa bình"]\n', "utf-8")
    assert found(lexicon("zz"), "Hoà bình") == [("a.b", "c", "Hoà bình")]


def test_measure_files_add_the_words_of_the_language(made: Lexicon) -> None:
    assert found(made, "gói hỗ trợ và dự án") == [
        ("noun.full", "grant", "gói hỗ trợ"),
        ("noun.full", "project", "dự án"),
    ]
    assert found(made, "something else") == []
    assert made.values("noun.full") == {
        "grant": ("khoản viện trợ", "phi-chính-phủ", "gói hỗ trợ"),
        "project": ("dự án",),
    }
    assert made.values("nothing.here") == {}


def test_matches_are_asked_by_category_and_by_place(made: Lexicon) -> None:
    """Tokens: 0 tăng, 1 hơn, 2 5, 3 dự, 4 án."""
    matches = made.match(tokenize("tăng hơn 5 dự án"))
    project = Match("noun.full", "project", 3, 5)
    assert list(matches.of("noun.full")) == [project]
    assert list(matches.of("kind.down")) == []
    assert matches.at("noun.full", 3) == project
    assert matches.at("noun.full", 2) is None
    assert matches.ending("noun.full", 5) == project
    assert matches.ending("noun.full", 4) is None


def test_a_part_of_the_lexicon_matches_the_phrases_of_its_sections_alone(made: Lexicon) -> None:
    part = made.only("kind", "qualifier")
    assert found(part, "Tăng hơn 5 khoản viện trợ") == [
        ("kind.up", "up", "Tăng"),
        ("qualifier.before", "more_than", "hơn"),
    ]
    assert (part.code, part.settings) == (made.code, made.settings)
    assert made.only("kind", "qualifier") is part


def test_a_part_of_a_lexicon_less_one_phrase_lacks_that_phrase(made: Lexicon) -> None:
    assert found(made.only("qualifier"), "hơn 5") == [("qualifier.before", "more_than", "hơn")]
    less = made.without("qualifier.before", "more_than", "hơn")
    assert found(less.only("qualifier"), "hơn 5") == []


def test_settings_are_kept(made: Lexicon) -> None:
    assert (made.code, made.name) == ("zz", "Made up")
    assert (made.settings["decimal"], made.settings["thousands"]) == (",", ".")


def test_a_language_is_there_when_its_file_is(data: Path) -> None:
    assert languages() == ()
    for name in ("zz.toml", "aa.toml", "README.md"):
        (data / "languages" / name).write_text("", "utf-8")
    forget()
    assert languages() == ("aa", "zz")


def test_an_unknown_language_is_told_with_the_known_ones(made: Lexicon) -> None:
    with pytest.raises(LexiconError, match="xx: no such language, expected one of zz"):
        lexicon("xx")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("code = [", r"zz\.toml: .*expected TOML"),
        ('code = "zz"\nname = "x"\ndecimal = ","\n', "key thousands is missing"),
        (HEAD.replace('"zz"', '"yy"'), "code is 'yy', expected 'zz'"),
        (HEAD + "[a]\nb = [1]\n", "a.b holds 1, expected words"),
        (HEAD + '[a]\nb = [""]\n', "a.b holds '', expected words"),
        (HEAD + '[a]\nb = ["hơn", "Hơn"]\n', "a.b holds 'Hơn' twice"),
        (HEAD + '[a]\nb = "hơn"\n', "a.b is 'hơn', expected a list of phrases"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(data: Path, content: str, what: str) -> None:
    (data / "languages" / "zz.toml").write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=what):
        lexicon("zz")


def test_the_shipped_files_are_sound() -> None:
    """Every one loads, with words for each measure in the languages of the press."""
    assert set(languages()) >= {"vi", "ms", "id"}
    measures = [file.name.removesuffix(".toml") for file in measure_files()]
    assert measures == sorted(measures)
    for code in languages():
        assert lexicon(code).code == code
    for code in ("vi", "ms", "id"):
        assert set(lexicon(code).values("noun.full")) >= {"ngo_count", "project_count"}
