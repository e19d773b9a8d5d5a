"""One numeral put together: pieces with falling multipliers.

``1 tỷ 140 triệu``, ``2 tỷ rưỡi``, ``hai nghìn ba trăm tỷ``. A run of number
words that does not add up is no number at all; no part of it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extract.numbers.digits import plain
from extract.numbers.pieces import ONE, Piece, PieceReader
from extract.numbers.spelled import NumberWords

LIMIT = Decimal(10) ** 18
_THOUSAND = Decimal(1000)


class Numeral(NamedTuple):
    """One number without range; ``end`` is the token behind it.

    ``multiplier`` is the product of the multipliers of its last piece, or
    ``None``; ``doubtful`` that its digits could be read in two ways.
    """

    value: Decimal
    step: Decimal
    end: int
    written: str
    multiplier: Decimal | None = None
    ordinal: bool = False
    doubtful: bool = False


class Attempt(NamedTuple):
    """What reading at a token gave: a numeral, or ``None`` and where the unread run ends."""

    numeral: Numeral | None
    end: int


class NumeralReader:
    """Reads numerals in one token sequence.

    ``short`` gives the multiplier of an abbreviation at a token in a numeral
    begun at another (money only), ``whole`` says that the tokens are one
    string to be read as a number.
    """

    def __init__(
        self,
        words: NumberWords,
        *,
        decimal: str,
        whole: bool,
        short: Callable[[int, int], Decimal | None],
    ) -> None:
        self.words = words
        self._pieces = PieceReader(words, decimal=decimal, whole=whole, short=short)
        self._known: dict[tuple[int, bool], Attempt | None] = {}

    def read(self, at: int, *, scaled: bool = False) -> Attempt | None:
        """Read the numeral that begins at token ``at``; ``None`` where none begins.

        ``scaled`` reads digits as if a multiplier stood behind: the lower end
        of a range shares the multiplier of the upper end.
        """
        asked = at, scaled
        if asked not in self._known:
            self._known[asked] = self._read(at, scaled=scaled)
        return self._known[asked]

    def _read(self, start: int, *, scaled: bool) -> Attempt | None:
        at = start
        total = _Sum()
        while piece := self._pieces.piece(at, inner=bool(total.items), scaled=scaled):
            scales, at = self._pieces.scales(piece.end, start)
            if not total.add(piece, scales):
                return Attempt(None, self._run_end(at))
            if total.multiplier is None:
                break
            end = self._half_or_fraction(total, piece, at)
            if end is not None:
                at = end
                break
        if total.is_empty:
            return self._malformed(start)
        if self._goes_on(at, plain=total.is_plain) or total.value >= LIMIT:
            return Attempt(None, self._run_end(at))
        return Attempt(total.numeral(at), at)

    def _half_or_fraction(self, total: _Sum, piece: Piece, at: int) -> int | None:
        """Add ``rưỡi`` (half of the multiplier) or ``phẩy năm`` and return the end."""
        half = self.words.role(at, "numbers.half_behind_scale")
        if half is not None and piece.whole:
            total.add_half()
            return half.end
        fraction = None if total.digits else self._pieces.fraction(at)
        if fraction is None:
            return None
        total.add(fraction, ())
        return fraction.end

    def _malformed(self, at: int) -> Attempt | None:
        """Skip digits that say nothing (12.5.2020) with all that hangs on them."""
        tokens = self.words.tokens
        if at >= len(tokens) or tokens[at].kind != "number":
            return None
        return Attempt(None, self._run_end(self._pieces.digits_end(at)))

    def _goes_on(self, at: int, *, plain: bool) -> bool:
        """Whether more of a numeral follows that could not be added."""
        tokens = self.words.tokens
        if at >= len(tokens):
            return False
        if tokens[at].kind == "number":
            return not plain
        return self.words.is_numeral(at) and not self._begins_compound(at)

    def _begins_compound(self, at: int) -> bool:
        """Whether a hyphen glues the word to one that is no numeral: ``two-year``."""
        hyphen, behind = self.words.tokens[at + 1 : at + 2], self.words.tokens[at + 2 : at + 3]
        if not hyphen or not behind or hyphen[0].norm != "-" or behind[0].kind != "word":
            return False
        return not (hyphen[0].spaced or behind[0].spaced or self.words.is_numeral(at + 2))

    def _run_end(self, at: int) -> int:
        while self._goes_on(at, plain=False):
            at += 1
        return at


@dataclass(slots=True)
class _Sum:
    """The pieces of one numeral; ``items`` are their amounts with falling multipliers.

    ``digits`` and ``words`` say how pieces are written, ``ordinal`` and ``doubtful``
    that one of them is.
    """

    items: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    multiplier: Decimal | None = None
    step: Decimal = ONE
    digits: bool = False
    words: bool = False
    ordinal: bool = False
    doubtful: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.digits or self.words)

    @property
    def is_plain(self) -> bool:
        """Whether it is digits alone, which another number may follow."""
        return self.multiplier is None and not self.words

    @property
    def value(self) -> Decimal:
        if len(self.items) == 1:
            return self.items[0][0]
        return sum((amount for amount, _ in self.items), Decimal(0))

    def add(self, piece: Piece, scales: Sequence[Decimal]) -> bool:
        """Add a piece and its multipliers; ``False`` where that makes no number."""
        self.digits |= piece.digits
        self.words |= piece.words
        self.ordinal |= piece.ordinal
        self.doubtful |= piece.doubtful
        self.multiplier = None
        self.step = piece.step
        if piece.scale is not None:
            # "seribu" is one thousand already; it multiplies nothing before it.
            if not self._append(piece.value * piece.scale, piece.scale):
                return False
            scales = (piece.scale, *scales)
        elif not scales:
            return self._append_last(piece)
        elif not self._multiply(piece.value, scales[0]):
            return False
        # "nghìn tỷ" rises, "tỷ nghìn" is nothing.
        for smaller, larger in pairwise(scales):
            if larger <= smaller or not self._multiply(self.items.pop()[0], larger):
                return False
        self.multiplier = ONE
        for scale in scales:
            self.multiplier *= scale
        self.step *= self.multiplier
        return True

    def add_half(self) -> None:
        """Add half of the last multiplier: ``2 tỷ rưỡi``."""
        amount, scale = self.items.pop()
        multiplier = self.multiplier or ONE
        self.items.append((amount + multiplier / 2, scale))
        self.step = multiplier / 10

    def numeral(self, end: int) -> Numeral:
        written = "digits" if not self.words else "mixed" if self.digits else "words"
        return Numeral(
            plain(self.value), plain(self.step), end, written,
            self.multiplier, self.ordinal, self.doubtful,
        )  # fmt: skip

    def _append_last(self, piece: Piece) -> bool:
        if self.items:
            limit = min(self.items[-1][1], _THOUSAND)
            if piece.half or self.digits or piece.value >= limit:
                return False
        self.items.append((piece.value, ONE))
        return True

    def _multiply(self, amount: Decimal, scale: Decimal) -> bool:
        """Multiply ``amount``, and smaller amounts before it, by ``scale``."""
        while self.items and self.items[-1][1] < scale:
            value, smaller = self.items.pop()
            # "1 nghìn 200 tỷ" is one amount, "5 triệu 3 tỷ" is not.
            if self.digits and not (smaller == _THOUSAND and amount < _THOUSAND):
                return False
            amount += value
        return self._append(amount * scale, scale)

    def _append(self, product: Decimal, scale: Decimal) -> bool:
        if self.items:
            larger = self.items[-1][1]
            if larger <= scale or product >= larger:
                return False
        elif product == 0:
            return False
        self.items.append((product, scale))
        return True
