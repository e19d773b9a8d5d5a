"""What each stretch of a plain text is: title, lead, body, caption, or page furniture.

Works on lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, takewhile

from extract.furniture import cut_role, starts_with
from extract.grids import grid_rows, is_number_cell, list_lines
from extract.model import Segment
from extract.periods.datechain import is_year
from extract.text import view
from extract.tokens import Token, Tokens

# A date may be glued to the name before it (Báo Nhân dân04/12/2025).
_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]| (?:tháng )?\w{1,9}\.? (?:năm )?)\d{4}\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\s(?:\.\.\.|…)\s*\|?$")
# A label with a day in it and its number: "NGO berdaftar (30 Nov 2024): 9,874".
_NUMBERED = re.compile(r"\):\s+\d[\d.,]*$")
_MASTHEAD = re.compile(r"^\S+\.[a-z]{2,}(?:\.[a-z]{2})? +[-|] ", re.IGNORECASE)
_PHOTO_CREDIT = re.compile(
    r"\((?:foto|ảnh|gambar)\s*:[^)]*\)\.?$|(?:foto|ảnh)\s*:\s*[^.]{2,40}$", re.IGNORECASE
)
# The agency may sign behind the stop: "... RM2 juta. – Bernama".
_SIGNED = r"(?:\s*[-–—]{1,2}\s*[^\s.]+(?: [^\s.]+){0,2})?"
_SENTENCE_END = re.compile(rf"(?:[.!?…:;][\"”'’)\]]*|[.!?][\"”'’)\]]*{_SIGNED})$")
# Who wrote it may sign the last sentence, as pictures are signed: "... Rp2 miliar. (rk)", "[rk]".
_LETTERS_BEHIND = re.compile(r"[.!?][\"”'’)\]]*\s*(?:\([^()]{1,20}\)|\[[^\[\]]{1,20}\])$")
_RUNNING = re.compile(r"^[\"“]|\w{3,}[.;]\s+\S")
# What parts the name of a page from its sections.
_SECTIONS = re.compile(r"\s(?:[|>›»/–-]|->)\s")
_GAP = re.compile(r"\s{3,}")
_LEAST_CELLS = 2
_LEAST_ROWS = 2
_SHORT_SENTENCE_WORDS = 4
_SENTENCE_WORDS = 8
_PARAGRAPH_WORDS = 40
_TEXT_LINES = 3
_ABOVE = frozenset({"source_note", "boilerplate"})
_MAX_TITLE_WORDS = 45
_HEADLINE_WORDS = 20
_MAX_BYLINE_WORDS = 24
_FEW_SHARED, _MANY_SHARED = 0.25, 0.4
_KICKER_WORDS = 4
_DATED_KICKER_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    tokens: Sequence[Token]
    words: int
    is_sentence: bool


def find_segments(text: str, tokens: Tokens | None = None) -> tuple[Segment, ...]:
    """Return the segments of ``text`` in order; together they cover every non-blank line.

    ``tokens`` are those of ``text`` where they are known already.
    """
    lines = list(_lines(text, tokens or Tokens(text)))
    roles = _roles(lines)
    return tuple(
        Segment(role, line.start, line.end) for role, line in zip(roles, lines, strict=True)
    )


def _lines(text: str, tokens: Tokens) -> Iterator[_Line]:
    for found in re.finditer(r"[^\n]+", text):
        stripped = found.group().strip()
        if stripped:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            end = start + len(stripped)
            printed = tokens.within(start, end)
            words = [token.kind for token in printed].count("word")
            folded = view(stripped).folded
            yield _Line(start, end, folded, printed, words, _is_sentence(folded, words))


def _is_sentence(text: str, words: int) -> bool:
    if words >= _SENTENCE_WORDS:
        return bool(_SENTENCE_END.search(text)) or words > _PARAGRAPH_WORDS
    return words >= _SHORT_SENTENCE_WORDS and text.endswith((".", '."'))


def _roles(lines: Sequence[_Line]) -> list[str]:
    tables = _in_tables(lines) | _in_lists(lines)
    alone = [None if i in tables else _role_alone(lines, i) for i in range(len(lines))]
    tail = _tail_start(lines, alone, tables)
    headline = _headline_at(lines, alone)
    roles: list[str] = []
    title: _Line | None = None
    seen_lead = False
    furniture: str | None = None
    for i, line in enumerate(lines):
        cut = _cut_of(lines, i) if seen_lead or i > 0 else None
        if cut is not None and (seen_lead or furniture):
            furniture = cut
            roles.append(cut)
            if cut == "source_note":
                furniture = "boilerplate"
        elif furniture is not None:
            roles.append(furniture)
        elif cut is not None:
            roles.append("boilerplate")
        elif i == headline:
            title = line
            roles.append("title")
        elif alone[i] is None and i < headline:
            roles.append("boilerplate")
        elif alone[i] is not None:
            roles.append(str(alone[i]))
        elif title is None and not seen_lead and not line.is_sentence:
            title = line
            roles.append("title" if line.words <= _MAX_TITLE_WORDS else "body")
        elif title is not None and line.text == title.text:
            roles.append("caption")
        elif title is not None and not seen_lead and _is_under_kicker(line, title, roles[-1]):
            title = line
            roles.append("title")
        elif i >= tail:
            roles.append("byline" if _is_name(line) else "related")
        elif not seen_lead and line.is_sentence:
            seen_lead = True
            roles.append("lead")
        else:
            roles.append("byline" if not seen_lead and _is_name(line) else "body")
    return roles


def _headline_at(lines: Sequence[_Line], alone: Sequence[str | None]) -> int:
    """Return which line is the headline where the page's name or a menu stands above it, else -1.

    The lead says again what the headline says, and nothing of what the page is called.
    """
    above = [i for i, role in enumerate(alone) if role is None]
    lead = next((i for i in above if lines[i].is_sentence), 0)
    first = above[0] if above else 0
    if lead < first + 2 or _shared(lines[first], lines[lead]) > _FEW_SHARED:
        return -1
    if any(token.kind == "number" and not is_year(token) for token in lines[first].tokens):
        return -1  # a headline with its figure, above what only leads on
    name = lines[first].text
    furnished = name.isupper() or _SECTIONS.search(name) is not None
    below = first + (1 if furnished else 2)
    told = (i for i in range(below, lead) if lines[i].words >= _SENTENCE_WORDS)
    return next((i for i in told if _shared(lines[i], lines[lead]) >= _MANY_SHARED), -1)


def _shared(line: _Line, lead: _Line) -> float:
    """Return how many of the words of ``line``, of one, stand in ``lead`` as well."""
    said = {token.norm for token in lead.tokens}
    words = [token.norm for token in line.tokens if token.kind == "word"]
    return sum(word in said for word in words) / len(words) if words else 0.0


def _is_under_kicker(line: _Line, title: _Line, between: str) -> bool:
    """Whether the line is the headline itself, below the name of its column: "Đối ngoại".

    Where the day stands between them the column may have a longer name.
    """
    whole = _SENTENCE_WORDS <= line.words <= _MAX_TITLE_WORDS
    most = _DATED_KICKER_WORDS if between == "byline" else _KICKER_WORDS
    column = title.words <= most and all(token.norm not in ",." for token in title.tokens)
    return column and whole and not line.is_sentence


def _role_alone(lines: Sequence[_Line], i: int) -> str | None:
    """Return the role a line shows by itself, or ``None``."""
    line = lines[i]
    if line.words == 0:
        return "byline" if _is_byline(line) else "boilerplate"
    if i == 0 and not line.is_sentence and _MASTHEAD.match(line.text):
        return "boilerplate"
    if _FILE_NAME.match(line.text):
        return "caption"
    if _CUT_SHORT.search(line.text) or _is_twice(line):
        return "related"
    if _is_byline(line):
        return "byline"
    inline = starts_with(line.tokens, "segment.inline")
    if inline is not None:
        return inline
    if not line.is_sentence and starts_with(line.tokens, "segment.caption"):
        return "caption"
    if _is_cell(line.text) or (":" in line.text and _PHOTO_CREDIT.search(line.text)):
        return "caption"
    if not line.is_sentence and any(other.text == line.text for other in _beside(lines, i)):
        return "related"
    return None


def _is_cell(text: str) -> bool:
    """Whether the line is the cell of a table, or a picture, in Markdown."""
    return text.startswith(("![]", "|")) or text.endswith("|")


def _in_tables(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that are rows of a table of figures: alike, and some cells are numbers.

    "Lĩnh vực | Số khoản", "Y tế | 15"; two rows or more below one another.
    """
    rows = [_cells(line) for line in lines]
    found: set[int] = set()
    for count, run in groupby(range(len(lines)), key=lambda i: len(rows[i])):
        table = list(run)
        numbers = sum(any(map(is_number_cell, rows[i])) for i in table)
        if count >= _LEAST_CELLS and len(table) >= _LEAST_ROWS and numbers:
            found.update(table)
            head = table[0] - 1  # years alone: nothing stands above the names
            if head >= 0 and len(rows[head]) == count - 1 and all(map(is_number_cell, rows[head])):
                found.add(head)
    return found


