"""A ready pipeline, and documents with what is known of them beside their text."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.model import Document
from extract.nlp.extensions import keep
from extract.nlp.packing import pack
from extract.text import normalise

# spaCy's own limit, a million letters, is meant for trained parsers.
MAX_LENGTH = 20_000_000


def pressfacts_nlp(*, lang: str | None = None, published: str | None = None) -> Language:
    """Return a blank pipeline with our tokenizer and the three components, in order.

    ``lang`` (``vi``, ``ms``, ``id``, ``en``) and ``published`` (EDTF) hold for
    all documents that state none of their own. Raises ``LexiconError`` for an
    unknown ``lang``, ``ValueError`` for a ``published`` that is no date.
    """
    tokenizer = {"@tokenizers": "pressfacts.tokenizer.v1"}
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe("pressfacts_language")
    nlp.add_pipe("pressfacts_segments")
    nlp.add_pipe("pressfacts_facts", config={"lang": lang, "published": published})
    return nlp


def to_doc(nlp: Language, document: Document) -> Doc:
    """Return the text of ``document`` as an unread ``Doc`` that carries all it states.

    Hand the result to ``nlp`` or ``nlp.pipe``. Its text is the normalised one,
    to which the offsets of ``document.segments`` refer.
    """
    doc = nlp.make_doc(normalise(document.text))
    doc._.pressfacts_lang = document.lang
    doc._.published = document.published
    doc._.pressfacts_url = document.url
    if document.segments is not None:
        keep(doc, segments=pack(document.segments))
    return doc
