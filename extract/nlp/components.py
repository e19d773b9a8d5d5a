"""Language, segments and facts as spaCy components.

Each takes a ``Doc`` from any tokenizer, leaves its text alone and adds to it.
``pressfacts_facts`` works by itself; where the others ran before, it takes
over what they found. A reading is made by one call of ``extract.reading.read``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract import edtf, reading
from extract.language import decide
from extract.lexicon import languages, lexicon
from extract.model import Document, Fact, Reading, Rejection, Segment
from extract.nlp.alignment import Aligner, origins
from extract.nlp.extensions import fact_id, keep, rejection_id, stored
from extract.nlp.packing import pack, pack_reading, unpack
from extract.segments import find_segments
from extract.sentences import split_sentences
from extract.text import normalise


class LanguageComponent:
    """Sets ``doc._.pressfacts_lang`` and its probability, unless a language is set already."""

    def __call__(self, doc: Doc) -> Doc:
        """Decide the language of ``doc``."""
        if doc._.pressfacts_lang is None:
            decision = decide(normalise(doc.text))
            doc._.pressfacts_lang = decision.lang
            doc._.pressfacts_lang_probability = decision.probability
        return doc


class SegmentsComponent:
    """Sets ``doc.spans["segments"]``, labelled with their roles, and where sentences start.

    Sentence starts are set only where the language is known by then and
    supported, and no other component has set any.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the segments of ``doc``."""
        given = doc.text  # spaCy puts it together from the tokens each time
        text = normalise(given)
        segments = _kept_segments(doc) or find_segments(text)
        aligner = Aligner(doc, origins(given, text))
        spans = [
            aligner.span(one.start, one.end, group="segments", label=one.role) for one in segments
        ]
        _group(doc, "segments", spans)
        if doc._.pressfacts_lang in languages() and not doc.has_annotation("SENT_START"):
            _start_sentences(text, segments, aligner)
        _keep_counts(doc, aligner)
        keep(doc, segments=pack(segments))
        return doc


class FactsComponent:
    """Reads ``doc`` and adds facts, their fields and rejections as span groups.

    ``lang`` is a supported language code, ``published`` the EDTF date of all
    documents that state none of their own. Raises ``LexiconError`` for an
    unknown ``lang`` and ``ValueError`` for a ``published`` that is no date.
    """

    def __init__(self, *, lang: str | None = None, published: str | None = None) -> None:
        if lang is not None:
            lexicon(lang)
        self.lang = lang
        self.published = _date(published)

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``. Raises ``ValueError`` where ``doc._.published`` is no date."""
        given = doc.text
        lang, probability = self._language(doc)
        found = reading.read(
            Document(
                text=given,
                lang=lang,
                published=_date(doc._.published) or self.published,
                url=doc._.pressfacts_url,
                segments=_kept_segments(doc),
            )
        )
        if probability is not None:
            found = replace(found, lang_probability=probability)
        doc._.pressfacts_lang = found.lang
        doc._.pressfacts_lang_probability = found.lang_probability
        doc._.published = found.published
        keep(doc, reading=pack_reading(found))
        _add_groups(found, Aligner(doc, origins(given, found.text)))
        return doc

    def _language(self, doc: Doc) -> tuple[str | None, float | None]:
        """Return the language to read in, with its probability where it was decided before.

        A language stated of this document goes before that of all documents,
        and both before a decision. An unsupported code leaves it to the reader.
        """
        on_doc, probability = doc._.pressfacts_lang, doc._.pressfacts_lang_probability
        if on_doc in languages() and (probability is None or self.lang is None):
            return on_doc, probability
        return self.lang, None


@Language.factory(
    "pressfacts_language",
    assigns=["doc._.pressfacts_lang", "doc._.pressfacts_lang_probability"],
)
def make_language(nlp: Language, name: str) -> LanguageComponent:
    """Return the component that decides the language."""
    return LanguageComponent()


@Language.factory(
    "pressfacts_segments", assigns=["doc.spans", "token.is_sent_start", "doc._.pressfacts"]
)
def make_segments(nlp: Language, name: str) -> SegmentsComponent:
    """Return the component that finds segments and sentences."""
    return SegmentsComponent()


@Language.factory(
    "pressfacts_facts",
    assigns=["doc.spans", "doc._.pressfacts", "doc._.facts", "doc._.rejections"],
    default_config={"lang": None, "published": None},
)
def make_facts(nlp: Language, name: str, lang: str | None, published: str | None) -> FactsComponent:
    """Return the component that reads figures; options as in ``FactsComponent``."""
    return FactsComponent(lang=lang, published=published)


def _date(published: str | None) -> str | None:
    if published is not None and ("/" in published or edtf.read(published) is None):
        raise ValueError(f"published {published!r}: no date, expected YYYY-MM-DD, YYYY-MM or YYYY")
    return published


def _kept_segments(doc: Doc) -> tuple[Segment, ...] | None:
    segments: tuple[Segment, ...] | None = unpack(tuple[Segment, ...], stored(doc).get("segments"))
    return segments


def _add_groups(found: Reading, aligner: Aligner) -> None:
    doc = aligner.doc
    _group(doc, "facts", _fact_spans(found.facts, aligner))
    _group(doc, "fields", _field_spans(found.facts, aligner))
    _group(doc, "rejections", _rejection_spans(found.rejections, aligner))
    _keep_counts(doc, aligner)


def _fact_spans(facts: Iterable[Fact], aligner: Aligner) -> Iterator[Span | None]:
    for index, fact in enumerate(facts):
        yield aligner.span(
            fact.start, fact.end, group="facts", label=fact.measure, span_id=fact_id(index)
        )


def _field_spans(facts: Iterable[Fact], aligner: Aligner) -> Iterator[Span | None]:
    for index, fact in enumerate(facts):
        for label, anchors in (*fact.anchors.items(), ("repeat", fact.repeats)):
            for anchor in anchors:
                yield aligner.span(
                    anchor.start, anchor.end, group="fields", label=label, span_id=fact_id(index)
                )


def _rejection_spans(rejections: Iterable[Rejection], aligner: Aligner) -> Iterator[Span | None]:
    for index, one in enumerate(rejections):
        yield aligner.span(
            one.start, one.end, group="rejections", label=one.reason, span_id=rejection_id(index)
        )


def _group(doc: Doc, name: str, spans: Iterable[Span | None]) -> None:
    kept = [span for span in spans if span is not None]
    doc.spans[name] = SpanGroup(doc, name=name, spans=kept)


def _keep_counts(doc: Doc, aligner: Aligner) -> None:
    """Add the counts of ``aligner`` to those of the components before."""
    for name, counts in (("widened", aligner.widened), ("unaligned", aligner.unaligned)):
        keep(doc, **{name: {**stored(doc).get(name, {}), **counts}})


def _start_sentences(text: str, segments: Iterable[Segment], aligner: Aligner) -> None:
    doc = aligner.doc
    starts = set()
    for segment in segments:
        for start, end in split_sentences(text, segment.start, segment.end, doc._.pressfacts_lang):
            span = aligner.span(start, end, group="sentences", label="sentence")
            if span is not None:
                starts.add(span.start)
    for token in doc:
        token.is_sent_start = token.i in starts
