"""spaCy pipelines read what ``extract.read`` reads, on anybody's tokens."""

from __future__ import annotations

import doctest
import subprocess
import sys
from decimal import Decimal

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy_sample import ARTICLE, FIELDS, ROOT, SENTENCE, by_spaces, demonstration, labelled

from extract import reading
from extract.language import decide
from extract.lexicon import LexiconError
from extract.model import Document, Segment
from extract.nlp import draw, pressfacts_nlp, to_doc
from extract.nlp.extensions import register_extensions


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pressfacts_nlp()


def test_one_sentence_gives_one_fact_with_its_fields(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    (fact,) = doc._.facts
    assert (fact.measure, fact.value, fact.unit) == ("aid_amount", Decimal("228700000"), "USD")
    assert (fact.status, fact.period, fact.place) == ("disbursed", "2023", "VN")
    assert labelled(doc, "facts") == {("aid_amount", "228,7 triệu USD")}
    assert labelled(doc, "fields") == FIELDS
    assert [span._.fact for span in doc.spans["facts"]] == [fact]
    assert all(span._.fact == fact and span._.rejection is None for span in doc.spans["fields"])
    assert (doc._.pressfacts_lang, doc._.published) == ("vi", None)


def test_the_probability_of_a_decided_language_is_kept(nlp: Language) -> None:
    doubtful = "Sebanyak 86 organisasi asing beroperasi."
    decision = decide(doubtful)
    doc = nlp(doubtful)
    assert 0.5 < decision.probability < 1
    assert doc._.pressfacts_lang == decision.lang
    assert doc._.pressfacts_lang_probability == decision.probability
    assert doc._.pressfacts_reading == reading.read(Document(doubtful))


def test_segments_sentences_and_rejections(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    assert [span.label_ for span in doc.spans["segments"]] == ["title", "lead", "body"]
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["Tổng", "Năm", "Hiện", "Cũng"]
    (rejected,) = doc.spans["rejections"]
    assert (rejected.text, rejected.label_) == ("5 triệu USD", "other_money")
    assert rejected._.rejection == doc._.rejections[0]
    assert rejected._.fact is None
    assert doc[0:2]._.fact is None


def test_a_pipeline_reads_what_read_reads(nlp: Language) -> None:
    texts = list(demonstration())
    found = 0
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        expected = reading.read(Document(text))
        assert doc._.pressfacts_reading == expected
        assert doc._.facts == expected.facts
        assert [span.text for span in doc.spans["facts"]] == [one.quote for one in expected.facts]
        assert doc._.pressfacts_widened == doc._.pressfacts_unaligned == 0
        found += len(doc._.facts)
    assert len(texts) == 13
    assert found > 20


def test_the_text_is_read_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    read, seen = reading.read, []

    def counting(document: Document) -> reading.Reading:
        seen.append(document.text)
        return read(document)

    monkeypatch.setattr(reading, "read", counting)
    list(nlp.pipe([ARTICLE, SENTENCE]))
    assert seen == [ARTICLE, SENTENCE]


@pytest.mark.parametrize("code", ["xx", "id", "en"])
def test_facts_alone_in_somebody_elses_pipeline(code: str) -> None:
    other = spacy.blank(code)
    other.add_pipe("sentencizer")
    other.add_pipe("pressfacts_facts")
    doc = other(SENTENCE)
    assert labelled(doc, "fields") == FIELDS
    assert doc._.facts == reading.read(Document(SENTENCE)).facts
    assert doc._.pressfacts_unaligned == 0
    assert "segments" not in doc.spans


def test_sentences_of_another_component_stay() -> None:
    other = spacy.blank("xx")
    other.add_pipe("sentencizer", config={"punct_chars": [","]})
    other.add_pipe("pressfacts_language")
    other.add_pipe("pressfacts_segments")
    assert [one.text for one in other("Năm 2023, các tổ chức giải ngân. Hết.").sents] == [
        "Năm 2023,",
        "các tổ chức giải ngân. Hết.",
    ]


def test_tokens_that_hold_too_much_widen_a_span_and_are_counted() -> None:
    other = by_spaces(spacy.blank("xx"))
    other.add_pipe("pressfacts_facts")
    doc = other(SENTENCE)
    assert ("place", "Việt Nam.") in labelled(doc, "fields")
    assert ("period", "Năm 2023,") in labelled(doc, "fields")
    assert doc._.pressfacts["widened"] == {"fields": 2}
    assert doc._.pressfacts_widened == 2
    assert doc._.facts[0].quote == "228,7 triệu USD"


def test_every_fact_and_rejection_has_its_span_or_is_counted() -> None:
    other = by_spaces(spacy.blank("xx"))
    other.add_pipe("pressfacts_facts")
    for doc in other.pipe(demonstration()):
        missing = doc._.pressfacts["unaligned"]
        assert len(doc.spans["facts"]) + missing.get("facts", 0) == len(doc._.facts)
        assert len(doc.spans["rejections"]) + missing.get("rejections", 0) == len(doc._.rejections)
        fields = sum(len(one.repeats) + sum(map(len, one.anchors.values())) for one in doc._.facts)
        assert len(doc.spans["fields"]) + missing.get("fields", 0) == fields


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "?", "\x00"])
def test_nothing_to_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert (doc._.facts, doc._.rejections, doc._.pressfacts_lang) == ((), (), "und")
    assert len(doc.spans["facts"]) == 0
    assert "<span" not in draw(doc)


