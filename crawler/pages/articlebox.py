"""Where the article stands among the lines of a page whose markup nobody has vouched for.

Its text is the first running text behind its headline. The headline is the line that
the page declares as such, in ``<title>``, OpenGraph or elsewhere, or the last
heading above the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.pages.lines import Line, bare

_BACK = 6
"""Lines above the text that may belong to it where no headline is found."""

_ABOVE = 3
_BEHIND = 6
_BETWEEN = 3
"""Lines between the first paragraph and the second: a summary may stand above the date."""

_RECOGNIZED = 15
"""Letters by which a headline is known that is declared in part."""

_WHOLE = 0.9
"""The share of a page's lines that makes a box of the article the page itself."""


@dataclass(frozen=True, slots=True)
class ArticleBox:
    """The lines of a page with the numbers of those of its article.

    ``title`` is the line with the headline, if any; ``first`` and ``last`` are those of
    running text; ``box`` holds them all, ``None`` where that is the whole page.
    """

    lines: Sequence[Line]
    title: int | None
    first: int
    last: int
    box: HtmlElement | None

    def head(self) -> Iterator[Line]:
        """Yield the lines between headline and text."""
        begin = max(0, self.first - _BACK) if self.title is None else self.title + 1
        yield from (line for line in self.lines[begin : self.first] if not line.edge)

    def between(self) -> Iterator[Line]:
        """Yield the few lines between the first paragraph and the second."""
        behind = self.lines[self.first + 1 : self.first + 2 + _BETWEEN]
        second = next((at for at, line in enumerate(behind) if line.running), 0)
        yield from behind[:second]

    def above(self) -> Iterator[Line]:
        """Yield the lines right above the headline, if they are in one box with it.

        Blogs print the day above a box of their own, as a heading.
        """
        if self.title is None or self.box is None:
            return
        nearest = self.lines[max(0, self.title - _ABOVE) : self.title]
        for line in nearest:
            if _within(line.element, self.box) or (line is nearest[-1] and line.heading):
                yield line

    def behind(self) -> Iterator[Line]:
        """Yield the lines right behind the text, until what belongs to others begins."""
        for line in self.lines[self.last + 1 : self.last + 1 + _BEHIND]:
            others = line.heading or line.link or line.beside
            outside = line.edge if self.box is None else not _within(line.element, self.box)
            if others or outside:
                return
            yield line

    def text(self) -> Iterator[Line]:
        """Yield the lines of the text and those right behind it."""
        yield from self.lines[self.first : self.last + 1]
        yield from self.behind()


def article_box(lines: Sequence[Line], titles: Iterable[str]) -> ArticleBox | None:
    """Return where the article stands; ``titles`` are the headlines that the page declares."""
    wanted = {found for title in titles if (found := bare(title))}
    title = _title(lines, wanted)
    running = [
        at
        for at, line in enumerate(lines)
        if line.running
        and not (line.link or line.beside or line.edge)
        and bare(line.text) not in wanted
    ]
    first = next((at for at in running if title is None or at > title), None)
    if first is None and title is not None and title + 1 < len(lines):
        # A text too short for any sentence.
        first = min(title + _BACK, len(lines) - 1)
        running = [first]
    if first is None:
        return None
    if title is None or (not lines[title].heading and first - title > _BACK):
        # What is far above may be the name of the outlet.
        headings = (at for at in range(first) if lines[at].heading and not lines[at].beside)
        title = max(headings, default=title)
    # Without a headline, two paragraphs tell what holds the text.
    second = next((at for at in running if at > first), first)
    box = _common(lines[second if title is None else title].element, lines[first].element)
    if sum(_within(line.element, box) for line in lines) > _WHOLE * len(lines):
        box = None
    last = max(at for at in (first, *running) if at >= first and _within(lines[at].element, box))
    return ArticleBox(lines, title, first, last, box)


def _title(lines: Sequence[Line], wanted: set[str]) -> int | None:
    """Return the line of the headline: the longest declared, as a heading where it is one."""
    found = [at for at, line in enumerate(lines) if bare(line.text) in wanted and not line.beside]
    return max(
        found,
        key=lambda at: (len(lines[at].text), lines[at].heading is not None, -at),
        default=None,
    )


def _declared(line: Line, wanted: set[str]) -> bool:
    """Say whether ``line`` is a declared headline; a heading may be declared shortened."""
    text = bare(line.text)
    if text in wanted or not line.heading or len(text) < _RECOGNIZED:
        return text in wanted
    return any(
        text.startswith(one) or one.startswith(text) for one in wanted if len(one) >= _RECOGNIZED
    )


def _common(one: HtmlElement, other: HtmlElement) -> HtmlElement | None:
    """Return the innermost element that holds both."""
    around = {one, *one.iterancestors()}
    return next((above for above in (other, *other.iterancestors()) if above in around), None)


def _within(element: HtmlElement, box: HtmlElement | None) -> bool:
    return box is None or element is box or box in element.iterancestors()
