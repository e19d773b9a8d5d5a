"""Numbers in running text: cardinals, ordinals and ranges, in digits and words.

A number is read whole or not at all: where a run of number words or digits
does not add up, no part of it is a number. Words that are also something else
(năm: five, year) are numbers only inside a clear numeral.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from extract.lexicon import Lexicon, Matches
from extract.numbers.compound import Numeral, NumeralReader
from extract.numbers.currencies import Currencies
from extract.numbers.digits import read_roman
from extract.numbers.glue import is_glued
from extract.numbers.ranges import Range, find_range
from extract.numbers.spelled import NumberWords, may_hold_numbers
from extract.tokens import Token

_SENTENCE_STARTS = frozenset({".", "!", "?", ":", '"', "-", "•", "("})
_CONTINUING_ROLES = frozenset(
    {
        "numbers.tail", "numbers.scale", "numbers.point", "numbers.half_behind_scale",
        "numbers.half_behind_unit",
    }
)  # fmt: skip
_ORDINALS = frozenset(
    {
        "numbers.ordinal_prefix", "numbers.ordinal_numbered", "numbers.ordinal_word",
        "numbers.ordinal_suffix",
    }
)  # fmt: skip
_LINKS = frozenset({"numbers.range_to", "numbers.range_and"})
_NO_TOKENS: frozenset[int] = frozenset()


class Number(NamedTuple):
    """A number in tokens ``start`` to ``end`` (half-open).

    ``value_max`` is the upper end of a range. ``step`` is the place value of
    the last printed digit (100000 for "231,5 triệu"), ``multiplier`` what
    follows the digits (1000000), ``written`` is "digits", "words" or "mixed".
    ``flags``: "separator" (the marks can be read in two ways), "about" (the
    number itself says so: seratusan), "article" (một, satu, one: may be no
    count), "homonym" (the word has another meaning).
    """

    value: Decimal
    value_max: Decimal | None
    start: int
    end: int
    step: Decimal
    ordinal: bool
    written: str
    multiplier: Decimal | None
    flags: tuple[str, ...] = ()


def find_numbers(
    tokens: Sequence[Token],
    matches: Matches,
    lexicon: Lexicon,
    currencies: Currencies,
    *,
    taken: Collection[int] = _NO_TOKENS,
) -> list[Number]:
    """Return the numbers of a sentence from left to right; they do not overlap.

    ``taken`` are the indices of tokens that are part of a date, a legal number
    or a name. Vague plurals (hàng trăm, puluhan) are no numbers.
    """
    if not may_hold_numbers(tokens, matches):
        return []
    blocked = frozenset(taken) | frozenset(
        at for match in matches.of("numbers.vague") for at in range(match.start, match.end)
    )
    return NumberFinder(tokens, matches, lexicon, currencies).numbers(blocked=blocked)


class NumberFinder:
    """Finds numbers in one token sequence; ``whole``: the tokens are one string to read."""

    def __init__(
        self,
        tokens: Sequence[Token],
        matches: Matches,
        lexicon: Lexicon,
        currencies: Currencies,
        *,
        whole: bool = False,
    ) -> None:
        self._tokens = tokens
        self._matches = matches
        self._whole = whole
        self._words = NumberWords(tokens, matches, lexicon)
        self._last_link = max(matches.begun(_LINKS), default=0)
        self._has_ordinals = not _ORDINALS.isdisjoint(matches.categories)
        self._currencies = currencies
        self._reader = NumeralReader(
            self._words,
            decimal=lexicon.settings["decimal"],
            whole=whole,
            short=partial(_short, tokens, matches, currencies),
        )

    def numbers(self, at: int = 0, *, blocked: frozenset[int] = _NO_TOKENS) -> list[Number]:
        """Return the numbers from token ``at`` on, outside ``blocked`` tokens."""
        found: list[Number] = []
        for start in self._words.openings():
            if start >= at:
                number, at = self._next(start, blocked)
                if number is not None:
                    found.append(number)
        return found

    def number_at(self, at: int) -> Number | None:
        """Return the number that begins at token ``at``, or ``None``."""
        opened = at < len(self._tokens) and self._words.may_begin(at)
        return self._next(at, _NO_TOKENS)[0] if opened else None

    def _next(self, at: int, blocked: frozenset[int]) -> tuple[Number | None, int]:
        """Return the number that begins at token ``at``, if any, and where to look next."""
        if at in blocked or self._is_other_word(at):
            return None, at + 1
        ordinal = self._ordinal(at)
        if ordinal is not None:
            free = blocked.isdisjoint(range(at, ordinal.end))
            return self._checked(ordinal) if free else (None, at + 1)
        found = self._range(at)
        if found is not None and blocked.isdisjoint(range(at, found.end)):
            number = self._ranged(found)
            return self._checked(number) if number is not None else (None, found.end)
        return self._single(at, blocked)

    def _range(self, at: int) -> Range | None:
        if at >= self._last_link:
            return None
        return find_range(self._reader, self._words, self._currencies, at, whole=self._whole)

    def _is_other_word(self, at: int) -> bool:
        """Whether ``năm`` (year), ``không`` (not) stands alone: the next number is another one."""
        if self._whole or not self._words.says(at, "numbers.shy", "never"):
            return False
        return not self._words.plays(at + 1, _CONTINUING_ROLES)

    def _single(self, at: int, blocked: frozenset[int]) -> tuple[Number | None, int]:
        attempt = self._reader.read(at)
        if attempt is None:
            return None, at + 1
        if attempt.numeral is None or not blocked.isdisjoint(range(at, attempt.end)):
            return None, max(attempt.end, at + 1)
        end = self._twin_end(attempt.numeral)
        return self._checked(self._number(attempt.numeral, at, end))

    def _ranged(self, found: Range) -> Number | None:
        if found.numeral is None:
            return None
        number = self._number(found.numeral, found.start, found.end)
        return number._replace(value=found.low, value_max=found.numeral.value, step=found.step)

    def _checked(self, number: Number) -> tuple[Number | None, int]:
        number = self._with_about(number)
        if self._whole:
            return number, number.end
        if is_glued(self._tokens, number.start, number.end, self._currencies):
            return None, number.end
        return self._with_word_flags(number), number.end

    def _number(self, numeral: Numeral, start: int, end: int) -> Number:
        flags = ("separator",) if numeral.doubtful else ()
        return Number(
            numeral.value, None, start, end, numeral.step, numeral.ordinal, numeral.written,
            numeral.multiplier, flags,
        )  # fmt: skip

    def _twin_end(self, numeral: Numeral) -> int:
        """Step over the same number said again in brackets: ``6 (enam)``."""
        tokens, at = self._tokens, numeral.end
        if at + 1 >= len(tokens) or tokens[at].norm != "(":
            return at
        twin = self._reader.read(at + 1)
        if twin is None or twin.numeral is None or twin.numeral.written == numeral.written:
            return at
        closed = twin.end < len(tokens) and tokens[twin.end].norm == ")"
        return twin.end + 1 if closed and twin.numeral.value == numeral.value else at

    def _with_about(self, number: Number) -> Number:
        said = self._words.role(number.start, "numbers.about_word")
        if said is not None:
            return number._replace(flags=(*number.flags, "about"))
        suffix = self._words.role(number.end, "numbers.about_suffix")
        if suffix is None or number.written != "digits":
            return number
        return number._replace(end=suffix.end, flags=(*number.flags, "about"))

    def _with_word_flags(self, number: Number) -> Number | None:
        token = self._tokens[number.start]
        if number.ordinal or number.end - number.start > 1 or number.written != "words":
            return number
        starts = number.start == 0 or self._tokens[number.start - 1].norm in _SENTENCE_STARTS
        if token.capital and not starts and not self._counts(number.end):
            return None
        shy = self._words.role(number.start, "numbers.shy")
        if shy is None:
            return number
        return None if shy.value == "never" else number._replace(flags=(*number.flags, shy.value))

    def _counts(self, at: int) -> bool:
        """Whether a noun of ours follows, as in a headline: "Hibah untuk Tujuh LSM"."""
        return self._matches.at("noun.full", at) is not None

    def _ordinal(self, at: int) -> Number | None:
        """Read ``thứ năm``, ``ke-5``, ``lần thứ IV``, ``5th``."""
        if not self._has_ordinals:
            return None
        for role in ("numbers.ordinal_prefix", "numbers.ordinal_numbered"):
            prefix = self._words.role(at, role)
            if prefix is None:
                continue
            numeral = self._after_prefix(prefix.end, words=role == "numbers.ordinal_prefix")
            if numeral is not None:
                return self._number(numeral, at, numeral.end)._replace(ordinal=True, flags=())
        said = self._words.role(at, "numbers.ordinal_word")
        if said is not None:
            value = Decimal(said.value)
            return Number(value, None, at, said.end, Decimal(1), True, "words", None)
        suffix = self._words.role(at + 1, "numbers.ordinal_suffix")
        written = self._tokens[at]
        if suffix is None or not written.norm.isdigit() or self._tokens[at + 1].spaced:
            return None
        attempt = self._reader.read(at)
        if attempt is None or attempt.numeral is None or attempt.end != at + 1:
            return None
        return self._number(attempt.numeral, at, suffix.end)._replace(ordinal=True)

    def _after_prefix(self, at: int, *, words: bool) -> Numeral | None:
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        roman = read_roman(token.norm) if token.upper else None
        if roman is not None:
            return Numeral(Decimal(roman), Decimal(1), at + 1, "digits")
        said = self._words.role(at, "numbers.ordinal_behind")
        if said is not None and words:
            return Numeral(Decimal(said.value), Decimal(1), said.end, "words")
        attempt = self._reader.read(at)
        numeral = attempt.numeral if attempt is not None else None
        if numeral is None or numeral.step < 1:
            return None
        return numeral if words or self._is_edition(numeral) else None

    def _is_edition(self, numeral: Numeral) -> bool:
        """Whether ``4`` in ``lần 4`` can number an occasion: ``mỗi lần 4 triệu`` does not."""
        small = numeral.written == "digits" and numeral.multiplier is None and numeral.value < 1000
        return small and self._currencies.after(numeral.end) is None


def _short(
    tokens: Sequence[Token], matches: Matches, currencies: Currencies, at: int, start: int
) -> Decimal | None:
    """Return the multiplier of ``M`` in ``Rp 3 M``, which only money has."""
    if at >= len(tokens) or not tokens[at].upper:
        return None
    word = currencies.before(start)
    match = matches.at(f"money.short.{word.code}", at) if word is not None else None
    return Decimal(match.value) if match is not None else None
