"""spaCy pipelines read what ``extract.read`` reads, on anybody's tokens."""

from __future__ import annotations

import doctest
import html
import json
import re
import subprocess
import sys
import tomllib
import unicodedata
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extract import reading
from extract.language import decide
from extract.lexicon import LexiconError
from extract.model import Document, Segment
from extract.nlp import FIELD_COLOURS, draw, pressfacts_nlp, to_doc
from extract.nlp.alignment import Aligner, origins
from extract.nlp.packing import pack_reading, unpack_reading
from extract.text import normalise
from extract.tokens import tokenize

ROOT = Path(__file__).parents[2]
ARTICLE = (
    "Tổng kết công tác phi chính phủ nước ngoài năm 2023\n"
    "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân 228,7 triệu USD cho Việt Nam. "
    "Hiện có 1.094 tổ chức phi chính phủ nước ngoài đăng ký hoạt động tại Việt Nam.\n"
    "Cũng theo báo cáo này của cơ quan thường trực, lũ lụt gây thiệt hại 5 triệu USD."
)
SENTENCE = (
    "Năm 2023, các tổ chức phi chính phủ nước ngoài đã giải ngân 228,7 triệu USD cho Việt Nam."
)
FIELDS = {
    ("period", "Năm 2023"),
    ("donors", "tổ chức phi chính phủ nước ngoài"),
    ("status", "giải ngân"),
    ("value", "228,7 triệu"),
    ("unit", "228,7 triệu USD"),
    ("place", "Việt Nam"),
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pressfacts_nlp()


def demonstration() -> Iterator[str]:
    """Every fifth article of the demonstration site, so that the test stays short."""
    for path in sorted((ROOT / "crawler" / "demo" / "articles").glob("*.toml"))[::5]:
        article = tomllib.loads(path.read_text(encoding="utf-8"))
        yield "\n".join([article["title"], article["lead"], *article["body"]])


def labelled(doc: Doc, group: str) -> set[tuple[str, str]]:
    return {(span.label_, unicodedata.normalize("NFC", span.text)) for span in doc.spans[group]}


def by_spaces(nlp: Language) -> Language:
    """Give ``nlp`` a tokenizer that leaves marks at their words: ``(228,7``, ``USD.``."""

    def cut(text: str) -> Doc:
        words = re.findall(r"[^ ]+|(?<= ) +|^ +", text)
        joined, spaces, at = [], [], 0
        for word in words:
            at += len(word)
            spaced = text[at : at + 1] == " "
            at += spaced
            if word.strip(" "):
                joined.append(word)
                spaces.append(spaced)
        return Doc(nlp.vocab, words=joined, spaces=spaces)

    nlp.tokenizer = cut
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("hơn 228,7 triệu USD.", ["hơn", "228,7", "triệu", "USD", "."]),
        ("1.094 tổ chức", ["1.094", "tổ", "chức"]),
        ("RM1.5 juta", ["RM", "1.5", "juta"]),
        ("Ngày 30/11/2025,", ["Ngày", "30/11/2025", ","]),
        ("hết tháng 11-2025", ["hết", "tháng", "11-2025"]),
        ("Nghị định 58/2022/NĐ-CP.", ["Nghị", "định", "58/2022/NĐ-CP", "."]),
        ("giai đoạn 2019-2023", ["giai", "đoạn", "2019", "-", "2023"]),
        ("triệuUSD", ["triệu", "USD"]),
        ("31/63 tỉnh", ["31", "/", "63", "tỉnh"]),
        ("a  b\n\n c", ["a", " ", "b", "\n\n", "c"]),
        ("12\u00a0tỷ\u200b đồng", ["12", "\u00a0", "tỷ", "\u200b", "đồng"]),
        ("", []),
    ],
)
def test_amounts_dates_and_acts_are_single_tokens(
    nlp: Language, text: str, tokens: list[str]
) -> None:
    doc = nlp.make_doc(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


LETTERS = st.text(
    st.one_of(
        st.sampled_from("aZđĐưứ05.,/-( )\n\r\t\u00a0\u200b\u00ad\ufeff\u0300\u0323\u1100\u1161"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(text=LETTERS)
@example(text="30/11/2025")
def test_the_text_of_a_doc_is_the_text_given(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert doc.text == text
    starts = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    whole = any("/" in token.text or "-" in token.text[1:] for token in doc)
    assert whole or all({one.start, one.end} <= starts for one in tokenize(text))


@given(text=LETTERS)
@example(text="\ufeff\ufeffTổ")
@example(text="a\u0334\u0301\r\n\rb\u1100\u1161\u11a8")
def test_offsets_of_the_normalised_text_lead_back(text: str) -> None:
    short = normalise(text)
    back = origins(text, short)
    if back is None:
        assert short == text
        return
    assert len(back.starts) == len(back.ends) == len(short)
    for at, letter in enumerate(short):
        start, end = back.locate(at, at + 1)
        assert letter in normalise("\n" + text[start:end])[1:]
    assert list(back.starts) == sorted(back.starts)


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


def test_what_has_no_token_is_counted(nlp: Language) -> None:
    aligner = Aligner(nlp.make_doc("hai tổ chức"), None)
    assert aligner.span(3, 4, group="fields", label="status") is None
    assert aligner.span(20, 25, group="fields", label="status") is None
    assert aligner.unaligned == {"fields": 2}
    assert aligner.widened == {}


def test_every_fact_and_rejection_has_its_span_or_is_counted() -> None:
    other = by_spaces(spacy.blank("xx"))
    other.add_pipe("pressfacts_facts")
    for doc in other.pipe(demonstration()):
        missing = doc._.pressfacts["unaligned"]
        assert len(doc.spans["facts"]) + missing.get("facts", 0) == len(doc._.facts)
        assert len(doc.spans["rejections"]) + missing.get("rejections", 0) == len(doc._.rejections)
        fields = sum(len(one.repeats) + sum(map(len, one.anchors.values())) for one in doc._.facts)
        assert len(doc.spans["fields"]) + missing.get("fields", 0) == fields


@pytest.mark.parametrize(
    "given",
    [
        unicodedata.normalize("NFD", ARTICLE),
        "\ufeff" + ARTICLE,
        ARTICLE.replace("\n", "\r\n"),
        "\ufeff" + unicodedata.normalize("NFD", ARTICLE).replace("\n", "\r"),
    ],
    ids=["NFD", "byte-order mark", "CRLF", "all"],
)
def test_the_typing_of_a_text_changes_neither_facts_nor_marks(nlp: Language, given: str) -> None:
    plain, doc = nlp(ARTICLE), nlp(given)
    assert doc.text == given
    assert doc._.facts == plain._.facts
    for group in ("facts", "fields", "rejections", "segments"):
        assert labelled(doc, group) == labelled(plain, group)
    assert doc._.pressfacts_widened == 0


@pytest.mark.parametrize(
    ("old", "new"), [("228,7 triệu", "228,7\u00a0triệu"), ("triệu USD", "triệu\u200b USD")]
)
def test_no_break_and_zero_width_spaces(nlp: Language, old: str, new: str) -> None:
    text = SENTENCE.replace(old, new)
    doc = nlp(text)
    assert doc._.facts[0].value == Decimal("228700000")
    assert [span.text for span in doc.spans["facts"]] == ["228,7 triệu USD".replace(old, new)]


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


def test_a_packed_reading_is_json_and_comes_back_whole() -> None:
    for text in demonstration():
        found = reading.read(Document(text))
        packed = json.loads(json.dumps(pack_reading(found)))
        assert unpack_reading(packed, found.text) == found


def test_docs_keep_their_facts_when_stored(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(ARTICLE)
    bin_path, doc_path = tmp_path / "docs.spacy", tmp_path / "doc"
    DocBin(docs=[doc], store_user_data=True).to_disk(bin_path)
    doc.to_disk(doc_path)
    vocab = spacy.blank("xx").vocab
    from_bin = next(DocBin().from_disk(bin_path).get_docs(vocab))
    for again in (from_bin, Doc(spacy.blank("xx").vocab).from_disk(doc_path)):
        assert again._.pressfacts_reading == doc._.pressfacts_reading
        assert labelled(again, "fields") == labelled(doc, "fields")
        assert [span._.fact for span in again.spans["facts"]] == list(doc._.facts)
        assert again._.pressfacts_lang == "vi"


def test_json_keeps_facts_but_not_which_span_is_whose(nlp: Language) -> None:
    record = nlp(ARTICLE).to_json(underscore=["pressfacts", "published"])
    again = Doc(spacy.blank("xx").vocab).from_json(json.loads(json.dumps(record)))
    assert again._.facts == nlp(ARTICLE)._.facts
    assert [span._.fact for span in again.spans["facts"]] == [None, None]


def test_several_processes_read_the_same(nlp: Language) -> None:
    known = to_doc(nlp, Document(ARTICLE, published="2024-01-02"))
    first, second = nlp.pipe([known, SENTENCE], n_process=2, batch_size=1)
    assert first._.facts == reading.read(Document(ARTICLE, published="2024-01-02")).facts
    assert labelled(second, "fields") == FIELDS


def test_a_stored_pipeline_reads_the_same_in_another_process(tmp_path: Path) -> None:
    pressfacts_nlp(lang="vi", published="2024-01-02").to_disk(tmp_path / "nlp")
    program = (
        "import sys, spacy, extract.nlp\n"
        "doc = spacy.load(sys.argv[1])('Hiện có 1.094 tổ chức phi chính phủ nước ngoài.')\n"
        "sys.stdout.buffer.write(ascii([len(doc), doc._.facts[0].period]).encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "nlp")],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.decode() == "[11, '../2024-01-02']"


def test_displacy_draws_every_field_in_its_colour(nlp: Language) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = draw(nlp(SENTENCE), page=True)
    shown = html.unescape(re.sub(r"<[^>]+>", " ", drawn))
    for label, _ in FIELDS:
        assert label in shown.split()
        assert f"background: {FIELD_COLOURS[label]};" in drawn
    assert '<html lang="vi">' in drawn
    assert drawn.count('<meta charset="utf-8">') == 1
    words = [word for word in shown.split() if word not in FIELD_COLOURS]
    assert "".join(words[words.index("displaCy") + 1 :]) == SENTENCE.replace(" ", "")


def test_a_block_is_drawn_for_every_line(nlp: Language) -> None:
    assert draw(nlp(ARTICLE)).count('<div class="spans"') == 3


@pytest.mark.parametrize("page", [False, True])
def test_hostile_text_stays_text(nlp: Language, page: bool) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt;"
    doc = nlp(f"{attack} {SENTENCE} {attack}\n{attack}\n{SENTENCE}".replace("USD", f"USD{attack}"))
    doc.user_data["title"] = attack
    drawn = draw(doc, page=page)
    assert re.findall(r"<\s*(script|img|b)\b", drawn) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "&amp;lt;b&amp;gt;" in drawn


def test_an_unread_doc_is_not_drawn(nlp: Language) -> None:
    with pytest.raises(ValueError, match="pressfacts_facts"):
        draw(nlp.make_doc(SENTENCE))
    assert nlp.make_doc(SENTENCE)._.facts == ()


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
