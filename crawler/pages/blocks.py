"""From the chosen element of a page to paragraphs, and from paragraphs to an article's text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from crawler.decode import TooLargeError
from extract.model import Segment

# Elements that start a line of their own; everything else flows within one.
LINES = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
LARGEST = 5_000_000
"""Letters of HTML above which an element is not read."""

MOST_TAGS = 30_000
"""Tags above which it is not read: they take seconds."""

CELL_MARK = " | "
"""What parts the cells of a row of figures, as in plain texts made of pages."""

_LONGEST_CELL = 200
_NEVER_TEXT = "script, style, noscript, template, svg, iframe, button, select, option, video, audio"
_WHITE = re.compile(r"[ \t\n\r\f\v]+")
# JSON can spell one half of a surrogate pair; no file can hold it.
_HALF = re.compile("[\ud800-\udfff]")
_FILE_NAME = re.compile(r"[\w%.-]+\.(?:jpe?g|png|gif|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its role (see ``extract.model.SEGMENT_ROLES``)."""

    role: str
    text: str


def tidy(text: str) -> str:
    """Return ``text`` in NFC with runs of plain white space as one space."""
    return unicodedata.normalize("NFC", _HALF.sub("\ufffd", _WHITE.sub(" ", text)).strip())


def clean(html: str, drop: Iterable[str] = ()) -> Tag:
    """Return the element in ``html``, repaired, without what is no text and without ``drop``.

    ``drop`` holds CSS selectors of related boxes, advertisements and share bars.

    Raises:
        TooLargeError: it has more than :data:`LARGEST` letters or :data:`MOST_TAGS` tags.
    """
    if len(html) > LARGEST:
        raise TooLargeError(f"more than {LARGEST} letters in one element")
    if html.count("<") > MOST_TAGS:
        raise TooLargeError(f"more than {MOST_TAGS} tags in one element")
    soup = BeautifulSoup(html, "lxml")
    for selector in (_NEVER_TEXT, *drop):
        for element in soup.select(selector):
            element.decompose()
    return soup.body or soup


def blocks(element: Tag, roles: Mapping[str, str], *, default: str = "body") -> list[Block]:
    """Return the paragraphs of ``element`` in order.

    ``roles`` gives the role of what a CSS selector matches; the rest is ``default``.
    Text that stands outside of paragraph elements is kept as a paragraph. A
    ``<br>`` is a line end, two of them end the paragraph. A row of a table of figures is
    one paragraph, its cells parted by upright lines.
    """
    marked = {
        id(found): role for selector, role in roles.items() for found in element.select(selector)
    }
    for table in element.find_all("table"):
        if not any(id(part) in marked for part in (table, *table.parents, *table.find_all(True))):
            _join_cells(table)
    # Of every element: the line element it flows in, and its role. Parents come
    # before children in document order, so one pass is enough at any depth.
    place: dict[int, tuple[int, str]] = {id(element): (id(element), default)}
    runs: list[tuple[tuple[int, str], list[str]]] = []
    for node in element.descendants:
        home = place[id(node.parent)]
        if isinstance(node, Tag):
            role = marked.get(id(node), home[1])
            own_line = node.name in LINES or id(node) in marked
            place[id(node)] = (id(node), role) if own_line else home
            words = "\n" if node.name == "br" else ""
        elif type(node) is NavigableString:
            words = _WHITE.sub(" ", node)
        else:
            continue
        if not runs or runs[-1][0] != home:
            runs.append((home, []))
        runs[-1][1].append(words)
        if isinstance(node, Tag) and place[id(node)] is not home:
            runs.append((place[id(node)], []))
    return [
        Block(role, paragraph)
        for (_, role), pieces in runs
        for paragraph in _paragraphs("".join(pieces))
    ]


def _join_cells(table: Tag) -> None:
    """Put the cells of each row in one line, unless the table only lays out pictures or text."""
    rows = [(row, row.find_all(["td", "th"], recursive=False)) for row in table.find_all("tr")]
    said = [[tidy(cell.get_text(" ")) for cell in cells] for _, cells in rows]
    even = len(said) > 1 and {len(cells) for cells in said} == {len(said[0])} != {1}
    laid_out = table.find(["table", "img", "figure", "ul", "ol"]) is not None
    if not even or laid_out or any(len(cell) > _LONGEST_CELL for cells in said for cell in cells):
        return
    for (row, _), cells in zip(rows, said, strict=True):
        row.clear()
        row.append(CELL_MARK.join(cells))


def _paragraphs(text: str) -> list[str]:
    lines = [tidy(line) for line in text.split("\n")]
    return [part.strip() for part in re.split(r"\n\n+", "\n".join(lines)) if part.strip()]


def without_repeats(found: Iterable[Block]) -> list[Block]:
    """Drop what page systems print twice: captions, the lead as first paragraph, file names."""
    kept: list[Block] = []
    for block in found:
        if block.role == "caption" and _FILE_NAME.fullmatch(block.text):
            continue
        if any(block.text == earlier.text for earlier in kept[-2:]):
            continue
        kept.append(block)
    return kept


def compose(found: Iterable[Block]) -> tuple[str, tuple[Segment, ...]]:
    """Return the text of an article, paragraphs parted by an empty line, and its segments."""
    pieces: list[str] = []
    segments: list[Segment] = []
    at = 0
    for block in found:
        pieces.append(block.text)
        segments.append(Segment(block.role, at, at + len(block.text)))
        at += len(block.text) + 2
    return "\n\n".join(pieces), tuple(segments)
