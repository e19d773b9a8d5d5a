"""Whether the ``[numbers.*]`` and ``[money.*]`` phrases of a language file can be used.

A key there is a value the engine calculates with; a wrong one must be seen when
the file is loaded, not in a figure.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.lexicon import Lexicon, LexiconError
from extract.numbers.currencies import is_known_code

_SECTIONS = ("numbers.", "money.")
_SHORT = "money.short."
_NOTE_ONLY = {
    "numbers.half_behind_scale", "numbers.half_behind_unit", "numbers.half_before",
    "numbers.point", "numbers.sign", "numbers.percent", "numbers.range_to", "numbers.range_and",
    "numbers.ordinal_prefix", "numbers.ordinal_numbered", "numbers.ordinal_suffix",
    "numbers.about_suffix", "numbers.about_word", "numbers.vague", "numbers.not",
    "numbers.foreign", "money.not", "money.and", "money.hundredth",
}  # fmt: skip
"""Categories whose keys are names for the reader of the file only."""


def _whole_number(least: int, most: int) -> Callable[[str], bool]:
    return lambda key: key.isdecimal() and least <= int(key) <= most


_KEYS: dict[str, tuple[Callable[[str], bool], str]] = {
    "numbers.unit": (_whole_number(0, 9), "a number from 0 to 9"),
    "numbers.unit_first": (_whole_number(1, 9), "a number from 1 to 9"),
    "numbers.unit_after_ten": (_whole_number(1, 9), "a number from 1 to 9"),
    "numbers.unit_after_filler": (_whole_number(1, 9), "a number from 1 to 9"),
    "numbers.ordinal_unit": (_whole_number(1, 9), "a number from 1 to 9"),
    "numbers.ordinal_behind": (_whole_number(1, 9), "a number from 1 to 9"),
    "numbers.ordinal_word": (_whole_number(1, 99), "a number from 1 to 99"),
    "numbers.one": ({"1"}.__contains__, "1"),
    "numbers.tens": (_whole_number(10, 90), "a number from 10 to 90"),
    "numbers.bare": (_whole_number(10, 100), "a number from 10 to 100"),
    "numbers.fixed": (_whole_number(10, 10**15), "a number from 10 on"),
    "numbers.ordinal_fixed": (_whole_number(10, 10**15), "a number from 10 on"),
    "numbers.scale": (_whole_number(1000, 10**15), "a number from 1000 on"),
    "numbers.metric": (_whole_number(1000, 10**15), "a number from 1000 on"),
    "numbers.symbol": (_whole_number(1000, 10**15), "a number from 1000 on"),
    "numbers.tail": ({"ten", "teen", "hundred"}.__contains__, "ten, teen or hundred"),
    "numbers.filler": (
        {"required", "optional", "tens"}.__contains__, "required, optional or tens",
    ),
    "numbers.range_open": ({"to", "and"}.__contains__, "to or and"),
    "numbers.shy": (
        {"article", "homonym", "never"}.__contains__, "article, homonym or never",
    ),
    "money.unit": (is_known_code, "an ISO 4217 code"),
    "money.before": (is_known_code, "an ISO 4217 code"),
    "money.after": (is_known_code, "an ISO 4217 code"),
    "money.scaled": (is_known_code, "an ISO 4217 code"),
    "money.small": (is_known_code, "an ISO 4217 code"),
    "money.minor": (is_known_code, "an ISO 4217 code"),
    "money.per": ({"year", "month"}.__contains__, "year or month"),
}  # fmt: skip


def check_phrases(words: Lexicon) -> None:
    """Raise ``LexiconError`` with file, key and reason where a key has no meaning here."""
    for category, values in words.phrases.items():
        if category.startswith(_SECTIONS) and category not in _NOTE_ONLY:
            accepts, expected = _rule(words, category)
            for key in values:
                if not accepts(key):
                    raise LexiconError(
                        f"{words.code}.toml: {category}.{key} has an unknown key, "
                        f"expected {expected}"
                    )


def _rule(words: Lexicon, category: str) -> tuple[Callable[[str], bool], str]:
    if category.startswith(_SHORT) and is_known_code(category.removeprefix(_SHORT)):
        return _whole_number(1000, 10**15), "a number from 1000 on"
    if category not in _KEYS:
        expected = ", ".join(sorted({*_KEYS, *_NOTE_ONLY, f"{_SHORT}IDR"}))
        raise LexiconError(f"{words.code}.toml: {category} is unknown, expected one of {expected}")
    return _KEYS[category]