def test_another_language_has_no_facts(nlp: Language) -> None:
    doc = nlp(
        "Im Jahr 2023 haben die ausländischen Organisationen nach Angaben des Ministeriums "
        "rund 228,7 Millionen Dollar für Projekte in Vietnam ausgezahlt."
    )
    assert (doc._.facts, doc._.pressfacts_lang) == ((), "de")
    assert not doc.has_annotation("SENT_START")


def test_what_is_known_of_a_document_goes_before_what_is_found(nlp: Language) -> None:
    now = "Hiện có 1.094 tổ chức phi chính phủ nước ngoài đăng ký hoạt động tại Việt Nam."
    assert nlp(now)._.facts[0].period is None
    doc = nlp(to_doc(nlp, Document(now, lang="vi", published="2024-05-03")))
    assert doc._.facts[0].period == "../2024-05-03"
    assert (doc._.published, doc._.pressfacts_lang_probability) == ("2024-05-03", 1.0)
    by_option = spacy.blank("xx")
    by_option.add_pipe("pressfacts_facts", config={"lang": "vi", "published": "2023-08"})
    assert by_option(now)._.facts[0].period == "../2023-08"
    own = by_option.make_doc(now)
    own._.published = "2021"
    assert by_option(own)._.facts[0].period == "../2021"


def test_a_stated_language_goes_before_the_option_and_both_before_a_decision() -> None:
    one = spacy.blank("xx")
    one.add_pipe("pressfacts_language")
    one.add_pipe("pressfacts_facts", config={"lang": "ms"})
    decided = one(SENTENCE)
    assert (decided._.pressfacts_lang, decided._.pressfacts_lang_probability) == ("ms", 1.0)
    stated = one.make_doc(SENTENCE)
    stated._.pressfacts_lang = "vi"
    stated = one(stated)
    assert (stated._.pressfacts_lang, stated._.pressfacts_lang_probability) == ("vi", 1.0)


def test_segments_of_a_page_are_kept(nlp: Language) -> None:
    cut = ARTICLE.index("\n") + 1
    segments = (Segment("title", 0, cut - 1), Segment("related", cut, len(ARTICLE)))
    doc = nlp(to_doc(nlp, Document(ARTICLE, segments=segments)))
    assert [span.label_ for span in doc.spans["segments"]] == ["title", "related"]
    assert doc._.facts == ()
    assert doc._.pressfacts_reading.rejection_counts["teaser"] > 0


def test_extensions_are_registered_once_and_never_taken_from_others() -> None:
    register_extensions()
    ours = Doc.get_extension("facts")
    Doc.set_extension("facts", getter=len, force=True)
    try:
        with pytest.raises(ValueError, match="E090"):
            register_extensions()
    finally:
        Doc.set_extension("facts", getter=ours[2], force=True)
    register_extensions()
    assert Doc.get_extension("facts") == ours


def test_options_that_cannot_be_used_are_refused() -> None:
    other = spacy.blank("xx")
    with pytest.raises(LexiconError):
        other.add_pipe("pressfacts_facts", config={"lang": "tlh"})
    with pytest.raises(ValueError, match="expected YYYY-MM-DD"):
        pressfacts_nlp(published="3 May 2024")
    doc = other.make_doc(SENTENCE)
    doc._.published = "2023/2024"
    other.add_pipe("pressfacts_facts")
    with pytest.raises(ValueError, match="'2023/2024': no date"):
        other(doc)


def test_only_extract_nlp_loads_spacy() -> None:
    paths = [path.relative_to(ROOT) for path in (ROOT / "extract").rglob("*.py")]
    names = [".".join(path.with_suffix("").parts) for path in paths if "nlp" not in path.parts]
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print('extract.reading' in sys.modules, 'spacy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *names],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.split() == ["True", "False"]


def test_the_examples_of_the_guide_work() -> None:
    result = doctest.testfile(
        str(ROOT / "docs" / "spacy.md"), module_relative=False, encoding="utf-8"
    )
    assert result.attempted > 10
    assert result.failed == 0