def _in_lists(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that are cells of a table, each by itself, or items of a list."""
    printed = [line.text for line in lines]
    cells = {at for start, end in grid_rows(printed) for at in range(start, end)}
    return cells | list_lines(printed)


def _cells(line: _Line) -> list[str]:
    if "|" not in line.text:
        return _GAP.split(line.text)
    return [cell.strip() for cell in line.text.strip("| ").split("|")]


def _beside(lines: Sequence[_Line], i: int) -> list[_Line]:
    return [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]


def _is_twice(line: _Line) -> bool:
    """Whether the line says one thing twice: picture text and link text of a teaser."""
    half, odd = divmod(len(line.tokens), 2)
    words = [token.norm for token in line.tokens]
    return half >= 4 and not odd and words[:half] == words[half:]


def _is_byline(line: _Line) -> bool:
    if line.is_sentence or line.words > _MAX_BYLINE_WORDS:
        return False
    dated = _DATE.search(line.text)
    if dated is None:
        return False
    rest = line.text[dated.end() :]
    if _NUMBERED.search(rest):
        return False
    return len(rest) <= 30 and (line.words <= 12 or bool(_CLOCK.search(line.text)))


def _is_name(line: _Line) -> bool:
    words = [token for token in line.tokens if token.kind == "word"]
    return (
        0 < len(words) <= 6
        and "|" not in line.text
        and all(word.capital for word in words)
        and line.tokens[-1].norm != "."
    )


def _tail_start(lines: Sequence[_Line], alone: Sequence[str | None], tables: Set[int]) -> int:
    """Return where the run of lines behind the last sentence or table of the article begins."""
    last = 0
    for i, line in enumerate(lines):
        if last and _cut_of(lines, i) is not None:
            break
        signed = bool(last) and _LETTERS_BEHIND.search(line.text) is not None
        if (last and i in tables) or (alone[i] is None and (line.is_sentence or signed)):
            last = i + 1
    return last if last and not _is_broken_off(lines, last) else len(lines)


def _is_broken_off(lines: Sequence[_Line], last: int) -> bool:
    """Whether the text is kept only so far: its very last line holds more than a headline would.

    It is long, and ends a sentence or clause within, or somebody speaks in it.
    """
    if last != len(lines) - 1 or lines[last].words <= _HEADLINE_WORDS:
        return False
    return _RUNNING.search(lines[last].text) is not None


def _cut_of(lines: Sequence[_Line], i: int) -> str | None:
    """Return the role that begins with a line; what stands above the text cuts nothing.

    The source of a picture, buttons to share: a line under the picture, or the lead, may be
    the only sentence before them.
    """
    role = _cut_role(lines[i])
    if role not in _ABOVE:
        return role
    told = [line.words for line in lines[:i] if line.is_sentence]
    behind = takewhile(lambda line: _cut_role(line) != "related", lines[i:])
    short = len(told) <= 1 and sum(told) <= _PARAGRAPH_WORDS
    return None if short and sum(line.is_sentence for line in behind) >= _TEXT_LINES else role


def _cut_role(line: _Line) -> str | None:
    return None if line.is_sentence else cut_role(line.tokens)
