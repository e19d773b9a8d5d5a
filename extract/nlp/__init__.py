"""Reading with spaCy: tokenizer, pipeline components and drawing over one ``Doc``.

Importing this package registers the tokenizer ``pressfacts.tokenizer.v1``, the
factories ``pressfacts_language``, ``pressfacts_segments`` and
``pressfacts_facts``, and the ``Doc`` and ``Span`` extensions. It needs spaCy
(extra ``nlp``); nothing else in ``extract`` imports it. The figures come from
``extract.reading.read``, so a pipeline and the command line never differ.
How to use it, with a list of the extensions: ``docs/spacy.md``.
"""

from extract.nlp.components import FactsComponent, LanguageComponent, SegmentsComponent
from extract.nlp.drawing import FIELD_COLOURS, draw
from extract.nlp.extensions import register_extensions
from extract.nlp.pipeline import pressfacts_nlp, to_doc
from extract.nlp.tokenizer import NumberKeepingTokenizer

register_extensions()

__all__ = [
    "FIELD_COLOURS",
    "FactsComponent",
    "LanguageComponent",
    "NumberKeepingTokenizer",
    "SegmentsComponent",
    "draw",
    "pressfacts_nlp",
    "to_doc",
]
