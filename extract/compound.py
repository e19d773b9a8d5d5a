"""One numeral put together: digits or words, points, multipliers, halves.

``1 tỷ 140 triệu``, ``dua koma lima juta``, ``2 tỷ rưỡi``, ``nửa triệu``: pieces
with falling multipliers. A run of number words that does not add up is no
number at all; no part of it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extract.digits import plain, read_digits
from extract.spelled import NumberWords, with_fraction

LIMIT = Decimal(10) ** 18
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Numeral:
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


@dataclass(frozen=True, slots=True)
class _Piece:
    value: Decimal
    step: Decimal
    end: int
    digits: bool
    words: bool
    scale: Decimal | None = None
    ordinal: bool = False
    doubtful: bool = False
    whole: bool = True
    half: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """What reading at a token gave: a numeral, or ``None`` and where the unread run ends."""

    numeral: Numeral | None
    end: int


class NumeralReader:
    """Reads numerals in one token sequence.

    ``short`` gives the multiplier of an abbreviation at a token (money only),
    ``whole`` says that the tokens are one string to be read as a number.
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
        self._tokens = words.tokens
        self._decimal = decimal
        self._whole = whole
        self._short = short
        self._known: dict[tuple[int, bool], Attempt | None] = {}

    def read(self, at: int, *, scaled: bool = False) -> Attempt | None:
        """Read the numeral that begins at token ``at``; ``None`` where none begins.

        ``scaled`` reads digits as if a multiplier stood behind: the lower end
        of a range shares the multiplier of the upper end.
        """
        if (at, scaled) not in self._known:
            self._known[at, scaled] = self._read(at, scaled=scaled)
        return self._known[at, scaled]

    def _read(self, start: int, *, scaled: bool) -> Attempt | None:
        at = start
        items: list[tuple[Decimal, Decimal]] = []
        pieces: list[_Piece] = []
        multiplier: Decimal | None = None
        while True:
            piece = self._piece(at, inner=bool(items), scaled=scaled)
            if piece is None:
                break
            pieces.append(piece)
            at = piece.end
            words_only = all(part.words and not part.digits for part in pieces)
            applied = self._apply_scales(items, piece, start, words_only)
            if applied is None:
                return Attempt(None, self._run_end(at))
            multiplier, at = applied
            if multiplier is None:
                if items and not (words_only and _fits(piece, items[-1][1])):
                    return Attempt(None, self._run_end(at))
                items.append((piece.value, _ONE))
                break
            half = self.words.role(at, "half_behind_scale")
            if half is not None and piece.whole:
                items[-1] = (items[-1][0] + multiplier / 2, multiplier)
                multiplier, at = multiplier / 10, half.end
                break
            point = self.words.role(at, "point") if words_only else None
            if point is not None and (said := self.words.fraction(point.end)):
                pieces.append(_fraction_piece(Decimal(0), said, digits=False))
                items.append((pieces[-1].value, _ONE))
                multiplier, at = None, said[1]
                break
        return self._finish(items, pieces, multiplier, at) if pieces else None

    def _finish(
        self,
        items: list[tuple[Decimal, Decimal]],
        pieces: list[_Piece],
        multiplier: Decimal | None,
        at: int,
    ) -> Attempt:
        value = sum((item for item, _ in items), Decimal(0))
        has_words = any(piece.words for piece in pieces)
        has_digits = any(piece.digits for piece in pieces)
        if self._goes_on(at, plain=not has_words and multiplier is None) or value >= LIMIT:
            return Attempt(None, self._run_end(at))
        numeral = Numeral(
            value=plain(value),
            step=plain(pieces[-1].step * (multiplier or _ONE)),
            end=at,
            written="mixed" if has_words and has_digits else "words" if has_words else "digits",
            multiplier=multiplier,
            ordinal=any(piece.ordinal for piece in pieces),
            doubtful=any(piece.doubtful for piece in pieces),
        )
        return Attempt(numeral, at)

    def _apply_scales(
        self, items: list[tuple[Decimal, Decimal]], piece: _Piece, start: int, words_only: bool
    ) -> tuple[Decimal | None, int] | None:
        """Multiply by what follows; return the product of multipliers and the end."""
        at = piece.end
        scale = piece.scale
        total: Decimal | None = None
        pending: Decimal | None = piece.value
        scale_before: Decimal | None = None
        while True:
            if scale is None:
                found = self.scale(at, start)
                if found is None:
                    return total, at
                following, at = found
                if scale_before is not None and following <= scale_before:
                    return None  # "nghìn tỷ" rises, "tỷ nghìn" is nothing
                scale = following
            # "seribu" is one thousand already; it multiplies nothing before it.
            closed = total is None and piece.scale is not None
            if not _multiply(items, pending, scale, words_only, closed=closed):
                return None
            total = scale if total is None else total * scale
            pending, scale, scale_before = None, None, scale

    def scale(self, at: int, start: int) -> tuple[Decimal, int] | None:
        """Return the multiplier at token ``at`` of the numeral begun at ``start``, and its end."""
        match = self.words.role(at, "scale")
        if match is None and 0 < at < len(self._tokens) and not self._tokens[at].spaced:
            match = self.words.role(at, "metric")
            if match is None and self._whole:
                match = self.words.role(at, "symbol")
        if match is not None:
            return Decimal(match.value), match.end
        short = self._short(at, start)
        return (short, at + 1) if short is not None else None

    def _piece(self, at: int, *, inner: bool, scaled: bool) -> _Piece | None:
        if at >= len(self._tokens):
            return None
        if self._tokens[at].kind == "number":
            return self._digits_piece(at, inner=inner, scaled=scaled)
        half = self.words.role(at, "half_before")
        if half is not None and self.words.role(half.end, "scale"):
            return _Piece(_HALF, Decimal("0.1"), half.end, False, True, whole=False, half=True)
        return self._words_piece(at, inner=inner)

    def _digits_piece(self, at: int, *, inner: bool, scaled: bool) -> _Piece | None:
        if len(self._tokens[at].norm) == 1 and "tail" in self.words.present:
            group = self.words.group(at, inner=inner)
            if group is not None:
                return _Piece(Decimal(group.value), _ONE, group.end, True, True)
        written, end, groups = self._spaced_groups(at)
        has_scale = scaled or self.scale(end, at) is not None
        digits = read_digits(written, decimal=self._decimal, scaled=has_scale)
        if digits is None:
            return None
        point = self.words.role(end, "point")
        if point is not None and digits.step == 1 and (said := self.words.fraction(point.end)):
            return _fraction_piece(digits.value, said, digits=True)
        # "15 300" may be two numbers; in running text three columns of a table as well.
        doubtful = digits.doubtful or groups == 1 or (groups > 1 and not self._whole)
        return _Piece(
            digits.value, digits.step, end, True, False, doubtful=doubtful, whole=digits.step == 1
        )

    def _spaced_groups(self, at: int) -> tuple[str, int, int]:
        """Join ``228 700 000``: groups of three behind single spaces."""
        written, end, groups = self._tokens[at].norm, at + 1, 0
        if len(written) > 3 or not written.isdigit() or written.startswith("0"):
            return written, end, 0
        while end < len(self._tokens) and self._is_group(end):
            written += self._tokens[end].norm
            end += 1
            groups += 1
        return written, end, groups

    def _is_group(self, at: int) -> bool:
        token = self._tokens[at]
        near = token.start - self._tokens[at - 1].end == 1
        return token.kind == "number" and near and len(token.norm) == 3 and token.norm.isdigit()

    def _words_piece(self, at: int, *, inner: bool) -> _Piece | None:
        fixed = self.words.role(at, "fixed") or self.words.role(at, "ordinal_fixed")
        if fixed is not None and int(fixed.value) >= 1000:
            ordinal = fixed.category.endswith("ordinal_fixed")
            return _Piece(
                _ONE, _ONE, fixed.end, False, True, scale=Decimal(fixed.value), ordinal=ordinal
            )
        one = self.words.role(at, "one")
        if one is not None and self.words.role(one.end, "scale"):
            return _Piece(_ONE, _ONE, one.end, False, True)
        group = self.words.group(at, inner=inner)
        if group is None:
            bare = self.words.role(at, "bare") if self._whole and not inner else None
            return _Piece(Decimal(bare.value), _ONE, bare.end, False, True) if bare else None
        point = self.words.role(group.end, "point")
        if point is not None and (said := self.words.fraction(point.end)):
            return _fraction_piece(Decimal(group.value), said, digits=False)
        return self._with_half(group.value, group.end, group.ordinal, mixed=group.mixed)

    def _with_half(self, value: int, end: int, ordinal: bool, *, mixed: bool) -> _Piece:
        whole = Decimal(value)
        after_unit = self.words.role(end, "half_behind_unit")
        if after_unit is not None and value < 20:
            return _Piece(
                whole + _HALF, Decimal("0.1"), after_unit.end, mixed, True, whole=False, half=True
            )
        after_hundred = self.words.role(end, "half_behind_scale")
        if after_hundred is not None and value and value % 100 == 0:
            return _Piece(
                whole + 50, Decimal(10), after_hundred.end, mixed, True, whole=False, half=True
            )
        return _Piece(whole, _ONE, end, mixed, True, ordinal=ordinal)

    def _goes_on(self, at: int, *, plain: bool) -> bool:
        """Whether more of a numeral follows that could not be added."""
        if at >= len(self._tokens):
            return False
        if self._tokens[at].kind == "number":
            return not plain
        return self.words.is_numeral(at)

    def _run_end(self, at: int) -> int:
        while at < len(self._tokens) and self._goes_on(at, plain=False):
            at += 1
        return at


def _multiply(
    items: list[tuple[Decimal, Decimal]],
    pending: Decimal | None,
    scale: Decimal,
    words_only: bool,
    *,
    closed: bool,
) -> bool:
    """Multiply what stands before ``scale`` by it; ``False`` where that makes no number."""
    amount = pending if pending is not None else items.pop()[0]
    while items and items[-1][1] < scale and not closed:
        value, smaller = items.pop()
        # "1 nghìn 200 tỷ" is one amount, "5 triệu 3 tỷ" is not.
        if not (words_only or (smaller == _THOUSAND and amount < _THOUSAND)):
            return False
        amount += value
    product = amount * scale
    if not items and product == 0:
        return False
    if items and not (items[-1][1] > scale and product < items[-1][1]):
        return False
    items.append((product, scale))
    return True


def _fits(piece: _Piece, scale: Decimal) -> bool:
    return not piece.half and piece.value < min(scale, _THOUSAND)


def _fraction_piece(whole: Decimal, said: tuple[str, int], *, digits: bool) -> _Piece:
    written, end = said
    step = _ONE.scaleb(-len(written))
    return _Piece(with_fraction(whole, written), step, end, digits, True, whole=False)
