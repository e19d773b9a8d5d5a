"""The fields of the facts drawn over the text with displaCy.

displaCy puts the title of a ``Doc`` and the labels into the page as they are;
only the text itself is escaped. So no title is handed over, and the labels are
our own field names. Its input for ready-made spans ("manual") is described at
https://spacy.io/usage/visualizers#manual-usage.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from typing import Any

from spacy import displacy
from spacy.tokens import Doc, Span

from extract.lexicon import languages
from extract.nlp.extensions import stored

FIELD_COLOURS = {
    "value": "#ffd166",
    "unit": "#ffe8a3",
    "qualifier": "#f4a261",
    "kind": "#e5989b",
    "base_period": "#a2d2ff",
    "status": "#95d5b2",
    "donors": "#d4a5f5",
    "scope": "#cdb4db",
    "part": "#e2d0ee",
    "period": "#8ecae6",
    "place": "#b7e4c7",
    "attribution": "#dedbd2",
    "equivalent": "#ffc8dd",
    "repeat": "#e0e0e0",
}
"""Background of each field's label; any other field is drawn in displaCy's grey."""


def draw(doc: Doc, *, page: bool = False) -> str:
    """Return HTML with the fields of ``doc`` marked, one block a line of its text.

    With ``page`` it is a whole page, to be stored as UTF-8, instead of a
    fragment. Raises ``ValueError`` where ``doc`` has not been read.
    """
    if "reading" not in stored(doc):
        raise ValueError("doc has not been read: the pipeline needs pressfacts_facts")
    html = displacy.render(
        list(_lines(doc)),
        style="span",
        page=page,
        jupyter=False,
        options={"colors": FIELD_COLOURS},
        manual=True,
    )
    return _mended(html) if page else html


def _mended(page: str) -> str:
    """Return displaCy's page with its encoding named and paragraphs close together.

    Only its own tags are touched: in the text every ``<`` is escaped.
    """
    page = page.replace("<head>", '<head>\n        <meta charset="utf-8">', 1)
    return page.replace('<figure style="margin-bottom: 6rem">', '<figure style="margin: 0">')


def _lines(doc: Doc) -> Iterator[dict[str, Any]]:
    starts = [0, *(token.i + 1 for token in doc if "\n" in token.text)]
    by_line: dict[int, list[Span]] = {}
    edges: set[int] = set()
    for span in doc.spans["fields"]:
        edges.update((span.start, span.end))
        first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
        for line in range(first, last):
            by_line.setdefault(line, []).append(span)
    lang = doc._.pressfacts_lang if doc._.pressfacts_lang in languages() else doc.lang_
    for line, (start, end) in enumerate(pairwise([*starts, len(doc)])):
        if start < end:
            drawn = _line(doc[start:end], by_line.get(line, ()), edges)
            yield {**drawn, "title": None, "settings": {"lang": lang, "direction": "ltr"}}


def _line(line: Span, spans: Iterable[Span], edges: Container[int]) -> dict[str, Any]:
    """Return words and spans in displaCy's form.

    displaCy puts a space behind every token, so tokens that stand without one
    are handed over as one word, unless a field begins or ends between them.
    """
    words: list[str] = []
    word_of: dict[int, int] = {}
    spaced = True
    for token in line:
        if spaced or token.i in edges:
            words.append(token.text)
        else:
            words[-1] += token.text
        word_of[token.i] = len(words) - 1
        spaced = bool(token.whitespace_)
    marked = [
        {
            "start_token": word_of[max(span.start, line.start)],
            "end_token": word_of[min(span.end, line.end) - 1] + 1,
            "label": span.label_,
        }
        for span in spans
    ]
    return {"tokens": words, "spans": marked}
