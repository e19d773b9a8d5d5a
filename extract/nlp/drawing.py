"""The fields of the facts drawn over the text with displaCy.

displaCy puts the title of a ``Doc`` and the labels into the page as they are;
only the text itself is escaped. So no title is handed over, and the labels are
our own field names. Its input for ready-made spans ("manual") is described at
https://spacy.io/usage/visualizers#manual-usage.
"""

from collections.abc import Iterator
from typing import Any

from spacy import displacy
from spacy.tokens import Doc

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
    "period": "#8ecae6",
    "place": "#b7e4c7",
    "attribution": "#dedbd2",
    "equivalent": "#ffc8dd",
    "repeat": "#e0e0e0",
}
"""Background of each field's label; any other field is drawn in displaCy's grey."""


def draw(doc: Doc, *, page: bool = False) -> str:
    """Return HTML with the fields of ``doc`` marked, one block a line of its text.

    With ``page`` it is a whole page instead of a fragment. Raises
    ``ValueError`` where ``doc`` has not been read.
    """
    if "reading" not in stored(doc):
        raise ValueError("doc has not been read: the pipeline needs pressfacts_facts")
    options = {"colors": FIELD_COLOURS}
    lines = list(_lines(doc))
    return displacy.render(
        lines, style="span", page=page, jupyter=False, options=options, manual=True
    )


def _lines(doc: Doc) -> Iterator[dict[str, Any]]:
    lang = doc._.pressfacts_lang if doc._.pressfacts_lang in languages() else doc.lang_
    start = 0
    for token in doc:
        last = token.i + 1 == len(doc)
        if last or "\n" in token.text:
            yield {
                "tokens": [one.text for one in doc[start : token.i + 1]],
                "spans": list(_spans(doc, start, token.i + 1)),
                "title": None,
                "settings": {"lang": lang, "direction": "ltr"},
            }
            start = token.i + 1


def _spans(doc: Doc, start: int, end: int) -> Iterator[dict[str, Any]]:
    """Yield the fields within tokens ``start`` to ``end``, counted from ``start``."""
    for span in doc.spans["fields"]:
        if span.start < end and span.end > start:
            yield {
                "start_token": max(span.start, start) - start,
                "end_token": min(span.end, end) - start,
                "label": span.label_,
            }
