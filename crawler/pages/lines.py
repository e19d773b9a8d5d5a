"""A page as lines: what a reader sees one below the other, and what the markup says of it.

For pages of unknown markup, whose headline, date and text are told by where
they stand and not by the names of their elements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from crawler.pages.blocks import LINES, tidy
from extract.text import normalise

_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "button", "select", "option",
     "head", "video", "audio", "textarea", "figcaption"}
)  # fmt: skip
_EDGE = frozenset({"aside", "footer"})
# Boxes for what belongs to other articles or to readers, as sites name them.
_OTHERS = re.compile(
    r"(?:^|\s)(?:sidebar|footer)|breadcrumb|related|comment|popular|lien-?quan|tin-?khac|terkait|populer|"
    r"berkaitan|komen",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\b(?:date-?)?(?:updated|modified|last-?mod)", re.IGNORECASE)
_FIRST = re.compile(r"publish|posted|created", re.IGNORECASE)
_RUNNING = 25
_SENTENCE = 10
_LONGEST_LABEL = 40
_ENDS = (".", "!", "?", "…", "”", '"')


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one element of a line; ``changed``: the markup calls it an update."""

    text: str
    changed: bool = False


@dataclass(slots=True)
class Line:
    """One line of a page.

    ``pieces`` are its parts by element: an author, a date, a clock. ``heading`` is
    1 to 6; ``link``: it is nothing but links; ``beside``: it stands where pages print
    what is not the article; ``edge``: in a footer or an aside, of the page or of the
    article. ``element`` is the one that makes it a line of its own.
    """

    element: HtmlElement
    heading: int | None
    beside: bool
    edge: bool
    link: bool = True
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def running(self) -> bool:
        """Whether this is running text: long, or a sentence to its end."""
        words = self.text.count(" ") + 1
        return words >= _RUNNING or (words >= _SENTENCE and self.text.endswith(_ENDS))


def lines(body: HtmlElement) -> list[Line]:
    """Return the lines of ``body`` that hold text; a label takes in what it is the label of."""
    reader = _Reader()
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if not isinstance(element.tag, str) or element.tag in _UNSEEN:
                walk.skip_subtree()
                continue
            reader.enter(element)
        else:
            reader.leave(element)
    reader.end_line()
    return _labelled(reader.found)


def bare(text: str) -> str:
    """Return what is left of ``text`` without its marks and capitals."""
    return "".join(char for char in text.casefold() if char.isalnum())


class _Reader:
    """Gathers the text of elements into lines on the way through the page."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self._line: Line | None = None
        self._raw: list[str] = []
        self._open: list[HtmlElement] = []
        self._links = self._beside = self._edge = self._changed = 0
        self._heading: int | None = None

    def enter(self, element: HtmlElement) -> None:
        if element.tag in LINES:
            self.end_line()
            self._open.append(element)
        elif element.tag == "br" and self._heading is None:
            self.end_line()
        elif element.tag == "br":
            self._raw.append(" ")
        self._links += element.tag == "a"
        self._beside += _is_beside(element)
        self._edge += element.tag in _EDGE
        self._changed += is_of_a_change(element)
        if re.fullmatch("h[1-6]", element.tag):
            self._heading = int(element.tag[1])
        self._take(element.text)

    def leave(self, element: HtmlElement) -> None:
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        if seen and element.tag in LINES:
            self.end_line()
            self._open.pop()
        if seen:
            self._links -= element.tag == "a"
            self._beside -= _is_beside(element)
            self._edge -= element.tag in _EDGE
            self._changed -= is_of_a_change(element)
            if re.fullmatch("h[1-6]", element.tag):
                self._heading = None
        self._take(element.tail if self._open else None)

    def end_line(self) -> None:
        if self._line is not None:
            self._line.text = tidy(normalise("".join(self._raw)))
            self.found.append(self._line)
        self._line = None
        self._raw = []

    def _take(self, words: str | None) -> None:
        if words is None:
            return
        if words.strip():
            if self._line is None:
                place = self._open[-1], self._heading, self._beside > 0, self._edge > 0
                self._line = Line(*place)
            self._line.link &= self._links > 0
            self._line.pieces.append(Piece(tidy(normalise(words)), self._changed > 0))
        if self._line is not None:
            self._raw.append(words)


def is_of_a_change(element: HtmlElement) -> bool:
    """Say whether the markup of ``element`` calls it an update, and not the first day too."""
    named = " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))
    return bool(_CHANGE.search(named)) and not _FIRST.search(named)


def _is_beside(element: HtmlElement) -> bool:
    if element.tag == "body":
        return False
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag == "nav" or _OTHERS.search(named) is not None


def _labelled(found: list[Line]) -> list[Line]:
    """Join a line that ends as a label does with the one behind it."""
    joined: list[Line] = []
    for line in found:
        before = joined[-1] if joined else None
        if before and before.text.endswith(":") and len(before.text) < _LONGEST_LABEL:
            before.text = f"{before.text} {line.text}"
            label, value = before.pieces[-1], line.pieces[0]
            labelled = Piece(f"{label.text} {value.text}", label.changed or value.changed)
            before.pieces[-1:] = [labelled, *line.pieces[1:]]
            before.link &= line.link
        else:
            joined.append(line)
    return joined
