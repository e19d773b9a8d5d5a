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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.lexicon import Lexicon, Match, Matches
from extract.numbers.digits import MAX_DIGITS
from extract.tokens import Token

_PREFIX = "numbers."
_NUMERAL_ROLES = (
    "unit", "unit_first", "unit_after_ten", "fixed", "tens", "tail", "scale", "bare",
    "foreign", "vague",
)  # fmt: skip
_OPENING_ROLES = frozenset(
    {
        "bare", "fixed", "half_before", "one", "ordinal_fixed", "ordinal_numbered",
        "ordinal_prefix", "ordinal_unit", "ordinal_word", "range_open", "tens", "unit",
        "unit_first",
    }
)  # fmt: skip
_UNIT_ROLES = ("unit", "unit_first", "ordinal_unit")
_AFTER_FILLER_ROLES = ("unit", "unit_first", "unit_after_filler", "ordinal_unit")
_LATER_UNIT_ROLES = ("unit", "unit_after_ten", "ordinal_unit")


@dataclass(frozen=True, slots=True)
class Group:
    """A whole number below a thousand in words; ``end`` is the token behind it."""

    value: int
    end: int
    ordinal: bool = False
    mixed: bool = False


class NumberWords:
    """The number words of one token sequence, by place and role."""

    def __init__(self, tokens: Sequence[Token], matches: Matches, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.strict = "required" in lexicon.values("numbers.filler")
        self.present: set[str] = set()
        self._roles: dict[int, dict[str, Match]] = {}
        for category, found in matches.by_category.items():
            if category.startswith(_PREFIX):
                role = category.removeprefix(_PREFIX)
                self.present.add(role)
                for match in found:
                    self._roles.setdefault(match.start, {})[role] = match
        for match in matches.of("numbers.not"):
            self._roles.pop(match.start, None)
        self._opened = {i for i, token in enumerate(tokens) if token.kind == "number"}
        self._opened.update(
            at for at, roles in self._roles.items() if not _OPENING_ROLES.isdisjoint(roles)
        )
        # Where a number may begin, from left to right.
        self.openings = sorted(self._opened)

    def may_begin(self, at: int) -> bool:
        """Whether digits stand at token ``at``, or a word that a number can begin with."""
        return at in self._opened

    def role(self, at: int, role: str) -> Match | None:
        """Return the phrase with ``role`` that begins at token ``at``."""
        found = self._roles.get(at)
        return found.get(role) if found else None

    def roles(self, at: int) -> Mapping[str, Match]:
        """Return all roles of the phrases that begin at token ``at``."""
        return self._roles.get(at, {})

    def says(self, at: int, role: str, value: str) -> Match | None:
        """Return the phrase with ``role`` at ``at`` where it stands for ``value``."""
        match = self.role(at, role)
        return match if match is not None and match.value == value else None

    def is_numeral(self, at: int) -> bool:
        """Whether a word that can't be anything but part of a numeral stands at ``at``."""
        found = self._roles.get(at)
        if not found or self.says(at, "shy", "never"):
            return False
        return any(role in found for role in _NUMERAL_ROLES)

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
        tail = self.says(unit.end, "tail", "hundred")
        if tail is None:
            return None
        return Group(unit.value * 100, tail.end, unit.ordinal, unit.mixed)

    def _below_hundred(self, at: int, *, behind: str | None) -> Group | None:
        if behind is not None and (filler := self.says(at, "filler", "required")):
            unit = self._unit(filler.end, _AFTER_FILLER_ROLES)
            return unit if unit is not None and unit.value > 0 else None
        if behind is not None and (optional := self.says(at, "filler", "optional")):
            at = optional.end
        return self._teens_or_tens(at) or self._lone_unit(at, behind)

    def _lone_unit(self, at: int, behind: str | None) -> Group | None:
        unit = self._unit(at, _UNIT_ROLES)
        if unit is None or behind is None:
            return unit
        # "một trăm hai" is 120 in talk and 102 for nobody: it needs its filler.
        # "một triệu năm nghìn" is clear by the multiplier behind.
        clear = not self.strict or (behind == "scale" and self.role(unit.end, "scale"))
        return unit if clear and unit.value > 0 else None

    def _teens_or_tens(self, at: int) -> Group | None:
        closed = self._closed(at)
        if closed is not None:
            return closed if closed.value < 100 else None
        tens = self.role(at, "tens")
        if tens is not None:
            return self._with_unit(Group(int(tens.value), tens.end))
        unit = self._unit(at, _UNIT_ROLES) or self._digit(at)
        if unit is None or unit.value == 0:
            return None
        if (teen := self.says(unit.end, "tail", "teen")) and not unit.mixed:
            return Group(10 + unit.value, teen.end, unit.ordinal)
        if ten := self.says(unit.end, "tail", "ten"):
            whole = Group(unit.value * 10, ten.end, unit.ordinal, unit.mixed)
            return whole if unit.mixed or unit.value == 1 else self._with_unit(whole)
        return None

    def _with_unit(self, tens: Group) -> Group:
        hyphen = self.says(tens.end, "filler", "tens")
        unit = self._unit(hyphen.end if hyphen else tens.end, _LATER_UNIT_ROLES)
        if unit is None or unit.value == 0:
            return tens
        return Group(tens.value + unit.value, unit.end, tens.ordinal or unit.ordinal)

    def _closed(self, at: int) -> Group | None:
        for role in ("fixed", "ordinal_fixed"):
            match = self.role(at, role)
            if match is not None and int(match.value) <= 100:
                return Group(int(match.value), match.end, role == "ordinal_fixed")
        return None

    def _unit(self, at: int, roles: Sequence[str]) -> Group | None:
        for role in roles:
            match = self.role(at, role)
            if match is not None:
                return Group(int(match.value), match.end, role == "ordinal_unit")
        return None

    def _one(self, at: int) -> Group | None:
        match = self.role(at, "one")
        return Group(1, match.end) if match is not None else None

    def _digit(self, at: int) -> Group | None:
        """Read ``3`` in ``3 trăm``: one digit before a word for a ten or hundred."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or token.kind != "number" or len(token.norm) > 1:
            return None
        return Group(int(token.norm), at + 1, mixed=True)
