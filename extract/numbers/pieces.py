"""The pieces of a numeral: what stands before one multiplier, and the multipliers.

``1`` and ``140`` in ``1 tỷ 140 triệu``, ``dua koma lima`` in ``dua koma lima juta``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from extract.numbers.digits import MAX_DIGITS, read_digits
from extract.numbers.spelled import CLOSED_ROLES, GROUP_ROLES, NumberWords

ONE = Decimal(1)
_TENTH = Decimal("0.1")
_HALF = Decimal("0.5")
_THOUSAND = 1000
_GROUP = 3
_ROLES = GROUP_ROLES | {"numbers.half_before", "numbers.bare"}


class Piece(NamedTuple):
    """A number before a multiplier; ``end`` is the token behind it.

    ``digits`` and ``words`` say how it is written (both: "3 trăm"), ``scale``
    is a multiplier that is part of the word (seribu), ``whole`` whether it is a
    whole number and ``half`` whether "and a half" is said; ``doubtful`` that
    its marks can be read in two ways.
    """

    value: Decimal
    step: Decimal
    end: int
    digits: bool = False
    words: bool = True
    scale: Decimal | None = None
    ordinal: bool = False
    doubtful: bool = False
    whole: bool = True
    half: bool = False


class PieceReader:
    """Reads pieces and multipliers in one token sequence; see ``NumeralReader``."""

    def __init__(
        self,
        words: NumberWords,
        *,
        decimal: str,
        whole: bool,
        short: Callable[[int, int], Decimal | None],
    ) -> None:
        self._words = words
        self._tokens = words.tokens
        self._decimal = decimal
        self._whole = whole
        self._short = short
        self._has_tails = bool(words.matches.of("numbers.tail"))

    def piece(self, at: int, *, inner: bool, scaled: bool) -> Piece | None:
        """Return the piece at token ``at``; ``inner``: behind a larger piece.

        ``scaled`` reads digits as if a multiplier stood behind.
        """
        if at >= len(self._tokens):
            return None
        if self._tokens[at].kind == "number":
            return self._digit_before_word(at, inner) or self._digits(at, scaled)
        if not self._words.plays(at, _ROLES):
            return None
        half = self._words.role(at, "numbers.half_before")
        if half is not None and self._words.role(half.end, "numbers.scale"):
            return Piece(_HALF, _TENTH, half.end, whole=False, half=True)
        return self._fixed(at) or self._spelled(at, inner)

    def scales(self, at: int, start: int) -> tuple[list[Decimal], int]:
        """Return the multipliers from token ``at`` on of the numeral begun at ``start``."""
        scales: list[Decimal] = []
        while (found := self._scale(at, start)) is not None:
            scales.append(found[0])
            at = found[1]
        return scales, at

    def fraction(self, at: int) -> Piece | None:
        """Return what a decimal word at token ``at`` and the digits behind it say."""
        point = self._words.role(at, "numbers.point")
        said = self._words.fraction(point.end) if point is not None else None
        if said is None:
            return None
        written, end = said
        return Piece(Decimal(f"0.{written}"), ONE.scaleb(-len(written)), end, whole=False)

    def digits_end(self, at: int) -> int:
        """Return the end of the digits at token ``at`` with their groups of three."""
        return at + 1 + self._groups_behind(at)

    def _scale(self, at: int, start: int) -> tuple[Decimal, int] | None:
        match = self._words.role(at, "numbers.scale")
        if match is None and 0 < at < len(self._tokens) and not self._tokens[at].spaced:
            match = self._words.role(at, "numbers.metric")
            if match is None and self._whole:
                match = self._words.role(at, "numbers.symbol")
        if match is not None:
            return Decimal(match.value), match.end
        short = self._short(at, start)
        return (short, at + 1) if short is not None else None

    def _digit_before_word(self, at: int, inner: bool) -> Piece | None:
        """Read ``3 trăm``."""
        if len(self._tokens[at].norm) > 1 or not self._has_tails:
            return None
        group = self._words.group(at, inner=inner)
        return Piece(Decimal(group.value), ONE, group.end, digits=True) if group else None

    def _digits(self, at: int, scaled: bool) -> Piece | None:
        groups = self._groups_behind(at)
        end = at + 1 + groups
        if _GROUP * groups > MAX_DIGITS:
            return None
        written = self._tokens[at].norm
        if groups:
            written = "".join(token.norm for token in self._tokens[at:end])
        # Only a mark between digits asks for the multiplier behind.
        scaled = scaled or (not written.isdigit() and self._scale(end, at) is not None)
        digits = read_digits(written, decimal=self._decimal, scaled=scaled)
        if digits is None:
            return None
        fraction = self.fraction(end) if digits.step == 1 else None
        if fraction is not None:
            value = digits.value + fraction.value
            return Piece(value, fraction.step, fraction.end, digits=True, whole=False)
        # "15 300" may be two numbers; in running text three columns of a table as well.
        doubtful = digits.doubtful or groups == 1 or (groups > 1 and not self._whole)
        whole = digits.step == 1
        return Piece(digits.value, digits.step, end, True, False, doubtful=doubtful, whole=whole)

    def _groups_behind(self, at: int) -> int:
        """Return how many groups of three follow, as in ``228 700 000``."""
        written = self._tokens[at].norm
        if len(written) > _GROUP or not written.isdigit() or written.startswith("0"):
            return 0
        end = at + 1
        while end < len(self._tokens) and self._is_group(end):
            end += 1
        return end - at - 1

    def _is_group(self, at: int) -> bool:
        token = self._tokens[at]
        near = token.start - self._tokens[at - 1].end == 1 and not token.opens
        return near and len(token.norm) == _GROUP and token.norm.isdigit()

    def _fixed(self, at: int) -> Piece | None:
        """Read ``seribu``, ``a million``: one of a multiplier."""
        for role in CLOSED_ROLES:
            match = self._words.role(at, role)
            if match is not None and int(match.value) >= _THOUSAND:
                ordinal = role == "numbers.ordinal_fixed"
                return Piece(ONE, ONE, match.end, scale=Decimal(match.value), ordinal=ordinal)
        one = self._words.role(at, "numbers.one")
        if one is not None and self._words.role(one.end, "numbers.scale"):
            return Piece(ONE, ONE, one.end)
        return None

    def _spelled(self, at: int, inner: bool) -> Piece | None:
        group = self._words.group(at, inner=inner)
        if group is None:
            bare = self._words.role(at, "numbers.bare") if self._whole and not inner else None
            return Piece(Decimal(bare.value), ONE, bare.end) if bare else None
        value, digits = Decimal(group.value), group.mixed
        fraction = self.fraction(group.end)
        if fraction is not None:
            value += fraction.value
            return Piece(value, fraction.step, fraction.end, digits, whole=False)
        half = self._words.role(group.end, "numbers.half_behind_unit")
        if half is not None and group.value < 20:
            return Piece(value + _HALF, _TENTH, half.end, digits, whole=False, half=True)
        half = self._words.role(group.end, "numbers.half_behind_scale")
        if half is not None and group.value and group.value % 100 == 0:
            return Piece(value + 50, Decimal(10), half.end, digits, whole=False, half=True)
        return Piece(value, ONE, group.end, digits, ordinal=group.ordinal)
