"""Number words below a thousand, and what may follow them: points and halves.

The words of a language stand under ``[numbers.*]`` of its file, by the place
they can take in a numeral::

    unit           0 to 9; unit_first not behind a ten, unit_after_ten only there,
                   unit_after_filler only behind a filler
    fixed          10 to 19, closed: no unit may follow (sepuluh, twelve)
    tens           10 to 90, open: a unit may follow (mười, twenty)
    tail           makes a ten, teen or hundred of the unit before (mươi, belas, ratus)
    one            one before a hundred or multiplier only (a hundred)
    filler         required before a lone unit (linh), or optional (and); tens (twenty-one)
    ordinal_unit, ordinal_fixed    the same places, and the whole is an ordinal
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from typing import NamedTuple

from extract.lexicon import Lexicon, Match, Matches
from extract.numbers.digits import MAX_DIGITS
from extract.tokens import Token

_NUMERAL_ROLES = frozenset(
    {
        "numbers.unit", "numbers.unit_first", "numbers.unit_after_ten", "numbers.fixed",
        "numbers.tens", "numbers.tail", "numbers.scale", "numbers.bare", "numbers.foreign",
        "numbers.vague",
    }
)  # fmt: skip
_OPENING_ROLES = frozenset(
    {
        "numbers.bare", "numbers.fixed", "numbers.half_before", "numbers.one",
        "numbers.ordinal_fixed", "numbers.ordinal_numbered", "numbers.ordinal_prefix",
        "numbers.ordinal_unit", "numbers.ordinal_word", "numbers.range_open", "numbers.tens",
        "numbers.unit", "numbers.unit_first",
    }
)  # fmt: skip
GROUP_ROLES = frozenset(
    {
        "numbers.unit", "numbers.unit_first", "numbers.ordinal_unit", "numbers.fixed",
        "numbers.ordinal_fixed", "numbers.tens", "numbers.one", "numbers.filler",
    }
)  # fmt: skip
"""What a number below a thousand in words can begin with."""
CLOSED_ROLES = ("numbers.fixed", "numbers.ordinal_fixed")
_UNIT_ROLES = ("numbers.unit", "numbers.unit_first", "numbers.ordinal_unit")
_AFTER_FILLER_ROLES = (
    "numbers.unit", "numbers.unit_first", "numbers.unit_after_filler", "numbers.ordinal_unit",
)  # fmt: skip
_LATER_UNIT_ROLES = ("numbers.unit", "numbers.unit_after_ten", "numbers.ordinal_unit")


class Group(NamedTuple):
    """A whole number below a thousand in words; ``end`` is the token behind it."""

    value: int
    end: int
    ordinal: bool = False
    mixed: bool = False


def may_hold_numbers(tokens: Sequence[Token], matches: Matches) -> bool:
    """Whether digits stand there, or a word that a number can begin with."""
    worded = not _OPENING_ROLES.isdisjoint(matches.categories)
    return worded or "number" in [token.kind for token in tokens]


class NumberWords:
    """The number words of one token sequence, by place and role."""

    def __init__(self, tokens: Sequence[Token], matches: Matches, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.matches = matches
        self._lexicon = lexicon
        self._roles: Mapping[int, Collection[str]] = (
            _barred(matches) if matches.of("numbers.not") else matches.by_start
        )

    def openings(self) -> list[int]:
        """Return where a number may begin, from left to right."""
        digits = [at for at, token in enumerate(self.tokens) if token.kind == "number"]
        worded = self.matches.begun(_OPENING_ROLES).intersection(self._roles)
        return sorted(worded.union(digits))

    def may_begin(self, at: int) -> bool:
        """Whether digits stand at token ``at``, or a word that a number can begin with."""
        return self.tokens[at].kind == "number" or self.plays(at, _OPENING_ROLES)

    def role(self, at: int, role: str) -> Match | None:
        """Return the phrase of category ``role`` that begins at token ``at``."""
        found = self._roles.get(at)
        return self.matches.at(role, at) if found is not None and role in found else None

    def plays(self, at: int, roles: Set[str]) -> bool:
        """Whether a phrase with one of ``roles`` begins at token ``at``."""
        return not roles.isdisjoint(self._roles.get(at, ()))

    def says(self, at: int, role: str, value: str) -> Match | None:
        """Return the phrase with ``role`` at ``at`` where it stands for ``value``."""
        match = self.role(at, role)
        return match if match is not None and match.value == value else None

    def is_numeral(self, at: int) -> bool:
        """Whether a word that can't be anything but part of a numeral stands at ``at``."""
        return self.plays(at, _NUMERAL_ROLES) and not self.says(at, "numbers.shy", "never")

    def group(self, at: int, *, inner: bool = False) -> Group | None:
        """Read a number below a thousand.

        Behind a multiplier (``inner``) it may begin with a filler or "no hundred".
        """
        hundreds = self._hundreds(at, inner)
        if hundreds is None:
            return self._below_hundred(at, behind="scale" if inner else None)
        rest = self._below_hundred(hundreds.end, behind="hundred")
        if rest is None:
            return hundreds
        ordinal = hundreds.ordinal or rest.ordinal
        return Group(hundreds.value + rest.value, rest.end, ordinal, hundreds.mixed)

    def fraction(self, at: int) -> tuple[str, int] | None:
        """Read the digits behind a decimal word, said one by one or as a number below 100."""
        if at < len(self.tokens) and self.tokens[at].kind == "number":
            written = self.tokens[at].norm
            return (written, at + 1) if written.isdigit() and len(written) <= MAX_DIGITS else None
        whole = self._below_hundred(at, behind=None)
        if whole is not None and whole.value > 9 and not whole.ordinal:
            return str(whole.value), whole.end
        said: list[str] = []
        while (unit := self._unit(at, _UNIT_ROLES)) is not None and not unit.ordinal:
            said.append(str(unit.value))
            at = unit.end
        return ("".join(said), at) if 0 < len(said) <= MAX_DIGITS else None

    def _hundreds(self, at: int, inner: bool) -> Group | None:
        fixed = self._closed(at)
        if fixed is not None:
            return fixed if fixed.value == 100 else None
        unit = self._unit(at, _UNIT_ROLES) or self._one(at) or self._digit(at)
        if unit is None or (unit.value == 0 and not inner):
            return None
        tail = self.says(unit.end, "numbers.tail", "hundred")
        if tail is None:
            return None
        return Group(unit.value * 100, tail.end, unit.ordinal, unit.mixed)

    def _below_hundred(self, at: int, *, behind: str | None) -> Group | None:
        if not (self.plays(at, GROUP_ROLES) or self._digit(at)):
            return None
        if behind is not None and (filler := self.says(at, "numbers.filler", "required")):
            unit = self._unit(filler.end, _AFTER_FILLER_ROLES)
            return unit if unit is not None and unit.value > 0 else None
        if behind is not None and (optional := self.says(at, "numbers.filler", "optional")):
            at = optional.end
        return self._teens_or_tens(at) or self._lone_unit(at, behind)

    def _lone_unit(self, at: int, behind: str | None) -> Group | None:
        unit = self._unit(at, _UNIT_ROLES)
        if unit is None or behind is None:
            return unit
        # "một trăm hai" is 120 in talk and 102 for nobody: it needs its filler.
        # "một triệu năm nghìn" is clear by the multiplier behind.
        strict = "required" in self._lexicon.values("numbers.filler")
        clear = not strict or (behind == "scale" and self.role(unit.end, "numbers.scale"))
        return unit if clear and unit.value > 0 else None

    def _teens_or_tens(self, at: int) -> Group | None:
        closed = self._closed(at)
        if closed is not None:
            return closed if closed.value < 100 else None
        tens = self.role(at, "numbers.tens")
        if tens is not None:
            return self._with_unit(Group(int(tens.value), tens.end))
        unit = self._unit(at, _UNIT_ROLES) or self._digit(at)
        if unit is None or unit.value == 0:
            return None
        if (teen := self.says(unit.end, "numbers.tail", "teen")) and not unit.mixed:
            return Group(10 + unit.value, teen.end, unit.ordinal)
        if ten := self.says(unit.end, "numbers.tail", "ten"):
            whole = Group(unit.value * 10, ten.end, unit.ordinal, unit.mixed)
            return whole if unit.mixed or unit.value == 1 else self._with_unit(whole)
        return None

    def _with_unit(self, tens: Group) -> Group:
        hyphen = self.says(tens.end, "numbers.filler", "tens")
        unit = self._unit(hyphen.end if hyphen else tens.end, _LATER_UNIT_ROLES)
        if unit is None or unit.value == 0:
            return tens
        return Group(tens.value + unit.value, unit.end, tens.ordinal or unit.ordinal)

    def _closed(self, at: int) -> Group | None:
        for role in CLOSED_ROLES:
            match = self.role(at, role)
            if match is not None and int(match.value) <= 100:
                return Group(int(match.value), match.end, role == "numbers.ordinal_fixed")
        return None

    def _unit(self, at: int, roles: Sequence[str]) -> Group | None:
        for role in roles:
            match = self.role(at, role)
            if match is not None:
                return Group(int(match.value), match.end, role == "numbers.ordinal_unit")
        return None

    def _one(self, at: int) -> Group | None:
        match = self.role(at, "numbers.one")
        return Group(1, match.end) if match is not None else None

    def _digit(self, at: int) -> Group | None:
        """Read ``3`` in ``3 trăm``: one digit before a word for a ten or hundred."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or token.kind != "number" or len(token.norm) > 1:
            return None
        return Group(int(token.norm), at + 1, mixed=True)


def _barred(matches: Matches) -> Mapping[int, Collection[str]]:
    """Return the categories by first token, without the tokens where only a look-alike stands."""
    barred = {match.start for match in matches.of("numbers.not")}
    return {at: here for at, here in matches.by_start.items() if at not in barred}
