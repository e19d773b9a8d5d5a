"""The cells of a line that is the row of a table, or the item of a list: a name and a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from extract.grids import YEAR
from extract.periods import Period
from extract.scan import Scan
from extract.tokens import is_apart

_GAP = "   "
_BULLETS = frozenset({"-", "–", "•", "+", "*", "●", "○", "▪", "o"})
_SEPARATORS = frozenset({":", "=", "(", "-", "–", "—", ".", "…"})
_EDGES = _BULLETS | {"|", ":"}
_VERBS = ("give.verb", "status.flow", "status.stock", "kind.up", "kind.down", "kind.reach")
_LONGEST = 20
_LABEL = 2
_NUMBERED = 2  # the name of a row stands first, or behind its number
_NAME = 4


@lru_cache(maxsize=1)
def cells_of(scan: Scan) -> Sequence[tuple[int, int]]:
    """Return the cells of a row: between upright lines, far apart, or each in a line."""
    tokens, printed = scan.tokens, scan.text[scan.sentence.start : scan.sentence.end]
    if "|" in printed and "\n" not in printed:
        bars = [at for at, token in enumerate(tokens) if token.norm == "|"]
        edges = [-1, *bars, len(tokens)]
        cells = [(one + 1, two) for one, two in pairwise(edges)]
        return [(start, end) for start, end in cells if start < end]
    if _GAP not in printed and "\n" not in printed:
        return _item(scan)
    starts = [at for at in range(1, len(tokens)) if is_apart(tokens[at - 1], tokens[at])]
    if starts == [1] and tokens[0].norm in _BULLETS:
        return _item(scan)  # "o  Kuantan: 146"
    return [_inside(scan, *cell) for cell in pairwise([0, *starts, len(tokens)])]


def _inside(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """Return a cell without what edges it or leads to it: "| 2 |", "- yayasan", ": 69"."""
    while end - start > 1 and scan.tokens[start].norm in _EDGES:
        start += 1
    while end - start > 1 and scan.tokens[end - 1].norm == "|":
        end -= 1
    return start, end


def is_item(scan: Scan) -> bool:
    """Whether a row is the item of a list, and has no cells that stand apart."""
    printed = scan.text[scan.sentence.start : scan.sentence.end]
    return not any(mark in printed for mark in ("\n", "|", _GAP))


def _item(scan: Scan) -> list[tuple[int, int]]:
    """Read "1. World Vision: 350.000", "- Hà Giang 12", "Johor 8,120", "Panti (RM5,000)"."""
    tokens = scan.tokens
    if not scan.numbers or len(tokens) > _LONGEST:
        return []
    last = scan.numbers[-1]
    money = next((money for money in scan.money if money.number is last), None)
    percent = scan.matches.at("unit.percent", last.end)
    value = (last.start, last.end if percent is None else percent.end)
    value = value if money is None else (money.start, money.end)
    start = opened = opens_item(scan)
    about = scan.matches.ending("qualifier.before", value[0])
    end = value[0] if about is None else about.start
    while end > start and tokens[end - 1].norm in _SEPARATORS:
        end, opened = end - 1, 1
    behind = [token.norm for token in tokens[value[1] :]]
    behind = [] if behind[:1] == ["("] and behind[-1] == ")" and behind.count("(") == 1 else behind
    named = start < end and not any(start <= n.start < end for n in scan.numbers)
    told = any(start <= match.start < end for name in _VERBS for match in scan.matches.of(name))
    named = named and (tokens[end].norm in _SEPARATORS or not told)
    opened = opened or (all(token.capital for token in tokens[:end]) and end <= _NAME)
    if not named or not opened or any(mark not in {")", ".", ";", ","} for mark in behind):
        return []
    return [(start, end), value]


def ends_open(scan: Scan) -> bool:
    """Whether a line ends in a colon: a list follows."""
    return bool(scan.tokens) and scan.tokens[-1].norm == ":"


@lru_cache(maxsize=1)
def opens_item(scan: Scan) -> int:
    """Return the token behind what an item begins with: "a)", "1.", "-", "•"; else 0."""
    marks = [token.norm for token in scan.tokens[:2]]
    if marks[1:] and marks[1] in {")", ".", "/"} and len(marks[0]) <= _LABEL:
        return 2
    return 1 if marks[1:] and marks[0] in _BULLETS else 0


def holds_number(scan: Scan, cell: tuple[int, int]) -> bool:
    """Whether a cell holds a number, with its currency or as a percentage, and only marks else."""
    ends = {number.start: number.end for number in scan.numbers}
    ends |= {money.start: money.end for money in scan.money}
    end = ends.get(cell[0])
    percent = None if end is None else scan.matches.at("unit.percent", end)
    end = end if percent is None else percent.end
    inside = end is not None and end <= cell[1]
    return inside and all(t.kind == "mark" for t in scan.tokens[end : cell[1]])


def year_at(scan: Scan, start: int, end: int) -> Period | None:
    """Return the year that tokens ``start`` to ``end`` print, a word for year before it or not."""
    stated = next((p for p in scan.periods if (p.start, p.end) == (start, end)), None)
    printed = scan.quote(start, end) if start < end else ""
    if stated is not None or not YEAR.fullmatch(printed):
        return stated
    return Period(printed, start, end, "year", "year")


def is_place(scan: Scan) -> bool:
    """Whether a row is named by a place and nothing else."""
    name = row_name(scan)
    return any((mention.start, mention.end) == name for mention in scan.places)


def is_sum(scan: Scan) -> bool:
    """Whether the row is the sum of those above: "Cộng | 15 | 949.200"."""
    first = next((at for at, token in enumerate(scan.tokens) if token.kind == "word"), 0)
    found = scan.matches.at("row.total", first)
    ends = found.end if found is not None else len(scan.tokens)
    cell = any(end == ends for _, end in cells_of(scan)[:-1])
    return ends < len(scan.tokens) and (cell or scan.tokens[ends].norm in "|:")


def row_name(scan: Scan) -> tuple[int, int] | None:
    """Return the cell that names a row, behind the one that numbers it."""
    cells = cells_of(scan)
    names = (cell for cell in cells[:_NUMBERED] if not holds_number(scan, cell))
    named = next(names, None)
    return named if named is not None and year_at(scan, *named) is None else None


def row_year(scan: Scan) -> Period | None:
    """Return the year that names a row: "2018 | 52 | 10.200.000"."""
    cells = cells_of(scan)
    return year_at(scan, *cells[0]) if cells else None


def is_called(scan: Scan, categories: Sequence[str]) -> bool:
    """Whether one word of those ``categories`` is the whole name of a row."""
    start, end = row_name(scan) or (0, 0)
    called = (scan.matches.at(name, start) for name in categories)
    return any(match is not None and match.end == end for match in called)
