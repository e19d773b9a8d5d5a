"""The publication date below the text: under its last sentence, or at the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.furniture import opens_furniture
from extract.lexicon import lexicon
from extract.periods.dateline import Dated
from extract.periods.opening import closing_day, credit_day, lone_day, own_day
from extract.tokens import Token

_SIGNED_LINES = 3
_FOOT_LINES = 6
_RUNNING = frozenset({"lead", "body"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its tokens, its role, and whether it is running text."""

    tokens: Sequence[Token]
    role: str | None
    paragraph: bool


def signed_day(lines: Sequence[Line], codes: Sequence[str]) -> Dated | None:
    """Return the day the text is signed with, or that a line below it says is its own."""
    told = (i for i, line in enumerate(lines) if line.paragraph or line.role in _RUNNING)
    last = max(told, default=len(lines))
    below = lines[last + 1 :]
    return _closing(lines, last, codes) or _own(below, codes) or _foot(below, codes)


def agreed(dates: Sequence[Dated]) -> Dated | None:
    """Return the first of ``dates`` where all are of one day."""
    return dates[0] if len({dated.day for dated in dates}) == 1 else None


def _foot(below: Sequence[Line], codes: Sequence[str]) -> Dated | None:
    """Return the day the page ends with, alone below those who signed and notes of one line.

    Under a heading of other articles it is theirs.
    """
    if not 0 < len(below) <= _FOOT_LINES:
        return None
    if any(opens_furniture(line.tokens) in {"related", "boilerplate"} for line in below):
        return None
    days = [lone_day(line.tokens, codes) for line in below]
    return days[-1] if not any(days[:-1]) else None


def _own(lines: Sequence[Line], codes: Sequence[str]) -> Dated | None:
    """Return the day of the one line that says it is of this text, wherever it stands below."""
    days = [day for line in lines if (day := own_day(line.tokens, codes)) is not None]
    return agreed(days) if days else None


def _closing(lines: Sequence[Line], last: int, codes: Sequence[str]) -> Dated | None:
    """Return the day at the end of the last paragraph or right below.

    Below it a line may be nothing but the day, or name the source with its day.
    """
    for i, line in enumerate(lines[last : last + _SIGNED_LINES], last):
        if line.role == "caption":
            continue
        signed = closing_day(line.tokens, codes)
        opened = opens_furniture(line.tokens) if i > last else None
        if opened in {"related", "boilerplate"}:
            break
        if signed is None and i > last:
            signed = lone_day(line.tokens, codes)
            signed = signed or (credit_day(line.tokens, codes) if _credits(line, codes) else None)
        if signed is not None:
            return signed
        if i > last and line.role != "byline":
            break  # what follows is of another article
    return None


def _credits(line: Line, codes: Sequence[str]) -> bool:
    """Whether a line names source or author: "Nguồn: Báo An, ...", "Oleh Nur Hassan, ..."."""
    opened = opens_furniture(line.tokens)
    if opened is not None or line.role not in {None, "byline"}:
        return "source_note" in {opened, line.role}
    by = (lexicon(code).only("giver.by").match(line.tokens[:1]) for code in codes)
    return any(said.by_start for said in by)
